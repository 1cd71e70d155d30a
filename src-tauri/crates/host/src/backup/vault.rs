//! The open directory as one.

use std::path::Path;
use std::sync::Arc;

use portreeve_backup::Head;
use portreeve_backup::kit::{self, KEY_BYTES, SHARES};
use portreeve_core::backup::{
    BackupFault, BackupFigures, BackupKey, BackupLabel, BackupLock, BackupSchedule, Rehearsal,
};
use portreeve_core::finding::{Finding, RepairOutcome};
use portreeve_core::ports::{KeyLocation, PreparedKeyMove, SecretStoreError, Vault};
use portreeve_core::secret::SecretText;
use portreeve_core::time::Timestamp;
use portreeve_storage::engine::JournaledEngine;
use zeroize::Zeroizing;

use super::{making, notes, rehearsal, scheduled};
use crate::root_key::RootKey;
use crate::system::SystemEntropy;
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

    fn back_up(
        &self,
        path: &str,
        lock: &BackupLock,
        label: BackupLabel,
        replace: bool,
    ) -> Result<BackupFigures, BackupFault> {
        let head = Head {
            directory: self.root_key.directory,
            label,
            root_key: self.root_key.bytes.clone(),
        };
        let path = path.as_ref();
        let figures = making::write(
            self.engine.as_ref(),
            head,
            lock,
            path,
            replace,
            &self.root_key.home,
        )?;
        notes::add(self.root_key.home.folder(), path, &figures);
        Ok(figures)
    }

    fn back_up_scheduled(
        &self,
        schedule: &BackupSchedule,
        label: BackupLabel,
    ) -> Result<(String, BackupFigures), BackupFault> {
        let path = scheduled::next(schedule, self.root_key.directory, label.made_at);
        let name = path.display().to_string();
        let figures = self.back_up(&name, &schedule.lock, label, true)?;
        let there = scheduled::list(schedule.folder.as_ref(), self.root_key.directory);
        scheduled::remove_old(schedule, self.root_key.directory, &path);
        notes::forget_removed(self.root_key.home.folder(), self.root_key.directory, &there);
        Ok((name, figures))
    }

    fn is_there(&self, path: &str) -> bool {
        Path::new(path).is_file()
    }

    fn rehearse(&self, path: &str, key: &BackupKey, now: Timestamp) -> Result<Rehearsal, BackupFault> {
        rehearsal::rehearse(path.as_ref(), key, now)
    }

    fn split_key(&self) -> Result<[SecretText; SHARES], BackupFault> {
        let key: Result<[u8; KEY_BYTES], _> = self.root_key.bytes.expose().as_slice().try_into();
        let key = key.map_err(|_| BackupFault::Unfit("it has another length than ours".into()))?;
        Ok(kit::split(&Zeroizing::new(key), &SystemEntropy))
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
