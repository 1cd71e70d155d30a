//! bcrypt: `bcrypt$$2b$12$<salt and output>`, and `bcrypt_sha256$…` of the same form.

use bcrypt::HashParts;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::field::hex;
use super::work::Work;
use super::{HashAlgorithm, HashError};

/// The lowest cost in bcrypt.
const BCRYPT_COST_MIN: u32 = 4;
/// The highest cost an imported hash may have (Django's is 12; each step doubles the work).
pub const BCRYPT_COST_MAX: u32 = 12;

/// A checked bcrypt hash, not split into parts.
pub(super) struct BcryptHash<'a> {
    algorithm: HashAlgorithm,
    text: &'a str,
    cost: u32,
}

impl<'a> BcryptHash<'a> {
    /// Parses the text after the algorithm prefix: a hash in crypt's own form, which starts with another `$`.
    pub(super) fn parse(algorithm: HashAlgorithm, text: &'a str) -> Result<Self, HashError> {
        let parts: HashParts = text.parse().map_err(|_| HashError::malformed(algorithm))?;
        if parts.get_cost() < BCRYPT_COST_MIN {
            return Err(HashError::malformed(algorithm));
        }
        HashError::check(
            algorithm,
            parts.get_cost().into(),
            "as its cost",
            BCRYPT_COST_MAX.into(),
        )?;
        Ok(Self {
            algorithm,
            text,
            cost: parts.get_cost(),
        })
    }

    pub(super) fn algorithm(&self) -> HashAlgorithm {
        self.algorithm
    }

    /// Plain bcrypt uses 72 bytes and ignores the rest, and treats a NUL like any other byte. Django passes the
    /// password on unchanged. So did the Python package, until its version 5 began to refuse longer passwords; earlier
    /// hashes must keep working.
    pub(super) fn verify(&self, password: &[u8]) -> bool {
        let input = match self.algorithm {
            HashAlgorithm::BcryptSha256 => Zeroizing::new(hex(&Sha256::digest(password)).into_bytes()),
            _ => Zeroizing::new(password.to_vec()),
        };
        bcrypt::verify(input.as_slice(), self.text).unwrap_or(false)
    }

    pub(super) fn work(&self) -> Work {
        Work::of(1 << self.cost, 1 << BCRYPT_COST_MAX)
    }

    /// The same parameters with a salt and an output of no password.
    pub(super) fn blank(&self) -> String {
        let name = match self.algorithm {
            HashAlgorithm::BcryptSha256 => "bcrypt_sha256",
            _ => "bcrypt",
        };
        format!("{name}$$2b${:02}${}", self.cost, ".".repeat(53))
    }
}
