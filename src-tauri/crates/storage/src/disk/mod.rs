//! The disk as the journal and the snapshots see it: a flat folder of files, and only the calls whose order decides
//! what survives a power cut. So a test can cut the power at each of them.

mod folder;
mod simulated;

use std::io;
use std::sync::Arc;

/// Ending of a file's name until the file is whole.
pub(crate) const UNFINISHED: &str = ".unfinished";

pub use folder::FolderDisk;
pub use simulated::{CrashStyle, Fault, SimulatedDisk};

/// A folder of files.
pub trait Disk: Send + Sync + 'static {
    /// The names of the files, in any order.
    fn list(&self) -> io::Result<Vec<String>>;
    /// Opens an existing file.
    fn open(&self, name: &str) -> io::Result<Arc<dyn DiskFile>>;
    /// Makes an empty file for its owner only; fails if it exists.
    fn create(&self, name: &str) -> io::Result<Arc<dyn DiskFile>>;
    /// Renames a file, replacing any file with the new name.
    fn rename(&self, from: &str, to: &str) -> io::Result<()>;
    /// Removes a file.
    fn remove(&self, name: &str) -> io::Result<()>;
    /// Returns when every creation, renaming and removal so far would survive power loss.
    fn sync_names(&self) -> io::Result<()>;
}

/// An open file.
pub trait DiskFile: Send + Sync {
    /// The length in bytes.
    fn length(&self) -> io::Result<u64>;
    /// Fills `buffer` from `offset`.
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<()>;
    /// Writes all of `bytes` at `offset`; the file grows as needed.
    fn write_at(&self, bytes: &[u8], offset: u64) -> io::Result<()>;
    /// Returns when everything written so far would survive power loss (`fdatasync`).
    fn sync(&self) -> io::Result<()>;
}

/// `length` bytes of `file` from `offset`.
pub(crate) fn read(file: &dyn DiskFile, offset: u64, length: usize) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; length];
    file.read_at(&mut bytes, offset)?;
    Ok(bytes)
}

/// Makes the file `name` with these bytes: whole and durable, or not at all.
pub(crate) fn write_whole(disk: &dyn Disk, name: &str, bytes: &[u8]) -> io::Result<Arc<dyn DiskFile>> {
    finish_whole(disk, name, |file| file.write_at(bytes, 0))
}

/// Makes the file `name` and lets `write` fill it: whole and durable, or not at all.
pub(crate) fn finish_whole(
    disk: &dyn Disk,
    name: &str,
    write: impl FnOnce(&dyn DiskFile) -> io::Result<()>,
) -> io::Result<Arc<dyn DiskFile>> {
    let unfinished = format!("{name}{UNFINISHED}");
    if disk.list()?.contains(&unfinished) {
        disk.remove(&unfinished)?;
    }
    let made = disk.create(&unfinished).and_then(|file| {
        write(file.as_ref())?;
        file.sync()?;
        disk.rename(&unfinished, name)?;
        disk.sync_names()?;
        Ok(file)
    });
    if made.is_err() {
        // The unfinished file takes space, of which there may be little left.
        let _ = disk.remove(&unfinished);
    }
    made
}
