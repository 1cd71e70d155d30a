//! Sessions.

use portreeve_core::id::{SessionId, UserId};
use portreeve_core::session::{Session, SessionKind, SessionTokenHash};
use serde::{Deserialize, Serialize};
use serde_bytes::ByteArray;

use super::user::PasswordOriginRecord;
use super::{Id, Invalid, Record, moment};

#[derive(Serialize, Deserialize)]
pub(crate) struct SessionRecord {
    id: Id,
    user: Id,
    kind: Kind,
    token: ByteArray<32>,
    issued_ms: i64,
    last_seen_ms: i64,
    ended_ms: Option<i64>,
    epoch: u32,
    password_origin: Option<PasswordOriginRecord>,
    confirmed_ms: Option<i64>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Window,
    Cli,
}

impl Record for SessionRecord {
    type Domain = Session;

    fn from_domain(session: &Session) -> Self {
        Self {
            id: session.id.to_bytes().into(),
            user: session.user.to_bytes().into(),
            kind: match session.kind {
                SessionKind::Window => Kind::Window,
                SessionKind::Cli => Kind::Cli,
            },
            token: session.token.0.into(),
            issued_ms: session.issued_at.unix_ms(),
            last_seen_ms: session.last_seen_at.unix_ms(),
            ended_ms: session.ended_at.map(|at| at.unix_ms()),
            epoch: session.epoch,
            password_origin: session.password_origin.map(Into::into),
            confirmed_ms: session.confirmed_at.map(|at| at.unix_ms()),
        }
    }

    fn into_domain(self) -> Result<Session, Invalid> {
        Ok(Session {
            id: SessionId::from_bytes(self.id.into_array()),
            user: UserId::from_bytes(self.user.into_array()),
            kind: match self.kind {
                Kind::Window => SessionKind::Window,
                Kind::Cli => SessionKind::Cli,
            },
            token: SessionTokenHash(self.token.into_array()),
            issued_at: moment(self.issued_ms),
            last_seen_at: moment(self.last_seen_ms),
            ended_at: self.ended_ms.map(moment),
            epoch: self.epoch,
            password_origin: self.password_origin.map(Into::into),
            confirmed_at: self.confirmed_ms.map(moment),
        })
    }
}
