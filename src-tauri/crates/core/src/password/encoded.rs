//! A stored hash as text.

use std::fmt;

use super::scheme::Scheme;
use super::{HashAlgorithm, HashError, Work};
use crate::secret::Secret;

/// Longest encoded hash, in characters. Django's column holds 128.
pub const ENCODED_CHARS_MAX: usize = 512;

/// A stored password hash in Django's self-describing form, such as `pbkdf2_sha256$…`; a hash that starts with `!` is
/// unusable. Its format and cost are checked.
#[derive(Clone)]
pub struct EncodedHash {
    text: Secret<String>,
    algorithm: HashAlgorithm,
}

impl EncodedHash {
    /// Checks format and cost, without computing anything.
    pub fn parse(text: &str) -> Result<Self, HashError> {
        let algorithm = Scheme::parse(text)?.algorithm();
        Ok(Self {
            text: Secret::new(text.to_owned()),
            algorithm,
        })
    }

    /// A hash that no password matches.
    pub fn unusable() -> Self {
        Self {
            text: Secret::new("!".to_owned()),
            algorithm: HashAlgorithm::Unusable,
        }
    }

    /// A hash that this module has just made.
    pub(super) fn current(text: String) -> Self {
        Self {
            text: Secret::new(text),
            algorithm: HashAlgorithm::Argon2,
        }
    }

    /// The work of verifying it.
    pub fn work(&self) -> Work {
        Scheme::parse(self.expose()).map_or(Work::default(), |scheme| scheme.work())
    }

    /// How much memory it takes to check, in KiB; next to none for most.
    pub fn memory_kib(&self) -> u64 {
        Scheme::parse(self.expose()).map_or(0, |scheme| scheme.memory_kib())
    }

    /// A hash without a password that is as much work to verify; `None` if that is next to none.
    pub fn blank(&self) -> Option<Self> {
        let text = Scheme::parse(self.expose()).ok()?.blank()?;
        Self::parse(&text).ok()
    }

    /// The text, as Django stores it.
    pub fn expose(&self) -> &str {
        self.text.expose()
    }

    /// Its algorithm.
    pub fn algorithm(&self) -> HashAlgorithm {
        self.algorithm
    }
}

impl fmt::Debug for EncodedHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(f)
    }
}
