//! Undo. Each event is stored with every record before and after it. An undo restores what the event changed, and keeps
//! what else has changed since.
//!
//! Nothing here checks rights: an undo is a change like any other.

use std::sync::Arc;

use crate::day::DAY_SECS;
use crate::diff::diff;
use crate::directory::Directory;
use crate::kind::AtUndo;
use crate::record::{Change, Record, RecordId, Recorded, Visitor};
use crate::revision::Moment;
use crate::time::Timestamp;
use crate::write::Write;

/// The most records whose states are stored with one event. An undo holds them all in memory.
pub const UNDO_RECORDS_MAX: usize = 200_000;

/// The most new records among them. A new record is stored whole once more, beside the import that is in memory. A larger
/// import is undone by restoring a backup.
pub const UNDO_CREATED_MAX: usize = 20_000;

/// How many writes are compared at once where only the number of changed records matters.
const COUNTED_AT_ONCE: usize = 2000;

/// For how many days a change can be undone. An undo is for mistakes, and people notice a mistake sooner than that.
pub const UNDO_DAYS: u32 = 365;

/// How many of the newest events keep their states at least. Only events that can be undone count, so no number of
/// sign-ins puts a change out of reach.
pub const UNDO_EVENTS_MAX: usize = 10_000;

/// Whether an event from `at` is young enough at `now` to be undone.
pub fn is_in_time(at: Timestamp, now: Timestamp) -> bool {
    now <= at.plus_secs(UNDO_DAYS * DAY_SECS)
}

/// The undo entry of an event.
#[derive(Clone, Debug)]
pub enum UndoEntry {
    /// The records before and after the event.
    Kept(Vec<Change>),
    /// The number of the event that undid this one.
    Undone(u64),
}

/// What an undo entry says of its event, without the records in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UndoStanding {
    /// The records before and after it are kept.
    Kept,
    /// The event of this number undid it.
    Undone(u64),
}

/// Why an event cannot be undone: a record is no longer as the event left it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UndoConflict {
    /// This field has changed since.
    Field(&'static str),
    /// The record was removed, or restored.
    Record,
}

/// The `changes` that are stored with their event. Stops once they are too large to be stored. `stored` reads a record that
/// is not in the read model.
pub fn kept(changes: &[Change], stored: impl Fn(&RecordId) -> Option<Record>) -> Vec<Change> {
    let goes_with_its_owner = |id: &RecordId| {
        changes
            .iter()
            .any(|change| change.after.is_none() && change.id.owned().as_ref() == Some(id))
    };
    let kept = changes
        .iter()
        .filter_map(|change| match change.kind().policy().at_undo {
            AtUndo::PutBack => change.meet(Differs).then(|| change.clone()),
            AtUndo::WithItsOwner => Some(Change {
                before: Some(stored(&change.id).filter(|_| goes_with_its_owner(&change.id))?),
                ..change.clone()
            }),
            AtUndo::Stays => None,
        });
    let mut size = UndoSize::default();
    let until_too_large = |change: &Change| {
        let goes_on = !size.is_too_large();
        size.add(change);
        goes_on
    };
    kept.take_while(until_too_large).collect()
}

/// How many records are stored with an event.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UndoSize {
    records: usize,
    created: usize,
}

impl UndoSize {
    /// The size of what [`kept`] gives.
    pub fn of(kept: &[Change]) -> Self {
        let mut size = Self::default();
        kept.iter().for_each(|change| size.add(change));
        size
    }

    fn add(&mut self, change: &Change) {
        self.records += 1;
        self.created += usize::from(change.before.is_none());
    }

    /// The size that `writes` would have. They contain no record twice. Stops counting once it is too large.
    pub fn of_writes(head: &Directory, writes: &[Write]) -> Self {
        let mut size = Self::default();
        for some in writes.chunks(COUNTED_AT_ONCE) {
            let more = Self::of(&kept(&diff(head, some.iter().cloned()), |_| None));
            size.records += more.records;
            size.created += more.created;
            if size.is_too_large() {
                break;
            }
        }
        size
    }

    /// Whether it is too large to be stored, so the event cannot be undone.
    pub fn is_too_large(self) -> bool {
        self.records > UNDO_RECORDS_MAX || self.created > UNDO_CREATED_MAX
    }
}

/// The write that undoes `change` in `directory` at `now`.
pub fn inverse(change: &Change, directory: &Directory, now: Timestamp) -> Result<Write, UndoConflict> {
    match change.kind().policy().at_undo {
        AtUndo::PutBack => {}
        AtUndo::WithItsOwner => return change.before.clone().map(Write::Put).ok_or(UndoConflict::Record),
        AtUndo::Stays => return Err(UndoConflict::Record),
    }
    let moment = Moment {
        now,
        commit: directory.next_revision(),
    };
    change.meet(Inverse {
        current: directory.find(&change.id),
        moment,
    })
}

/// Decides whether there is anything to undo.
struct Differs;

impl Visitor for Differs {
    type Output = bool;

    fn visit<T: Recorded>(self, _: &T::Id, before: Option<&Arc<T>>, after: Option<&Arc<T>>) -> bool {
        match (before, after) {
            // The first event created the directory.
            (None, Some(_)) if T::KIND == crate::kind::Kind::Profile => false,
            (None, None) => false,
            (Some(before), Some(after)) => before.differs(after, &[]),
            (None, Some(_)) | (Some(_), None) => true,
        }
    }
}

