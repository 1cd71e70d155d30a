//! The key goes from one place to another: how far the directory had come is remembered there from then on, and the
//! place where it was lets nobody in any more.
//!
//! `directory.json` says where the key is, and whoever can put an older copy of the folder back can write there what
//! they like. So what is left behind is no position of the directory's own past, and no word of the manifest's makes
//! anybody give up what is remembered.

use std::path::PathBuf;

use portreeve_core::id::DirectoryId;
use portreeve_core::ports::KeyLocation;

use crate::anchor::{Anchor, is_live};
use crate::home::Home;
use crate::manifest::Manifest;
use crate::system::replace;

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

/// Says that the place where the key is not has yet to be closed: before the key is anywhere else.
pub(crate) fn note(home: &Home) -> std::io::Result<()> {
    replace(&note_file(home), b"")
}

/// Closes the place where the key is not, if that is still to be done. A keychain that cannot be reached is closed when
/// it can be.
pub(crate) fn close(home: &Home, manifest: &Manifest) {
    if !note_file(home).exists() {
        return;
    }
    let before = other(manifest.key_location);
    if Anchor::at(home, manifest.directory, before).is_some_and(|anchor| anchor.leave()) {
        let _ = std::fs::remove_file(note_file(home));
    }
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
