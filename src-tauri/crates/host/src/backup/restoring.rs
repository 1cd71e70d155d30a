//! Restoring: everything is built and checked beside the current directory, then replaces it in one step.

use std::path::PathBuf;
use std::sync::Arc;

use portreeve_commands::home::RestoreRequest;
use portreeve_commands::{CommandError, ErrorClass, Reason, from_backup, from_secret_store, from_store};
use portreeve_core::backup::{BackupFigures, BackupKey, Rehearsal};
use portreeve_core::id::DirectoryId;
use portreeve_core::ports::{KeyLocation, SecretName, SecretStore};
use portreeve_core::progress::{Stage, Watch, tell};
use portreeve_core::secret::SecretBytes;
use portreeve_storage::engine::{JournaledEngine, Place};

use super::{rehearsal, swap, unpacking};
use crate::anchor::Anchor;
use crate::home::Home;
use crate::key_relocation::{self, Leaving};
use crate::lock::OwnerLock;
use crate::manifest::Manifest;
use crate::open_directory::{exists, from_io, keep_key, new_secrets};

/// The result of a restore.
pub(crate) struct Restored {
    pub(crate) figures: BackupFigures,
    /// Where the old directory is now.
    pub(crate) replaced: Option<PathBuf>,
}

/// Rehearses a backup when no directory is open.
pub(crate) fn verify(
    home: &Home,
    path: &str,
    key: &BackupKey,
    watch: &Watch<'_>,
) -> Result<Rehearsal, CommandError> {
    let now = home.machine().clock.now();
    rehearsal::rehearse(path.as_ref(), key, now, watch).map_err(|fault| from_backup(path, fault))
}

/// Restores a backup into `home`. The old directory is untouched until the whole backup has been checked.
pub(crate) fn restore(
    home: &Home,
    lock: &OwnerLock,
    request: &RestoreRequest,
    key: &BackupKey,
    watch: &Watch<'_>,
) -> Result<Restored, CommandError> {
    let present = present(home)?;
    if !matches!(present, Present::Nothing) && !request.replace {
        return Err(exists(home).hint(
            "add --replace to set it aside and restore in its place, or set PORTREEVE_HOME to another folder",
        ));
    }
    let refused = |fault| from_backup(&request.path, fault);
    let backup = unpacking::open(request.path.as_ref(), key).map_err(refused)?;
    let (directory, root_key) = (
        backup.reader.head().directory,
        backup.reader.head().root_key.clone(),
    );
    if let Present::Directory(here) = present
        && here != directory
    {
        return Err(foreign(&request.path, &backup.reader.head().label.team));
    }
    let ((figures, manifest, anchor, came_to), replaced) = swap::build(home, lock, |built| {
        let place = Place::without_state_yet(&built.database()).map_err(from_store)?;
        let engine = JournaledEngine::create(place, &root_key, directory).map_err(from_store)?;
        let engine = Arc::new(engine);
        let now = home.machine().clock.now();
        let unpacked = unpacking::unpack(backup, engine.clone(), now, watch).map_err(refused)?;
        // From here on it is put in place.
        tell(watch, Stage::Saving, 0, 0)?;
        let figures = unpacked.figures.clone();
        // Closing the store writes what is still queued.
        drop(unpacked);
        let passphrase = request.key_passphrase.as_ref();
        let secrets = new_secrets(built, request.key_location, passphrase)?;
        keep(secrets.as_ref(), directory, &root_key, &request.path, &figures)?;
        let manifest = Manifest::new(directory, secrets.location());
        manifest.write(built).map_err(from_io)?;
        let (anchor, came_to) = (Anchor::of(home, directory, &secrets), engine.position());
        anchor.expect(came_to)?;
        if key_relocation::is_remembered_elsewhere(home, directory, manifest.key_location) {
            key_relocation::note(home, Leaving::Anchor).map_err(from_io)?;
        }
        Ok((figures, manifest, anchor, came_to))
    })?;
    // From now on only the new directory counts. If the anchor cannot be written, the next opening reports it.
    anchor.put(&[came_to]);
    key_relocation::close(home, &manifest);
    Ok(Restored { figures, replaced })
}

/// What a home contains.
enum Present {
    Nothing,
    Directory(DirectoryId),
    /// Something that cannot be read: perhaps the very reason for the restore.
    Something,
}

fn present(home: &Home) -> Result<Present, CommandError> {
    match Manifest::find(home) {
        Ok(None) => Ok(Present::Nothing),
        Ok(Some(manifest)) => Ok(Present::Directory(manifest.directory)),
        Err(error) if error.class == ErrorClass::Damaged => Ok(Present::Something),
        Err(error) => Err(error),
    }
}

/// Stores the root key in the requested place. A keychain that holds another key under the same name keeps that one:
/// the backup then lies about which directory it is of.
fn keep(
    secrets: &dyn SecretStore,
    directory: DirectoryId,
    root_key: &SecretBytes,
    path: &str,
    figures: &BackupFigures,
) -> Result<(), CommandError> {
    let name = SecretName::root_key(&directory);
    if secrets.location() == KeyLocation::OsKeychain
        && let Some(kept) = secrets.find(&name).map_err(from_secret_store)?
        && kept.expose() != root_key.expose()
    {
        return Err(foreign(path, &figures.label.team));
    }
    keep_key(secrets, &name, root_key).map_err(from_secret_store)
}

fn foreign(path: &str, team: &str) -> CommandError {
    CommandError::new(
        Reason::BACKUP_FOREIGN,
        format!("{path} is a backup of another directory ({team}); nothing was changed"),
    )
    .hint("set PORTREEVE_HOME to another folder to restore it there")
}
