//! Restores the root key from two shares of a recovery kit.

use std::path::PathBuf;

use portreeve_backup::kit;
use portreeve_commands::recovery::wire::RestoreKeyRequest;
use portreeve_commands::wire::secret::WireSecret;
use portreeve_commands::{App, CommandError, OwnEvent, Reason, from_secret_store, from_store};
use portreeve_core::ports::{KeyLocation, SecretName};
use portreeve_core::secret::SecretBytes;
use portreeve_core::time::Timestamp;
use portreeve_storage::engine::{JournaledEngine, Place};

use crate::home::Home;
use crate::key_relocation::{self, Leaving};
use crate::lock::OwnerLock;
use crate::manifest::Manifest;
use crate::open_directory::{data_missing, from_io, keep_key, new_secrets, set_aside_key};
use crate::system::{replace, sync_folder};

/// Combines the shares, verifies that the key opens the data in `home`, and stores it in the requested place. An
/// existing key file is set aside.
pub(crate) fn restore_key(
    home: &Home,
    _lock: &OwnerLock,
    request: &RestoreKeyRequest,
) -> Result<(), CommandError> {
    home.require_private()?;
    let manifest = Manifest::get(home)?;
    let [one, other] = [&request.one, &request.other].map(WireSecret::to_secret);
    for (which, share) in [("first", &one), ("second", &other)] {
        kit::check(share).map_err(|fault| rejected(&format!("the {which} share: {fault}")))?;
    }
    let root_key = kit::combine(&one, &other).map_err(|fault| rejected(&fault.to_string()))?;
    prove(home, &manifest, &root_key)?;
    // Written before the key is stored, so that a stop in between cannot hide it from the trail.
    let noted = std::fs::read_to_string(note_file(home)).unwrap_or_default();
    let note = format!("{noted}{}\n", home.machine().clock.now());
    replace(&note_file(home), note.as_bytes()).map_err(from_io)?;
    let beside = home.within("key.unfinished");
    let key_location = keep(&beside, &manifest, request, &root_key).inspect_err(|_| {
        // The key was not stored, so this note goes; earlier notes stay.
        let _ = match noted.is_empty() {
            true => std::fs::remove_file(note_file(home)),
            false => replace(&note_file(home), noted.as_bytes()),
        };
    })?;
    if key_location == KeyLocation::PassphraseFile {
        set_aside_key(home).map_err(from_secret_store)?;
        std::fs::rename(beside.key_file(), home.key_file()).map_err(from_io)?;
        sync_folder(home.folder()).map_err(from_io)?;
    }
    if key_location != manifest.key_location {
        key_relocation::note(home, Leaving::Anchor).map_err(from_io)?;
        key_relocation::take_along(home, manifest.directory, manifest.key_location, key_location);
    }
    let manifest = Manifest::new(manifest.directory, key_location);
    manifest.write(home).map_err(from_io)?;
    key_relocation::close(home, &manifest);
    // A leftover does no harm.
    let _ = std::fs::remove_dir_all(beside.folder());
    Ok(())
}

/// Stores the key in the requested place. A key file is made in `beside`; the caller moves it into place when it holds
/// the key.
fn keep(
    beside: &Home,
    manifest: &Manifest,
    request: &RestoreKeyRequest,
    root_key: &SecretBytes,
) -> Result<KeyLocation, CommandError> {
    let name = SecretName::root_key(&manifest.directory);
    let passphrase = request.key_passphrase.as_ref();
    if beside.folder().exists() {
        std::fs::remove_dir_all(beside.folder()).map_err(from_io)?;
    }
    beside.prepare()?;
    let secrets = new_secrets(beside, request.key_location, passphrase)?;
    keep_key(secrets.as_ref(), &name, root_key).map_err(from_secret_store)?;
    Ok(secrets.location())
}

/// The file that says when a key was restored, one line each, until the trail of the open directory says so.
fn note_file(home: &Home) -> PathBuf {
    home.folder().join("key.restored")
}

/// Records in the trail of the directory, which is open now, that its key was restored. What cannot be written now is
/// written at the next opening.
pub(crate) fn record(home: &Home, location: KeyLocation, app: &App) {
    let Ok(note) = std::fs::read_to_string(note_file(home)) else {
        return;
    };
    let is_recorded = note.lines().all(|line| {
        let at: Option<Timestamp> = line.parse().ok();
        let at = at.map_or_else(String::new, |at| format!(", at {at}"));
        let detail = format!("into the {location}, out of two shares{at}");
        app.record_setup(OwnEvent::KeyRestored, &detail).is_ok()
    });
    if is_recorded {
        let _ = std::fs::remove_file(note_file(home));
    }
}

fn prove(home: &Home, manifest: &Manifest, root_key: &SecretBytes) -> Result<(), CommandError> {
    if !home.database().exists() {
        return Err(data_missing());
    }
    let place = Place::folder(&home.database()).map_err(from_store)?;
    if JournaledEngine::is_key_of(&place, root_key, manifest.directory).map_err(from_store)? {
        return Ok(());
    }
    Err(CommandError::new(
        Reason::SHARE_REJECTED,
        "the shares give a key, but it does not open the data here; nothing was changed",
    )
    .hint("see whether the pages are of this directory: they name it, as does `directory.json`"))
}

fn rejected(why: &str) -> CommandError {
    CommandError::new(Reason::SHARE_REJECTED, format!("{why}; nothing was changed"))
        .hint("compare with the paper, word by word; each has a number there")
}
