//! The work of verifying a hash.

/// Most memory that checking an imported hash may take, in KiB: 100 MiB. With what our own hashes take beside it, sign-ins
/// stay within 128 MiB.
pub(super) const MEMORY_KIB_MAX: u64 = 100 * 1024;

/// Work as a share of the allowed maximum, in millionths. The limits of all algorithms take about the same time, some
/// ten times that of our own hash, so these values compare across algorithms.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Work(u64);

impl Work {
    pub(super) fn of(asked: u64, limit: u64) -> Self {
        Self(asked.saturating_mul(1_000_000) / limit)
    }
}
