//! Under which name the keychain or the key file keeps a secret.

use crate::id::DirectoryId;

/// The account under which the keychain keeps a secret.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SecretName(pub String);

impl SecretName {
    /// The root key of the directory with this id.
    pub fn root_key(directory: &DirectoryId) -> Self {
        Self(directory.to_string())
    }

    /// How far the directory in the folder that `place` stands for had come; see `host`'s anchor.
    pub fn anchor(directory: &DirectoryId, place: &str) -> Self {
        Self(format!("{directory}/anchor-{place}"))
    }

    /// Whether this is the [`anchor`](Self::anchor) of a copy of `directory`, in whatever folder.
    pub fn is_anchor_of(&self, directory: &DirectoryId) -> bool {
        self.0.starts_with(&Self::anchor(directory, "").0)
    }

    /// The session token that the command line of this OS user holds.
    pub fn cli_session(directory: &DirectoryId) -> Self {
        Self(format!("{directory}/cli-session"))
    }
}
