//! Names, tokens and owners by which records are found, beside the key of each. They come and go with their record, in the
//! same batch. That a name leads to nothing yet is a condition of the batch that makes it, so no other handle can have
//! made one in between.

use std::collections::BTreeSet;

use portreeve_core::name::NameKey;
use portreeve_core::record::{Change, Record, RecordId};

use crate::key;
use crate::seal::Sealer;

/// A key that leads to a record.
#[derive(Clone, PartialEq)]
pub(crate) struct Index {
    pub(crate) key: Vec<u8>,
    /// What names the record, where the key does not.
    pub(crate) value: Vec<u8>,
    /// Whether a new one must not exist yet.
    pub(crate) is_unique: bool,
}

/// The index keys that a change adds, and those that it removes. `stored` reads a removed record that is not in the
/// read model.
pub(crate) fn moved(
    sealer: &Sealer,
    change: &Change,
    stored: impl Fn(&RecordId) -> Option<Record>,
) -> (Vec<Index>, Vec<Index>) {
    let indexes = |record: &Record| indexes(sealer, record);
    let goes_unread = change.after.is_none() && change.before.is_none();
    let unread = goes_unread.then(|| stored(&change.id)).flatten();
    let before = change.before.as_ref().or(unread.as_ref());
    let mut goes = before.map_or_else(Vec::new, indexes);
    let mut comes = change.after.as_ref().map_or_else(Vec::new, indexes);
    let stays: Vec<Index> = comes.extract_if(.., |index| goes.contains(index)).collect();
    goes.retain(|index| !stays.contains(index));
    (comes, goes)
}

fn indexes(sealer: &Sealer, record: &Record) -> Vec<Index> {
    let mut indexes = named(sealer, record);
    let id = record.id();
    indexes.extend(record.found_by().into_iter().map(|by| {
        let whose = key::belongings(sealer, id.kind(), by);
        Index {
            key: [&whose, key::rest(&key::of(sealer, &id))].concat(),
            value: Vec::new(),
            is_unique: false,
        }
    }));
    indexes
}

fn named(sealer: &Sealer, record: &Record) -> Vec<Index> {
    let unique = |key, value: [u8; 16]| Index {
        key,
        value: value.to_vec(),
        is_unique: true,
    };
    match record {
        Record::User(user) => {
            let key = key::login_name(sealer, &user.login.key());
            vec![unique(key, user.id.to_bytes())]
        }
        Record::Group(group) => {
            let key = key::group_name(sealer, &group.key());
            vec![unique(key, group.id.to_bytes())]
        }
        // A token for one app must not open another, so an app's audience is as unique as its name.
        Record::Client(client) => BTreeSet::from([client.key(), NameKey::new(&client.audience)])
            .iter()
            .map(|name| unique(key::client_name(sealer, name), client.id.to_bytes()))
            .collect(),
        // A token is random, and stays as long as the session.
        Record::Session(session) => vec![Index {
            key: key::session_token(&session.token),
            value: session.id.to_bytes().to_vec(),
            is_unique: false,
        }],
        Record::Profile(_)
        | Record::LastSignIn(_)
        | Record::Credential(_)
        | Record::CostliestHash(_)
        | Record::Guesses(_)
        | Record::Permission(_)
        | Record::ClientSecret(_)
        | Record::SigningKey(_)
        | Record::TokenFamily(_)
        | Record::TokenUse(_)
        | Record::ClockMark(_)
        | Record::BackupSchedule(_)
        | Record::BackupMade(_)
        | Record::BackupRehearsed(_)
        | Record::KitMade(_)
        | Record::ConfigExports(_) => Vec::new(),
    }
}
