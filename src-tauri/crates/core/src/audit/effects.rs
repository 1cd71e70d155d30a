//! The effects of a change set, field by field. They are computed from the records before and after, so no command can
//! forget to report one.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::{FieldChange, Target, TargetKind, shown};
use crate::directory::Directory;
use crate::id::{ClientId, GroupId, KeyId, UserId};
use crate::record::{Change, Record, RecordId, Recorded, Visitor};
use crate::stored::{Field, Shown};
use crate::target::Names;
use crate::time::Timestamp;

/// The directory before and after a change set, and the time of the decision.
#[derive(Clone, Copy)]
pub struct Around<'d> {
    /// The state before.
    pub head: &'d Directory,
    /// The state after.
    pub next: &'d Directory,
    /// The time of the decision.
    pub now: Timestamp,
}

/// What becomes of the targets for which an event has no room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Further {
    /// They are listed, without their changes.
    Listed,
    /// They are only counted.
    Counted,
}

/// The effects of `changes`, target by target in their order: `most` targets with their changes, and `further` ones.
pub fn effects(around: Around, changes: &[Change], most: usize, further: Further) -> Effects {
    let mut effects = Effects::default();
    for change in changes {
        effects.add(change.meet(Effect(around)), most, further);
    }
    effects
}

/// What an event calls this version of a record in `directory`.
pub fn target(
    directory: &Directory,
    id: &RecordId,
    record: Option<&Record>,
    now: Timestamp,
) -> Option<Target> {
    struct Called<'d>(Around<'d>);

    impl Visitor for Called<'_> {
        type Output = Option<Target>;

        fn visit<T: Recorded>(
            self,
            id: &T::Id,
            _: Option<&Arc<T>>,
            after: Option<&Arc<T>>,
        ) -> Option<Target> {
            T::target(id, after.map(AsRef::as_ref), &self.0)
        }
    }

    let (head, next) = (directory, directory);
    id.meet(None, record, Called(Around { head, next, now }))
}

/// Targets in their order, without duplicates.
#[derive(Default)]
pub struct Effects {
    /// The first targets.
    pub targets: Vec<Target>,
    /// The number of further ones.
    pub more: usize,
    /// The further ones, without their changes, if they are listed.
    pub further: Vec<Target>,
    places: HashMap<(TargetKind, String), usize>,
}

impl Effects {
    fn add(&mut self, target: Option<Target>, most: usize, further: Further) {
        let Some(target) = target else { return };
        let next = self.places.len();
        let place = *self
            .places
            .entry((target.kind, target.id.clone()))
            .or_insert(next);
        match self.targets.get_mut(place) {
            Some(known) => known.changes.extend(target.changes),
            None if place < most => self.targets.push(target),
            None if place == next => {
                self.more += 1;
                if further == Further::Listed {
                    self.further.push(target.without_changes());
                }
            }
            None => {}
        }
    }
}

/// The effect on one record.
struct Effect<'d>(Around<'d>);

impl Visitor for Effect<'_> {
    type Output = Option<Target>;

    fn visit<T: Recorded>(
        self,
        id: &T::Id,
        before: Option<&Arc<T>>,
        after: Option<&Arc<T>>,
    ) -> Option<Target> {
        let (before, after) = (before.map(AsRef::as_ref), after.map(AsRef::as_ref));
        let mut target = T::target(id, after.or(before), &self.0)?;
        let told = T::FIELDS
            .iter()
            .filter_map(|field| told(field, before, after, &self.0));
        target.changes.extend(told);
        target.changes.extend(T::untold(before, after, id, &self.0));
        Some(target)
    }
}

/// The change of a field, if it differs.
fn told<T>(
    field: &Field<T>,
    before: Option<&T>,
    after: Option<&T>,
    names: &dyn Names,
) -> Option<FieldChange> {
    let is_change = before.is_some() && after.is_some();
    if !is_change && !field.is_told_of_new {
        return None;
    }
    let shown_of = |record: Option<&T>| record.map(|record| (field.shown)(record, names));
    let (before, after) = match (shown_of(before), shown_of(after)) {
        // Names may contain commas, so different sets can look the same.
        (Some(Shown::Set(before)), Some(Shown::Set(after))) if before == after => return None,
        (Some(Shown::Set(before)), Some(Shown::Set(after))) => (
            joined(before.difference(&after)),
            joined(after.difference(&before)),
        ),
        (before, after) => match (text(before, is_change), text(after, is_change)) {
            (before, after) if before == after => return None,
            told => told,
        },
    };
    Some(FieldChange {
        field: field.name.to_owned(),
        before: shown(&before),
        after: shown(&after),
    })
}

/// For a new or removed record, only flags that are set are worth a line.
fn text(value: Option<Shown>, is_change: bool) -> String {
    match value {
        Some(Shown::Text(text)) => text,
        Some(Shown::Set(members)) => joined(members.iter()),
        Some(Shown::Flag(true)) => "yes".to_owned(),
        Some(Shown::Flag(false)) if is_change => "no".to_owned(),
        Some(Shown::Flag(false)) | None => String::new(),
    }
}

fn joined<'m>(members: impl Iterator<Item = &'m String>) -> String {
    let members: BTreeSet<&str> = members.map(String::as_str).collect();
    members.into_iter().collect::<Vec<_>>().join(", ")
}

impl Names for Around<'_> {
    fn now(&self) -> Timestamp {
        self.now
    }

    fn group(&self, id: GroupId) -> Option<String> {
        let group = self.next.group(id).or_else(|| self.head.group(id));
        group.map(|group| group.name.clone())
    }

    fn user(&self, id: UserId) -> Option<Target> {
        let user = self.next.user(id).or_else(|| self.head.user(id));
        user.map(|user| Target::from(user.as_ref()))
    }

    fn was_there(&self, id: UserId) -> bool {
        self.head.user(id).is_some()
    }

    fn client(&self, id: ClientId) -> Option<(Target, bool)> {
        let client = self.next.client(id);
        let goes = client.is_none();
        let client = client.or_else(|| self.head.client(id));
        client.map(|client| (Target::from(client.as_ref()), goes))
    }

    fn key_algorithm(&self, id: &KeyId) -> Option<&'static str> {
        self.head.key(id).map(|key| key.algorithm.name())
    }
}
