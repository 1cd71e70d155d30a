//! Why the store could not do it.

/// Why the store could not do it. Every variant means that nothing of the request was kept.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum StoreError {
    /// Somebody changed the same thing in between.
    #[error("someone else changed the record")]
    Conflict,
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// The disk failed or refused.
    #[error("the disk failed: {0}")]
    Io(String),
    /// A record is damaged or was not sealed with this directory's key.
    #[error("a record is damaged: {0}")]
    Damaged(String),
    /// The record was written by a newer version.
    #[error("a record was written by a newer Portreeve: {0}")]
    Newer(String),
    /// A file belongs to another directory.
    #[error("{0} belongs to another directory")]
    Foreign(String),
    /// What is here does not come after what was acknowledged: an older copy was put back, or another one, or the end
    /// was lost.
    #[error(
        "the data ends at entry {found} and has not the entry {expected} that was written here: an older copy was put back, or another one"
    )]
    RolledBack {
        /// The last entry there is.
        found: u64,
        /// The last entry that is known to have been written.
        expected: u64,
    },
    /// The committer has stopped.
    #[error("the directory was closed")]
    Stopped,
}
