//! The names of secrets in the keychain or the key file.

use crate::id::DirectoryId;

/// The account name of a secret in the keychain.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SecretName(pub String);

impl SecretName {
    /// The root key of the directory with this id.
    pub fn root_key(directory: &DirectoryId) -> Self {
        Self(directory.to_string())
    }

    /// The anchor of the directory in the folder that `place` stands for; see `host`'s anchor.
    pub fn anchor(directory: &DirectoryId, place: &str) -> Self {
        Self(format!("{directory}/anchor-{place}"))
    }

    /// Whether this is the [`anchor`](Self::anchor) of a copy of `directory`, in any folder.
    pub fn is_anchor_of(&self, directory: &DirectoryId) -> bool {
        self.0.starts_with(&Self::anchor(directory, "").0)
    }

    /// The session token that the command line of this OS user holds.
    pub fn cli_session(directory: &DirectoryId) -> Self {
        Self(format!("{directory}/cli-session"))
    }
}
