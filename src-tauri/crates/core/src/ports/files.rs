//! Files that people name.

use crate::file_error::FileError;
use crate::secret::Secret;

/// Reads and writes files for people: dumps, exported configs.
pub trait Files: Send + Sync {
    /// Reads at most `max_bytes`; a larger file is [`FileError::TooLarge`].
    fn read(&self, path: &str, max_bytes: u64) -> Result<Vec<u8>, FileError>;
    /// Writes what is to be the file at `path`: whole, durable, for its owner only, and without a name, so that it is
    /// gone when this process is. If it may not `replace` one that is there, that is refused now.
    fn prepare(
        &self,
        path: &str,
        contents: &Secret<Vec<u8>>,
        replace: bool,
    ) -> Result<Box<dyn Prepared>, FileError>;
    /// Makes the folder at `path` for its owner only, unless it is there; the folder that it is in has to be.
    fn make_folder(&self, path: &str) -> Result<(), FileError>;
}

/// A file that is written and has no name yet. Nothing of it stays if it is dropped.
pub trait Prepared {
    /// Where it is to be.
    fn path(&self) -> &str;
    /// Puts it there, durable, in the place of one that it may replace.
    fn place(self: Box<Self>) -> Result<(), FileError>;
}
