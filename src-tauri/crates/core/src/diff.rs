//! The changes that writes make to a directory, record by record. They are computed once; everything after that (rules,
//! rights, trail, undo, store) uses them.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::directory::Directory;
use crate::record::{Change, Record, RecordId};
use crate::write::Write;

/// The changes that `writes` make to `head`: one for each record, and of several writes to it the last counts. Removing
/// a record also removes the record that it owns.
pub fn diff(head: &Directory, writes: impl IntoIterator<Item = Write>) -> Vec<Change> {
    let mut diff = Diff {
        head,
        changes: Vec::new(),
        places: HashMap::new(),
    };
    for write in writes {
        match write {
            Write::Put(record) => diff.add(record.id(), Some(record)),
            Write::Remove(id) => {
                let owned = id.owned();
                diff.add(id, None);
                owned.into_iter().for_each(|id| diff.add(id, None));
            }
        }
    }
    diff.changes
}

struct Diff<'d> {
    head: &'d Directory,
    changes: Vec<Change>,
    /// The place of each record's change.
    places: HashMap<RecordId, usize>,
}

impl Diff<'_> {
    fn add(&mut self, id: RecordId, after: Option<Record>) {
        match self.places.entry(id) {
            Entry::Occupied(place) => self.changes[*place.get()].after = after,
            Entry::Vacant(place) => {
                let id = place.key().clone();
                place.insert(self.changes.len());
                let before = self.head.find(&id);
                self.changes.push(Change { id, before, after });
            }
        }
    }
}
