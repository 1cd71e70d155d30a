//! The fields of a record, each named once: what an event tells of it, and how an undo puts it back.

use std::collections::BTreeSet;

use super::{Names, Shown};

/// A field of a `T`.
pub struct Field<T: 'static> {
    /// Its name, as on the wire.
    pub name: &'static str,
    /// What an event tells of it.
    pub shown: fn(&T, &dyn Names) -> Shown,
    /// Puts back in the first what differs between the second, `None` for nothing, and the third. Gives whether that could
    /// be done: what differs has to be as in the third still.
    pub put_back: fn(&mut T, Option<&T>, &T) -> bool,
    /// Whether an event also tells of it when the record comes or goes.
    pub is_told_of_new: bool,
}

/// A field that holds one value.
pub trait Value: PartialEq + Clone {
    /// See [`Field::put_back`].
    fn put_back(&mut self, before: Option<&Self>, after: &Self) -> bool {
        if before == Some(after) {
            return true;
        }
        if self != after {
            return false;
        }
        if let Some(before) = before {
            self.clone_from(before);
        }
        true
    }
}

impl<T: PartialEq + Clone> Value for T {}

/// A field that holds a set: each member that came or went counts for itself.
pub trait Member {
    /// See [`Field::put_back`].
    fn put_back(&mut self, before: Option<&Self>, after: &Self) -> bool;
}

impl<T: Ord + Clone> Member for BTreeSet<T> {
    fn put_back(&mut self, before: Option<&Self>, after: &Self) -> bool {
        let Some(before) = before else {
            return self == after;
        };
        let is_as_left = after.difference(before).all(|came| self.contains(came))
            && before.difference(after).all(|went| !self.contains(went));
        if is_as_left {
            self.retain(|member| before.contains(member) || !after.contains(member));
            self.extend(before.difference(after).cloned());
        }
        is_as_left
    }
}

/// The fields of a record: `value`s and `set`s are told and put back, a `later` is a value of which a new record tells
/// nothing. All others are named as well, so that a new one is thought about.
macro_rules! fields {
    ($record:ident { $($how:ident $field:ident,)* } neither: $($other:ident),* $(,)?) => {{
        // Fails to compile when a field is missing.
        let _ = |$record { $($field: _,)* $($other: _,)* }: $record| ();
        &[$(crate::stored::Field {
            name: stringify!($field),
            shown: |record: &$record, names| crate::stored::Show::show(&record.$field, names),
            put_back: |now: &mut $record, before, after| {
                let before = before.map(|before: &$record| &before.$field);
                fields!(@put_back $how)(&mut now.$field, before, &after.$field)
            },
            is_told_of_new: fields!(@is_told_of_new $how),
        }),*]
    }};
    (@put_back set) => { crate::stored::Member::put_back };
    (@put_back value) => { crate::stored::Value::put_back };
    (@put_back later) => { crate::stored::Value::put_back };
    (@is_told_of_new later) => { false };
    (@is_told_of_new value) => { true };
    (@is_told_of_new set) => { true };
}
pub(crate) use fields;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_puts_back_its_members_one_by_one() {
        let set = |members: &[u8]| members.iter().copied().collect::<BTreeSet<u8>>();
        let put_back = |now: &[u8], before, after| {
            let mut now = set(now);
            let is_done = Member::put_back(&mut now, before, &after);
            (is_done, now)
        };
        // 1 went and 3 came; 9 came later.
        let (before, after) = (set(&[1, 2]), set(&[2, 3]));
        assert_eq!(
            put_back(&[2, 3, 9], Some(&before), after.clone()),
            (true, set(&[1, 2, 9]))
        );
        assert!(!put_back(&[2, 9], Some(&before), after.clone()).0, "3 went again");
        assert!(
            !put_back(&[1, 2, 3], Some(&before), after.clone()).0,
            "1 came again"
        );
        assert!(
            !put_back(&[2, 3, 9], None, after).0,
            "a new record has to be as it was made"
        );
    }
}
