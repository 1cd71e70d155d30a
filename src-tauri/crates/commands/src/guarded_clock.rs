//! The clock that commands use: the computer's clock, guarded against jumps.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, TryLockError};

use portreeve_core::broken::{self, Fault};
use portreeve_core::clock::Timeline;
use portreeve_core::ports::Clock;
use portreeve_core::time::Timestamp;

use crate::error::{CommandError, ErrorClass};
use crate::reason::Reason;

/// How many seconds pass at least before the current time is stored again without other writes: it takes a commit of
/// its own.
pub(crate) const MARK_ALONE_SECS: u32 = 30;
/// How many seconds pass at least before the time is stored again with other writes, after a refusal, and at the close.
/// What has ended by the stored time must not become valid again when the clock jumps back.
pub(crate) const MARK_SECS: u32 = 1;

/// The command began before the clock was corrected. The caller has to send it again.
const CLOCK_SET: Reason = Reason::new(ErrorClass::Conflict, "clock.set");
/// The difference between clocks that apps allow, in seconds.
const APP_LEEWAY_SECS: u32 = portreeve_exchange::preset::LEEWAY_SECS;

/// The machine's clock as commands see it: it never goes back.
pub(crate) struct GuardedClock {
    clock: Arc<dyn Clock>,
    timeline: Mutex<Timeline>,
    /// The last mark that was passed to the store, in milliseconds.
    marked_ms: AtomicI64,
    /// `clock.accept` holds it for writing, every commit for reading.
    setting: RwLock<()>,
}

impl GuardedClock {
    /// A clock that goes on from `mark`, the time that was stored last.
    pub(crate) fn new(clock: Arc<dyn Clock>, mark: Option<Timestamp>) -> Self {
        let mark = mark.unwrap_or(Timestamp::from_unix_ms(0));
        Self {
            timeline: Mutex::new(Timeline::from_mark(mark, clock.monotonic_us())),
            clock,
            marked_ms: AtomicI64::new(mark.unix_ms()),
            setting: RwLock::default(),
        }
    }

    /// The current time, never earlier than a time that was returned before.
    pub(crate) fn now(&self) -> Timestamp {
        if broken::is(Fault::Clock) {
            return self.clock.now();
        }
        self.timeline()
            .observe(self.clock.now(), self.clock.monotonic_us())
    }

    /// How far the computer's clock is behind, in seconds, if it has jumped back.
    pub(crate) fn behind_secs(&self) -> Option<u32> {
        self.timeline().behind_secs(self.clock.now())
    }

    /// How far the computer's clock is behind, in seconds, if it has jumped back so far that apps on this computer do
    /// not yet accept a token issued at `issued_at`.
    pub(crate) fn too_early_secs(&self, issued_at: Timestamp) -> Option<u32> {
        let until = self.clock.now().plus_secs(APP_LEEWAY_SECS);
        self.behind_secs().filter(|_| issued_at > until)
    }

    /// Whether the last stored time is at least `secs` seconds old.
    pub(crate) fn is_mark_due(&self, secs: u32) -> bool {
        let marked = Timestamp::from_unix_ms(self.marked_ms.load(Ordering::SeqCst));
        self.timeline().latest() >= marked.plus_secs(secs)
    }

    /// The time to store with the commit being decided, if it is due. `None` while the clock is being corrected,
    /// because the old time would overwrite the new one.
    pub(crate) fn due_mark(&self) -> Option<Timestamp> {
        let is_being_set = matches!(self.setting.try_read(), Err(TryLockError::WouldBlock));
        if is_being_set || !self.is_mark_due(MARK_SECS) {
            return None;
        }
        let latest = self.timeline().latest();
        self.marked_ms.store(latest.unix_ms(), Ordering::SeqCst);
        Some(latest)
    }

    /// Keeps the clock from being corrected until the command that began at `began` is committed. Refuses a command
    /// that began before a correction: its records would be dated in the future and last too long.
    pub(crate) fn hold(&self, began: Timestamp) -> Result<RwLockReadGuard<'_, ()>, CommandError> {
        let held = self.setting.read().unwrap_or_else(PoisonError::into_inner);
        if !broken::is(Fault::Clock) && self.timeline().latest() < began {
            let why = "the clock was set right meanwhile; nothing was changed";
            return Err(CommandError::new(CLOCK_SET, why).hint("do it again"));
        }
        Ok(held)
    }

    /// Accepts the computer's clock, if it is behind. `write` gets the clock's time and how many seconds it is behind,
    /// and makes the correction durable. If `write` fails, time goes on as before.
    pub(crate) fn accept(
        &self,
        write: impl FnOnce(Timestamp, u32) -> Result<(), CommandError>,
    ) -> Result<(), CommandError> {
        let _setting = self.setting.write().unwrap_or_else(PoisonError::into_inner);
        let behind_secs = self.behind_secs().ok_or_else(|| {
            let why = "the clock is not behind; there is nothing to accept";
            CommandError::new(ErrorClass::InvalidRequest, why)
        })?;
        let wall = self.clock.now();
        write(wall, behind_secs)?;
        self.timeline().accept(wall, self.clock.monotonic_us());
        self.marked_ms.store(wall.unix_ms(), Ordering::SeqCst);
        Ok(())
    }

    fn timeline(&self) -> MutexGuard<'_, Timeline> {
        self.timeline.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
