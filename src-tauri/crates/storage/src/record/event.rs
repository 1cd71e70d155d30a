//! Lines of the audit trail.

use portreeve_core::change::{Actor, AuditEvent};
use portreeve_core::id::UserId;
use serde::{Deserialize, Serialize};

use super::{Id, Invalid, Record, moment};

#[derive(Serialize, Deserialize)]
pub(crate) struct EventRecord {
    at_ms: i64,
    actor: ActorRecord,
    command: String,
    target: String,
    detail: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ActorRecord {
    Nobody,
    Founder,
    User(Id),
}

impl Record for EventRecord {
    type Domain = AuditEvent;

    fn from_domain(event: &AuditEvent) -> Self {
        Self {
            at_ms: event.at.unix_ms(),
            actor: match event.actor {
                Actor::Nobody => ActorRecord::Nobody,
                Actor::Founder => ActorRecord::Founder,
                Actor::User(id) => ActorRecord::User(id.to_bytes().into()),
            },
            command: event.command.clone(),
            target: event.target.clone(),
            detail: event.detail.clone(),
        }
    }

    fn into_domain(self) -> Result<AuditEvent, Invalid> {
        Ok(AuditEvent {
            at: moment(self.at_ms),
            actor: match self.actor {
                ActorRecord::Nobody => Actor::Nobody,
                ActorRecord::Founder => Actor::Founder,
                ActorRecord::User(id) => Actor::User(UserId::from_bytes(id.into_array())),
            },
            command: self.command,
            target: self.target,
            detail: self.detail,
        })
    }
}
