//! When users last signed in.

use portreeve_core::id::UserId;
use portreeve_core::last_sign_in::LastSignIn;
use serde::{Deserialize, Serialize};

use super::{Id, Invalid, Record, moment};

#[derive(Serialize, Deserialize)]
pub(crate) struct LastSignInRecord {
    user: Id,
    at_ms: i64,
}

impl Record for LastSignInRecord {
    type Domain = LastSignIn;

    fn from_domain(last: &LastSignIn) -> Self {
        Self {
            user: last.user.to_bytes().into(),
            at_ms: last.at.unix_ms(),
        }
    }

    fn into_domain(self) -> Result<LastSignIn, Invalid> {
        Ok(LastSignIn {
            user: UserId::from_bytes(self.user.into_array()),
            at: moment(self.at_ms),
        })
    }
}
