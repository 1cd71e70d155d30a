//! Points in the history of a directory.

use crate::time::Timestamp;

/// A point in the directory's history; later ones are greater.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Revision(pub u64);

/// The moment at which a change is decided.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// The time.
    pub now: Timestamp,
    /// The commit that the change would be.
    pub commit: Revision,
}
