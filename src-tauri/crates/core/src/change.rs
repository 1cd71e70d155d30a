//! The writes of one command, committed whole or not at all.

use std::collections::BTreeSet;

use crate::audit::{Around, AuditEvent, Further, Irreversible, Reversal, TARGETS_MAX, Target, effects};
use crate::diff::diff;
use crate::directory::Directory;
use crate::id::FamilyId;
use crate::kind::{Held, Kind};
use crate::record::{Change, Record, RecordId, Recorded, Visitor};
use crate::revision::Revision;
use crate::session::Session;
use crate::target::Names;
use crate::token_use::TokenUseId;
use crate::undo::{self, UndoSize};
use crate::write::Write;

/// All writes of one command, and its event.
#[derive(Clone, Debug)]
pub struct ChangeSet {
    /// Conditions of the commit: if one fails, nothing is written
    /// ([`StoreError::Conflict`](crate::store_error::StoreError)).
    pub expect: Vec<Expectation>,
    /// The writes.
    pub writes: Vec<Write>,
    /// The event for the trail; `None` only for changes without an actor, such as a session's last use.
    pub event: Option<AuditEvent>,
    /// Removes earlier events from the trail, and keeps the chain's MAC up to there.
    pub forget_before: Option<u64>,
    /// Events whose undo entries are removed.
    pub forget_undo: Vec<u64>,
}

impl ChangeSet {
    /// `writes` without further conditions.
    pub fn new(event: AuditEvent, writes: Vec<Write>) -> Self {
        Self {
            event: Some(event),
            ..Self::unrecorded(writes)
        }
    }

    /// `writes` without an event.
    pub fn unrecorded(writes: Vec<Write>) -> Self {
        Self {
            expect: Vec::new(),
            writes,
            event: None,
            forget_before: None,
            forget_undo: Vec::new(),
        }
    }

    /// Adds a condition.
    pub fn expecting(mut self, expectation: Expectation) -> Self {
        self.expect.push(expectation);
        self
    }

    /// Removes the events before `number`.
    pub fn forgetting(mut self, number: u64) -> Self {
        self.forget_before = Some(number);
        self
    }

    /// Removes the undo entries of these events.
    pub fn forgetting_undo(mut self, events: Vec<u64>) -> Self {
        self.forget_undo = events;
        self
    }

    /// The change set on `head`, with its changes to each record, before its event is
    /// [described](Commitment::describe).
    pub fn on(self, head: &Directory) -> Commitment {
        let changes = diff(head, self.writes);
        let is_loaded = changes
            .iter()
            .any(|change| change.kind().policy().held == Held::InMemory);
        Commitment {
            expect: self.expect,
            revision: match is_loaded {
                true => head.next_revision(),
                false => Revision::default(),
            },
            changes,
            event: self.event,
            further_targets: Vec::new(),
            undo: Vec::new(),
            forget_before: self.forget_before,
            forget_undo: self.forget_undo,
        }
    }

    /// For a caller who knows that the change set replaces nothing in the read model.
    pub fn on_nothing(self) -> Commitment {
        self.on(&Directory::default())
    }
}

/// A change set with its changes to each record, for the store.
#[derive(Clone, Debug)]
pub struct Commitment {
    /// Conditions of the commit.
    pub expect: Vec<Expectation>,
    /// The change of each record.
    pub changes: Vec<Change>,
    /// The event for the trail.
    pub event: Option<AuditEvent>,
    /// The targets for which the event has no room, without their changes. They are stored beside it.
    pub further_targets: Vec<Target>,
    /// The changes that are stored with the event for undo.
    pub undo: Vec<Change>,
    /// Removes earlier events from the trail.
    pub forget_before: Option<u64>,
    /// Events whose undo entries are removed.
    pub forget_undo: Vec<u64>,
    /// The revision of the new state, if the change set makes one. The store counts on from there, so everything later
    /// has a later revision, also after a restart.
    pub revision: Revision,
}

impl Commitment {
    /// Whether it changes the read model.
    pub fn touches_directory(&self) -> bool {
        self.changes
            .iter()
            .any(|change| change.kind().policy().held == Held::InMemory)
    }

    /// The kinds of the records that it writes, except those that the store writes by itself.
    pub fn kinds(&self) -> BTreeSet<Kind> {
        let mut kinds: BTreeSet<Kind> = self.changes.iter().map(Change::kind).collect();
        if self.event.is_some() || self.forget_before.is_some() {
            kinds.insert(Kind::Event);
        }
        kinds
    }

    /// Adds to the event what changes from `head` to `next`, and keeps the earlier records for undo. It is computed
    /// from the records, in the same way for every command; what the command says itself comes first. `stored` reads a
    /// record that is not in the read model.
    pub fn describe(
        &mut self,
        head: &Directory,
        next: &Directory,
        stored: impl Fn(&RecordId) -> Option<Record>,
    ) {
        let Some(event) = &mut self.event else { return };
        let around = Around {
            head,
            next,
            now: event.at,
        };
        let kept = undo::kept(&self.changes, stored);
        let is_too_large = UndoSize::of(&kept).is_too_large();
        // What is too large for an undo is too large for a list of everything as well: it is only counted.
        let further = if is_too_large {
            Further::Counted
        } else {
            Further::Listed
        };
        let effects = effects(around, &self.changes, TARGETS_MAX, further);
        let more = u32::try_from(effects.more).unwrap_or(u32::MAX);
        event.more_targets = event.more_targets.saturating_add(more);
        let without_room: Vec<Target> = effects
            .targets
            .into_iter()
            .filter_map(|target| event.add(target))
            .collect();
        if !is_too_large {
            self.further_targets = without_room;
            self.further_targets.extend(effects.further);
        }
        if event.reversal != Reversal::Nothing {
            return;
        }
        let mut finalities = self
            .changes
            .iter()
            .filter_map(|change| change.meet(Finality(&around)));
        if let Some(why) = finalities.next() {
            event.reversal = Reversal::Impossible(why);
            return;
        }
        event.reversal = match kept.is_empty() {
            true => Reversal::Nothing,
            false if is_too_large => Reversal::Impossible(Irreversible::TooLarge),
            false => Reversal::Kept,
        };
        if event.reversal == Reversal::Kept {
            self.undo = kept;
        }
    }
}

/// Why a change can never be undone; `None` if it can.
struct Finality<'n>(&'n dyn Names);

impl Visitor for Finality<'_> {
    type Output = Option<Irreversible>;

    fn visit<T: Recorded>(
        self,
        id: &T::Id,
        _: Option<&std::sync::Arc<T>>,
        after: Option<&std::sync::Arc<T>>,
    ) -> Option<Irreversible> {
        T::finality(after.map(AsRef::as_ref), id, self.0)
    }
}

/// A condition of a commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expectation {
    /// The family is alive and still at this generation: a refresh token works once. A change set with this condition
    /// must not touch the directory, because the read model moves on before the condition is checked.
    FamilyAt(FamilyId, u32),
    /// The session is unchanged since it was read, and has not ended: recording its use must not overwrite another
    /// change. A change set with this condition must not touch the directory either.
    SessionIs(Box<Session>),
    /// So many refreshes are counted there so far, so that two at the same moment count as two. A change set with this
    /// condition must not touch the directory either.
    RefreshedTimes(TokenUseId, u32),
}
