//! The list of all kinds of records that commands write.

mod change;

use std::sync::Arc;

use crate::backup::{BackupMade, BackupRehearsed, BackupSchedule};
use crate::client::{Client, ClientSecret, SigningKey, TokenFamily};
use crate::clock::ClockMark;
use crate::config_export::ConfigExports;
use crate::group::Group;
use crate::guess::Guesses;
use crate::id::UserId;
use crate::kind::Kind;
use crate::last_sign_in::LastSignIn;
use crate::password::{CostliestHash, Credential};
use crate::permission::PermissionEntry;
use crate::profile::Profile;
use crate::recovery::KitMade;
use crate::session::Session;
use crate::stored::{By, Stored};
use crate::token_use::TokenUse;
use crate::user::User;

pub use change::{Change, Versions, of_kind};

/// Makes, from the list of kinds, the types that hold a record of any kind, and the visitor that gives generic code
/// each record with its own type.
macro_rules! records {
    ($($kind:ident($record:ty),)*) => {
        /// A record of any kind.
        #[derive(Clone, Debug)]
        pub enum Record {
            $(
                #[allow(missing_docs, reason = "the type says it")]
                $kind(Arc<$record>),
            )*
        }

        /// The id of a record of any kind.
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub enum RecordId {
            $(
                #[allow(missing_docs, reason = "the type says it")]
                $kind(<$record as Stored>::Id),
            )*
        }

        impl Record {
            /// Its id.
            pub fn id(&self) -> RecordId {
                match self {
                    $(Self::$kind(record) => RecordId::$kind(record.id()),)*
                }
            }

            /// By what it is looked for, beside its name.
            pub fn found_by(&self) -> Vec<By> {
                match self {
                    $(Self::$kind(record) => record.found_by(),)*
                }
            }
        }

        impl RecordId {
            /// Its kind.
            pub fn kind(&self) -> Kind {
                match self {
                    $(Self::$kind(_) => <$record as Stored>::KIND,)*
                }
            }

            /// Calls `visitor` with the existing versions of the record in their own type. A version of another kind
            /// counts as missing.
            pub fn meet<V: Visitor>(
                &self,
                before: Option<&Record>,
                after: Option<&Record>,
                visitor: V,
            ) -> V::Output {
                match self {
                    $(Self::$kind(id) => {
                        visitor.visit::<$record>(id, before.and_then(Recorded::of), after.and_then(Recorded::of))
                    })*
                }
            }
        }

        $(
            impl Recorded for $record {
                fn of(record: &Record) -> Option<&Arc<Self>> {
                    let Record::$kind(record) = record else { return None };
                    Some(record)
                }

                fn record(self: Arc<Self>) -> Record {
                    Record::$kind(self)
                }

                fn named(id: Self::Id) -> RecordId {
                    RecordId::$kind(id)
                }
            }
        )*
    };
}

records! {
    Profile(Profile),
    User(User),
    LastSignIn(LastSignIn),
    Credential(Credential),
    CostliestHash(CostliestHash),
    Guesses(Guesses),
    Group(Group),
    Permission(PermissionEntry),
    Client(Client),
    ClientSecret(ClientSecret),
    SigningKey(SigningKey),
    Session(Session),
    TokenFamily(TokenFamily),
    TokenUse(TokenUse),
    ClockMark(ClockMark),
    BackupSchedule(BackupSchedule),
    BackupMade(BackupMade),
    BackupRehearsed(BackupRehearsed),
    KitMade(KitMade),
    ConfigExports(ConfigExports),
}

/// A kind of record in the list.
pub trait Recorded: Stored {
    /// The record, if it is of this kind.
    fn of(record: &Record) -> Option<&Arc<Self>>;
    /// The record as one of any kind.
    fn record(self: Arc<Self>) -> Record;
    /// The id as one of any kind.
    fn named(id: Self::Id) -> RecordId;
}

/// Generic code for all kinds.
pub trait Visitor {
    /// Its result for a record.
    type Output;

    /// Receives a record with its own type.
    fn visit<T: Recorded>(self, id: &T::Id, before: Option<&Arc<T>>, after: Option<&Arc<T>>) -> Self::Output;
}

impl RecordId {
    /// Whose account, password or last sign-in it is, if it is that.
    pub fn user(&self) -> Option<UserId> {
        match self {
            Self::User(id) | Self::LastSignIn(id) | Self::Credential(id) => Some(*id),
            Self::Profile(())
            | Self::CostliestHash(())
            | Self::Guesses(_)
            | Self::Group(_)
            | Self::Permission(_)
            | Self::Client(_)
            | Self::ClientSecret(_)
            | Self::SigningKey(_)
            | Self::Session(_)
            | Self::TokenFamily(_)
            | Self::TokenUse(_)
            | Self::ClockMark(())
            | Self::BackupSchedule(())
            | Self::BackupMade(())
            | Self::BackupRehearsed(())
            | Self::KitMade(())
            | Self::ConfigExports(_) => None,
        }
    }

    /// The record that is removed with this one, because it is useless without it.
    pub fn owned(&self) -> Option<Self> {
        match self {
            Self::Client(id) => Some(Self::ClientSecret(*id)),
            Self::Profile(())
            | Self::User(_)
            | Self::LastSignIn(_)
            | Self::Credential(_)
            | Self::CostliestHash(())
            | Self::Guesses(_)
            | Self::Group(_)
            | Self::Permission(_)
            | Self::ClientSecret(_)
            | Self::SigningKey(_)
            | Self::Session(_)
            | Self::TokenFamily(_)
            | Self::TokenUse(_)
            | Self::ClockMark(())
            | Self::BackupSchedule(())
            | Self::BackupMade(())
            | Self::BackupRehearsed(())
            | Self::KitMade(())
            | Self::ConfigExports(_) => None,
        }
    }
}