struct Inverse {
    current: Option<Record>,
    moment: Moment,
}

impl Visitor for Inverse {
    type Output = Result<Write, UndoConflict>;

    fn visit<T: Recorded>(
        self,
        id: &T::Id,
        before: Option<&Arc<T>>,
        after: Option<&Arc<T>>,
    ) -> Result<Write, UndoConflict> {
        let current = self.current.as_ref().and_then(T::of).map(AsRef::as_ref);
        let reverted = reverted(before.map(AsRef::as_ref), after.map(AsRef::as_ref), current)?;
        Ok(match T::put_back(reverted, current, &self.moment) {
            Some(record) => Write::put(record),
            None => Write::remove::<T>(id.clone()),
        })
    }
}

/// The record after the undo, made from the current one; `None` for none.
fn reverted<T: Recorded>(
    before: Option<&T>,
    after: Option<&T>,
    current: Option<&T>,
) -> Result<Option<T>, UndoConflict> {
    match (before, after, current) {
        (before, Some(after), Some(current)) => {
            let mut record = current.clone();
            put_back(&mut record, before, after)?;
            Ok(before.is_some().then_some(record))
        }
        (Some(before), None, None) => Ok(Some(before.clone())),
        // Removed since; restored since; or never there at all.
        (_, Some(_), None) | (_, None, Some(_)) | (None, None, None) => Err(UndoConflict::Record),
    }
}

/// Restores the fields that differ between `before` and `after`; they must still be as in `after`. Without `before`,
/// the whole record must still be as in `after`.
fn put_back<T: Recorded>(record: &mut T, before: Option<&T>, after: &T) -> Result<(), UndoConflict> {
    T::FIELDS
        .iter()
        .try_for_each(|field| match (field.put_back)(record, before, after) {
            true => Ok(()),
            false => Err(UndoConflict::Field(field.name)),
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::user::User;

    fn user() -> User {
        let login = crate::name::Login::new("ada").unwrap();
        User::new(
            crate::id::UserId::from_bytes([7; 16]),
            login,
            Timestamp::from_unix_ms(0),
        )
    }

    fn changed(change: impl FnOnce(&mut User)) -> User {
        let mut after = user();
        change(&mut after);
        after
    }

    #[test]
    fn what_else_has_changed_since_stays() {
        let group = |byte| crate::id::GroupId::from_bytes([byte; 16]);
        let after = changed(|user| {
            user.email = "new@example.org".into();
            user.groups.insert(group(1));
        });
        let mut current = after.clone();
        current.first_name = "Ada".into();
        current.groups.insert(group(2));
        current.end_sign_ins();
        let reverted = reverted(Some(&user()), Some(&after), Some(&current))
            .unwrap()
            .unwrap();
        assert_eq!(
            (reverted.email.as_str(), reverted.first_name.as_str()),
            ("", "Ada")
        );
        assert_eq!(reverted.groups, [group(2)].into());
        assert_eq!(reverted.sign_in_epoch, current.sign_in_epoch);
    }

    #[test]
    fn a_field_that_changed_again_stands_in_the_way() {
        let after = changed(|user| user.email = "new@example.org".into());
        let current = changed(|user| user.email = "newer@example.org".into());
        let before = user();
        assert_eq!(
            reverted(Some(&before), Some(&after), Some(&current)),
            Err(UndoConflict::Field("email"))
        );
        assert_eq!(
            reverted(Some(&before), Some(&after), None),
            Err(UndoConflict::Record)
        );
    }

    #[test]
    fn what_was_made_goes_only_if_it_is_as_it_was_made() {
        let mut current = changed(User::end_sign_ins);
        assert_eq!(
            reverted(None, Some(&user()), Some(&current)),
            Ok(None),
            "ending what is signed in is nothing to take back"
        );
        current.is_staff = true;
        assert_eq!(
            reverted(None, Some(&user()), Some(&current)),
            Err(UndoConflict::Field("is_staff"))
        );
    }

    #[test]
    fn more_new_records_than_are_kept_are_too_large() {
        let before = User {
            is_staff: true,
            ..user()
        };
        let made = |count: usize| -> Vec<Write> {
            let user = |number: usize| User {
                id: crate::id::UserId::from_bytes((number as u128).to_be_bytes()),
                ..before.clone()
            };
            (0..count).map(|number| Write::put(user(number))).collect()
        };
        let head = Directory::default();
        let is_too_large = |count| UndoSize::of_writes(&head, &made(count)).is_too_large();
        assert!(!is_too_large(UNDO_CREATED_MAX));
        assert!(is_too_large(UNDO_CREATED_MAX + 1));
    }

    #[test]
    fn ending_sessions_is_nothing_to_take_back() {
        let after = changed(User::end_sign_ins);
        let differs = |after: User| {
            Differs.visit::<User>(&after.id, Some(&Arc::new(user())), Some(&Arc::new(after.clone())))
        };
        assert!(!differs(after));
        assert!(differs(changed(|user| user.is_staff = true)));
    }
}
