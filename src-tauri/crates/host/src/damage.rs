//! What is wrong with a directory that does not open, what is lost, and what there is to go on from. The window and the
//! command line both show this report.
//!
//! A repair is tried on a copy, which is removed again: the directory itself is only read.

use std::sync::Arc;

use portreeve_commands::damage::{Damage, DamageFinding, KnownBackup, Proven, WayOn};
use portreeve_commands::{CommandError, ErrorClass, from_opening, from_store};
use portreeve_core::id::DirectoryId;
use portreeve_core::ports::{SecretName, SecretStore, Store, StoreError};
use portreeve_core::secret::SecretBytes;
use portreeve_core::time::Timestamp;
use portreeve_storage::engine::{JournaledEngine, Position};
use portreeve_storage::{DirectoryStore, Opening};

use crate::anchor::Anchor;
use crate::backup;
use crate::home::Home;
use crate::lock::OwnerLock;
use crate::manifest::Manifest;
use crate::scratch_copy::ScratchCopy;
use crate::system::SystemEntropy;

/// Whether this error is one that only a repair or a restore can fix.
pub(crate) fn is_damage(error: &CommandError) -> bool {
    error.class == ErrorClass::Damaged
}

/// Examines the directory in `home`, which does not open because of `error`. `secrets` holds its key, if that is at
/// hand.
pub(crate) fn examine(
    home: &Home,
    manifest: Option<&Manifest>,
    secrets: Option<&Arc<dyn SecretStore>>,
    error: &CommandError,
) -> Damage {
    let key = manifest.zip(secrets).and_then(|(manifest, secrets)| {
        let root_key = secrets.find(&SecretName::root_key(&manifest.directory)).ok()??;
        let anchor = Anchor::of(home, manifest.directory, secrets)
            .find()
            .unwrap_or_default();
        Some((root_key, manifest.directory, anchor))
    });
    let anchor = key
        .as_ref()
        .and_then(|(_, _, anchors)| anchors.iter().map(|anchor| anchor.sequence).max());
    let tried = key.map(|(root_key, directory, anchor)| try_on_copy(home, &root_key, directory, anchor));
    let directory = manifest.map(|manifest| manifest.directory);
    let directory = directory.or_else(|| backup::noted_directory(home.folder()));
    let (backups, absent_backups) = directory
        .map(|directory| (known_backups(home, directory), absent_backups(home, directory)))
        .unwrap_or_default();
    match tried {
        Some(Ok(shown)) => {
            let newest = backups.first().and_then(|backup| backup.made_at.parse().ok());
            let known = anchor.max(shown.written);
            let lost = shown.proven.as_ref().zip(known);
            Damage {
                is_tried: true,
                lost_entries: lost
                    .map(|(proven, known)| known.saturating_sub(proven.entry))
                    .filter(|lost| *lost > 0),
                advice: advise(shown.proven.is_some(), shown.last_change, newest),
                findings: match shown.findings.is_empty() {
                    true => vec![said(error)],
                    false => shown.findings,
                },
                proven: shown.proven,
                backups,
                absent_backups,
            }
        }
        tried => Damage {
            is_tried: false,
            findings: untried(error, tried.and_then(Result::err)),
            proven: None,
            lost_entries: None,
            backups,
            absent_backups,
            // What prevents the attempt may be the only fault.
            advice: WayOn::Neither,
        },
    }
}

/// The findings if no attempt was possible: without the key, or because of `failure`.
fn untried(error: &CommandError, failure: Option<CommandError>) -> Vec<DamageFinding> {
    match failure {
        Some(failure) if failure.message != error.message => vec![
            DamageFinding {
                what: error.message.clone(),
                // Whether the advice in that hint loses anything is unknown.
                hint: None,
            },
            DamageFinding {
                what: format!(
                    "how much can still be proven could not be tried: {}",
                    failure.message
                ),
                hint: failure.hint,
            },
        ],
        _ => vec![said(error)],
    }
}

fn said(error: &CommandError) -> DamageFinding {
    DamageFinding {
        what: error.message.clone(),
        hint: error.hint.clone(),
    }
}

/// The existing backups of `directory`, which is in `home`, the newest first.
pub(crate) fn known_backups(home: &Home, directory: DirectoryId) -> Vec<KnownBackup> {
    let known = backup::known(home.folder(), directory);
    known.into_iter().map(known_backup).collect()
}

