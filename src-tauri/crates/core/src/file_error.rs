//! Why a file could not be read or written.

/// Why a file could not be read or written. Nothing was changed.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum FileError {
    /// No such file or folder.
    #[error("there is no such file or folder")]
    NotFound,
    /// The operating system refused access.
    #[error("permission denied")]
    Denied,
    /// The file exists, and must not be replaced.
    #[error("there is a file already")]
    Exists,
    /// Larger than the limit, in bytes.
    #[error("the file is larger than {0} bytes")]
    TooLarge(u64),
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// There is a folder at the path.
    #[error("it is a folder")]
    Folder,
    /// There is a pipe, a device or a link at the path, which was not touched.
    #[error("it is not a regular file")]
    NotPlain,
    /// A file of a Portreeve directory is there; says which.
    #[error("{0}")]
    Ours(&'static str),
    /// Anything else, in the system's words.
    #[error("{0}")]
    Io(String),
}
