//! Stores the few secrets that cannot be in the directory itself.

use std::fmt;

use crate::secret::SecretBytes;
use crate::secret_name::SecretName;

/// Stores small secrets outside the directory: in the OS keychain, or in a file encrypted with a passphrase.
pub trait SecretStore: Send + Sync {
    /// Where it stores them.
    fn location(&self) -> KeyLocation;
    /// Reads a secret; `None` if it was never stored.
    fn find(&self, name: &SecretName) -> Result<Option<SecretBytes>, SecretStoreError>;
    /// Stores or replaces a secret.
    fn put(&self, name: &SecretName, value: &SecretBytes) -> Result<(), SecretStoreError>;
    /// Removes a secret; a missing one is fine.
    fn delete(&self, name: &SecretName) -> Result<(), SecretStoreError>;
    /// The names of all secrets that it stores for Portreeve.
    fn names(&self) -> Result<Vec<SecretName>, SecretStoreError>;
}

/// Where the root key is kept; always shown to the operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyLocation {
    /// Secret Service, macOS Keychain or Windows Credential Manager.
    OsKeychain,
    /// A file encrypted with a passphrase (Argon2id).
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

/// Why a secret is not available. A locked store is never reported as an empty one.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum SecretStoreError {
    /// The keychain exists but is locked, and was not unlocked in time.
    #[error("the keychain is locked")]
    Locked,
    /// The keychain service runs, but has no keyring yet, and none was made.
    #[error("the keychain has no keyring yet")]
    NoKeyring,
    /// This computer has no keychain, or no session to reach it.
    #[error("no keychain can be reached: {0}")]
    Unavailable(String),
    /// The passphrase does not open the file.
    #[error("the passphrase is wrong")]
    WrongPassphrase,
    /// A passphrase is needed and none was given.
    #[error("a passphrase is needed")]
    PassphraseNeeded,
    /// The encrypted file is damaged.
    #[error("the key file is damaged: {0}")]
    Damaged(String),
    /// Another call is moving the root key.
    #[error("the key is being moved already")]
    Moving,
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// The disk failed.
    #[error("the key file could not be read or written: {0}")]
    Io(String),
}