fn absent_backups(home: &Home, directory: DirectoryId) -> Vec<KnownBackup> {
    let absent = backup::absent(home.folder(), directory);
    absent.into_iter().map(known_backup).collect()
}

fn known_backup(backup: backup::Known) -> KnownBackup {
    KnownBackup {
        path: backup.path.display().to_string(),
        made_at: backup.made_at.to_string(),
        revision: backup.revision,
        bytes: backup.bytes,
    }
}

/// The way that loses less: a backup made after the last verified change has more.
fn advise(is_proven: bool, last_change: Option<Timestamp>, backup: Option<Timestamp>) -> WayOn {
    match (is_proven, last_change, backup) {
        (true, Some(change), Some(made)) if made > change => WayOn::Restore,
        (true, _, _) => WayOn::Repair,
        (false, _, Some(_)) => WayOn::Restore,
        (false, _, None) => WayOn::Unknown,
    }
}

/// What the attempt on a copy has shown.
#[derive(Default)]
struct Shown {
    /// The last entry that the data say was written.
    written: Option<u64>,
    findings: Vec<DamageFinding>,
    proven: Option<Proven>,
    last_change: Option<Timestamp>,
}

fn try_on_copy(
    home: &Home,
    root_key: &SecretBytes,
    directory: DirectoryId,
    anchors: Vec<Position>,
) -> Result<Shown, CommandError> {
    if !home.database().exists() {
        return Ok(Shown::default());
    }
    // No process has the directory open. The lock keeps other examinations from the same copy.
    let lock = OwnerLock::try_take(home)?.ok_or_else(crate::connection::in_use)?;
    let copy = ScratchCopy::prepare(home, &lock, root_key, directory)?;
    let findings = match copy.open(anchors) {
        Err(error @ (StoreError::Damaged(_) | StoreError::RolledBack { .. })) => named(error),
        Err(error) => return Err(from_opening(error)),
        Ok(()) => {
            return Err(CommandError::new(
                ErrorClass::DiskFailed,
                "a copy of the data opens, with nothing lost",
            )
            .hint("check that the disk has room and can be written to, then try again"));
        }
    };
    let written = copy.known_end().map_err(from_opening)?;
    let proven = copy.salvage().and_then(|engine| prove(engine, root_key));
    let (proven, last_change) = match proven {
        Ok((proven, last_change)) => (Some(proven), last_change),
        Err(StoreError::Damaged(_)) => (None, None),
        Err(error) => return Err(from_opening(error)),
    };
    Ok(Shown {
        written: Some(written),
        findings,
        proven,
        last_change,
    })
}

/// The last entry of a repaired directory, and the time of its last change.
fn prove(engine: JournaledEngine, root_key: &SecretBytes) -> Result<(Proven, Option<Timestamp>), StoreError> {
    // The journal that the repair began has an entry of its own already.
    let entry = engine.position().sequence.saturating_sub(1);
    let store = DirectoryStore::open(engine, root_key, Arc::new(SystemEntropy), Opening::Existing)?;
    let revision = store.load()?.revision().0;
    let last = store.audit_head()?.last;
    let last = store.list_events(last + 1, 1)?.pop();
    let at = last.and_then(|(_, event)| event).map(|event| event.at);
    let proven = Proven {
        entry,
        revision,
        at: at.map(|at| at.to_string()),
    };
    Ok((proven, at))
}

/// Each fault by name. The advice is the same for all, and given once.
fn named(error: StoreError) -> Vec<DamageFinding> {
    let words = match &error {
        StoreError::Damaged(what) => what.split("; ").map(str::to_owned).collect(),
        error => vec![error.to_string()],
    };
    let mut findings: Vec<DamageFinding> = words
        .into_iter()
        .map(|what| DamageFinding { what, hint: None })
        .collect();
    if let Some(last) = findings.last_mut() {
        last.hint = from_store(error).hint;
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_that_loses_less_is_advised() {
        let at = |secs| Some(Timestamp::from_unix_secs(secs));
        assert_eq!(advise(true, at(10), at(20)), WayOn::Restore);
        assert_eq!(advise(true, at(20), at(10)), WayOn::Repair);
        assert_eq!(advise(true, at(20), None), WayOn::Repair);
        assert_eq!(advise(false, None, at(10)), WayOn::Restore);
        assert_eq!(advise(false, None, None), WayOn::Unknown);
    }
}
