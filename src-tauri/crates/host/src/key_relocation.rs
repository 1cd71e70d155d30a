//! Moves the anchor along with the key, and closes the place that the key has left.
//!
//! `directory.json` says where the key is. But an attacker who puts back an older copy of the folder can write anything
//! there, and so choose which anchor is read. Two rules follow. The old place gets a mark that is no position of any
//! directory, so an older copy that points there does not open. And an anchor that is alive in the new place is never
//! overwritten by one from the old place, whatever `directory.json` says.

use std::fmt;
use std::io::ErrorKind;
use std::path::PathBuf;
use std::sync::Arc;

use portreeve_commands::{CommandError, Reason};
use portreeve_core::id::DirectoryId;
use portreeve_core::ports::{KeyLocation, SecretName, SecretStore};

use crate::anchor::{Anchor, is_live};
use crate::home::Home;
use crate::manifest::Manifest;
use crate::system::replace;

/// The text of the note if the key itself has to be removed as well.
const REMOVE_KEY: &[u8] = b"key\n";

/// Copies the anchor from the place where the key was to its new place. A live anchor there stays: then the key never
/// left that place, whatever the manifest says.
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

/// What is still to be done in the place that the key has left.
#[derive(Clone, Copy)]
pub(crate) enum Leaving {
    /// Mark the anchor, so that no directory opens with it. The key stays: a directory that was set aside may need it.
    Anchor,
    /// Mark the anchor and remove the key.
    AnchorAndKey,
}

/// Notes that the place without the key still has to be closed. The caller does this before the key is stored anywhere
/// else.
pub(crate) fn note(home: &Home, leaving: Leaving) -> std::io::Result<()> {
    let text: &[u8] = match leaving {
        Leaving::Anchor => b"",
        Leaving::AnchorAndKey => REMOVE_KEY,
    };
    replace(&note_file(home), text)
}

/// Closes the place without the key, if a note says so. Returns what to tell the person. A keychain that cannot be
/// reached is closed later. The caller has verified that the key is where the manifest says.
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

/// What is still to be done in the place that the key has left, in words.
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

/// Removes the key from the keychain, unless a copy of the directory in another folder has its key there as well; then
/// returns what to tell the person. `None` if it has to be tried again.
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

/// What most likely happened if the key is not where the manifest names it but was moved from there, and what to do.
pub(crate) struct Moved {
    why: String,
    hint: String,
}

impl fmt::Display for Moved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.why, self.hint)
    }
}

/// `error` of opening the directory, with the explanation if it says that the key is not where `manifest` names it, and
/// the key was moved from there.
pub(crate) fn explain(home: &Home, manifest: &Manifest, error: CommandError) -> CommandError {
    let is_about_it = match manifest.key_location {
        KeyLocation::OsKeychain => error.is(Reason::KEYCHAIN_ABSENT),
        KeyLocation::PassphraseFile => !home.key_file().exists(),
    };
    match moved(home, manifest).filter(|_| is_about_it) {
        Some(Moved { why, hint }) => CommandError {
            message: format!("{}; {why}", error.message),
            cli_hint: None,
            ..error
        }
        .hint(hint),
        None => error,
    }
}

/// The explanation if the key has left the place that `manifest` names.
pub(crate) fn moved(home: &Home, manifest: &Manifest) -> Option<Moved> {
    has_left(home, manifest).then(|| {
        let to = other(manifest.key_location);
        let text = Manifest::new(manifest.directory, to).text();
        let and_key = match to == KeyLocation::PassphraseFile && !home.key_file().exists() {
            true => "; put back the file `key`, too",
            false => "",
        };
        Moved {
            why: format!(
                "the key was moved to the {to}, and `directory.json` names the place before that: most likely an older \
                 copy of it was put back"
            ),
            hint: format!("put back the newest `directory.json`, or write it again: {text}{and_key}; nothing was changed"),
        }
    })
}

/// Whether the key has left the place that `manifest` names. A move that was cut short is no such sign: until it is
/// finished, the manifest is right.
fn has_left(home: &Home, manifest: &Manifest) -> bool {
    if note_file(home).exists() {
        return false;
    }
    let is_in_file = manifest.key_location == KeyLocation::OsKeychain && home.key_file().exists();
    let anchor = || Anchor::at(home, manifest.directory, manifest.key_location);
    let is_marked = || {
        let found = anchor().and_then(|anchor| anchor.find().ok());
        found.is_some_and(|found| !found.is_empty() && !is_live(&found))
    };
    is_in_file || is_marked()
}

/// Whether the place without the key holds an anchor, or may hold one.
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
