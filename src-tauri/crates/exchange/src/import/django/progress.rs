//! How far the reading of a dump is.

use portreeve_core::progress::{Stage, Watch, tell};

use super::error::DumpError;

/// How many times a dump is read: references point backwards and forwards in it, so it is read once for each kind of
/// object.
pub(super) const PASSES: u64 = 4;

/// One of the times that the dump is read, counted from 0.
#[derive(Clone, Copy)]
pub(super) struct Pass<'w> {
    pub(super) number: u64,
    pub(super) watch: &'w Watch<'w>,
}

impl Pass<'_> {
    /// Tells that this pass has read the first `end` of all `bytes`. The bytes of all passes together count as those of
    /// the file.
    pub(super) fn tell(self, end: usize, bytes: usize) -> Result<(), DumpError> {
        let (end, bytes) = (end as u64, bytes as u64);
        let done = (self.number * bytes + end) / PASSES;
        Ok(tell(self.watch, Stage::Reading, done, bytes)?)
    }
}
