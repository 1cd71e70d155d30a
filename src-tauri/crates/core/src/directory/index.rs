//! Finding the slot of a user. Opening a directory puts every user in at once, so that costs next to nothing.

use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;

use imbl::HashMap;

use super::user_table::Slot;
use crate::id::UserId;
use crate::name::NameKey;

/// By identifier. Those grow with time (UUIDv7), so nearly all users stand in the order of theirs already.
#[derive(Clone, Debug, Default)]
pub(super) struct IdIndex {
    /// So many users, from the first on, are in order.
    ordered: Slot,
    others: HashMap<UserId, Slot>,
}

impl IdIndex {
    /// Takes in that `id` stands in `slot`, the next that is free.
    pub(super) fn add(&mut self, id: UserId, slot: Slot, at: impl Fn(Slot) -> Option<UserId>) {
        let last = self.ordered.checked_sub(1).and_then(at);
        if slot == self.ordered && last.is_none_or(|last| last < id) {
            self.ordered += 1;
        } else {
            self.others.insert(id, slot);
        }
    }

    /// `at` tells who stands where.
    pub(super) fn find(&self, id: UserId, at: impl Fn(Slot) -> Option<UserId>) -> Option<Slot> {
        // A user who is not among the ordered ones is mostly later than all of them.
        let last = self.ordered.checked_sub(1).and_then(&at);
        let among = || {
            let (mut low, mut high) = (0, self.ordered);
            while low < high {
                let middle = low + (high - low) / 2;
                match at(middle)?.cmp(&id) {
                    std::cmp::Ordering::Less => low = middle + 1,
                    std::cmp::Ordering::Equal => return Some(middle),
                    std::cmp::Ordering::Greater => high = middle,
                }
            }
            None
        };
        let ordered = last.filter(|last| *last >= id).and_then(|_| among());
        ordered.or_else(|| self.others.get(&id).copied())
    }
}

/// By login name.
#[derive(Clone, Debug, Default)]
pub(super) struct NameIndex {
    hasher: RandomState,
    /// Hashes of the names that were there first, sorted. Some of these users may be called otherwise by now, so
    /// whoever finds one compares.
    first: Arc<[(u64, Slot)]>,
    others: HashMap<NameKey, Slot>,
}

/// The names of the users that are put into an empty table.
pub(super) type FirstNames = Vec<(u64, Slot)>;

impl NameIndex {
    pub(super) fn hash(&self, name: &NameKey) -> u64 {
        self.hasher.hash_one(name)
    }

    pub(super) fn start(&mut self, mut names: FirstNames) {
        names.sort_unstable();
        self.first = names.into();
    }

    pub(super) fn insert(&mut self, name: NameKey, slot: Slot) {
        self.others.insert(name, slot);
    }

    pub(super) fn remove(&mut self, name: &NameKey) {
        self.others.remove(name);
    }

    /// `is_called` tells whether who stands there has that name.
    pub(super) fn find(&self, name: &NameKey, is_called: impl Fn(Slot) -> bool) -> Option<Slot> {
        if let Some(slot) = self.others.get(name) {
            return Some(*slot);
        }
        let hash = self.hash(name);
        let from = self.first.partition_point(|(other, _)| *other < hash);
        self.first[from..]
            .iter()
            .take_while(|(other, _)| *other == hash)
            .map(|(_, slot)| *slot)
            .find(|slot| is_called(*slot))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u8) -> UserId {
        UserId::from_bytes([number; 16])
    }

    /// A clock that was set back makes identifiers that are out of order.
    #[test]
    fn everyone_is_found_by_identifier_in_whatever_order_they_came() {
        for order in [[1, 2, 3, 4, 5], [1, 5, 3, 4, 2], [5, 4, 3, 2, 1]] {
            let at = |slot: Slot| order.get(slot as usize).map(|number| id(*number));
            let mut index = IdIndex::default();
            for (slot, number) in order.iter().enumerate() {
                assert_eq!(index.find(id(*number), at), None);
                index.add(id(*number), slot as Slot, at);
            }
            for (slot, number) in order.iter().enumerate() {
                assert_eq!(index.find(id(*number), at), Some(slot as Slot), "{order:?}");
            }
            assert_eq!(index.find(id(9), at), None);
            assert_eq!(index.find(id(0), at), None);
        }
    }

    #[test]
    fn a_name_finds_who_is_called_so_now() {
        let mut names: Vec<NameKey> = ["ada", "grace", "zoe"].map(NameKey::new).to_vec();
        let mut index = NameIndex::default();
        let hashed = names.iter().map(|name| index.hash(name));
        let first = hashed.zip(0..).collect();
        index.start(first);
        let rename = |index: &mut NameIndex, names: &mut Vec<NameKey>, slot: usize, name: &str| {
            index.remove(&names[slot]);
            names[slot] = NameKey::new(name);
            index.insert(names[slot].clone(), slot as Slot);
        };
        // Two swap their names, and one takes back a name that somebody else had meanwhile.
        rename(&mut index, &mut names, 0, "augusta");
        rename(&mut index, &mut names, 1, "ada");
        rename(&mut index, &mut names, 1, "grace");
        rename(&mut index, &mut names, 0, "ada");
        rename(&mut index, &mut names, 2, "zoë");
        let find = |name: &str| {
            let name = NameKey::new(name);
            index.find(&name, |slot| names[slot as usize] == name)
        };
        assert_eq!(
            [find("ada"), find("grace"), find("zoë")],
            [Some(0), Some(1), Some(2)]
        );
        assert_eq!([find("augusta"), find("nobody")], [None, None]);
    }
}
