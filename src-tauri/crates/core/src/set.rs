//! Small sets.

use std::ops::Deref;

/// A sorted set in one piece of memory. Most people are in a few groups, and for a few members a tree takes ten times as
/// much.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Set<T>(Box<[T]>);

impl<T: Ord> Set<T> {
    /// An empty set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether `member` is in it.
    pub fn contains(&self, member: &T) -> bool {
        self.0.binary_search(member).is_ok()
    }

    /// Adds a member. Returns whether it is new.
    pub fn insert(&mut self, member: T) -> bool {
        let Err(place) = self.0.binary_search(&member) else {
            return false;
        };
        self.change(|members| members.insert(place, member));
        true
    }

    /// Removes a member. Returns whether it was there.
    pub fn remove(&mut self, member: &T) -> bool {
        let Ok(place) = self.0.binary_search(member) else {
            return false;
        };
        self.change(|members| drop(members.remove(place)));
        true
    }

    /// Keeps the members for which `is_kept` returns true.
    pub fn retain(&mut self, is_kept: impl FnMut(&T) -> bool) {
        self.change(|members| members.retain(is_kept));
    }

    /// Removes all members.
    pub fn clear(&mut self) {
        self.0 = Box::default();
    }

    /// The members that are not in `other`.
    pub fn difference<'s>(&'s self, other: &'s Self) -> impl Iterator<Item = &'s T> {
        self.iter().filter(|member| !other.contains(member))
    }

    /// The members that are in only one of the two.
    pub fn symmetric_difference<'s>(&'s self, other: &'s Self) -> impl Iterator<Item = &'s T> {
        self.difference(other).chain(other.difference(self))
    }

    /// Whether all members are in `other`.
    pub fn is_subset(&self, other: &Self) -> bool {
        self.difference(other).next().is_none()
    }

    fn change(&mut self, change: impl FnOnce(&mut Vec<T>)) {
        let mut members = std::mem::take(&mut self.0).into_vec();
        change(&mut members);
        self.0 = members.into_boxed_slice();
    }
}

impl<T> Default for Set<T> {
    fn default() -> Self {
        Self(Box::default())
    }
}

/// The members in their order.
impl<T> Deref for Set<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T: Ord> FromIterator<T> for Set<T> {
    fn from_iter<I: IntoIterator<Item = T>>(members: I) -> Self {
        let mut members: Vec<T> = members.into_iter().collect();
        members.sort_unstable();
        members.dedup();
        Self(members.into_boxed_slice())
    }
}

impl<T: Ord> Extend<T> for Set<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, members: I) {
        let before = std::mem::take(&mut self.0).into_vec();
        *self = before.into_iter().chain(members).collect();
    }
}

impl<T: Ord, const N: usize> From<[T; N]> for Set<T> {
    fn from(members: [T; N]) -> Self {
        members.into_iter().collect()
    }
}

impl<T> IntoIterator for Set<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_vec().into_iter()
    }
}

impl<'s, T> IntoIterator for &'s Set<T> {
    type Item = &'s T;
    type IntoIter = std::slice::Iter<'s, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn it_holds_what_a_tree_would() {
        let (mut set, mut tree) = (Set::new(), BTreeSet::new());
        let mut number = 7_u32;
        for _ in 0..2000 {
            number = number.wrapping_mul(1_103_515_245).wrapping_add(12_345);
            let member = number >> 16 & 31;
            match number >> 8 & 3 {
                0 => assert_eq!(set.remove(&member), tree.remove(&member)),
                1 => {
                    set.extend([member, member ^ 1]);
                    tree.extend([member, member ^ 1]);
                }
                2 if member == 0 => {
                    set.retain(|kept| kept % 3 == 0);
                    tree.retain(|kept| kept % 3 == 0);
                }
                _ => assert_eq!(set.insert(member), tree.insert(member)),
            }
            assert!(set.iter().eq(&tree));
            assert_eq!(set.contains(&member), tree.contains(&member));
        }
    }

    #[test]
    fn sets_are_compared_by_their_members() {
        let set = |members: &[u8]| members.iter().copied().collect::<Set<u8>>();
        let (one, other) = (set(&[3, 1, 1]), set(&[2, 3]));
        assert_eq!(one, set(&[1, 3]));
        assert!(one.difference(&other).eq(&[1]));
        assert!(one.symmetric_difference(&other).eq(&[1, 2]));
        assert!(set(&[3]).is_subset(&one) && !one.is_subset(&other));
    }
}
