//! The open directory as one.

use std::path::Path;
use std::sync::Arc;

use portreeve_backup::Head;
use portreeve_backup::kit::{self, KEY_BYTES, SHARES};
use portreeve_core::backup::{
    BackupFault, BackupFigures, BackupKey, BackupLabel, BackupLock, BackupSchedule, Rehearsal,
};
use portreeve_core::id::DirectoryId;
use portreeve_core::ports::{Finding, Outcome, Vault};
use portreeve_core::secret::{SecretBytes, SecretText};
use portreeve_core::time::Timestamp;
use portreeve_storage::engine::JournaledEngine;
use zeroize::Zeroizing;

use super::{making, notes, rehearsal, scheduled};
use crate::anchor::KeptAnchor;
use crate::home::Home;
use crate::system::SystemEntropy;
use crate::{leftovers, privacy};

pub(crate) struct DirectoryVault {
    pub(crate) engine: Arc<JournaledEngine>,
    pub(crate) directory: DirectoryId,
    pub(crate) root_key: SecretBytes,
    /// The directory's own folder: no backup may land on the data.
    pub(crate) home: Home,
    pub(crate) anchor: Arc<KeptAnchor>,
}

impl Vault for DirectoryVault {
    fn examine_files(&self) -> Vec<Finding> {
        let mut findings = privacy::enforce(self.home.folder());
        let noted = |what| Finding {
            what,
            outcome: Outcome::Noted,
        };
        findings.extend(self.anchor.remember().map(noted));
        findings.extend(self.home.warning().map(noted));
        findings.extend(leftovers::find(&self.home).into_iter().map(noted));
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
            directory: self.directory,
            label,
            root_key: self.root_key.clone(),
        };
        let path = path.as_ref();
        let figures = making::write(self.engine.as_ref(), head, lock, path, replace, &self.home)?;
        notes::add(self.home.folder(), path, &figures);
        Ok(figures)
    }

    fn back_up_scheduled(
        &self,
        schedule: &BackupSchedule,
        label: BackupLabel,
    ) -> Result<(String, BackupFigures), BackupFault> {
        let path = scheduled::next(schedule, self.directory, label.made_at);
        let name = path.display().to_string();
        let figures = self.back_up(&name, &schedule.lock, label, true)?;
        let there = scheduled::list(schedule.folder.as_ref(), self.directory);
        scheduled::remove_old(schedule, self.directory, &path);
        notes::forget_removed(self.home.folder(), self.directory, &there);
        Ok((name, figures))
    }

    fn is_there(&self, path: &str) -> bool {
        Path::new(path).is_file()
    }

    fn rehearse(&self, path: &str, key: &BackupKey, now: Timestamp) -> Result<Rehearsal, BackupFault> {
        rehearsal::rehearse(path.as_ref(), key, now)
    }

    fn split_key(&self) -> Result<[SecretText; SHARES], BackupFault> {
        let key: Result<[u8; KEY_BYTES], _> = self.root_key.expose().as_slice().try_into();
        let key = key.map_err(|_| BackupFault::Unfit("it has another length than ours".into()))?;
        Ok(kit::split(&Zeroizing::new(key), &SystemEntropy))
    }
}
