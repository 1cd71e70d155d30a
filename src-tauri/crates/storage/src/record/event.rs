//! Events of the audit trail, and its end.

use portreeve_core::actor::Actor;
use portreeve_core::audit::{
    AuditEvent, AuditHead, ChainMac, EventOutcome, FieldChange, Irreversible, Reversal, Target, TargetKind,
    Via,
};
use portreeve_core::id::UserId;
use serde::{Deserialize, Serialize};
use serde_bytes::ByteArray;
use zeroize::Zeroizing;

use super::{Id, Invalid, Record, moment};

#[derive(Serialize, Deserialize)]
pub(crate) struct EventRecord {
    at_ms: i64,
    actor: ActorRecord,
    actor_name: String,
    via: ViaRecord,
    command: String,
    targets: Vec<TargetRecord>,
    #[serde(default, skip_serializing_if = "is_zero")]
    more_targets: u32,
    detail: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    refused: Option<RefusalRecord>,
    reversal: ReversalRecord,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    undoes: Option<u64>,
    /// The digest of the further targets, which lie beside the event: so the chain covers them, too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    further: Option<ByteArray<32>>,
}

/// The digest in an encoded event, without the rest of it.
#[derive(Deserialize)]
struct FurtherRecord {
    #[serde(default)]
    further: Option<ByteArray<32>>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ActorRecord {
    Nobody,
    Founder,
    User(Id),
}

#[derive(Serialize, Deserialize)]
struct RefusalRecord {
    code: String,
    times: u32,
}

#[derive(Serialize, Deserialize)]
struct TargetRecord {
    kind: KindRecord,
    id: String,
    name: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    changes: Vec<ChangeRecord>,
}

#[derive(Serialize, Deserialize)]
struct ChangeRecord {
    field: String,
    before: String,
    after: String,
}

/// A closed set of the domain, with the stored text of each value.
macro_rules! names {
    ($record:ident of $domain:ty { $($variant:ident = $value:pat => $made:expr),* $(,)? }) => {
        #[derive(Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        enum $record { $($variant),* }

        impl From<$domain> for $record {
            fn from(value: $domain) -> Self {
                match value { $($value => Self::$variant),* }
            }
        }

        impl From<$record> for $domain {
            fn from(record: $record) -> Self {
                match record { $($record::$variant => $made),* }
            }
        }
    };
}

names!(ViaRecord of Via {
    Setup = Via::Setup => Via::Setup,
    Window = Via::Window => Via::Window,
    CommandLine = Via::CommandLine => Via::CommandLine,
    ControlSocket = Via::ControlSocket => Via::ControlSocket,
    Itself = Via::Itself => Via::Itself,
});

names!(KindRecord of TargetKind {
    Directory = TargetKind::Directory => TargetKind::Directory,
    User = TargetKind::User => TargetKind::User,
    Group = TargetKind::Group => TargetKind::Group,
    Permission = TargetKind::Permission => TargetKind::Permission,
    Client = TargetKind::Client => TargetKind::Client,
    Key = TargetKind::Key => TargetKind::Key,
    Session = TargetKind::Session => TargetKind::Session,
    TokenFamily = TargetKind::TokenFamily => TargetKind::TokenFamily,
    File = TargetKind::File => TargetKind::File,
    Trail = TargetKind::Trail => TargetKind::Trail,
});

names!(ReversalRecord of Reversal {
    Nothing = Reversal::Nothing => Reversal::Nothing,
    Kept = Reversal::Kept => Reversal::Kept,
    PasswordSet = Reversal::Impossible(Irreversible::PasswordSet) => Reversal::Impossible(Irreversible::PasswordSet),
    SecretShown = Reversal::Impossible(Irreversible::SecretShown) => Reversal::Impossible(Irreversible::SecretShown),
    SecretReplaced = Reversal::Impossible(Irreversible::SecretReplaced) => Reversal::Impossible(Irreversible::SecretReplaced),
    TokenGivenOut = Reversal::Impossible(Irreversible::TokenGivenOut) => Reversal::Impossible(Irreversible::TokenGivenOut),
    TooLarge = Reversal::Impossible(Irreversible::TooLarge) => Reversal::Impossible(Irreversible::TooLarge),
});

fn is_zero(number: &u32) -> bool {
    *number == 0
}

impl Record for EventRecord {
    type Domain = AuditEvent;

