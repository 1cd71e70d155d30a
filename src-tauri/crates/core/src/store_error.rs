//! Why the store failed.

/// Why the store failed. In every case it has kept nothing of the request.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum StoreError {
    /// Another writer has changed the same thing meanwhile.
    #[error("someone else changed the record")]
    Conflict,
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// The disk failed or refused.
    #[error("the disk failed: {0}")]
    Io(String),
    /// A record is damaged, or was not encrypted with this directory's key.
    #[error("a record is damaged: {0}")]
    Damaged(String),
    /// A newer version wrote the record.
    #[error("a record was written by a newer Portreeve: {0}")]
    Newer(String),
    /// A file belongs to another directory.
    #[error("{0} belongs to another directory")]
    Foreign(String),
    /// The data does not come after what was acknowledged: an older copy or another one was put back, or the end was
    /// lost.
    #[error(
        "the data ends at entry {found} and has not the entry {expected} that was written here: an older copy was put back, or another one"
    )]
    RolledBack {
        /// The last existing entry.
        found: u64,
        /// The last entry known to have been written.
        expected: u64,
    },
    /// The caller has cancelled the request.
    #[error(transparent)]
    Cancelled(#[from] crate::progress::Cancelled),
    /// The committer has stopped.
    #[error("the directory was closed")]
    Stopped,
}
