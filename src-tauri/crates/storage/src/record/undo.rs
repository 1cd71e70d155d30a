//! The undo entry of an event.

use portreeve_core::record::{Change, Record as AnyRecord};
use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;
use zeroize::{Zeroize, Zeroizing};

use super::{Invalid, Record, decode_any, encode_any, invalid};
use crate::key;

/// What lies beside an event: its undo entry, or a part of one.
pub(crate) enum Beside {
    /// The records before and after the event, or some of them.
    Kept(Vec<Change>),
    /// The number of the event that undid it.
    Undone(u64),
    /// The number of parts, each of them a `Kept` under a key of its own.
    Parts(u32),
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum UndoRecord {
    Kept(Vec<ChangeRecord>),
    Undone(u64),
    Parts(u32),
}

/// A record before and after, each encoded as stored.
#[derive(Serialize, Deserialize)]
pub(crate) struct ChangeRecord {
    /// The first byte of its kind's keys.
    kind: u8,
    /// The version in which the records are encoded.
    version: u8,
    before: Option<ByteBuf>,
    after: Option<ByteBuf>,
}

impl ChangeRecord {
    fn from_domain(change: &Change) -> Self {
        let encoded = |record: &AnyRecord| ByteBuf::from(encode_any(record).to_vec());
        Self {
            kind: key::prefix(change.kind())[0],
            version: key::version(change.kind()),
            before: change.before.as_ref().map(encoded),
            after: change.after.as_ref().map(encoded),
        }
    }

    fn into_domain(mut self) -> Result<Change, Invalid> {
        let prefix = [self.kind];
        let kind = key::kind(&prefix).ok_or_else(|| Invalid(format!("unknown kind {}", self.kind)))?;
        if self.version > key::version(kind) {
            let why = format!(
                "version {} of {} is newer than this program",
                self.version,
                kind.words()
            );
            return Err(Invalid(why));
        }
        let decoded = |bytes: Option<ByteBuf>| {
            let decoded = bytes.map(|bytes| {
                let bytes = Zeroizing::new(bytes.into_vec());
                decode_any(kind, &prefix, &bytes)
            });
            decoded.transpose().map_err(invalid)
        };
        let (before, after) = (decoded(self.before.take())?, decoded(self.after.take())?);
        let id = after.as_ref().or(before.as_ref()).map(AnyRecord::id);
        Ok(Change {
            id: id.ok_or_else(|| Invalid("neither before nor after".into()))?,
            before,
            after,
        })
    }
}

/// It may contain the secret of a removed client.
impl Drop for ChangeRecord {
    fn drop(&mut self) {
        for bytes in [&mut self.before, &mut self.after].into_iter().flatten() {
            bytes.as_mut_slice().zeroize();
        }
    }
}

impl Record for UndoRecord {
    type Domain = Beside;

    fn from_domain(beside: &Beside) -> Self {
        match beside {
            Beside::Kept(changes) => Self::Kept(changes.iter().map(ChangeRecord::from_domain).collect()),
            Beside::Undone(event) => Self::Undone(*event),
            Beside::Parts(count) => Self::Parts(*count),
        }
    }

    fn into_domain(self) -> Result<Beside, Invalid> {
        Ok(match self {
            Self::Kept(changes) => {
                let changes = changes.into_iter().map(ChangeRecord::into_domain);
                Beside::Kept(changes.collect::<Result<_, _>>()?)
            }
            Self::Undone(event) => Beside::Undone(event),
            Self::Parts(count) => Beside::Parts(count),
        })
    }
}
