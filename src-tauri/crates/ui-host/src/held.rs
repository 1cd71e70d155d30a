//! Holds jobs at their next step, so that a test can look at the window meanwhile.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Whether jobs are held.
#[derive(Default)]
pub struct Held {
    is_held: Mutex<bool>,
    changed: Condvar,
}

impl Held {
    /// Holds jobs at their next step, or lets them go on.
    pub fn turn(&self, is_held: bool) {
        *self.state() = is_held;
        self.changed.notify_all();
    }

    /// Waits as long as jobs are held.
    pub fn wait(&self) {
        let mut is_held = self.state();
        while *is_held {
            is_held = self.changed.wait(is_held).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn state(&self) -> MutexGuard<'_, bool> {
        self.is_held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
