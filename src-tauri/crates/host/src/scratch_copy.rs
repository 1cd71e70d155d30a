//! A copy of the data of a directory that does not open, for trying to open and repair it. The data itself is only
//! read. The copy is removed again.

use std::io;
use std::path::Path;
use std::sync::Arc;

use portreeve_commands::{CommandError, Reason};
use portreeve_core::id::DirectoryId;
use portreeve_core::ports::{Store, StoreError};
use portreeve_core::secret::SecretBytes;
use portreeve_storage::engine::{JournaledEngine, Place, Position};
use portreeve_storage::{DirectoryStore, Opening};

use crate::home::Home;
use crate::lock::OwnerLock;
use crate::open_directory::from_io;
use crate::system::SystemEntropy;

pub(crate) struct ScratchCopy {
    copy: Home,
    root_key: SecretBytes,
    directory: DirectoryId,
}

impl ScratchCopy {
    /// Copies the data in `home`. The lock keeps other processes from the copy.
    pub(crate) fn prepare(
        home: &Home,
        _lock: &OwnerLock,
        root_key: &SecretBytes,
        directory: DirectoryId,
    ) -> Result<Self, CommandError> {
        home.require_private()?;
        let trial = Self {
            copy: home.within("examined.unfinished"),
            root_key: root_key.clone(),
            directory,
        };
        // An abrupt stop may have left one.
        remove(trial.copy.folder())
            .and_then(|()| copy_folder(&home.database(), &trial.copy.database()))
            .map_err(no_copy)?;
        Ok(trial)
    }

    /// Opens the copy, repairing what it can; fails with the reason why it does not open.
    pub(crate) fn open(&self, anchors: impl IntoIterator<Item = Position>) -> Result<(), StoreError> {
        let engine = JournaledEngine::open(self.place()?, &self.root_key, self.directory, anchors)?;
        let entropy = Arc::new(SystemEntropy);
        let store = DirectoryStore::open(engine, &self.root_key, entropy, Opening::Existing)?;
        store.load().map(drop)
    }

    /// The last entry that is known to have been written; see [`JournaledEngine::known_end`].
    pub(crate) fn known_end(&self) -> Result<u64, StoreError> {
        JournaledEngine::known_end(&self.place()?, &self.root_key, self.directory)
    }

    /// The latest state that can be verified; see [`JournaledEngine::salvage`].
    pub(crate) fn salvage(&self) -> Result<JournaledEngine, StoreError> {
        JournaledEngine::salvage(self.place()?, &self.root_key, self.directory)
    }

    fn place(&self) -> Result<Place, StoreError> {
        Place::folder(&self.copy.database())
    }
}

impl Drop for ScratchCopy {
    /// A leftover copy is removed the next time.
    fn drop(&mut self) {
        let _ = remove(self.copy.folder());
    }
}

fn no_copy(error: io::Error) -> CommandError {
    let why = error.to_string();
    let error = from_io(error);
    let (why, hint) = match error.is(Reason::DISK_FULL) {
        true => (
            "there is no room for one".to_owned(),
            "free twice as much space as the folder `data` takes, and try again",
        ),
        false => (
            format!("none can be made ({why})"),
            "check the disk and the folder's permissions, then try again",
        ),
    };
    CommandError {
        message: format!("repairing is done on a copy of the data, and {why}; nothing was changed"),
        ..error
    }
    .hint(hint)
}

fn remove(folder: &Path) -> io::Result<()> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn copy_folder(from: &Path, to: &Path) -> io::Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        match entry.file_type()?.is_dir() {
            true => copy_folder(&entry.path(), &target)?,
            false => drop(std::fs::copy(entry.path(), target)?),
        }
    }
    Ok(())
}
