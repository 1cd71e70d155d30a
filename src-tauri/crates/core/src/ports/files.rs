//! Files that people name.

use crate::file_error::FileError;
use crate::secret::Secret;

/// Reads and writes files for people: dumps, exported configs.
pub trait Files: Send + Sync {
    /// Reads at most `max_bytes`; a larger file is [`FileError::TooLarge`].
    fn read(&self, path: &str, max_bytes: u64) -> Result<Vec<u8>, FileError>;
    /// Writes the contents for the file at `path`: whole, durable, for its owner only, and without a name, so that they
    /// disappear with this process. Refuses an existing file now, unless it may `replace` it.
    fn prepare(
        &self,
        path: &str,
        contents: &Secret<Vec<u8>>,
        replace: bool,
    ) -> Result<Box<dyn Prepared>, FileError>;
    /// Makes the folder at `path` for its owner only, unless it exists. Its parent must exist.
    fn make_folder(&self, path: &str) -> Result<(), FileError>;
}

/// A written file without a name. Dropping it leaves nothing behind.
pub trait Prepared {
    /// The path that it is for.
    fn path(&self) -> &str;
    /// Gives it its name, durably, replacing an existing file if it may.
    fn place(self: Box<Self>) -> Result<(), FileError>;
}
