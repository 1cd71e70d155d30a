//! A user's stored password.

use super::EncodedHash;
use crate::password::PasswordOrigin;
use crate::time::Timestamp;

/// What is kept of a user's password.
#[derive(Clone, Debug)]
pub struct Credential {
    /// The hash.
    pub hash: EncodedHash,
    /// When the password was last set; unknown for imported ones.
    pub changed_at: Option<Timestamp>,
    /// From whom its owner has it, if somebody else ever set it.
    pub origin: Option<PasswordOrigin>,
}
