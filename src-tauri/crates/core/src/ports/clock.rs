//! Time, as an argument.

use crate::time::Timestamp;

/// Time. Read once per command and passed on as a value.
pub trait Clock: Send + Sync {
    /// What the machine's clock shows, to the millisecond. It can be set, and be wrong.
    fn now(&self) -> Timestamp;

    /// Microseconds on a clock that only moves forward, from an arbitrary start.
    fn monotonic_us(&self) -> u64;
}
