//! The place for the few secrets that cannot be in the directory itself.

use std::fmt;

use crate::secret::SecretBytes;
use crate::secret_name::SecretName;

/// Keeps small secrets outside the directory: the OS keychain, or a passphrase-sealed file.
pub trait SecretStore: Send + Sync {
    /// Where the secrets lie.
    fn location(&self) -> KeyLocation;
    /// Reads a secret; `None` when it was never stored.
    fn find(&self, name: &SecretName) -> Result<Option<SecretBytes>, SecretStoreError>;
    /// Stores or replaces a secret.
    fn put(&self, name: &SecretName, value: &SecretBytes) -> Result<(), SecretStoreError>;
    /// Removes a secret; absent is fine.
    fn delete(&self, name: &SecretName) -> Result<(), SecretStoreError>;
    /// The names of all secrets that it keeps for Portreeve.
    fn names(&self) -> Result<Vec<SecretName>, SecretStoreError>;
}

/// Where the root key is kept; always shown to the operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyLocation {
    /// Secret Service, macOS Keychain or Windows Credential Manager.
    OsKeychain,
    /// A file sealed with a passphrase (Argon2id).
    PassphraseFile,
}

impl fmt::Display for KeyLocation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::OsKeychain => "OS keychain",
            Self::PassphraseFile => "passphrase file",
        })
    }
}

/// Why a secret could not be had. Locked is never the same as absent.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum SecretStoreError {
    /// The keychain is there but locked, and did not unlock in time.
    #[error("the keychain is locked")]
    Locked,
    /// The keychain's service is there, but no keyring in it yet, and none was made.
    #[error("the keychain has no keyring yet")]
    NoKeyring,
    /// There is no keychain on this machine, or no session to reach it.
    #[error("no keychain can be reached: {0}")]
    Unavailable(String),
    /// The passphrase does not open the file.
    #[error("the passphrase is wrong")]
    WrongPassphrase,
    /// A passphrase is needed and none was given.
    #[error("a passphrase is needed")]
    PassphraseNeeded,
    /// The sealed file is damaged.
    #[error("the key file is damaged: {0}")]
    Damaged(String),
    /// Somebody else moves the root key at this moment.
    #[error("the key is being moved already")]
    Moving,
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// Disk trouble.
    #[error("the key file could not be read or written: {0}")]
    Io(String),
}
