//! The algorithms of password hashes.

use std::fmt;

/// The algorithm of a stored hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HashAlgorithm {
    /// Argon2id, for new passwords.
    Argon2,
    /// Argon2i: Django's Argon2 until 3.2.
    Argon2i,
    /// Argon2d.
    Argon2d,
    /// PBKDF2 with HMAC-SHA-256: Django's default.
    Pbkdf2Sha256,
    /// PBKDF2 with HMAC-SHA-1.
    Pbkdf2Sha1,
    /// bcrypt over the SHA-256 of the password.
    BcryptSha256,
    /// bcrypt over the first 72 bytes of the password.
    Bcrypt,
    /// scrypt.
    Scrypt,
    /// One round of MD5, with or without salt.
    Md5,
    /// One round of SHA-1, with or without salt.
    Sha1,
    /// No password: verifies nothing.
    Unusable,
}

impl HashAlgorithm {
    /// Its usual name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Argon2 => "Argon2id",
            Self::Argon2i => "Argon2i",
            Self::Argon2d => "Argon2d",
            Self::Pbkdf2Sha256 => "PBKDF2-SHA256",
            Self::Pbkdf2Sha1 => "PBKDF2-SHA1",
            Self::BcryptSha256 => "bcrypt-SHA256",
            Self::Bcrypt => "bcrypt",
            Self::Scrypt => "scrypt",
            Self::Md5 => "MD5",
            Self::Sha1 => "SHA-1",
            Self::Unusable => "unusable",
        }
    }

    /// Whether new passwords get it. Its parameters may still be old: see [`needs_rehash`](super::needs_rehash).
    pub const fn is_current(self) -> bool {
        matches!(self, Self::Argon2)
    }
}

impl fmt::Display for HashAlgorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
