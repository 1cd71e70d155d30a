//! Places for connections. There are so many; when they run short, whoever has kept one waiting for longest gives it up.

use std::collections::BTreeMap;
use std::io::{Error, ErrorKind, Result};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{Notify, oneshot};

pub(super) struct Slots {
    places: usize,
    state: Mutex<State>,
    /// A place was left, or somebody waits who could leave one.
    changed: Notify,
}

#[derive(Default)]
struct State {
    taken: usize,
    /// Those who wait for the other side, by since when: a tap on the shoulder of each.
    waiting: BTreeMap<u64, oneshot::Sender<()>>,
    next: u64,
    /// How many were tapped and have not left yet.
    leaving: usize,
}

impl Slots {
    pub(super) fn new(places: usize) -> Arc<Self> {
        Arc::new(Self {
            places,
            state: Mutex::default(),
            changed: Notify::new(),
        })
    }

    /// A place, as soon as there is one. Asked for by one task only.
    pub(super) async fn take(self: &Arc<Self>) -> Slot {
        while !self.try_take() {
            self.changed.notified().await;
        }
        Slot { slots: self.clone() }
    }

    fn try_take(&self) -> bool {
        let mut state = self.state();
        if state.taken < self.places {
            state.taken += 1;
            return true;
        }
        if state.leaving == 0
            && let Some((_, tap)) = state.waiting.pop_first()
        {
            // Nobody is there to feel it when their wait is over at this moment; they are counted all the same.
            let _ = tap.send(());
            state.leaving += 1;
        }
        false
    }

    /// Lets go of whoever has waited longest, whether there are places or not.
    pub(super) fn let_go_of_one(&self) {
        let mut state = self.state();
        if let Some((_, tap)) = state.waiting.pop_first() {
            let _ = tap.send(());
            state.leaving += 1;
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One place, left when it is dropped.
pub(super) struct Slot {
    slots: Arc<Slots>,
}

impl Slot {
    /// Waits for what the other side has to do. An error after `limit`, or when somebody else needs the place.
    pub(super) async fn wait<T>(&self, limit: Duration, doing: impl Future<Output = Result<T>>) -> Result<T> {
        let (tap, mut tapped) = oneshot::channel();
        let turn = {
            let mut state = self.slots.state();
            let turn = state.next;
            state.next += 1;
            state.waiting.insert(turn, tap);
            turn
        };
        self.slots.changed.notify_one();
        let done = tokio::select! {
            biased;
            done = tokio::time::timeout(limit, doing) => done.unwrap_or(Err(ErrorKind::TimedOut.into())),
            _ = &mut tapped => Err(Error::new(ErrorKind::ConnectionAborted, "somebody else needs the place")),
        };
        let mut state = self.slots.state();
        if state.waiting.remove(&turn).is_none() {
            // Tapped: they leave, or have done their part just in time and another has to be found.
            state.leaving -= 1;
            self.slots.changed.notify_one();
        }
        done
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        self.slots.state().taken -= 1;
        self.slots.changed.notify_one();
    }
}
