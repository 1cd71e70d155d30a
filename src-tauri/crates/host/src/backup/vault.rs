//! The open directory as one.

use std::path::PathBuf;
use std::sync::Arc;

use portreeve_backup::Head;
use portreeve_core::backup::{BackupFault, BackupFigures, BackupKey, BackupLabel, BackupLock, Rehearsal};
use portreeve_core::id::DirectoryId;
use portreeve_core::ports::Vault;
use portreeve_core::secret::SecretBytes;
use portreeve_core::time::Timestamp;
use portreeve_storage::engine::JournaledEngine;

use super::{making, rehearsal};

pub(crate) struct DirectoryVault {
    pub(crate) engine: Arc<JournaledEngine>,
    pub(crate) directory: DirectoryId,
    pub(crate) root_key: SecretBytes,
    /// The directory's own folder: no backup may land on the data.
    pub(crate) home: PathBuf,
}

impl Vault for DirectoryVault {
    fn back_up(
        &self,
        path: &str,
        lock: &BackupLock,
        label: BackupLabel,
    ) -> Result<BackupFigures, BackupFault> {
        let head = Head {
            directory: self.directory,
            label,
            root_key: self.root_key.clone(),
        };
        making::write(self.engine.as_ref(), head, lock, path.as_ref(), &self.home)
    }

    fn rehearse(&self, path: &str, key: &BackupKey, now: Timestamp) -> Result<Rehearsal, BackupFault> {
        rehearsal::rehearse(path.as_ref(), key, now)
    }
}
