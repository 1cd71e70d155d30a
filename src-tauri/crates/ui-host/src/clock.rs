//! A running clock that can be moved.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use portreeve_core::ports::Clock;
use portreeve_core::time::Timestamp;

/// The system's clock, plus an offset.
pub struct MovedClock {
    /// How far the wall clock is ahead, in seconds.
    wall_secs: AtomicI64,
    /// Simulated time that has passed, in seconds.
    passed_secs: AtomicI64,
}

impl MovedClock {
    /// A clock that is `secs` ahead of the system's.
    pub fn ahead_by(secs: i64) -> Self {
        Self {
            wall_secs: AtomicI64::new(secs),
            passed_secs: AtomicI64::new(0),
        }
    }

    /// Lets time pass.
    pub fn advance_secs(&self, secs: i64) {
        self.jump_secs(secs);
        self.passed_secs.fetch_add(secs, Ordering::SeqCst);
    }

    /// Moves the wall clock forward or back while no time passes.
    pub fn jump_secs(&self, secs: i64) {
        self.wall_secs.fetch_add(secs, Ordering::SeqCst);
    }

    /// How far the wall clock is ahead of the system's, in seconds.
    pub fn ahead_secs(&self) -> i64 {
        self.wall_secs.load(Ordering::SeqCst)
    }
}

impl Clock for MovedClock {
    #[expect(clippy::disallowed_methods, reason = "this is the Clock port")]
    fn now(&self) -> Timestamp {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let now_ms = i64::try_from(since.as_millis()).unwrap_or(i64::MAX);
        Timestamp::from_unix_ms(now_ms + self.ahead_secs() * 1000)
    }

    #[expect(clippy::disallowed_methods, reason = "this is the Clock port")]
    fn monotonic_us(&self) -> u64 {
        static START: LazyLock<Instant> = LazyLock::new(Instant::now);
        let passed_us =
            u64::try_from(self.passed_secs.load(Ordering::SeqCst)).unwrap_or_default() * 1_000_000;
        u64::try_from(START.elapsed().as_micros()).unwrap_or(u64::MAX) + passed_us
    }
}
