//! Refusals on their way into the trail.
//!
//! Each is an event with a commit of its own. Somebody who tries passwords all night must not fill the disk with them,
//! so within a minute the same refusal is written once and then only counted, and the counts are written when they
//! double, and when the minute is over. Only a kill, or a disk that does not take an event, leaves attempts uncounted: at
//! most half of those of a minute.
//!
//! Beyond the first [`KINDS_MAX`] different ones, what is about somebody or something that exists has a counter for each
//! of those: made-up names must not hide what is tried on real ones. All the rest has one counter together. Which of the
//! two it is must not show in how long the answer takes: what has no event gets an empty commit in its place.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Mutex, PoisonError};

use portreeve_core::actor::Actor;
use portreeve_core::audit::{AuditEvent, EventOutcome, TargetKind};
use portreeve_core::change::ChangeSet;
use portreeve_core::name::NameKey;
use portreeve_core::time::Timestamp;

/// How a change set is committed, whatever becomes of it: a refusal stands, also where the disk does not take the event.
type Commit<'c> = &'c dyn Fn(ChangeSet);

/// How long the same refusals are one, in seconds.
const WINDOW_SECS: u32 = 60;

/// Different refusals within a window that have events of their own.
const KINDS_MAX: usize = 60;

/// Beyond those, targets that have a counter each. A small team has fewer.
const TARGETS_MAX: usize = 1000;

/// Names without a target whose attempts are told from each other, only so that they cost what others do.
const NAMES_MAX: usize = 10_000;

/// How often the same refusal comes again before the first count is written.
const WRITTEN_FROM: u32 = 8;

#[derive(Default)]
pub(crate) struct DenialLog {
    window: Mutex<Option<Window>>,
    hashing: RandomState,
}

struct Window {
    began: Timestamp,
    counted: Vec<Counted>,
    /// What had no place in `counted`, by who did it and the first thing it was about.
    about: HashMap<About, Counted>,
    /// All that had no place in either, and how often each name was tried.
    others: Option<Counted>,
    names: HashMap<u64, u32>,
}

type About = (Actor, TargetKind, String);

/// What is committed for a refusal.
#[derive(Debug)]
enum Due {
    Event(AuditEvent),
    /// As much work as an event.
    Effort,
    Nothing,
}

impl From<Option<AuditEvent>> for Due {
    fn from(event: Option<AuditEvent>) -> Self {
        event.map_or(Self::Nothing, Self::Event)
    }
}

/// A refusal and how often it came again; `event.at` is when it last did.
struct Counted {
    event: AuditEvent,
    tried: u64,
    again: u32,
    /// How many of these are not written yet.
    unwritten: u32,
}

impl DenialLog {
    /// Stands for a name that somebody tried, however it is written and whether or not there is one: if unknown names
    /// were counted together and known ones each for itself, the time that writing takes would tell which are known.
    pub(crate) fn tried(&self, name: &str) -> u64 {
        self.hashing.hash_one(NameKey::new(name))
    }

    /// Writes a refusal into the trail, or counts it.
    pub(crate) fn note(&self, event: AuditEvent, tried: u64, commit: Commit) {
        self.write_due(event.at, commit);
        let due = self
            .window()
            .get_or_insert_with(|| Window::new(event.at))
            .count(event, tried);
        match due {
            Due::Event(event) => commit(ChangeSet::new(event, Vec::new())),
            Due::Effort => commit(ChangeSet::unrecorded(Vec::new())),
            Due::Nothing => {}
        }
    }

    /// Writes what was counted in a minute that is over at `now`.
    pub(crate) fn write_due(&self, now: Timestamp, commit: Commit) {
        let due = {
            let mut window = self.window();
            // A clock that was put back ends the window, too.
            window.take_if(|window| !(window.began..window.began.plus_secs(WINDOW_SECS)).contains(&now))
        };
        due.into_iter()
            .flat_map(Window::counts)
            .for_each(|event| commit(ChangeSet::new(event, Vec::new())));
    }

    /// Writes all that was counted.
    pub(crate) fn close(&self, commit: Commit) {
        let window = self.window().take();
        window
            .into_iter()
            .flat_map(Window::counts)
            .for_each(|event| commit(ChangeSet::new(event, Vec::new())));
    }

