//! Limits password hashing: each Argon2 takes 19 MiB and a whole core. So the queue is short, and further requests get
//! "busy" instead of overloading the computer.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use portreeve_core::password::{self, Arena, EncodedHash};
use portreeve_core::ports::{Entropy, random};
use portreeve_core::secret::SecretText;

use crate::error::{CommandError, ErrorClass};

/// How many requests may wait for a turn.
pub(crate) const WAITING_MAX: usize = 64;

/// The memory above which a hash is large, in KiB. While a large hash is checked, Portreeve's own hashes are made one
/// at a time, so that all together stay within 128 MiB.
const LARGE_KIB: u64 = 32 * 1024;

pub(crate) struct HashingGate {
    /// For Portreeve's own hashes.
    ours: Arc<Lane>,
    /// For imported hashes, which are about ten times as much work. They delay only each other.
    foreign: Worker,
}

impl HashingGate {
    /// Hashes on up to four cores at once. If there are several cores, one stays free for other work.
    pub(crate) fn for_this_machine() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self {
            ours: Arc::new(Lane::new(cores.saturating_sub(1).clamp(1, 4))),
            foreign: Worker::default(),
        }
    }

    pub(crate) fn hash(
        &self,
        password: &SecretText,
        entropy: &dyn Entropy,
    ) -> Result<EncodedHash, CommandError> {
        self.ours
            .run(|arena| password::hash(password, random(entropy), arena))
    }

    /// Whether `stored` is a hash of `password`.
    pub(crate) fn verify(&self, password: &SecretText, stored: &EncodedHash) -> Result<bool, CommandError> {
        if !password::needs_rehash(stored) {
            return self.ours.run(|arena| password::verify(password, stored, arena));
        }
        let (password, stored, ours) = (password.clone(), stored.clone(), self.ours.clone());
        self.foreign.run(move |arena| {
            let _narrow = (stored.memory_kib() > LARGE_KIB).then(|| ours.narrow());
            password::verify(&password, &stored, arena)
        })
    }
}

/// Runs one job at a time, all on the same thread. Some imported hashes allocate their own memory. If many threads
/// freed it, each thread's part of the heap would keep holes of that size.
#[derive(Default)]
struct Worker {
    jobs: Mutex<Option<Sender<Job>>>,
    waiting: AtomicUsize,
}

type Job = Box<dyn FnOnce(&mut Arena) + Send>;

impl Worker {
    fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Arena) -> T + Send + 'static,
    ) -> Result<T, CommandError> {
        let waiting = self.waiting.fetch_add(1, Ordering::SeqCst);
        let outcome = if waiting > WAITING_MAX {
            Err(busy())
        } else {
            let (answer, answered) = channel();
            self.hand_over(Box::new(move |arena| {
                // If the receiver has gone, no one needs the answer.
                let _ = answer.send(work(arena));
            }));
            answered
                .recv()
                .map_err(|_| CommandError::new(ErrorClass::Internal, "a password could not be checked"))
        };
        self.waiting.fetch_sub(1, Ordering::SeqCst);
        outcome
    }

    fn hand_over(&self, job: Job) {
        let mut jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        let sent = jobs.get_or_insert_with(start).send(job);
        if sent.is_err() {
            // The next job starts a new thread.
            *jobs = None;
        }
    }
}

/// Starts a thread that ends with the sender.
fn start() -> Sender<Job> {
    let (sender, jobs) = channel::<Job>();
    std::thread::spawn(move || {
        let mut arena = Arena::default();
        jobs.into_iter().for_each(|job| job(&mut arena));
    });
    sender
}

/// A limited number of jobs at once, each with its own memory.
struct Lane {
    at_once_max: usize,
    state: Mutex<State>,
    /// Wakes the callers who wait, when a turn ends and when more jobs can run at once.
    turn: Condvar,
}

#[derive(Default)]
struct State {
    /// Memory of turns that ended.
    free: Vec<Arena>,
    running: usize,
    waiting: usize,
    is_narrow: bool,
}

impl Lane {
    fn new(at_once_max: usize) -> Self {
        Self {
            at_once_max,
            state: Mutex::default(),
            turn: Condvar::new(),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn run<T>(&self, work: impl FnOnce(&mut Arena) -> T) -> Result<T, CommandError> {
        let mut turn = self.wait_for_turn()?;
        Ok(work(&mut turn.arena))
    }

    fn wait_for_turn(&self) -> Result<Turn<'_>, CommandError> {
        let mut state = self.state();
        if state.waiting >= WAITING_MAX {
            return Err(busy());
        }
        state.waiting += 1;
        let is_full = |state: &mut State| {
            let at_once_max = if state.is_narrow { 1 } else { self.at_once_max };
            state.running >= at_once_max
        };
        let mut state = self
            .turn
            .wait_while(state, is_full)
            .unwrap_or_else(PoisonError::into_inner);
        state.waiting -= 1;
        state.running += 1;
        let arena = state.free.pop().unwrap_or_default();
        Ok(Turn { lane: self, arena })
    }

    /// Lets only one job run at a time, waits until the others have ended, and frees their memory.
    fn narrow(&self) -> Narrow<'_> {
        let mut state = self.state();
        state.is_narrow = true;
        let mut state = self
            .turn
            .wait_while(state, |state| state.running > 1)
            .unwrap_or_else(PoisonError::into_inner);
        state.free.clear();
        Narrow(self)
    }
}

pub(crate) fn busy() -> CommandError {
    CommandError::new(ErrorClass::Busy, "too many passwords are being checked at once")
        .hint("try again in a few seconds")
}

/// The turn of one job. Dropping it gives the turn back, also after a panic.
struct Turn<'a> {
    lane: &'a Lane,
    arena: Arena,
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let mut state = self.lane.state();
        state.running -= 1;
        state.free.push(std::mem::take(&mut self.arena));
        self.lane.turn.notify_all();
    }
}

/// While this value lives, the lane runs one job at a time.
struct Narrow<'a>(&'a Lane);

impl Drop for Narrow<'_> {
    fn drop(&mut self) {
        self.0.state().is_narrow = false;
        self.0.turn.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicUsize;

    use super::*;

    /// Runs one job on each of `threads` threads, and returns the most that ran at once.
    fn most_at_once(lane: &Lane, threads: usize) -> usize {
        let (running, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for _ in 0..threads {
                scope.spawn(|| {
                    let ran = lane.run(|arena| {
                        let now = running.fetch_add(1, Ordering::SeqCst) + 1;
                        most.fetch_max(now, Ordering::SeqCst);
                        arena.with(64, |_| {
                            std::thread::park_timeout(std::time::Duration::from_millis(20))
                        });
                        running.fetch_sub(1, Ordering::SeqCst);
                    });
                    assert!(ran.is_ok());
                });
            }
        });
        most.into_inner()
    }

    #[test]
    fn while_a_large_hash_is_checked_ours_are_made_one_at_a_time() {
        let lane = Lane::new(4);
        assert!((2..=4).contains(&most_at_once(&lane, 8)));
        let kept = |lane: &Lane| lane.state().free.iter().map(Arena::kept_kib).sum::<usize>();
        assert!(kept(&lane) >= 2 * 64);
        let narrow = lane.narrow();
        assert_eq!(kept(&lane), 0, "the memory of the others is given back");
        assert_eq!(most_at_once(&lane, 8), 1);
        drop(narrow);
        assert!(most_at_once(&lane, 8) > 1);
    }
}
