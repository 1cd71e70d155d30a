//! Records: MessagePack with named fields, so that a later version can add one and still read the old.
//!
//! A reader for every version ever shipped stays. The sealing's first byte is the version of the whole encoding;
//! a field that is added later gets `#[serde(default)]`.

mod backup;
mod client;
mod directory;
mod event;
mod group;
mod guess;
mod session;
mod undo;
mod user;

use portreeve_core::ports::StoreError;
use portreeve_core::time::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_bytes::ByteArray;

pub(crate) use backup::{BackupNoteRecord, BackupScheduleRecord};
pub(crate) use client::{ClientRecord, ClientSecretRecord, FamilyRecord, SigningKeyRecord};
pub(crate) use directory::{PermissionRecord, ProfileRecord};
pub(crate) use event::{EventRecord, HeadRecord};
pub(crate) use group::GroupRecord;
pub(crate) use guess::GuessesRecord;
pub(crate) use session::SessionRecord;
pub(crate) use undo::UndoRecord;
pub(crate) use user::{CredentialRecord, UserRecord};

type Id = ByteArray<16>;

/// A record and the domain type it stands for.
pub(crate) trait Record: Serialize + DeserializeOwned {
    type Domain;

    fn from_domain(value: &Self::Domain) -> Self;

    /// Refuses a record whose content no version could have written.
    fn into_domain(self) -> Result<Self::Domain, Invalid>;
}

/// What is wrong with a record that opened and decoded.
pub(crate) struct Invalid(pub(crate) String);

pub(crate) fn encode<R: Record>(value: &R::Domain) -> zeroize::Zeroizing<Vec<u8>> {
    let bytes = rmp_serde::to_vec_named(&R::from_domain(value)).expect("records have no unencodable parts");
    zeroize::Zeroizing::new(bytes)
}

pub(crate) fn decode<R: Record>(key: &[u8], bytes: &[u8]) -> Result<R::Domain, StoreError> {
    let damaged = |what: String| StoreError::Damaged(format!("{} ({what})", crate::key::describe(key)));
    let record: R = rmp_serde::from_slice(bytes).map_err(|error| damaged(error.to_string()))?;
    record.into_domain().map_err(|invalid| damaged(invalid.0))
}

fn invalid(error: impl std::fmt::Display) -> Invalid {
    Invalid(error.to_string())
}

fn moment(ms: i64) -> Timestamp {
    Timestamp::from_unix_ms(ms)
}
