//! What one command writes, committed whole or not at all.

use std::collections::BTreeSet;

use crate::audit::{Around, AuditEvent, Final, Reversal, TARGETS_MAX, effects};
use crate::diff::diff;
use crate::directory::Directory;
use crate::id::FamilyId;
use crate::kind::Kind;
use crate::record::{Change, Record, RecordId, Recorded, Visitor};
use crate::revision::Revision;
use crate::session::Session;
use crate::stored::Names;
use crate::token_use::TokenUseId;
use crate::undo::{self, UNDO_RECORDS_MAX};
use crate::write::Write;

/// Everything one command writes, and the event that says so.
#[derive(Clone, Debug)]
pub struct ChangeSet {
    /// Must hold when it is committed, or nothing is written ([`StoreError::Conflict`](crate::store_error::StoreError)).
    pub expect: Vec<Expectation>,
    /// What is written.
    pub writes: Vec<Write>,
    /// What the audit trail says; `None` only for what nobody did, such as a session being seen again.
    pub event: Option<AuditEvent>,
    /// Events before this one leave the trail. What the chain was up to there is kept.
    pub forget_before: Option<u64>,
    /// Events that cannot be taken back any more: what lies beside them is removed.
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

    /// `writes` that leave no event.
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

    /// Removes what lies beside these events, so that they cannot be taken back any more.
    pub fn forgetting_undo(mut self, events: Vec<u64>) -> Self {
        self.forget_undo = events;
        self
    }

    /// The change set on `head`: with what it does to each record, before its event is [described](Commitment::describe).
    pub fn on(self, head: &Directory) -> Commitment {
        let changes = diff(head, self.writes);
        let is_loaded = changes.iter().any(|change| change.kind().is_loaded());
        Commitment {
            expect: self.expect,
            revision: match is_loaded {
                true => head.next_revision(),
                false => Revision::default(),
            },
            changes,
            event: self.event,
            undo: Vec::new(),
            forget_before: self.forget_before,
            forget_undo: self.forget_undo,
        }
    }

    /// The change set of a caller who knows that it replaces nothing that the read model holds.
    pub fn on_nothing(self) -> Commitment {
        self.on(&Directory::default())
    }
}

/// A change set with what it does to each record: what the store is given.
#[derive(Clone, Debug)]
pub struct Commitment {
    /// Must hold, or nothing is written.
    pub expect: Vec<Expectation>,
    /// What happens to each record.
    pub changes: Vec<Change>,
    /// What the trail says.
    pub event: Option<AuditEvent>,
    /// What is kept beside the event, so that it can be taken back.
    pub undo: Vec<Change>,
    /// Events before this one leave the trail.
    pub forget_before: Option<u64>,
    /// Events beside which nothing lies any more.
    pub forget_undo: Vec<u64>,
    /// The state of the directory that it makes, if it makes another. The store counts on from there, so what refers to it
    /// stays earlier than all that follows, also after the directory was opened anew.
    pub revision: Revision,
}

impl Commitment {
    /// Whether the read model is different afterwards.
    pub fn touches_directory(&self) -> bool {
        self.changes.iter().any(|change| change.kind().is_loaded())
    }

    /// The kinds of the records that it writes, but for those that the store keeps for itself.
    pub fn kinds(&self) -> BTreeSet<Kind> {
        let mut kinds: BTreeSet<Kind> = self.changes.iter().map(Change::kind).collect();
        if self.event.is_some() || self.forget_before.is_some() {
            kinds.insert(Kind::Event);
        }
        kinds
    }

    /// Says in the event what changes from `head` to `next`, and keeps beside it what was there before. It is worked out
    /// from the records, for every command in the same way; what a command says itself comes first. `stored` reads a
    /// record that the read model does not hold.
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
        let effects = effects(around, &self.changes, TARGETS_MAX);
        let more = u32::try_from(effects.more()).unwrap_or(u32::MAX);
        event.more_targets = event.more_targets.saturating_add(more);
        for target in effects.targets {
            event.add(target);
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
        let kept = undo::kept(&self.changes, stored);
        event.reversal = match kept.len() {
            0 => Reversal::Nothing,
            1..=UNDO_RECORDS_MAX => Reversal::Kept,
            _ => Reversal::Impossible(Final::TooLarge),
        };
        if event.reversal == Reversal::Kept {
            self.undo = kept;
        }
    }
}

/// Why a change can never be taken back, if that is so.
struct Finality<'n>(&'n dyn Names);

impl Visitor for Finality<'_> {
    type Output = Option<Final>;

    fn visit<T: Recorded>(
        self,
        id: &T::Id,
        _: Option<&std::sync::Arc<T>>,
        after: Option<&std::sync::Arc<T>>,
    ) -> Option<Final> {
        T::finality(after.map(AsRef::as_ref), id, self.0)
    }
}

/// A condition under which a change set may be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expectation {
    /// The family is alive and still at this generation: a refresh token is good once. A change set with this
    /// condition must not touch the directory, as the read model moves on before the condition is known to hold.
    FamilyAt(FamilyId, u32),
    /// The session is as it was read, and not ended: seeing it again must put nothing back that has changed meanwhile.
    /// Not with changes to the directory either.
    SessionIs(Box<Session>),
    /// So many refreshes are counted there so far, so that two at the same moment count as two. Not with changes to the
    /// directory either.
    RefreshedTimes(TokenUseId, u32),
}
