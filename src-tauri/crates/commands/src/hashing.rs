//! Bounds password hashing: each Argon2 takes 19 MiB and all of a core, so the queue is short and the rest hears
//! "busy" instead of taking the machine down.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Condvar, Mutex, PoisonError};

use portreeve_core::password::{self, Arena, EncodedHash};
use portreeve_core::ports::{Entropy, random};
use portreeve_core::secret::SecretText;

use crate::error::{CommandError, ErrorClass};

/// Requests that may wait for a turn.
pub(crate) const WAITING_MAX: usize = 64;

pub(crate) struct HashingGate {
    /// For hashes as we make them.
    ours: Lane,
    /// For hashes from elsewhere, some ten times as much work: they hold up each other and nobody else.
    foreign: Worker,
}

impl HashingGate {
    /// As many at once as there are cores, but one core at least stays for everybody else where there are several.
    pub(crate) fn for_this_machine() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self {
            ours: Lane::new(cores.saturating_sub(1).clamp(1, 4)),
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

    /// Whether `password` is the one behind `stored`.
    pub(crate) fn verify(&self, password: &SecretText, stored: &EncodedHash) -> Result<bool, CommandError> {
        if !password::needs_rehash(stored) {
            return self.ours.run(|arena| password::verify(password, stored, arena));
        }
        let (password, stored) = (password.clone(), stored.clone());
        self.foreign
            .run(move |arena| password::verify(&password, &stored, arena))
    }
}

/// One at a time, all on the same thread. Some of these hashes bring their own memory; freed by many threads, blocks of
/// that size leave a hole in the part of the heap that each thread has.
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
                // Nobody listens any more only where nobody is left to mind.
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
            // The next finds a new thread.
            *jobs = None;
        }
    }
}

/// A thread that ends with the sender.
fn start() -> Sender<Job> {
    let (sender, jobs) = channel::<Job>();
    std::thread::spawn(move || {
        let mut arena = Arena::default();
        jobs.into_iter().for_each(|job| job(&mut arena));
    });
    sender
}

/// So many at once, each with memory of its own.
struct Lane {
    state: Mutex<State>,
    turn: Condvar,
}

struct State {
    free: Vec<Arena>,
    waiting: usize,
}

impl Lane {
    fn new(at_once_max: usize) -> Self {
        Self {
            state: Mutex::new(State {
                free: std::iter::repeat_with(Arena::default).take(at_once_max).collect(),
                waiting: 0,
            }),
            turn: Condvar::new(),
        }
    }

    fn run<T>(&self, work: impl FnOnce(&mut Arena) -> T) -> Result<T, CommandError> {
        let mut turn = self.wait_for_turn()?;
        Ok(work(&mut turn.arena))
    }

    fn wait_for_turn(&self) -> Result<Turn<'_>, CommandError> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if state.waiting >= WAITING_MAX {
            return Err(busy());
        }
        state.waiting += 1;
        let mut state = self
            .turn
            .wait_while(state, |state| state.free.is_empty())
            .unwrap_or_else(PoisonError::into_inner);
        state.waiting -= 1;
        let arena = state.free.pop().unwrap_or_default();
        Ok(Turn { lane: self, arena })
    }
}

pub(crate) fn busy() -> CommandError {
    CommandError::new(ErrorClass::Busy, "too many passwords are being checked at once")
        .hint("try again in a few seconds")
}

/// Gives the turn back, whatever happens.
struct Turn<'a> {
    lane: &'a Lane,
    arena: Arena,
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let mut state = self.lane.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.free.push(std::mem::take(&mut self.arena));
        self.lane.turn.notify_one();
    }
}
