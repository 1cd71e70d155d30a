//! Sign-ins by day, counted from the trail.
//!
//! The first question reads the events of thirty days, the newest first; each later one reads only what came since. An event
//! takes some ten microseconds, so ten thousand a tenth of a second, once while the directory is open.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use portreeve_core::audit::{AuditEvent, EventOutcome};
use portreeve_core::day::Day;
use portreeve_core::ports::{Store, StoreError};
use portreeve_core::time::Timestamp;

/// How many days are counted, today among them.
const DAYS: u32 = 30;
/// How many events are read at once.
const CHUNK_EVENTS: usize = 200;
/// How many events one question reads at most.
const EVENTS_MAX: u64 = 50_000;

#[derive(Default)]
pub(crate) struct SignInTally(Mutex<Counted>);

#[derive(Default)]
struct Counted {
    /// Everything up to this event is counted, if it is not too old.
    last: u64,
    days: BTreeMap<Day, SignIns>,
    is_cut: bool,
}

/// How often someone signed in on a day, and how often that was refused.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct SignIns {
    pub(crate) done: u32,
    pub(crate) refused: u32,
}

/// Each of the last days, the oldest first.
pub(crate) struct Tally {
    pub(crate) days: Vec<(Day, SignIns)>,
    /// Whether there were more events than are read.
    pub(crate) is_cut: bool,
}

impl SignInTally {
    /// The sign-ins of thirty days up to `now`.
    pub(crate) fn of_last_days(&self, store: &dyn Store, now: Timestamp) -> Result<Tally, StoreError> {
        let mut counted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let oldest = Day::of(now).back(DAYS - 1);
        counted.go_on(store, oldest)?;
        counted.days.retain(|day, _| *day >= oldest);
        let days = (0..DAYS).rev().map(|back| {
            let day = Day::of(now).back(back);
            (day, counted.days.get(&day).copied().unwrap_or_default())
        });
        Ok(Tally {
            days: days.collect(),
            is_cut: counted.is_cut,
        })
    }
}

impl Counted {
    /// Counts the events that came since. If one of them cannot be read from the disk, none counts yet.
    fn go_on(&mut self, store: &dyn Store, oldest: Day) -> Result<(), StoreError> {
        let head = store.audit_head()?;
        let first = head.first.max(self.last.saturating_add(1));
        let stop = first.max(head.last.saturating_add(1).saturating_sub(EVENTS_MAX));
        let mut days = self.days.clone();
        let mut before = head.last.saturating_add(1);
        let mut is_cut = stop > first;
        while before > stop {
            let chunk = usize::try_from(before - stop)
                .unwrap_or(CHUNK_EVENTS)
                .min(CHUNK_EVENTS);
            let events = store.list_events(before, chunk)?;
            let known = events.iter().filter_map(|(_, event)| event.as_ref());
            let mut newest = None;
            for event in known {
                let day = Day::of(event.at);
                newest = newest.max(Some(day));
                days.entry(day).or_default().add(event);
            }
            before = events.last().map_or(stop, |(number, _)| *number);
            // Unreadable events say nothing about how far back they are.
            if newest.is_some_and(|day| day < oldest) {
                is_cut = false;
                break;
            }
        }
        self.is_cut |= is_cut;
        (self.last, self.days) = (head.last, days);
        Ok(())
    }
}

impl SignIns {
    fn add(&mut self, event: &AuditEvent) {
        if event.command != "session.sign_in" {
            return;
        }
        match event.outcome {
            EventOutcome::Done => self.done = self.done.saturating_add(1),
            EventOutcome::Refused { times, .. } => self.refused = self.refused.saturating_add(times),
        }
    }
}
