//! Names and tokens under which records are found, beside the key of each.

use portreeve_core::record::{Change, Record};

use crate::key;
use crate::seal::Sealer;

/// A key that leads to a record.
#[derive(PartialEq)]
pub(crate) struct Index {
    pub(crate) key: Vec<u8>,
    /// What names the record.
    pub(crate) value: [u8; 16],
    /// Whether it must lead nowhere yet when it is new.
    pub(crate) is_unique: bool,
}

/// What becomes of a record's index: the one that comes, and the one that goes.
pub(crate) fn moved(sealer: &Sealer, change: &Change) -> (Option<Index>, Option<Index>) {
    let index = |record: &Option<Record>| record.as_ref().and_then(|record| index(sealer, record));
    match (index(&change.before), index(&change.after)) {
        (before, after) if before == after => (None, None),
        (before, after) => (after, before),
    }
}

fn index(sealer: &Sealer, record: &Record) -> Option<Index> {
    match record {
        Record::User(user) => Some(Index {
            key: key::login_name(sealer, user.login.key().as_str()),
            value: user.id.to_bytes(),
            is_unique: true,
        }),
        // A token is random, and stays as long as the session.
        Record::Session(session) => Some(Index {
            key: key::session_token(&session.token),
            value: session.id.to_bytes(),
            is_unique: false,
        }),
        Record::Profile(_)
        | Record::Credential(_)
        | Record::CostliestHash(_)
        | Record::Guesses(_)
        | Record::Group(_)
        | Record::Permission(_)
        | Record::Client(_)
        | Record::ClientSecret(_)
        | Record::SigningKey(_)
        | Record::TokenFamily(_)
        | Record::ClockMark(_)
        | Record::BackupSchedule(_)
        | Record::BackupMade(_)
        | Record::BackupRehearsed(_) => None,
    }
}
