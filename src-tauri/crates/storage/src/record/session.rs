//! Sessions.

use portreeve_core::factor::Factor;
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
    factors: Vec<FactorRecord>,
    confirmed_ms: Option<i64>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Window,
    Cli,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum FactorRecord {
    Password,
}

impl From<Factor> for FactorRecord {
    fn from(factor: Factor) -> Self {
        match factor {
            Factor::Password => Self::Password,
        }
    }
}

impl From<FactorRecord> for Factor {
    fn from(factor: FactorRecord) -> Self {
        match factor {
            FactorRecord::Password => Self::Password,
        }
    }
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
            factors: session.factors.iter().copied().map(Into::into).collect(),
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
            factors: self.factors.into_iter().map(Into::into).collect(),
            confirmed_at: self.confirmed_ms.map(moment),
        })
    }
}
