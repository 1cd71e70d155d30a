//! Time, as an argument.

use crate::time::Timestamp;

/// Time. A command reads it once and passes it on as a value.
pub trait Clock: Send + Sync {
    /// The time on the computer's clock, to the millisecond. The clock can be set, and be wrong.
    fn now(&self) -> Timestamp;

    /// Microseconds on a clock that only moves forward, from an arbitrary start.
    fn monotonic_us(&self) -> u64;
}
