//! The lock that makes one process the owner.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{ErrorKind, Write};

use portreeve_commands::{CommandError, ErrorClass, Reason};

use crate::home::Home;

/// Held as long as this process owns the directory.
pub(crate) struct OwnerLock {
    _file: File,
}

impl OwnerLock {
    /// Takes the lock at once; `None` if another process has it.
    pub(crate) fn try_take(home: &Home) -> Result<Option<Self>, CommandError> {
        let file = open(home)?;
        match file.try_lock() {
            Ok(()) => {
                // For people only: without the process id they find the process themselves.
                let _ = sign(&file);
                Ok(Some(Self { _file: file }))
            }
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(failed(home, &error)),
        }
    }

    /// The id of the process that has the lock, if the file says so.
    pub(crate) fn holder(home: &Home) -> Option<u32> {
        std::fs::read_to_string(home.lock_file())
            .ok()?
            .trim()
            .parse()
            .ok()
    }
}

fn sign(mut file: &File) -> std::io::Result<()> {
    file.set_len(0)?;
    writeln!(file, "{}", std::process::id())
}

fn open(home: &Home) -> Result<File, CommandError> {
    require_file(home)?;
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
        .open(home.lock_file())
        .map_err(|error| failed(home, &error))
}

/// Refuses anything but a regular file under the lock's name: opening a link could overwrite any file, and opening a
/// pipe could wait for ever. No other user can put one there in between, because the folder is the person's own.
fn require_file(home: &Home) -> Result<(), CommandError> {
    let lock = home.lock_file();
    match std::fs::symlink_metadata(&lock) {
        Ok(found) if !found.is_file() => Err(CommandError::new(
            Reason::FOLDER_UNSAFE,
            format!(
                "{} is not the file that Portreeve locks, but something else: a link, perhaps; nothing was opened",
                lock.display()
            ),
        )
        .hint("find out who put it there, and move it away: Portreeve makes the file again")),
        Ok(_) | Err(_) => Ok(()),
    }
}

fn failed(home: &Home, error: &std::io::Error) -> CommandError {
    let folder = home.folder().display();
    if matches!(
        error.kind(),
        ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied
    ) {
        return CommandError::new(
            Reason::FOLDER_READ_ONLY,
            format!("{folder} is read-only, and opening a directory takes a folder that can be written to"),
        )
        .hint(
            "make it writable; or, to rescue what is in it, copy the whole folder to where you can write; nothing was \
             changed",
        )
        .cli_hint("set PORTREEVE_HOME to the copy");
    }
    let reason = match error.kind() {
        ErrorKind::StorageFull => Reason::DISK_FULL,
        _ => ErrorClass::DiskFailed.into(),
    };
    CommandError::new(reason, format!("the lock in {folder} cannot be taken: {error}"))
        .hint("check the disk and the folder's permissions; nothing was changed")
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_link_in_the_place_of_the_lock_is_refused_and_what_it_leads_to_stays() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path().join("home"), None);
        home.prepare().unwrap();
        let letter = folder.path().join("letter");
        std::fs::write(&letter, "Dear all").unwrap();
        std::os::unix::fs::symlink(&letter, home.lock_file()).unwrap();
        let Err(error) = OwnerLock::try_take(&home) else {
            panic!("the link was followed");
        };
        assert_eq!(error.reason, "folder.unsafe");
        assert_eq!(std::fs::read_to_string(&letter).unwrap(), "Dear all");
        std::fs::remove_file(home.lock_file()).unwrap();
        assert!(OwnerLock::try_take(&home).unwrap().is_some());
    }
}
