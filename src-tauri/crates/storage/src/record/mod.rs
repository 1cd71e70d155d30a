//! Records: MessagePack with named fields, so that a later version can add a field and still read old records.
//!
//! A reader for every shipped version stays. The first byte of the plain text is the version of the record's kind; a
//! field that is added later gets `#[serde(default)]`.

mod backup;
mod client;
mod clock;
mod config_export;
mod directory;
mod event;
mod group;
mod guess;
mod last_sign_in;
mod recovery;
mod session;
mod token_use;
mod undo;
mod user;

use std::sync::Arc;

use portreeve_core::kind::Kind;
use portreeve_core::ports::StoreError;
use portreeve_core::record::Record as AnyRecord;
use portreeve_core::time::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_bytes::ByteArray;
use zeroize::Zeroizing;

pub(crate) use event::{EventRecord, FurtherTargetsRecord, HeadRecord, encode_event, further_digest};
pub(crate) use session::SessionRecord;
pub(crate) use undo::{Beside, UndoRecord};
pub(crate) use user::UserRecord;

use backup::{BackupMadeRecord, BackupRehearsedRecord, BackupScheduleRecord};
use client::{ClientRecord, ClientSecretRecord, FamilyRecord as TokenFamilyRecord, SigningKeyRecord};
use clock::ClockMarkRecord;
use config_export::ConfigExportsRecord;
use directory::{PermissionRecord, ProfileRecord};
use group::GroupRecord;
use guess::GuessesRecord;
use last_sign_in::LastSignInRecord;
use recovery::KitMadeRecord;
use token_use::TokenUseRecord;
use user::{CostliestHashRecord, CredentialRecord};

/// How each kind of record that commands write is encoded.
macro_rules! encodings {
    (written: { $($kind:ident($record:ty),)* } kept_by_the_store: { $($other:ident,)* }) => {
        pub(crate) fn encode_any(record: &AnyRecord) -> Zeroizing<Vec<u8>> {
            match record {
                $(AnyRecord::$kind(record) => encode::<$record>(record),)*
            }
        }

        /// The record of `kind` under `key`.
        pub(crate) fn decode_any(kind: Kind, key: &[u8], bytes: &[u8]) -> Result<AnyRecord, StoreError> {
            match kind {
                $(Kind::$kind => decode::<$record>(key, bytes).map(Arc::new).map(AnyRecord::$kind),)*
                $(Kind::$other)|* => Err(StoreError::Damaged(format!("{} was asked for alone", kind.words()))),
            }
        }
    };
}

encodings! {
    written: {
        Profile(ProfileRecord),
        User(UserRecord),
        LastSignIn(LastSignInRecord),
        Credential(CredentialRecord),
        CostliestHash(CostliestHashRecord),
        Guesses(GuessesRecord),
        Group(GroupRecord),
        Permission(PermissionRecord),
        Client(ClientRecord),
        ClientSecret(ClientSecretRecord),
        SigningKey(SigningKeyRecord),
        Session(SessionRecord),
        TokenFamily(TokenFamilyRecord),
        TokenUse(TokenUseRecord),
        ClockMark(ClockMarkRecord),
        BackupSchedule(BackupScheduleRecord),
        BackupMade(BackupMadeRecord),
        BackupRehearsed(BackupRehearsedRecord),
        KitMade(KitMadeRecord),
        ConfigExports(ConfigExportsRecord),
    }
    kept_by_the_store: {
        Revision,
        LoginName,
        GroupName,
        ClientName,
        SessionToken,
        Belonging,
        Event,
        FurtherTargets,
        AuditHead,
        Undo,
    }
}

type Id = ByteArray<16>;

/// A record and the domain type it stands for.
pub(crate) trait Record: Serialize + DeserializeOwned {
    type Domain;

    fn from_domain(value: &Self::Domain) -> Self;

    /// Refuses contents that no version could have written.
    fn into_domain(self) -> Result<Self::Domain, Invalid>;
}

/// The fault of a record that was decrypted and decoded.
pub(crate) struct Invalid(pub(crate) String);

pub(crate) fn encode<R: Record>(value: &R::Domain) -> Zeroizing<Vec<u8>> {
    let bytes = rmp_serde::to_vec_named(&R::from_domain(value)).expect("records have no unencodable parts");
    Zeroizing::new(bytes)
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
