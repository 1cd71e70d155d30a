//! Counts each attempt at a password before it is checked. Only one attempt at a time is checked for each name.

use std::collections::{HashMap, HashSet};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use portreeve_core::change::ChangeSet;
use portreeve_core::directory::Directory;
use portreeve_core::guess::{GuessPlace, Guesses};
use portreeve_core::password::{self, CostliestHash, Credential};
use portreeve_core::ports::Store;
use portreeve_core::span;
use portreeve_core::time::Timestamp;
use portreeve_core::write::Write;

use crate::error::{CommandError, Reason};
use crate::error_map::from_store;
use crate::hashing::{WAITING_MAX, busy};
use crate::pad::Pad;

/// The write that stores the costliest hash, if `writes` contain a costlier one than before.
pub(crate) fn costliest(head: &Directory, writes: &[Write]) -> Option<Write> {
    let credentials = writes.iter().filter_map(Write::puts::<Credential>);
    let foreign = credentials
        .map(|credential| &credential.hash)
        .filter(|hash| password::needs_rehash(hash));
    let costliest = foreign.max_by_key(|hash| hash.work())?;
    let known = head
        .costliest_hash()
        .map(|known| known.work())
        .unwrap_or_default();
    let blank = costliest.blank().filter(|_| costliest.work() > known)?;
    Some(Write::put(CostliestHash(blank)))
}

/// Counts attempts at passwords. Its counts are ahead of the stored ones, and stay if the disk refuses a write.
#[derive(Default)]
pub(crate) struct GuessCounter {
    state: Mutex<State>,
    done: Condvar,
    pub(crate) pad: Pad,
}

#[derive(Default)]
struct State {
    counted: HashMap<GuessPlace, Option<Guesses>>,
    /// Places in which an attempt is being checked.
    busy: HashSet<GuessPlace>,
    waiting: usize,
}

impl GuessCounter {
    /// Begins an attempt, once the previous one in its place has ended, and stores the count. Asks for the time only
    /// then: an attempt that waited would come with a time before the last attempt.
    pub(crate) fn attempt(
        &self,
        place: GuessPlace,
        now: impl FnOnce() -> Timestamp,
        store: &dyn Store,
        commit: impl FnOnce(ChangeSet),
    ) -> Result<Attempt<'_>, CommandError> {
        let mut state = self.state();
        if state.waiting >= WAITING_MAX {
            return Err(busy());
        }
        state.waiting += 1;
        let mut state = self
            .done
            .wait_while(state, |state| state.busy.contains(&place))
            .unwrap_or_else(PoisonError::into_inner);
        state.waiting -= 1;
        let known = state.counted.get(&place).copied();
        let before = match known {
            Some(before) => before,
            None => store.find::<Guesses>(place).map_err(from_store)?,
        };
        let after = Guesses::one_more(place, before, now()).map_err(too_many)?;
        state.counted.insert(place, Some(after));
        state.busy.insert(place);
        drop(state);
        let attempt = Attempt {
            counter: self,
            place,
            before,
        };
        // A failure is ignored: while the directory is open the attempt is counted in memory.
        let write = Write::put(after);
        commit(ChangeSet::unrecorded(vec![write]));
        Ok(attempt)
    }

    fn set(&self, place: GuessPlace, guesses: Option<Guesses>) {
        self.state().counted.insert(place, guesses);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An attempt that is being checked.
pub(crate) struct Attempt<'a> {
    counter: &'a GuessCounter,
    pub(crate) place: GuessPlace,
    before: Option<Guesses>,
}

impl Attempt<'_> {
    pub(crate) fn forget(&self) {
        self.counter.set(self.place, None);
    }

    /// Uncounts an attempt that was never checked.
    pub(crate) fn take_back(&self) {
        self.counter.set(self.place, self.before);
    }
}

impl Drop for Attempt<'_> {
    fn drop(&mut self) {
        self.counter.state().busy.remove(&self.place);
        self.counter.done.notify_all();
    }
}

fn too_many(wait_ms: u64) -> CommandError {
    CommandError::new(
        Reason::TOO_MANY_ATTEMPTS,
        "too many wrong passwords for this account, one right after the other; this one was not checked",
    )
    .hint(format!("try again in {}", span::exactly(wait_ms.div_ceil(1000))))
}
