//! Repairing: goes on from the latest state that can be verified, when a directory does not open any more.

use std::path::PathBuf;
use std::sync::Arc;

use portreeve_commands::{CommandError, ErrorClass, OwnEvent, from_opening, from_secret_store, from_store};
use portreeve_core::audit::{Target, TargetKind};
use portreeve_core::change::ChangeSet;
use portreeve_core::clock::ClockMark;
use portreeve_core::ports::{Entropy, SecretName, SecretStore, Store, StoreError};
use portreeve_storage::engine::{Engine, JournaledEngine, Place};
use portreeve_storage::{DirectoryStore, Opening, Restoration};

use super::swap;
use crate::anchor::Anchor;
use crate::home::Home;
use crate::lock::OwnerLock;
use crate::manifest::Manifest;
use crate::open_directory::{data_missing, from_io, key_missing};
use crate::scratch_copy::ScratchCopy;
use crate::system::SystemEntropy;

/// The result of a repair.
pub(crate) struct Repaired {
    /// What was lost, in words.
    pub(crate) given_up: Vec<String>,
    /// Where the damaged directory is now.
    pub(crate) replaced: Option<PathBuf>,
}

/// Replaces a directory that does not open by what can be verified. That may be older than what was lost, so it is a
/// new epoch, as after a restore: no one is signed in any more. The damaged directory is kept whole.
pub(crate) fn repair(
    home: &Home,
    lock: &OwnerLock,
    secrets: &Arc<dyn SecretStore>,
) -> Result<Repaired, CommandError> {
    home.require_private()?;
    let manifest = Manifest::get(home)?;
    let directory = manifest.directory;
    let root_key = secrets
        .find(&SecretName::root_key(&directory))
        .map_err(from_secret_store)?
        .ok_or_else(|| key_missing(manifest.key_location))?;
    if !home.database().exists() {
        return Err(data_missing());
    }
    let anchor = Anchor::of(home, directory, secrets);
    // The repair works on a copy: if it fails, the damaged directory must be as it was.
    let trial = ScratchCopy::prepare(home, lock, &root_key, directory)?;
    match trial.open(anchor.find().unwrap_or_default()) {
        Err(StoreError::Damaged(_) | StoreError::RolledBack { .. }) => {}
        Err(error) => return Err(from_opening(error)),
        Ok(()) => {
            return Err(CommandError::new(
                ErrorClass::RuleViolated,
                "the directory opens; there is nothing to repair",
            )
            .hint("`portreeve doctor` reads everything and says what is wrong"));
        }
    }
    let ((given_up, came_to), replaced) = swap::build(home, lock, |built| {
        let salvaged = trial.salvage().map_err(from_salvage)?;
        let given_up: Vec<String> = salvaged
            .findings()
            .into_iter()
            .map(|finding| finding.what)
            .collect();
        let target = Place::folder(&built.database()).map_err(from_store)?;
        let target = Arc::new(JournaledEngine::create(target, &root_key, directory).map_err(from_store)?);
        let entropy: Arc<dyn Entropy> = Arc::new(SystemEntropy);
        let mut restoration =
            Restoration::new(target.clone(), &root_key, entropy.clone()).map_err(from_store)?;
        let mut failure = None;
        let visited = salvaged.visit(&[], &mut |key, value| {
            if failure.is_none() {
                failure = restoration.put(key.to_vec(), value.to_vec()).err();
            }
        });
        visited
            .and(failure.map_or(Ok(()), Err))
            .and_then(|()| restoration.finish())
            .map_err(from_store)?;
        let store = DirectoryStore::open(target.clone(), &root_key, entropy, Opening::Existing)
            .map_err(from_salvage)?;
        // Never earlier than the state it goes on from, whatever the computer's clock says.
        let now = home.machine().clock.now();
        let stored: &dyn Store = &store;
        let mark = stored.find::<ClockMark>(()).map_err(from_store)?;
        let at = mark.map_or(now, |mark| mark.0.max(now));
        let detail = format!("{}; everything signed in before is over", given_up.join("; "));
        let event = OwnEvent::DirectoryRepaired.event(at, &detail).on(Target::new(
            TargetKind::Directory,
            directory,
            "",
        ));
        store
            .submit(ChangeSet::new(event, Vec::new()).on_nothing(), store.lineage())
            .wait()
            .map_err(from_store)?;
        store.load().map_err(from_salvage)?;
        // Closing the store writes what is still queued.
        drop(store);
        manifest.write(built).map_err(from_io)?;
        if home.key_file().exists() {
            std::fs::copy(home.key_file(), built.key_file()).map_err(from_io)?;
        }
        let came_to = target.position();
        anchor.expect(came_to)?;
        Ok((given_up, came_to))
    })?;
    // From now on only the new directory counts. If the anchor cannot be written, the next opening reports it.
    anchor.put(&[came_to]);
    Ok(Repaired { given_up, replaced })
}

/// Why the repair cannot go on. If nothing can be verified, another attempt would find no more.
fn from_salvage(error: StoreError) -> CommandError {
    match error {
        StoreError::Damaged(what) => CommandError::new(
            ErrorClass::Damaged,
            format!("it cannot be repaired: {what}; nothing was changed"),
        )
        .hint("restore a backup with `portreeve restore FILE --replace`; `portreeve doctor` lists the known ones"),
        error => from_opening(error),
    }
}
