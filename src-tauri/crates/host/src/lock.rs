//! The lock that makes one process the owner.

use std::fs::{File, OpenOptions, TryLockError};
use std::sync::mpsc::channel;
use std::time::Duration;

use portreeve_commands::{CommandError, ErrorCode};

use crate::home::Home;

/// How long a short command waits for another short command.
const WAIT_MAX: Duration = Duration::from_secs(10);

/// Held as long as this process owns the directory.
pub(crate) struct OwnerLock {
    _file: File,
}

impl OwnerLock {
    /// Takes the lock at once, or tells that somebody has it.
    pub(crate) fn try_take(home: &Home) -> Result<Option<Self>, CommandError> {
        let file = open(home)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self { _file: file })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(failed(home, &error)),
        }
    }

    /// Waits until whoever has the lock is done, for a while.
    pub(crate) fn take(home: &Home) -> Result<Option<Self>, CommandError> {
        let file = open(home)?;
        let (sender, receiver) = channel();
        // A thread that waits in vain holds nothing but the lock file's descriptor.
        std::thread::spawn(move || sender.send(file.lock().map(|()| file)));
        match receiver.recv_timeout(WAIT_MAX) {
            Ok(Ok(file)) => Ok(Some(Self { _file: file })),
            Ok(Err(error)) => Err(failed(home, &error)),
            Err(_) => Ok(None),
        }
    }
}

fn open(home: &Home) -> Result<File, CommandError> {
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
        .open(home.lock_file())
        .map_err(|error| failed(home, &error))
}

fn failed(home: &Home, error: &std::io::Error) -> CommandError {
    let code = match error.kind() {
        std::io::ErrorKind::StorageFull => ErrorCode::DiskFull,
        _ => ErrorCode::DiskFailed,
    };
    CommandError::new(
        code,
        format!("the lock in {} cannot be taken: {error}", home.folder().display()),
    )
    .hint("check the disk and the folder's permissions; nothing was changed")
}
