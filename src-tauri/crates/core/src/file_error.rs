//! Why a file could not be read or written.

/// Why a file could not be read or written. Nothing was changed.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum FileError {
    /// No such file or folder.
    #[error("there is no such file or folder")]
    NotFound,
    /// The operating system refused.
    #[error("permission denied")]
    Denied,
    /// There is a file already, and it may not be replaced.
    #[error("there is a file already")]
    Exists,
    /// Larger than the limit, in bytes.
    #[error("the file is larger than {0} bytes")]
    TooLarge(u64),
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// What is there is a folder.
    #[error("it is a folder")]
    Folder,
    /// What is there is a pipe, a device or a link, and was left alone.
    #[error("it is not a regular file")]
    NotPlain,
    /// Something of a Portreeve directory is there. Says what.
    #[error("{0}")]
    Ours(&'static str),
    /// Anything else, in the system's words.
    #[error("{0}")]
    Io(String),
}