    fn from_domain(event: &AuditEvent) -> Self {
        Self {
            at_ms: event.at.unix_ms(),
            actor: match event.actor {
                Actor::Nobody => ActorRecord::Nobody,
                Actor::Setup => ActorRecord::Founder,
                Actor::User(id) => ActorRecord::User(id.to_bytes().into()),
            },
            actor_name: event.actor_name.clone(),
            via: event.via.into(),
            command: event.command.clone(),
            targets: event.targets.iter().map(TargetRecord::from_domain).collect(),
            more_targets: event.more_targets,
            detail: event.detail.clone(),
            refused: match &event.outcome {
                EventOutcome::Done => None,
                EventOutcome::Refused { reason, times } => Some(RefusalRecord {
                    code: reason.clone(),
                    times: *times,
                }),
            },
            reversal: event.reversal.into(),
            undoes: event.undoes,
            further: None,
        }
    }

    fn into_domain(self) -> Result<AuditEvent, Invalid> {
        Ok(AuditEvent {
            at: moment(self.at_ms),
            actor: match self.actor {
                ActorRecord::Nobody => Actor::Nobody,
                ActorRecord::Founder => Actor::Setup,
                ActorRecord::User(id) => Actor::User(UserId::from_bytes(id.into_array())),
            },
            actor_name: self.actor_name,
            via: self.via.into(),
            command: self.command,
            targets: self.targets.into_iter().map(TargetRecord::into_domain).collect(),
            more_targets: self.more_targets,
            detail: self.detail,
            outcome: self
                .refused
                .map_or(EventOutcome::Done, |refused| EventOutcome::Refused {
                    reason: refused.code,
                    times: refused.times,
                }),
            reversal: self.reversal.into(),
            undoes: self.undoes,
        })
    }
}

impl TargetRecord {
    fn from_domain(target: &Target) -> Self {
        Self {
            kind: target.kind.into(),
            id: target.id.clone(),
            name: target.name.clone(),
            changes: target.changes.iter().map(ChangeRecord::from_domain).collect(),
        }
    }

    fn into_domain(self) -> Target {
        Target {
            kind: self.kind.into(),
            id: self.id,
            name: self.name,
            changes: self.changes.into_iter().map(ChangeRecord::into_domain).collect(),
        }
    }
}

/// A part of the further targets of an event.
#[derive(Serialize, Deserialize)]
pub(crate) struct FurtherTargetsRecord {
    targets: Vec<TargetRecord>,
}

impl Record for FurtherTargetsRecord {
    type Domain = Vec<Target>;

    fn from_domain(targets: &Vec<Target>) -> Self {
        Self {
            targets: targets.iter().map(TargetRecord::from_domain).collect(),
        }
    }

    fn into_domain(self) -> Result<Vec<Target>, Invalid> {
        Ok(self.targets.into_iter().map(TargetRecord::into_domain).collect())
    }
}

/// The encoded event. `further` is the digest of the targets that lie beside it.
pub(crate) fn encode_event(event: &AuditEvent, further: Option<[u8; 32]>) -> Zeroizing<Vec<u8>> {
    let record = EventRecord {
        further: further.map(ByteArray::new),
        ..EventRecord::from_domain(event)
    };
    let bytes = rmp_serde::to_vec_named(&record).expect("an event has no unencodable parts");
    Zeroizing::new(bytes)
}

/// The digest of the targets that lie beside an encoded event; `None` if none do, or if this program cannot read it.
pub(crate) fn further_digest(event: &[u8]) -> Option<[u8; 32]> {
    let record: FurtherRecord = rmp_serde::from_slice(event).ok()?;
    record.further.map(ByteArray::into_array)
}

impl ChangeRecord {
    fn from_domain(change: &FieldChange) -> Self {
        Self {
            field: change.field.clone(),
            before: change.before.clone(),
            after: change.after.clone(),
        }
    }

    fn into_domain(self) -> FieldChange {
        FieldChange {
            field: self.field,
            before: self.before,
            after: self.after,
        }
    }
}

#[derive(Serialize, Deserialize)]
pub(crate) struct HeadRecord {
    last: u64,
    mac: ByteArray<32>,
    first: u64,
    mac_before_first: ByteArray<32>,
}

impl Record for HeadRecord {
    type Domain = AuditHead;

    fn from_domain(head: &AuditHead) -> Self {
        Self {
            last: head.last,
            mac: head.mac.0.into(),
            first: head.first,
            mac_before_first: head.mac_before_first.0.into(),
        }
    }

    fn into_domain(self) -> Result<AuditHead, Invalid> {
        Ok(AuditHead {
            last: self.last,
            mac: ChainMac(self.mac.into_array()),
            first: self.first,
            mac_before_first: ChainMac(self.mac_before_first.into_array()),
        })
    }
}
