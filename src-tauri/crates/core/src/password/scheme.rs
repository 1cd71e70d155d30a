//! A parsed hash of any algorithm.

use super::argon2_hash::Argon2Hash;
use super::bcrypt_hash::BcryptHash;
use super::legacy_hash::LegacyHash;
use super::pbkdf2_hash::Pbkdf2Hash;
use super::scrypt_hash::ScryptHash;
use super::work::Work;
use super::{Arena, ENCODED_CHARS_MAX, HashAlgorithm, HashError};

/// Longest algorithm prefix that an error repeats.
const PREFIX_CHARS_MAX: usize = 32;

/// The parts of an encoded hash, by algorithm.
pub(super) enum Scheme<'a> {
    Argon2(Argon2Hash),
    Pbkdf2(Pbkdf2Hash<'a>),
    Bcrypt(BcryptHash<'a>),
    Scrypt(ScryptHash<'a>),
    Legacy(LegacyHash<'a>),
    Unusable,
}

impl<'a> Scheme<'a> {
    pub(super) fn parse(text: &'a str) -> Result<Self, HashError> {
        use HashAlgorithm as A;

        if text.starts_with('!') {
            check_text(A::Unusable, text)?;
            return Ok(Self::Unusable);
        }
        if let Some(hash) = LegacyHash::bare(text) {
            return Ok(Self::Legacy(hash));
        }
        let Some((prefix, rest)) = text.split_once('$') else {
            return Err(HashError::Unknown(String::new()));
        };
        let algorithm = match prefix {
            "argon2" => A::Argon2,
            "pbkdf2_sha256" => A::Pbkdf2Sha256,
            "pbkdf2_sha1" => A::Pbkdf2Sha1,
            "bcrypt_sha256" => A::BcryptSha256,
            "bcrypt" => A::Bcrypt,
            "scrypt" => A::Scrypt,
            "md5" => A::Md5,
            "sha1" => A::Sha1,
            _ => return Err(HashError::Unknown(repeatable(prefix, rest).to_owned())),
        };
        check_text(algorithm, text)?;
        match algorithm {
            A::Argon2 | A::Argon2i | A::Argon2d => Argon2Hash::parse(rest).map(Self::Argon2),
            A::Pbkdf2Sha256 | A::Pbkdf2Sha1 => Pbkdf2Hash::parse(algorithm, rest).map(Self::Pbkdf2),
            A::BcryptSha256 | A::Bcrypt => BcryptHash::parse(algorithm, rest).map(Self::Bcrypt),
            A::Scrypt => ScryptHash::parse(rest).map(Self::Scrypt),
            A::Md5 | A::Sha1 => LegacyHash::parse(algorithm, rest).map(Self::Legacy),
            A::Unusable => Ok(Self::Unusable),
        }
    }

    pub(super) fn algorithm(&self) -> HashAlgorithm {
        match self {
            Self::Argon2(hash) => hash.algorithm(),
            Self::Pbkdf2(hash) => hash.algorithm(),
            Self::Bcrypt(hash) => hash.algorithm(),
            Self::Scrypt(_) => HashAlgorithm::Scrypt,
            Self::Legacy(hash) => hash.algorithm(),
            Self::Unusable => HashAlgorithm::Unusable,
        }
    }

    pub(super) fn verify(&self, password: &[u8], arena: &mut Arena) -> bool {
        match self {
            Self::Argon2(hash) => hash.verify(password, arena),
            Self::Pbkdf2(hash) => hash.verify(password),
            Self::Bcrypt(hash) => hash.verify(password),
            Self::Scrypt(hash) => hash.verify(password),
            Self::Legacy(hash) => hash.verify(password),
            Self::Unusable => false,
        }
    }

    /// The work of verifying it; next to none for bare digests.
    pub(super) fn work(&self) -> Work {
        match self {
            Self::Argon2(hash) => hash.work(),
            Self::Pbkdf2(hash) => hash.work(),
            Self::Bcrypt(hash) => hash.work(),
            Self::Scrypt(hash) => hash.work(),
            Self::Legacy(_) | Self::Unusable => Work::default(),
        }
    }

    /// How much memory it takes to check, in KiB; next to none for most.
    pub(super) fn memory_kib(&self) -> u64 {
        match self {
            Self::Argon2(hash) => hash.memory_kib(),
            Self::Scrypt(hash) => hash.memory_kib(),
            Self::Pbkdf2(_) | Self::Bcrypt(_) | Self::Legacy(_) | Self::Unusable => 0,
        }
    }

    /// A hash without a password that is as much work, if it is any work.
    pub(super) fn blank(&self) -> Option<String> {
        match self {
            Self::Argon2(hash) => Some(hash.blank()),
            Self::Pbkdf2(hash) => Some(hash.blank()),
            Self::Bcrypt(hash) => Some(hash.blank()),
            Self::Scrypt(hash) => Some(hash.blank()),
            Self::Legacy(_) | Self::Unusable => None,
        }
    }
}

/// Every hash must be short, and safe to write into a line of text.
fn check_text(algorithm: HashAlgorithm, text: &str) -> Result<(), HashError> {
    if text.len() > ENCODED_CHARS_MAX {
        HashError::check(
            algorithm,
            text.chars().count() as u64,
            "characters",
            ENCODED_CHARS_MAX as u64,
        )?;
    }
    if text.chars().any(char::is_control) {
        return Err(HashError::malformed(algorithm));
    }
    Ok(())
}

/// The prefix of an unknown algorithm, if it looks like one: the field may contain a password by mistake.
fn repeatable<'a>(prefix: &'a str, rest: &str) -> &'a str {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
    let fits = prefix.len() <= PREFIX_CHARS_MAX && prefix.bytes().all(plain) && rest.contains('$');
    if fits { prefix } else { "" }
}
