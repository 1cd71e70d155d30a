//! Records refusals in the trail.
//!
//! Each is an event with a commit of its own. An attacker who tries passwords all night must not fill the disk. So
//! within a minute the same refusal is written once and then only counted; the count is written when it doubles, and at
//! the end of the minute. Attempts stay uncounted only if the process is killed or the disk refuses an event: at most
//! half of those of a minute.
//!
//! Beyond the first [`KINDS_MAX`] different refusals, each existing target has a counter of its own: made-up names must
//! not hide attempts on real ones. All others share one counter. The duration of the answer must not reveal which case
//! applies, so a refusal without an event makes an empty commit instead.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Mutex, PoisonError};

use portreeve_core::actor::Actor;
use portreeve_core::audit::{AuditEvent, EventOutcome, TargetKind};
use portreeve_core::change::ChangeSet;
use portreeve_core::name::NameKey;
use portreeve_core::time::Timestamp;

/// Commits a change set and ignores the result: a refusal stands, even if the disk does not take the event.
type Commit<'c> = &'c dyn Fn(ChangeSet);

/// How long the same refusals count as one, in seconds.
const WINDOW_SECS: u32 = 60;

/// How many different refusals within a window have events of their own.
const KINDS_MAX: usize = 60;

/// How many further targets have a counter each. A small team has fewer.
const TARGETS_MAX: usize = 1000;

/// How many names without a target are distinguished, only so that they cost the same work as others.
const NAMES_MAX: usize = 10_000;

/// From this repetition on the first count is written.
const WRITTEN_FROM: u32 = 8;

#[derive(Default)]
pub(crate) struct DenialLog {
    window: Mutex<Option<Window>>,
    hashing: RandomState,
}

struct Window {
    began: Timestamp,
    counted: Vec<Counted>,
    /// Refusals that had no place in `counted`, by actor and first target.
    about: HashMap<About, Counted>,
    /// Refusals that had no place in `counted` or in `about`, as one. `names` has how often each name was tried.
    others: Option<Counted>,
    names: HashMap<u64, u32>,
}

type About = (Actor, TargetKind, String);

/// What to commit for a refusal.
#[derive(Debug)]
enum Due {
    Event(AuditEvent),
    /// An empty commit, which is as much work as an event.
    Effort,
    Nothing,
}

impl From<Option<AuditEvent>> for Due {
    fn from(event: Option<AuditEvent>) -> Self {
        event.map_or(Self::Nothing, Self::Event)
    }
}

/// A refusal and its number of repetitions; `event.at` is the time of the last one.
struct Counted {
    event: AuditEvent,
    tried: u64,
    again: u32,
    /// How many repetitions are not written yet.
    unwritten: u32,
}

impl DenialLog {
    /// A number for a tried name, the same for all its spellings. Unknown names get one as well: if they shared a
    /// counter and known names had their own, the duration of writing would reveal which names are known.
    pub(crate) fn tried(&self, name: &str) -> u64 {
        self.hashing.hash_one(NameKey::new(name))
    }

    /// Writes a refusal to the trail, or counts it.
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

    /// Writes the counts of a window that has ended at `now`.
    pub(crate) fn write_due(&self, now: Timestamp, commit: Commit) {
        let due = {
            let mut window = self.window();
            // A clock that was set back ends the window, too.
            window.take_if(|window| !(window.began..window.began.plus_secs(WINDOW_SECS)).contains(&now))
        };
        due.into_iter()
            .flat_map(Window::counts)
            .for_each(|event| commit(ChangeSet::new(event, Vec::new())));
    }

    /// Writes all counts.
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

    /// What to write at once: the first refusal of its kind, or a count that has doubled.
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

    /// Counts a repetition. Returns an event if the count has doubled.
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

    /// The unwritten rest as an event, if there is one.
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
