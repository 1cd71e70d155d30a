//! The real clock and randomness behind the ports, and helpers for writing files.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::Path;

use portreeve_core::ports::{Clock, Entropy, FileError};
use portreeve_core::time::Timestamp;

use crate::atomic_file;

/// The system's wall clock.
pub(crate) struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the Clock port")]
    fn now(&self) -> Timestamp {
        let since = std::time::SystemTime::now()
            .duration_since(std::time::UNIX_EPOCH)
            .unwrap_or_default();
        Timestamp::from_unix_ms(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }

    #[expect(clippy::disallowed_methods, reason = "this is the Clock port")]
    fn monotonic_us(&self) -> u64 {
        static START: std::sync::LazyLock<std::time::Instant> =
            std::sync::LazyLock::new(std::time::Instant::now);
        u64::try_from(START.elapsed().as_micros()).unwrap_or(u64::MAX)
    }
}

/// The system's randomness.
pub(crate) struct SystemEntropy;

impl Entropy for SystemEntropy {
    #[expect(clippy::disallowed_methods, reason = "this is the Entropy port")]
    fn fill(&self, buffer: &mut [u8]) {
        // Without randomness no key, salt or token can be made, so the process ends.
        getrandom::fill(buffer).expect("the operating system gives random bytes");
    }
}

/// Opens a regular file that a person named, for reading. Opening a pipe could wait for ever, and a device may have no
/// end. The check runs twice: before opening, because opening alone triggers some devices; and on the open file,
/// because another may have taken its place.
pub(crate) fn open_plain(path: &Path) -> Result<File, FileError> {
    let metadata = std::fs::metadata(path).map_err(|error| file_error(&error))?;
    require_plain(&metadata)?;
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        let flags = rustix::fs::OFlags::NONBLOCK | rustix::fs::OFlags::NOCTTY;
        std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, flags.bits().cast_signed());
    }
    let file = options.open(path).map_err(|error| file_error(&error))?;
    require_plain(&file.metadata().map_err(|error| file_error(&error))?)?;
    Ok(file)
}

fn require_plain(found: &Metadata) -> Result<(), FileError> {
    match found.file_type() {
        kind if kind.is_dir() => Err(FileError::Folder),
        kind if !kind.is_file() => Err(FileError::NotPlain),
        _ => Ok(()),
    }
}

/// Refuses a path with something other than a regular file.
pub(crate) fn require_plain_target(path: &Path) -> Result<(), FileError> {
    match std::fs::symlink_metadata(path) {
        Ok(found) if found.is_dir() => Err(FileError::Folder),
        // Replacing it would destroy a device, a pipe or a link.
        Ok(found) if !found.is_file() => Err(FileError::NotPlain),
        Ok(_) | Err(_) => Ok(()),
    }
}

/// The folder that contains a file.
pub(crate) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}

/// Returns when the names in `folder` would survive power loss.
pub(crate) fn sync_folder(folder: &Path) -> std::io::Result<()> {
    // Windows cannot open folders as files; a name is durable there as soon as it is given.
    if cfg!(windows) {
        return Ok(());
    }
    File::open(folder)?.sync_all()
}

/// Creates or replaces one of the directory's own files, whole or not at all, durable, readable by its owner only.
/// These files contain no plain secret, so one that a stop leaves may keep its temporary name until the next write
/// removes it.
pub(crate) fn replace(path: &Path, contents: &[u8]) -> std::io::Result<()> {
    if path.is_dir() {
        return Err(ErrorKind::IsADirectory.into());
    }
    let mut temporary = atomic_file::make(folder_of(path))?;
    temporary.write_all(contents)?;
    temporary.as_file().sync_all()?;
    temporary.persist(path).map_err(|error| error.error)?;
    sync_folder(folder_of(path))
}

/// The error in the port's terms.
pub(crate) fn file_error(error: &std::io::Error) -> FileError {
    match error.kind() {
        ErrorKind::NotFound => FileError::NotFound,
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => FileError::Denied,
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => FileError::Full,
        ErrorKind::AlreadyExists => FileError::Exists,
        ErrorKind::IsADirectory => FileError::Folder,
        // It claims to be a regular file, as some system files do, but reading it would wait.
        ErrorKind::WouldBlock => FileError::NotPlain,
        _ => {
            let words = error.to_string();
            // The error number is for programmers.
            let words = words.split(" (os error").next().unwrap_or(&words);
            FileError::Io(words.to_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_says_comes_in_words() {
        for number in [1, 5, 11, 21, 28, 36] {
            let words = file_error(&std::io::Error::from_raw_os_error(number)).to_string();
            assert!(!words.contains("os error"), "{number}: {words}");
        }
    }
}
