//! The changes that writes make to a directory, record by record. They are computed once; everything after that (rules,
//! rights, trail, undo, store) uses them.

use std::hash::{BuildHasher, RandomState};

use crate::directory::Directory;
use crate::record::{Change, Record, RecordId};
use crate::write::Write;

/// The changes that `writes` make to `head`: one for each record, and of several writes to it the last counts. Removing
/// a record also removes the record that it owns.
pub fn diff(head: &Directory, writes: impl IntoIterator<Item = Write>) -> Vec<Change> {
    let writes = writes.into_iter();
    // Growing would copy all of them, and there can be many.
    let mut changes = Vec::with_capacity(writes.size_hint().0);
    for write in writes {
        match write {
            Write::Put(record) => changes.push(change(record.id(), Some(record))),
            Write::Remove(id) => {
                let owned = id.owned();
                changes.push(change(id, None));
                changes.extend(owned.map(|id| change(id, None)));
            }
        }
    }
    keep_last(&mut changes);
    for change in &mut changes {
        change.before = head.find(&change.id);
    }
    changes
}

fn change(id: RecordId, after: Option<Record>) -> Change {
    Change {
        id,
        before: None,
        after,
    }
}

/// Keeps one change for each record: the last, in the place of the first. There can be many, so they are told apart by a
/// sorted list of hashes, which takes a fraction of the memory of a map.
fn keep_last(changes: &mut Vec<Change>) {
    let hasher = RandomState::new();
    let hashes = changes.iter().map(|change| hasher.hash_one(&change.id));
    let mut hashes: Vec<(u64, usize)> = hashes.zip(0..).collect();
    hashes.sort_unstable();
    let mut replaced = Vec::new();
    for alike in hashes.chunk_by(|(one, _), (other, _)| one == other) {
        for (number, (_, later)) in alike.iter().enumerate().skip(1) {
            let first = alike[..number]
                .iter()
                .find(|(_, earlier)| changes[*earlier].id == changes[*later].id);
            if let Some((_, first)) = first {
                changes[*first].after = changes[*later].after.take();
                replaced.push(*later);
            }
        }
    }
    if !replaced.is_empty() {
        replaced.sort_unstable();
        let mut place = 0..;
        changes.retain(|_| {
            let is_replaced = place
                .next()
                .is_some_and(|place| replaced.binary_search(&place).is_ok());
            !is_replaced
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::UserId;
    use crate::name::Login;
    use crate::time::Timestamp;
    use crate::user::User;

    #[test]
    fn the_last_write_to_a_record_counts_in_the_place_of_the_first() {
        let user = |number: u8, name: &str| {
            let login = Login::new(name).unwrap();
            User::new(
                UserId::from_bytes([number; 16]),
                login,
                Timestamp::from_unix_ms(0),
            )
        };
        let written = [(1, "ada"), (2, "bo"), (1, "cy"), (3, "di"), (1, "ed"), (2, "fay")];
        let writes = written.map(|(number, name)| Write::put(user(number, name)));
        let changes = diff(&Directory::default(), writes);
        let names = changes
            .iter()
            .map(|change| change.puts::<User>().unwrap().login.as_str());
        assert_eq!(names.collect::<Vec<_>>(), ["ed", "fay", "di"]);
    }
}
