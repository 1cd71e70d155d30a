//! The fields of a record, each named once: for events, and for undo.

use super::Shown;
use crate::set::Set;
use crate::target::Names;

/// A field of a `T`.
pub struct Field<T: 'static> {
    /// Its name, as on the wire.
    pub name: &'static str,
    /// What an event says about its value.
    pub shown: fn(&T, &dyn Names) -> Shown,
    /// Restores in the first argument what differs between the second (`None` for no record) and the third. Returns
    /// false if that is impossible: the differing part must still be as in the third.
    pub put_back: fn(&mut T, Option<&T>, &T) -> bool,
    /// Whether two versions have the same value.
    pub is_same: fn(&T, &T) -> bool,
    /// Whether an event also describes it when the record is added or removed.
    pub is_told_of_new: bool,
}

/// [`Field::put_back`] of a field with one value.
pub(crate) fn put_back_value<T: PartialEq + Clone>(now: &mut T, before: Option<&T>, after: &T) -> bool {
    if before == Some(after) {
        return true;
    }
    if now != after {
        return false;
    }
    if let Some(before) = before {
        now.clone_from(before);
    }
    true
}

/// [`Field::put_back`] of a field with a set: each added or removed member counts separately.
pub(crate) fn put_back_set<T: Ord + Clone>(
    now: &mut Set<T>,
    before: Option<&Set<T>>,
    after: &Set<T>,
) -> bool {
    let Some(before) = before else {
        return now == after;
    };
    let is_as_left = after.difference(before).all(|came| now.contains(came))
        && before.difference(after).all(|went| !now.contains(went));
    if is_as_left {
        now.retain(|member| before.contains(member) || !after.contains(member));
        now.extend(before.difference(after).cloned());
    }
    is_as_left
}

/// The fields of a record. Events describe and undo restores every `value` and `set`; events do not describe a `later`
/// value of a new record. All other fields are named as well, so that a new field cannot be forgotten.
macro_rules! fields {
    ($record:ident { $($how:ident $field:ident,)* } neither: $($other:ident),* $(,)?) => {{
        // Does not compile if a field is missing.
        let _ = |$record { $($field: _,)* $($other: _,)* }: $record| ();
        &[$(crate::stored::Field {
            name: stringify!($field),
            shown: |record: &$record, names| crate::stored::Show::show(&record.$field, names),
            put_back: |now: &mut $record, before, after| {
                let before = before.map(|before: &$record| &before.$field);
                fields!(@put_back $how)(&mut now.$field, before, &after.$field)
            },
            is_same: |one: &$record, other: &$record| one.$field == other.$field,
            is_told_of_new: fields!(@is_told_of_new $how),
        }),*]
    }};
    (@put_back set) => { crate::stored::put_back_set };
    (@put_back value) => { crate::stored::put_back_value };
    (@put_back later) => { crate::stored::put_back_value };
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
        let set = |members: &[u8]| members.iter().copied().collect::<Set<u8>>();
        let put_back = |now: &[u8], before, after| {
            let mut now = set(now);
            let is_done = put_back_set(&mut now, before, &after);
            (is_done, now)
        };
        // 1 was removed and 3 added; 9 was added later.
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
