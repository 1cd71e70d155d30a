//! Passwords: Django's stored hashes, the hash for new passwords, and the rules for good passwords.
//!
//! A password is hashed and verified byte for byte as typed. Django does not normalise it either, so a normalised hash
//! of ours would lock people out of Django, and vice versa.

mod algorithm;
mod arena;
mod argon2_hash;
mod bcrypt_hash;
mod credential;
mod encoded;
mod error;
mod field;
mod legacy_hash;
mod origin;
mod pbkdf2_hash;
pub mod policy;
mod scheme;
mod scrypt_hash;
#[cfg(test)]
mod tests;
mod work;

pub use algorithm::HashAlgorithm;
pub use arena::Arena;
pub use argon2_hash::{ARGON2_MEMORY_KIB_MAX, ARGON2_OUTPUT_BYTES_MAX, ARGON2_THREADS_MAX, ARGON2_WORK_MAX};
pub use bcrypt_hash::BCRYPT_COST_MAX;
pub use credential::{CostliestHash, Credential};
pub use encoded::{ENCODED_CHARS_MAX, EncodedHash};
pub use error::HashError;
pub use origin::PasswordOrigin;
pub use pbkdf2_hash::PBKDF2_ITERATIONS_MAX;
pub use scrypt_hash::{SCRYPT_MEMORY_BYTES_MAX, SCRYPT_WORK_MAX};
pub use work::Work;

use crate::secret::SecretText;
use scheme::Scheme;

/// Longest password that can be set, in bytes. Callers also refuse longer ones before verifying.
pub const PASSWORD_BYTES_MAX: usize = 1024;

/// Hashes a new password with Argon2id at today's cost, in the memory of `arena`. `salt` must be random.
pub fn hash(password: &SecretText, salt: [u8; 16], arena: &mut Arena) -> EncodedHash {
    EncodedHash::current(argon2_hash::encode(password.expose().as_bytes(), &salt, arena))
}

/// Whether `password` is the one behind `stored`. An unusable hash matches nothing.
///
/// The duration depends on `stored`. A caller that answers a stranger must hide that.
pub fn verify(password: &SecretText, stored: &EncodedHash, arena: &mut Arena) -> bool {
    Scheme::parse(stored.expose()).is_ok_and(|scheme| scheme.verify(password.expose().as_bytes(), arena))
}

/// Whether the next successful sign-in should replace `stored`: it is anything but Argon2id at today's cost. An
/// unusable hash is not current either, but has no password to re-hash.
pub fn needs_rehash(stored: &EncodedHash) -> bool {
    !matches!(Scheme::parse(stored.expose()), Ok(Scheme::Argon2(hash)) if hash.is_current())
}
