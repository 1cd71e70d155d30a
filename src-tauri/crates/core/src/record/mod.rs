//! The list of all kinds of records that commands write.

mod change;

use std::sync::Arc;

use crate::id::{ClientId, UserId};
use crate::kind::Kind;
use crate::stored::Stored;
use crate::token_use::TokenUseId;

pub use change::{BeforeAfter, Change, of_kind};

/// Makes, from the list of kinds, the types that hold a record of any kind, and the visitor that gives generic code
/// each record with its own type.
macro_rules! records {
    ($($kind:ident($record:ty, $whose:expr, $owned:expr),)*) => {
        /// A record of any kind.
        #[derive(Clone, Debug)]
        #[allow(missing_docs, reason = "the types say it")]
        pub enum Record {
            $($kind(Arc<$record>),)*
        }

        /// The id of a record of any kind.
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[allow(missing_docs, reason = "the types say it")]
        pub enum RecordId {
            $($kind(<$record as Stored>::Id),)*
        }

        impl Record {
            /// Its id.
            pub fn id(&self) -> RecordId {
                match self {
                    $(Self::$kind(record) => RecordId::$kind(record.id()),)*
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

            /// Whose record it is, if its id says so.
            pub fn user(&self) -> Option<UserId> {
                match self {
                    $(Self::$kind(id) => $whose(id),)*
                }
            }

            /// The record that is removed with this one, because it is useless without it.
            pub fn owned(&self) -> Option<Self> {
                match self {
                    $(Self::$kind(id) => $owned(id),)*
                }
            }

            /// Calls `visitor` with the existing versions of the record in their own type. A version of another kind
            /// counts as missing.
            pub fn meet<V: Visitor>(&self, before: Option<&Record>, after: Option<&Record>, visitor: V) -> V::Output {
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
    // Its type, whose it is according to its id, and what is removed with it.
    Profile(crate::profile::Profile, none, none),
    User(crate::user::User, its_user, none),
    LastSignIn(crate::last_sign_in::LastSignIn, its_user, none),
    Credential(crate::password::Credential, its_user, none),
    CostliestHash(crate::password::CostliestHash, none, none),
    Guesses(crate::guess::Guesses, none, none),
    Group(crate::group::Group, none, none),
    Permission(crate::permission::PermissionEntry, none, none),
    Client(crate::client::Client, none, its_secret),
    ClientSecret(crate::client::ClientSecret, none, none),
    SigningKey(crate::client::SigningKey, none, none),
    Session(crate::session::Session, none, none),
    TokenFamily(crate::client::TokenFamily, none, none),
    TokenUse(crate::token_use::TokenUse, TokenUseId::whose, none),
    ClockMark(crate::clock::ClockMark, none, none),
    BackupSchedule(crate::backup::BackupSchedule, none, none),
    BackupMade(crate::backup::BackupMade, none, none),
    BackupRehearsed(crate::backup::BackupRehearsed, none, none),
    KitMade(crate::recovery::KitMade, none, none),
    ConfigExports(crate::config_export::ConfigExports, none, none),
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

fn none<Id, T>(_: &Id) -> Option<T> {
    None
}

fn its_user(id: &UserId) -> Option<UserId> {
    Some(*id)
}

fn its_secret(client: &ClientId) -> Option<RecordId> {
    Some(RecordId::ClientSecret(*client))
}
