//! Names, tokens and owners by which records are found, beside the key of each. They come and go with their record, in the
//! same batch. That a name leads to nothing yet is a condition of the batch that makes it, so no other handle can have
//! made one in between.

use std::sync::Arc;

use portreeve_core::record::{Change, Record, RecordId, Recorded, Visitor};

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
    let mut indexes = record.id().meet(None, Some(record), Leads(sealer));
    // A token is random, and stays as long as the session.
    if let Record::Session(session) = record {
        indexes.push(Index {
            key: key::session_token(&session.token),
            value: session.id.to_bytes().to_vec(),
            is_unique: false,
        });
    }
    indexes
}

/// The indexes of any record: its unique names, and by whom it is looked for.
struct Leads<'s>(&'s Sealer);

impl Visitor for Leads<'_> {
    type Output = Vec<Index>;

    fn visit<T: Recorded>(self, id: &T::Id, _: Option<&Arc<T>>, record: Option<&Arc<T>>) -> Vec<Index> {
        let Some(record) = record else {
            return Vec::new();
        };
        let own = key::of(self.0, &T::named(id.clone()));
        let own = key::rest(&own);
        let names = record.names().into_iter().map(|name| Index {
            key: key::name(self.0, &name),
            value: own.to_vec(),
            is_unique: true,
        });
        let owners = record.found_by().into_iter().map(|by| Index {
            key: [&key::belongings(self.0, T::KIND, by), own].concat(),
            value: Vec::new(),
            is_unique: false,
        });
        names.chain(owners).collect()
    }
}
