//! Finds the slot of a user. Opening a directory adds every user at once, so adding costs next to nothing.

use std::hash::{BuildHasher, Hash, RandomState};
use std::sync::Arc;

use imbl::HashMap;

use super::user_table::Slot;
use crate::id::UserId;
use crate::name::Name;

/// By identifier. Identifiers grow with time (UUIDv7), so nearly all users are in their order already.
#[derive(Clone, Debug, Default)]
pub(super) struct IdIndex {
    /// This many users, from the first on, are in order.
    ordered: Slot,
    others: HashMap<UserId, Slot>,
}

impl IdIndex {
    /// Adds `id`, which stands in `slot`, the next free one.
    pub(super) fn add(&mut self, id: UserId, slot: Slot, at: impl Fn(Slot) -> Option<UserId>) {
        let last = self.ordered.checked_sub(1).and_then(at);
        if slot == self.ordered && last.is_none_or(|last| last < id) {
            self.ordered += 1;
        } else {
            self.others.insert(id, slot);
        }
    }

    /// `at` returns the identifier in a slot.
    pub(super) fn find(&self, id: UserId, at: impl Fn(Slot) -> Option<UserId>) -> Option<Slot> {
        // A user outside the ordered range mostly has a later identifier than all in it.
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

/// By a hash of something that records have, such as a name. The caller compares what is found.
#[derive(Clone, Debug)]
pub(super) struct HashIndex<I> {
    hasher: RandomState,
    /// Hashes that came many at once, sorted. Some records may have something else by now.
    first: Arc<[(u64, I)]>,
    others: HashMap<u64, Vec<I>>,
}

/// Hashes that are added together, each with what has it.
pub(super) type NewHashes<I> = Vec<(u64, I)>;

/// New hashes that are at least this part of all hashes are sorted together with the others. Sorted hashes take a tenth of
/// the memory.
const MANY: usize = 8;

impl<I: Copy + Ord> HashIndex<I> {
    pub(super) fn hash(&self, of: impl Hash) -> u64 {
        self.hasher.hash_one(of)
    }

    pub(super) fn extend(&mut self, mut hashes: NewHashes<I>) {
        if hashes.len() * MANY < self.first.len() {
            hashes.into_iter().for_each(|(hash, id)| self.add(hash, id));
        } else if !hashes.is_empty() {
            hashes.extend_from_slice(&self.first);
            hashes.sort_unstable();
            self.first = hashes.into();
        }
    }

    pub(super) fn add(&mut self, hash: u64, id: I) {
        self.others.entry(hash).or_default().push(id);
    }

    pub(super) fn remove(&mut self, hash: u64, id: I) {
        if let Some(ids) = self.others.get_mut(&hash) {
            ids.retain(|other| *other != id);
        }
    }

    /// Every record that had this hash when it was added.
    pub(super) fn with(&self, hash: u64) -> impl Iterator<Item = I> {
        let from = self.first.partition_point(|(other, _)| *other < hash);
        let first = self.first[from..]
            .iter()
            .take_while(move |(other, _)| *other == hash);
        let others = self.others.get(&hash).into_iter().flatten();
        first.map(|(_, id)| id).chain(others).copied()
    }
}

impl<I> Default for HashIndex<I> {
    fn default() -> Self {
        Self {
            hasher: RandomState::default(),
            first: Arc::new([]),
            others: HashMap::new(),
        }
    }
}

/// By the skeletons of a name: finds every record that a name could mean, and every record that it could be mistaken
/// for. The caller compares the names.
#[derive(Clone, Debug)]
pub(super) struct NameIndex<I>(HashIndex<I>);

impl<I: Copy + Ord> NameIndex<I> {
    pub(super) fn hashes(&self, name: &Name<'_>) -> impl Iterator<Item = u64> {
        name.outlines().map(|outline| self.0.hash(outline))
    }

    pub(super) fn extend(&mut self, names: NewHashes<I>) {
        self.0.extend(names);
    }

    pub(super) fn insert(&mut self, name: &Name<'_>, id: I) {
        for hash in self.hashes(name).collect::<Vec<_>>() {
            self.0.add(hash, id);
        }
    }

    pub(super) fn remove(&mut self, name: &Name<'_>, id: I) {
        for hash in self.hashes(name).collect::<Vec<_>>() {
            self.0.remove(hash, id);
        }
    }

    /// Every record whose name may look like `name`, once each. Some may have other names now.
    pub(super) fn alike(&self, name: &Name<'_>) -> impl Iterator<Item = I> {
        let mut found: Vec<I> = self.hashes(name).flat_map(|hash| self.0.with(hash)).collect();
        found.sort_unstable();
        found.dedup();
        found.into_iter()
    }
}

impl<I> Default for NameIndex<I> {
    fn default() -> Self {
        Self(HashIndex::default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u8) -> UserId {
        UserId::from_bytes([number; 16])
    }

    /// Identifiers are out of order after a clock was set back.
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
    fn a_name_finds_all_that_look_like_it_now() {
        let mut names: Vec<Name<'static>> = ["ada", "tom", "zoe"].map(Name::new).to_vec();
        let mut index = NameIndex::default();
        let hashed = |(name, slot)| {
            index
                .hashes(name)
                .map(move |hash| (hash, slot))
                .collect::<Vec<_>>()
        };
        let first = names.iter().zip(0..).flat_map(hashed).collect();
        index.extend(first);
        let rename =
            |index: &mut NameIndex<Slot>, names: &mut Vec<Name<'static>>, slot: usize, name: &'static str| {
                index.remove(&names[slot], slot as Slot);
                names[slot] = Name::new(name);
                index.insert(&names[slot], slot as Slot);
            };
        // Two users swap names, one takes an earlier name back, and one looks like another.
        rename(&mut index, &mut names, 0, "augusta");
        rename(&mut index, &mut names, 2, "ada");
        rename(&mut index, &mut names, 2, "zoe");
        rename(&mut index, &mut names, 0, "ada");
        names.push(Name::new("torn"));
        index.insert(&names[3], 3);
        let find_in = |index: &NameIndex<Slot>, names: &[Name<'static>], name: &str| {
            let name = Name::new(name);
            let mut found: Vec<Slot> = index.alike(&name).collect();
            found.retain(|slot| names[*slot as usize].likeness(&name).is_some());
            found.sort_unstable();
            found.dedup();
            found
        };
        let find = |name: &str| find_in(&index, &names, name);
        assert_eq!(
            [find("ada"), find("zoe"), find("TOM")],
            [vec![0], vec![2], vec![1, 3]]
        );
        assert!(find("augusta").is_empty() && find("nobody").is_empty());
        // In another script, in capitals, whichever of the two came first.
        assert_eq!([find("ТОМ"), find("АDА")], [vec![1], vec![0]]);
        names.push(Name::new("НАТ"));
        index.insert(&names[4], 4);
        assert_eq!(find_in(&index, &names, "hat"), [4]);
        // A capital for a small letter gives the same name another look.
        rename(&mut index, &mut names, 4, "аԁт");
        assert!(find_in(&index, &names, "adt").is_empty());
        rename(&mut index, &mut names, 4, "аԁТ");
        assert_eq!(find_in(&index, &names, "adT"), [4]);
        rename(&mut index, &mut names, 4, "zed");
        assert!(find_in(&index, &names, "hat").is_empty());
    }
}
