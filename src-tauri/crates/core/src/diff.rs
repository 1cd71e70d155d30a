//! What writes do to a directory, record by record. It is worked out once, and all that follows (rules, rights, trail,
//! undo, store) looks at this.

use crate::directory::Directory;
use crate::record::Change;
use crate::write::Write;

/// What `writes` do to `head`. What is owned by a record that goes, goes with it.
pub fn diff(head: &Directory, writes: impl IntoIterator<Item = Write>) -> Vec<Change> {
    let mut changes = Vec::new();
    for write in writes {
        let id = write.id();
        let before = head.find(&id);
        let (after, owned) = match write {
            Write::Put(record) => (Some(record), None),
            Write::Remove(_) => (None, id.owned()),
        };
        changes.push(Change { id, before, after });
        changes.extend(owned.map(|id| Change {
            before: head.find(&id),
            id,
            after: None,
        }));
    }
    changes
}