    fn window(&self) -> std::sync::MutexGuard<'_, Option<Window>> {
        self.window.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Window {
    fn new(began: Timestamp) -> Self {
        Self {
            began,
            counted: Vec::new(),
            about: HashMap::new(),
            others: None,
            names: HashMap::new(),
        }
    }

    /// What is to be written at once: the first of its kind, and a count that is worth it.
    fn count(&mut self, event: AuditEvent, tried: u64) -> Due {
        let is_known = |known: &&mut Counted| known.tried == tried && is_same(&known.event, &event);
        if let Some(known) = self.counted.iter_mut().find(is_known) {
            return known.again(event.at).into();
        }
        if self.counted.len() < KINDS_MAX {
            self.counted.push(Counted::new(event.clone(), tried));
            return Due::Event(event);
        }
        let about = event
            .targets
            .first()
            .map(|target| (event.actor, target.kind, target.id.clone()));
        match about {
            Some(about) if self.about.len() < TARGETS_MAX || self.about.contains_key(&about) => {
                self.count_about(about, event, tried)
            }
            Some(_) | None => self.count_other(event, tried),
        }
    }

    fn count_about(&mut self, about: About, event: AuditEvent, tried: u64) -> Due {
        let Some(known) = self.about.get_mut(&about) else {
            self.about.insert(about, Counted::new(event.clone(), tried));
            return Due::Event(event);
        };
        if !is_same(&known.event, &event) {
            known.event.detail = "more refusals, of several kinds".into();
        }
        known.again(event.at).into()
    }

    fn count_other(&mut self, event: AuditEvent, tried: u64) -> Due {
        let at = event.at;
        let others = self.others.get_or_insert_with(|| {
            let event = AuditEvent {
                targets: Vec::new(),
                detail: "more refusals, of many kinds".into(),
                ..event
            };
            Counted::new(event, tried)
        });
        others.count(at);
        let is_full = self.names.len() >= NAMES_MAX;
        let is_due = match self.names.get_mut(&tried) {
            Some(again) => {
                *again = again.saturating_add(1);
                is_worth_it(*again)
            }
            None => {
                if !is_full {
                    self.names.insert(tried, 0);
                }
                true
            }
        };
        match is_due {
            true if others.has_doubled() => others.take().map_or(Due::Effort, Due::Event),
            true => Due::Effort,
            false => Due::Nothing,
        }
    }

    fn counts(self) -> impl Iterator<Item = AuditEvent> {
        let counted = self
            .counted
            .into_iter()
            .chain(self.about.into_values())
            .chain(self.others);
        counted.filter_map(|mut counted| counted.take())
    }
}

impl Counted {
    fn new(event: AuditEvent, tried: u64) -> Self {
        Self {
            event,
            tried,
            again: 0,
            unwritten: 0,
        }
    }

    /// Gives what is to be written when the count has doubled.
    fn again(&mut self, at: Timestamp) -> Option<AuditEvent> {
        self.count(at);
        if is_worth_it(self.again) {
            self.take()
        } else {
            None
        }
    }

    fn count(&mut self, at: Timestamp) {
        self.again = self.again.saturating_add(1);
        self.unwritten = self.unwritten.saturating_add(1);
        self.event.at = at;
    }

    fn has_doubled(&self) -> bool {
        self.again >= WRITTEN_FROM && self.unwritten.saturating_mul(2) >= self.again
    }

    /// What is not written yet as an event, if there is anything.
    fn take(&mut self) -> Option<AuditEvent> {
        let unwritten = std::mem::take(&mut self.unwritten);
        let mut event = self.event.clone();
        if let EventOutcome::Refused { times, .. } = &mut event.outcome {
            *times = unwritten;
        }
        (unwritten > 0).then_some(event)
    }
}

fn is_worth_it(again: u32) -> bool {
    again >= WRITTEN_FROM && again.is_power_of_two()
}

fn is_same(one: &AuditEvent, other: &AuditEvent) -> bool {
    let said = |event: &AuditEvent| (event.actor, event.via);
    said(one) == said(other)
        && one.command == other.command
        && one.outcome == other.outcome
        && one.targets == other.targets
        && one.detail == other.detail
}
