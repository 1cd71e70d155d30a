//! Bounds password hashing: each Argon2 takes 19 MiB and all of a core, so the queue is short and the rest hears
//! "busy" instead of taking the machine down.

use std::sync::{Condvar, Mutex, PoisonError};

use portreeve_core::password::{self, EncodedHash, PASSWORD_BYTES_MAX};
use portreeve_core::ports::{Entropy, random};
use portreeve_core::secret::SecretText;

use crate::error::{CommandError, ErrorCode};

/// Requests that may wait for a turn.
const WAITING_MAX: usize = 64;

pub(crate) struct HashingGate {
    at_once_max: usize,
    state: Mutex<State>,
    turn: Condvar,
}

#[derive(Default)]
struct State {
    running: usize,
    waiting: usize,
}

impl HashingGate {
    /// As many at once as there are cores, but one core at least stays for everybody else where there are several.
    pub(crate) fn for_this_machine() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self {
            at_once_max: cores.saturating_sub(1).clamp(1, 4),
            state: Mutex::default(),
            turn: Condvar::new(),
        }
    }

    pub(crate) fn hash(
        &self,
        password: &SecretText,
        entropy: &dyn Entropy,
    ) -> Result<EncodedHash, CommandError> {
        self.run(|| password::hash(password, random(entropy)))
    }

    /// Whether `password` opens `stored`. Without a hash the answer is no, after the same work.
    pub(crate) fn verify(&self, password: &SecretText, stored: Verifiable) -> Result<bool, CommandError> {
        // Such a password was never set; hashing it would only be work for an attacker to ask for.
        if password.expose().len() > PASSWORD_BYTES_MAX {
            return Ok(false);
        }
        self.run(|| match stored {
            Verifiable::Account(stored) => password::verify(password, stored),
            Verifiable::NoAccess(stored) => {
                password::equalise(password, stored);
                false
            }
        })
    }

    fn run<T>(&self, work: impl FnOnce() -> T) -> Result<T, CommandError> {
        let _turn = self.wait_for_turn()?;
        Ok(work())
    }

    fn wait_for_turn(&self) -> Result<Turn<'_>, CommandError> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if state.waiting >= WAITING_MAX {
            return Err(
                CommandError::new(ErrorCode::Busy, "too many passwords are being checked at once")
                    .hint("try again in a few seconds"),
            );
        }
        state.waiting += 1;
        let mut state = self
            .turn
            .wait_while(state, |state| state.running >= self.at_once_max)
            .unwrap_or_else(PoisonError::into_inner);
        state.waiting -= 1;
        state.running += 1;
        Ok(Turn(self))
    }
}

/// What a password is checked against.
pub(crate) enum Verifiable<'a> {
    /// An account that may sign in.
    Account(&'a EncodedHash),
    /// An unknown, disabled or deleted account, or one without a password: always no.
    NoAccess(Option<&'a EncodedHash>),
}

/// Gives the turn back, whatever happens.
struct Turn<'a>(&'a HashingGate);

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.0
            .state
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .running -= 1;
        self.0.turn.notify_one();
    }
}
