//! Passwords: Django's stored hashes, the hash new passwords get, and which passwords are good enough.
//!
//! A password is hashed and verified byte for byte as it was typed. Django does not normalise either, so a
//! normalised hash of ours would lock people out of Django, and the reverse.

mod algorithm;
mod argon2_hash;
mod bcrypt_hash;
mod credential;
mod encoded;
mod error;
mod field;
mod legacy_hash;
mod pbkdf2_hash;
pub mod policy;
mod scheme;
mod scrypt_hash;
#[cfg(test)]
mod tests;

use std::hint::black_box;

pub use algorithm::HashAlgorithm;
pub use argon2_hash::{
    ARGON2_MEMORY_KIB_MAX, ARGON2_OUTPUT_BYTES_MAX, ARGON2_PASSES_MAX, ARGON2_THREADS_MAX,
};
pub use bcrypt_hash::BCRYPT_COST_MAX;
pub use credential::Credential;
pub use encoded::{ENCODED_CHARS_MAX, EncodedHash};
pub use error::HashError;
pub use pbkdf2_hash::PBKDF2_ITERATIONS_MAX;
pub use scrypt_hash::{SCRYPT_BLOCK_MAX, SCRYPT_MEMORY_BYTES_MAX, SCRYPT_THREADS_MAX, SCRYPT_WORK_MAX};

use crate::secret::SecretText;
use scheme::Scheme;

/// Longest password, in bytes, that may be set. Callers refuse longer ones before verifying, too.
pub const PASSWORD_BYTES_MAX: usize = 1024;

/// Hashes a new password with Argon2id at today's cost. `salt` must be random.
pub fn hash(password: &SecretText, salt: [u8; 16]) -> EncodedHash {
    EncodedHash::current(argon2_hash::encode(password.expose().as_bytes(), &salt))
}

/// Whether `password` is the one behind `stored`. An unusable hash matches nothing.
pub fn verify(password: &SecretText, stored: &EncodedHash) -> bool {
    let Ok(scheme) = Scheme::parse(stored.expose()) else {
        return false;
    };
    let matches = scheme.verify(password.expose().as_bytes());
    // A bare digest takes microseconds: without this, a quick "no" would tell who still has one.
    if !matches && matches!(scheme, Scheme::Legacy(_)) {
        equalise(password, None);
    }
    matches
}

/// Whether `stored` should be replaced at the next successful sign-in: it is anything but Argon2id at today's
/// cost. An unusable hash has no password to rehash, but is not current either.
pub fn needs_rehash(stored: &EncodedHash) -> bool {
    !matches!(Scheme::parse(stored.expose()), Ok(Scheme::Argon2(hash)) if hash.is_current())
}

/// Takes as long as [`verify`] with a wrong password, and tells nothing. Called in its place for accounts that
/// are unknown, disabled or without a usable password, so that timing does not tell them from others.
pub fn equalise(password: &SecretText, stored: Option<&EncodedHash>) {
    match stored {
        Some(stored) if stored.algorithm() != HashAlgorithm::Unusable => {
            black_box(verify(password, stored));
        }
        _ => {
            black_box(argon2_hash::encode(password.expose().as_bytes(), &[0; 16]));
        }
    }
}
