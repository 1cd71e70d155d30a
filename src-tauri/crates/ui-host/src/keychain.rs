//! A keychain in memory that tests can lock, empty or remove.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use portreeve_core::ports::{KeyLocation, SecretStore, SecretStoreError};
use portreeve_core::secret::SecretBytes;
use portreeve_core::secret_name::SecretName;
use serde::Deserialize;

/// The state of the keychain.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// It exists and is open.
    #[default]
    Open,
    /// It exists and is locked.
    Locked,
    /// It exists and has lost its items.
    Empty,
    /// There is no keychain.
    Absent,
}

/// A keychain in memory.
#[derive(Default)]
pub struct MemoryKeychain {
    secrets: Mutex<BTreeMap<String, SecretBytes>>,
    condition: Mutex<Condition>,
}

impl MemoryKeychain {
    /// The same keychain, for a directory that was copied to another folder.
    ///
    /// The name of an anchor contains the directory's folder. Only the copy is used, so this keychain finds the anchor
    /// by the directory alone.
    pub fn copy(&self) -> Self {
        Self {
            secrets: Mutex::new(self.secrets().clone()),
            condition: Mutex::default(),
        }
    }

    /// Changes its state. Lost items do not come back.
    pub fn turn(&self, condition: Condition) {
        if condition == Condition::Empty {
            self.secrets().clear();
        }
        *self.condition.lock().unwrap_or_else(PoisonError::into_inner) = condition;
    }

    /// Whether a connection is possible.
    pub fn connect(&self) -> Result<(), SecretStoreError> {
        match self.condition() {
            Condition::Absent => Err(SecretStoreError::Unavailable("there is none here".into())),
            Condition::Open | Condition::Locked | Condition::Empty => Ok(()),
        }
    }

    fn condition(&self) -> Condition {
        *self.condition.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn secrets(&self) -> MutexGuard<'_, BTreeMap<String, SecretBytes>> {
        self.secrets.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn open(&self) -> Result<MutexGuard<'_, BTreeMap<String, SecretBytes>>, SecretStoreError> {
        match self.condition() {
            Condition::Open | Condition::Empty => Ok(self.secrets()),
            Condition::Locked => Err(SecretStoreError::Locked),
            Condition::Absent => Err(SecretStoreError::Unavailable("there is none here".into())),
        }
    }
}

/// The name of an item here: the name of an anchor without its folder.
fn kept_as(name: &SecretName) -> String {
    let anchor = name.0.find("/anchor-").map(|at| at + "/anchor-".len());
    name.0[..anchor.unwrap_or(name.0.len())].to_owned()
}

impl SecretStore for MemoryKeychain {
    fn location(&self) -> KeyLocation {
        KeyLocation::OsKeychain
    }

    fn find(&self, name: &SecretName) -> Result<Option<SecretBytes>, SecretStoreError> {
        Ok(self.open()?.get(&kept_as(name)).cloned())
    }

    fn put(&self, name: &SecretName, value: &SecretBytes) -> Result<(), SecretStoreError> {
        self.open()?.insert(kept_as(name), value.clone());
        Ok(())
    }

    fn delete(&self, name: &SecretName) -> Result<(), SecretStoreError> {
        self.open()?.remove(&kept_as(name));
        Ok(())
    }

    fn names(&self) -> Result<Vec<SecretName>, SecretStoreError> {
        Ok(self.open()?.keys().cloned().map(SecretName).collect())
    }
}
