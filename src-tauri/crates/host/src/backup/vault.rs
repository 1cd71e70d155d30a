//! The open directory as a [`Vault`](portreeve_core::ports::Vault).

use std::path::{Path, PathBuf};
use std::sync::Arc;

use portreeve_backup::Head;
use portreeve_backup::kit::{self, KEY_BYTES, SHARES};
use portreeve_core::backup::{
    BackupFault, BackupFigures, BackupKey, BackupLabel, BackupLock, BackupSchedule, Rehearsal,
};
use portreeve_core::finding::{Finding, RepairOutcome};
use portreeve_core::ports::{
    FileError, KeyLocation, Prepared, PreparedBackup, PreparedKeyMove, SecretStoreError, Vault,
};
use portreeve_core::progress::Watch;
use portreeve_core::secret::SecretText;
use portreeve_core::time::Timestamp;
use portreeve_storage::engine::JournaledEngine;
use zeroize::Zeroizing;

use super::{making, notes, rehearsal, scheduled};
use crate::atomic_file::AtomicFile;
use crate::root_key::RootKey;
use crate::system::{SystemEntropy, file_error};
use crate::{file_permissions, key_relocation, obsolete_files};

pub(crate) struct DirectoryVault {
    pub(crate) engine: Arc<JournaledEngine>,
    pub(crate) root_key: Arc<RootKey>,
}

impl Vault for DirectoryVault {
    fn examine_files(&self) -> Vec<Finding> {
        let mut findings = file_permissions::enforce(self.root_key.home.folder());
        let noted = |what| Finding {
            what,
            outcome: RepairOutcome::Noted,
        };
        findings.extend(self.root_key.anchor.remember().map(noted));
        self.root_key.close_other();
        findings.extend(key_relocation::pending(&self.root_key.home).map(noted));
        findings.extend(self.root_key.home.warning().map(noted));
        findings.extend(obsolete_files::find(&self.root_key.home).into_iter().map(noted));
        findings
    }

    fn prepare_backup(
        &self,
        path: &str,
        lock: &BackupLock,
        label: BackupLabel,
        replace: bool,
        watch: &Watch<'_>,
    ) -> Result<PreparedBackup, BackupFault> {
        self.prepare(path, lock, label, replace, None, watch)
    }

    fn prepare_scheduled_backup(
        &self,
        schedule: &BackupSchedule,
        label: BackupLabel,
        watch: &Watch<'_>,
    ) -> Result<PreparedBackup, BackupFault> {
        let path = scheduled::next(schedule, self.root_key.directory, label.made_at);
        let path = path.display().to_string();
        self.prepare(&path, &schedule.lock, label, true, Some(schedule.clone()), watch)
    }

    fn is_there(&self, path: &str) -> bool {
        Path::new(path).is_file()
    }

    fn rehearse(
        &self,
        path: &str,
        key: &BackupKey,
        now: Timestamp,
        watch: &Watch<'_>,
    ) -> Result<Rehearsal, BackupFault> {
        rehearsal::rehearse(path.as_ref(), key, now, watch)
    }

    fn split_key(&self) -> Result<[SecretText; SHARES], BackupFault> {
        let key: Result<[u8; KEY_BYTES], _> = self.root_key.bytes.expose().as_slice().try_into();
        let key = key.map_err(|_| BackupFault::Unfit("it has another length than ours".into()))?;
        Ok(kit::split(&Zeroizing::new(key), &SystemEntropy))
    }

    fn disk_left(&self) -> Option<u64> {
        fs4::available_space(self.root_key.home.folder()).ok()
    }

    fn key_location(&self) -> KeyLocation {
        self.root_key.secrets().location()
    }

    fn prepare_key_move(
        &self,
        to: KeyLocation,
        passphrase: Option<&SecretText>,
    ) -> Result<Box<dyn PreparedKeyMove>, SecretStoreError> {
        Ok(Box::new(self.root_key.prepare_move(to, passphrase)?))
    }
}

impl DirectoryVault {
    fn prepare(
        &self,
        path: &str,
        lock: &BackupLock,
        label: BackupLabel,
        replace: bool,
        schedule: Option<BackupSchedule>,
        watch: &Watch<'_>,
    ) -> Result<PreparedBackup, BackupFault> {
        let head = Head {
            directory: self.root_key.directory,
            label,
            root_key: self.root_key.bytes.clone(),
        };
        let home = &self.root_key.home;
        let engine = self.engine.as_ref();
        let (file, figures) = making::write(engine, head, lock, path.as_ref(), replace, home, watch)?;
        let file = Box::new(BackupFile {
            path: path.to_owned(),
            replace,
            file,
            figures: figures.clone(),
            schedule,
            home: home.folder().to_owned(),
        });
        Ok(PreparedBackup { figures, file })
    }
}

/// A backup without its final name.
struct BackupFile {
    path: String,
    replace: bool,
    file: AtomicFile,
    figures: BackupFigures,
    /// The schedule that it belongs to, if any.
    schedule: Option<BackupSchedule>,
    home: PathBuf,
}

impl Prepared for BackupFile {
    fn path(&self) -> &str {
        &self.path
    }

    fn place(self: Box<Self>) -> Result<(), FileError> {
        let (path, directory) = (Path::new(&self.path), self.figures.directory);
        self.file
            .place(self.replace)
            .map_err(|error| file_error(&error))?;
        notes::add(&self.home, path, &self.figures);
        if let Some(schedule) = &self.schedule {
            let there = scheduled::list(schedule.folder.as_ref(), directory);
            scheduled::remove_old(schedule, directory, path);
            notes::forget_removed(&self.home, directory, &there);
        }
        Ok(())
    }
}
