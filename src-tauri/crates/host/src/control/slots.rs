//! A limited number of places for connections. If they run short, the connection that has kept the server waiting
//! longest loses its place.

use std::collections::BTreeMap;
use std::io::{Error, ErrorKind, Result};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{Notify, oneshot};

pub(super) struct Slots {
    places: usize,
    state: Mutex<State>,
    /// Signalled when a place became free, or a connection began to wait and could lose its place.
    changed: Notify,
}

#[derive(Default)]
struct State {
    taken: usize,
    /// The connections that wait for their other side, the longest-waiting first, each with a channel that ends its
    /// wait.
    waiting: BTreeMap<u64, oneshot::Sender<()>>,
    next: u64,
    /// How many were told to leave and have not left yet.
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

    /// Takes a place as soon as one is free. Only one task calls this.
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
            // The wait may have ended at this very moment; the connection is counted all the same.
            let _ = tap.send(());
            state.leaving += 1;
        }
        false
    }

    /// Ends the longest wait, whether or not places are free.
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

/// One place; dropping it frees the place.
pub(super) struct Slot {
    slots: Arc<Slots>,
}

impl Slot {
    /// Waits for the other side. Fails after `limit`, or when another connection needs the place.
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
            _ = &mut tapped => Err(Error::new(ErrorKind::ConnectionAborted, "someone else needs the place")),
        };
        let mut state = self.slots.state();
        if state.waiting.remove(&turn).is_none() {
            // It was told to leave. Either it leaves, or it finished just in time and another must be told instead.
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
