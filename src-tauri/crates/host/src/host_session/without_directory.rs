//! What is done without an open directory: restoring, repairing, and examining what is damaged.

use std::sync::PoisonError;

use portreeve_commands::backup::wire::{BackupVerifyRequest, BackupVerifyResponse};
use portreeve_commands::damage::{Damage, WayOn};
use portreeve_commands::directory::wire::{DoctorFinding, DoctorResponse, FindingOutcome};
use portreeve_commands::home::{RepairResponse, RestoreRequest, RestoreResponse};
use portreeve_commands::recovery::wire::RestoreKeyRequest;
use portreeve_commands::wire::Nothing;
use portreeve_commands::{CommandError, backup_key, backup_row, rehearsed};

use super::{HostSession, when_cancelled};
use crate::connection::open_elsewhere;
use crate::damage::is_damage;
use crate::lock::OwnerLock;
use crate::manifest::Manifest;
use crate::{backup, damage, recovery};

impl HostSession {
    /// Restores a backup into the home. No one is signed in afterwards. Refused while the directory is open, here or
    /// elsewhere.
    pub fn restore(&self, request: RestoreRequest) -> Result<RestoreResponse, CommandError> {
        let _opening = self.opening.lock().unwrap_or_else(PoisonError::into_inner);
        let key = backup_key(request.passphrase.as_ref(), request.identity.as_ref())?;
        self.home.require_own()?;
        self.home.prepare()?;
        backup::finish(&self.home)?;
        let lock = self.lock_closed()?;
        let job = self.begin("restore");
        let restored = backup::restore(&self.home, &lock, &request, &key, &|at| job.tell(at))
            .map_err(|error| when_cancelled(error, "nothing was restored, and what was there is unharmed"))?;
        self.forget_directory();
        Ok(RestoreResponse {
            backup: backup_row(&restored.figures),
            replaced: restored.replaced.map(|folder| folder.display().to_string()),
        })
    }

    /// Restores the root key from two shares of a recovery kit. Refused while the directory is open.
    pub fn restore_key(&self, request: RestoreKeyRequest) -> Result<(), CommandError> {
        let _opening = self.opening.lock().unwrap_or_else(PoisonError::into_inner);
        backup::finish(&self.home)?;
        let lock = self.lock_closed()?;
        recovery::restore_key(&self.home, &lock, &request)?;
        self.state().secrets = None;
        Ok(())
    }

    /// Goes on from what is left of a directory that does not open. No one is signed in afterwards.
    pub fn repair(&self) -> Result<RepairResponse, CommandError> {
        let _opening = self.opening.lock().unwrap_or_else(PoisonError::into_inner);
        backup::finish(&self.home)?;
        let manifest = Manifest::get(&self.home)?;
        let kept = self.state().secrets.clone();
        let kept = kept.filter(|secrets| secrets.location() == manifest.key_location);
        let secrets = kept.map_or_else(|| self.open_secrets(&manifest, None), Ok)?;
        let lock = self.lock_closed()?;
        let repaired = backup::repair(&self.home, &lock, &secrets)?;
        self.forget_directory();
        Ok(RepairResponse {
            given_up: repaired.given_up,
            backup: damage::known_backups(&self.home, manifest.directory)
                .into_iter()
                .next(),
            replaced: repaired.replaced.map(|folder| folder.display().to_string()),
        })
    }

    /// Reads everything that is stored and reports what is wrong, also if the directory does not open.
    pub fn doctor(&self) -> Result<DoctorResponse, CommandError> {
        match self.connection(None) {
            Err(error) if is_damage(&error) => {
                let manifest = Manifest::find(&self.home).ok().flatten();
                let damage = self.examine(manifest.as_ref(), &error);
                let outcome = match damage.advice {
                    // Whether anything is lost is unknown.
                    WayOn::Neither => FindingOutcome::Noted,
                    WayOn::Restore | WayOn::Repair | WayOn::Unknown => FindingOutcome::Lost,
                };
                let findings = damage.findings.iter().map(|finding| DoctorFinding {
                    what: finding.what.clone(),
                    outcome,
                    hint: finding.hint.clone(),
                });
                Ok(DoctorResponse {
                    is_well: false,
                    findings: findings.collect(),
                    trouble: Some(error),
                    damage: Some(damage),
                })
            }
            Err(error) => Err(error),
            Ok(_) => self.ask("directory.doctor", &Nothing {}),
        }
    }

    /// Rehearses a backup: through the directory, which remembers it, or without one if none opens. A person who has
    /// lost their directory wants to know first what the backup is worth.
    pub fn verify_backup(&self, request: BackupVerifyRequest) -> Result<BackupVerifyResponse, CommandError> {
        let Err(closed) = self.connection(None) else {
            return self.ask("backup.verify", &request);
        };
        let key = backup_key(request.passphrase.as_ref(), request.identity.as_ref())?;
        let job = self.begin("backup.verify");
        let rehearsal = backup::verify(&self.home, &request.path, &key, &|at| job.tell(at))
            .map_err(|error| when_cancelled(error, "whether the backup works is not known"))?;
        let here = Manifest::find(&self.home).ok().flatten();
        let is_ours = here.is_some_and(|here| here.directory == rehearsal.figures.directory);
        Ok(BackupVerifyResponse {
            not_remembered_because: Some(closed.message),
            ..rehearsed(&rehearsal, is_ours)
        })
    }

    pub(super) fn examine(&self, manifest: Option<&Manifest>, error: &CommandError) -> Damage {
        // One examination at a time: each works on a copy.
        let _opening = self.opening.lock().unwrap_or_else(PoisonError::into_inner);
        let secrets = self.state().secrets.clone();
        damage::examine(&self.home, manifest, secrets.as_ref(), error)
    }

    /// The lock of a directory that no process has open.
    fn lock_closed(&self) -> Result<OwnerLock, CommandError> {
        OwnerLock::try_take(&self.home)?.ok_or_else(|| open_elsewhere(&self.home))
    }

    /// The directory is another one now: no one is signed in to it.
    fn forget_directory(&self) {
        let mut state = self.state();
        (state.connection, state.secrets) = (None, None);
        (state.token, state.hold) = (None, None);
    }
}
