//! Counts of refreshed tokens.

use portreeve_core::day::Day;
use portreeve_core::id::{ClientId, UserId};
use portreeve_core::token_use::{TokenUse, TokenUseId};
use serde::{Deserialize, Serialize};

use super::{Id, Invalid, Record, moment};

#[derive(Serialize, Deserialize)]
pub(crate) struct TokenUseRecord {
    day: i32,
    user: Id,
    client: Id,
    refreshed: u32,
    first_ms: i64,
    last_ms: i64,
}

impl Record for TokenUseRecord {
    type Domain = TokenUse;

    fn from_domain(counted: &TokenUse) -> Self {
        Self {
            day: counted.id.day.number(),
            user: counted.id.user.to_bytes().into(),
            client: counted.id.client.to_bytes().into(),
            refreshed: counted.refreshed,
            first_ms: counted.first_at.unix_ms(),
            last_ms: counted.last_at.unix_ms(),
        }
    }

    fn into_domain(self) -> Result<TokenUse, Invalid> {
        Ok(TokenUse {
            id: TokenUseId {
                day: Day::from_number(self.day),
                user: UserId::from_bytes(self.user.into_array()),
                client: ClientId::from_bytes(self.client.into_array()),
            },
            refreshed: self.refreshed,
            first_at: moment(self.first_ms),
            last_at: moment(self.last_ms),
        })
    }
}
