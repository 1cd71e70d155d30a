//! The root key of an open directory, and where it is kept.
//!
//! It can move while the directory is open: first the new place is made and tried, then `directory.json` decides, then
//! the old place is closed. A note survives a stop in between; the next opening finishes the move, or rolls it back.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use portreeve_core::id::DirectoryId;
use portreeve_core::ports::{KeyLocation, PreparedKeyMove, SecretName, SecretStore, SecretStoreError};
use portreeve_core::secret::{SecretBytes, SecretText};

use crate::anchor::{Anchor, KeptAnchor};
use crate::home::Home;
use crate::key_relocation::{self, Leaving};
use crate::manifest::Manifest;
use crate::open_directory::{create_secrets, keep_key};

/// The root key of an open directory.
pub(crate) struct RootKey {
    pub(crate) bytes: SecretBytes,
    pub(crate) directory: DirectoryId,
    pub(crate) home: Home,
    pub(crate) anchor: Arc<KeptAnchor>,
    /// The store that holds the key.
    secrets: Mutex<Arc<dyn SecretStore>>,
    /// Set while a call moves the key, or closes the place that it has left.
    is_moving: AtomicBool,
}

impl RootKey {
    pub(crate) fn new(
        bytes: SecretBytes,
        home: &Home,
        directory: DirectoryId,
        anchor: Arc<KeptAnchor>,
        secrets: &Arc<dyn SecretStore>,
    ) -> Self {
        Self {
            bytes,
            directory,
            home: home.clone(),
            anchor,
            secrets: Mutex::new(secrets.clone()),
            is_moving: AtomicBool::new(false),
        }
    }

    /// The store that holds the key, and beside it the command line's session.
    pub(crate) fn secrets(&self) -> Arc<dyn SecretStore> {
        self.secrets_held().clone()
    }

    /// Stores a copy in `to`; see [`Vault::prepare_key_move`](portreeve_core::ports::Vault::prepare_key_move).
    pub(crate) fn prepare_move(
        self: &Arc<Self>,
        to: KeyLocation,
        passphrase: Option<&SecretText>,
    ) -> Result<PreparedMove, SecretStoreError> {
        let turn = Turn::take(self).ok_or(SecretStoreError::Moving)?;
        if self.secrets().location() == to {
            return Err(SecretStoreError::Moving);
        }
        key_relocation::note(&self.home, Leaving::AnchorAndKey)
            .map_err(|error| SecretStoreError::Io(error.to_string()))?;
        let secrets = create_secrets(&self.home, to, passphrase)?;
        let name = SecretName::root_key(&self.directory);
        let found = secrets.find(&name)?;
        if found.is_some_and(|found| found.expose() != self.bytes.expose()) {
            return Err(SecretStoreError::Unavailable(
                "it has another key under this directory's name".into(),
            ));
        }
        keep_key(secrets.as_ref(), &name, &self.bytes)?;
        Ok(PreparedMove { turn, secrets })
    }

    /// Closes the place that the key has left, if that is still to be done.
    pub(crate) fn close_other(self: &Arc<Self>) {
        drop(Turn::take(self));
    }

    fn secrets_held(&self) -> MutexGuard<'_, Arc<dyn SecretStore>> {
        self.secrets.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Closes the place without the key. Returns what to tell the person. Does nothing until the key is verified to be
    /// where the manifest says.
    fn close(&self) -> Option<String> {
        let manifest = Manifest::get(&self.home).ok()?;
        let secrets = self.secrets();
        let kept = secrets.find(&SecretName::root_key(&self.directory)).ok()??;
        if secrets.location() != manifest.key_location || kept.expose() != self.bytes.expose() {
            return None;
        }
        key_relocation::close(&self.home, &manifest)
    }
}

/// A copy of the key in a place that the manifest does not name yet.
pub(crate) struct PreparedMove {
    turn: Turn,
    secrets: Arc<dyn SecretStore>,
}

/// The right to move the key; one at a time. Dropping it closes the place without the key: the old one, or the new one
/// if the manifest was not changed.
struct Turn(Arc<RootKey>);

impl Turn {
    fn take(key: &Arc<RootKey>) -> Option<Self> {
        let is_free = !key.is_moving.swap(true, Ordering::AcqRel);
        is_free.then(|| Self(key.clone()))
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.0.close();
        self.0.is_moving.store(false, Ordering::Release);
    }
}

impl PreparedKeyMove for PreparedMove {
    fn decide(self: Box<Self>) -> Result<Option<String>, SecretStoreError> {
        let key = &self.turn.0;
        let mut held = key.secrets_held();
        let session = SecretName::cli_session(&key.directory);
        if let Some(token) = held.find(&session)? {
            self.secrets.put(&session, &token)?;
        }
        let anchor = Anchor::of(&key.home, key.directory, &self.secrets);
        let manifest = Manifest::new(key.directory, self.secrets.location());
        let decided = key.anchor.relocate(anchor, || {
            manifest.write(&key.home).map_err(|error| error.to_string())
        });
        decided.map_err(SecretStoreError::Io)?;
        *held = self.secrets.clone();
        drop(held);
        Ok(key.close())
    }
}
