//! The key goes from one place to another: how far the directory had come is remembered there from then on, and the
//! place where it was lets nobody in any more.
//!
//! `directory.json` says where the key is, and whoever can put an older copy of the folder back can write there what
//! they like. So what is left behind is no position of the directory's own past, and no word of the manifest's makes
//! anybody give up what is remembered.

use std::io::ErrorKind;
use std::path::PathBuf;
use std::sync::Arc;

use portreeve_core::id::DirectoryId;
use portreeve_core::ports::{KeyLocation, SecretName, SecretStore};

use crate::anchor::{Anchor, is_live};
use crate::home::Home;
use crate::manifest::Manifest;
use crate::system::replace;

/// The note's text where the key itself is to go as well.
const REMOVE_KEY: &[u8] = b"key\n";

/// Has what is remembered where the key was remembered where it is going to be. What is remembered there already stays:
/// then the key was never away, whatever the manifest says.
pub(crate) fn take_along(home: &Home, directory: DirectoryId, from: KeyLocation, to: KeyLocation) {
    let Some(target) = Anchor::at(home, directory, to) else {
        return;
    };
    if target.find().map_or(true, |found| is_live(&found)) {
        return;
    }
    let source = Anchor::at(home, directory, from);
    match source.and_then(|source| source.find().ok()) {
        Some(found) if is_live(&found) => drop(target.put(&found)),
        _ => target.forget(),
    }
}

/// What is still to be done where the key is not.
#[derive(Clone, Copy)]
pub(crate) enum Leaving {
    /// Nothing opens by what is remembered there any more. The key stays: a directory that was set aside may need it.
    Anchor,
    /// The same, and the key goes.
    AnchorAndKey,
}

/// Says that the place where the key is not has yet to be closed: before the key is anywhere else.
pub(crate) fn note(home: &Home, leaving: Leaving) -> std::io::Result<()> {
    let text: &[u8] = match leaving {
        Leaving::Anchor => b"",
        Leaving::AnchorAndKey => REMOVE_KEY,
    };
    replace(&note_file(home), text)
}

/// Closes the place where the key is not, if that is still to be done; gives what the person should know of it. A
/// keychain that cannot be reached is closed when it can be. The caller knows that the key is where the manifest says.
pub(crate) fn close(home: &Home, manifest: &Manifest) -> Option<String> {
    let noted = std::fs::read(note_file(home)).ok()?;
    let before = other(manifest.key_location);
    let secrets = match before {
        KeyLocation::PassphraseFile => None,
        KeyLocation::OsKeychain => Some(home.machine().keychain().ok()?),
    };
    let anchor = match &secrets {
        None => Anchor::in_folder(home, manifest.directory),
        Some(secrets) => Anchor::of(home, manifest.directory, secrets),
    };
    if !anchor.leave() {
        return None;
    }
    let mut left = None;
    if noted == REMOVE_KEY {
        match &secrets {
            None => remove_file(home)?,
            Some(secrets) => left = remove_from(secrets, manifest.directory)?,
        }
    }
    let _ = std::fs::remove_file(note_file(home));
    left
}

/// What is still to be done where the key was, in words.
pub(crate) fn pending(home: &Home) -> Option<String> {
    note_file(home).exists().then(|| {
        "the key's old place is not emptied yet, because it cannot be reached: run `portreeve doctor` again \
         where the keychain is"
            .to_owned()
    })
}

fn remove_file(home: &Home) -> Option<()> {
    match std::fs::remove_file(home.key_file()) {
        Err(error) if error.kind() != ErrorKind::NotFound => None,
        _ => Some(()),
    }
}

/// Takes the key out of the keychain, unless a copy of the directory in another folder has its key there as well; then
/// gives what the person should know. `None` where it has to be tried again.
fn remove_from(secrets: &Arc<dyn SecretStore>, directory: DirectoryId) -> Option<Option<String>> {
    let is_of_another = |name: SecretName| {
        let found = Anchor::Keychain(secrets.clone(), name).find();
        found.map_or(true, |found| is_live(&found))
    };
    let needed = match secrets.names() {
        Ok(names) => names
            .into_iter()
            .filter(|name| name.is_anchor_of(&directory))
            .any(is_of_another)
            .then_some("a copy of this directory in another folder has its key there"),
        Err(_) => Some("it cannot tell whether a copy of this directory in another folder needs it"),
    };
    if let Some(why) = needed {
        return Some(Some(format!("the OS keychain still has the key, too: {why}")));
    }
    for name in [
        SecretName::cli_session(&directory),
        SecretName::root_key(&directory),
    ] {
        secrets.delete(&name).ok()?;
    }
    Some(None)
}

/// Whether something is remembered where the key is not, or may be.
pub(crate) fn is_remembered_elsewhere(home: &Home, directory: DirectoryId, location: KeyLocation) -> bool {
    let elsewhere = Anchor::at(home, directory, other(location));
    elsewhere.is_some_and(|anchor| anchor.find().map_or(true, |found| !found.is_empty()))
}

fn other(location: KeyLocation) -> KeyLocation {
    match location {
        KeyLocation::OsKeychain => KeyLocation::PassphraseFile,
        KeyLocation::PassphraseFile => KeyLocation::OsKeychain,
    }
}

fn note_file(home: &Home) -> PathBuf {
    home.folder().join("key.moved")
}
