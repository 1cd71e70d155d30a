//! Sets how long a "no" to a password takes: always as long as for the costliest hash ever imported, with the same wait
//! in a queue. So the duration reveals neither the kind of a person's hash, nor whether there is one.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use portreeve_core::password::EncodedHash;
use portreeve_core::ports::Clock;
use portreeve_core::secret::SecretText;

use crate::error::CommandError;
use crate::hashing::{HashingGate, busy};

/// How long a "no" waits at most, in microseconds, before its own time begins. A waiting caller keeps a place that a
/// caller with the right password may need.
const WAIT_MAX_US: u64 = 2_000_000;

/// The queue of waiting answers.
#[derive(Default)]
pub(crate) struct Pad {
    /// The costliest hash, and how long it takes in microseconds.
    costliest: Mutex<Option<(String, u64)>>,
    /// When the last waiting "no" is to be given, in microseconds of the monotonic clock.
    over_us: Mutex<u64>,
}

/// The place of one "no" in the queue.
pub(crate) struct Place {
    over_us: u64,
}

impl Pad {
    /// Takes the last place in the queue. A caller with the right password takes one as well and does not wait for it,
    /// so at most as many imported hashes are being checked as there are places ahead.
    pub(crate) fn take_place(
        &self,
        costliest: Option<&EncodedHash>,
        password: &SecretText,
        hashing: &HashingGate,
        clock: &dyn Clock,
    ) -> Result<Place, CommandError> {
        let costliest_us = match costliest {
            Some(costliest) => self.costliest_us(costliest, password, hashing, clock)?,
            None => 0,
        };
        // Hashes of about the same work differ a little in time.
        let each_us = costliest_us + costliest_us / 4;
        let now_us = clock.monotonic_us();
        let mut last = self.over_us.lock().unwrap_or_else(PoisonError::into_inner);
        let over_us = place(now_us, *last, each_us).ok_or_else(busy)?;
        *last = over_us;
        Ok(Place { over_us })
    }

    /// How long the costliest hash takes, in microseconds. Measured once for each hash.
    fn costliest_us(
        &self,
        costliest: &EncodedHash,
        password: &SecretText,
        hashing: &HashingGate,
        clock: &dyn Clock,
    ) -> Result<u64, CommandError> {
        let mut measured = self.costliest.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((text, us)) = measured.as_ref()
            && text == costliest.expose()
        {
            return Ok(*us);
        }
        let began_us = clock.monotonic_us();
        hashing.verify(password, costliest)?;
        let us = clock.monotonic_us().saturating_sub(began_us);
        *measured = Some((costliest.expose().to_owned(), us));
        Ok(us)
    }
}

impl Place {
    /// Returns when it is time to say "no".
    #[allow(clippy::disallowed_methods, reason = "that time passes is all that is wanted")]
    pub(crate) fn wait(&self, clock: &dyn Clock) {
        let now_us = clock.monotonic_us();
        std::thread::sleep(Duration::from_micros(self.over_us.saturating_sub(now_us)));
    }
}

/// When a "no" ends that is queued after those ending at `last_us`. `None` if too many wait.
fn place(now_us: u64, last_us: u64, each_us: u64) -> Option<u64> {
    let begins_us = last_us.max(now_us);
    let is_full = begins_us - now_us > WAIT_MAX_US;
    (!is_full).then_some(begins_us + each_us)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_comes_after_the_other_and_none_where_too_many_wait() {
        assert_eq!(place(1000, 0, 50), Some(1050), "nobody waits");
        assert_eq!(place(1000, 1030, 50), Some(1080));
        assert_eq!(place(1000, 900, 0), Some(1000), "there is nothing to wait for");
        let full = 1000 + WAIT_MAX_US;
        assert_eq!(place(1000, full, 50), Some(full + 50));
        assert_eq!(place(1000, full + 1, 50), None);
    }
}
