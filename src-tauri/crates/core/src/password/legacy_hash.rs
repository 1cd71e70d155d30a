//! One round of a digest: `md5$<salt>$<hex>` and `sha1$<salt>$<hex>`, possibly without a salt, and a bare MD5. Django
//! has dropped them one by one; old dumps still contain them.

use md5::Md5;
use sha1::{Digest, Sha1};
use subtle::ConstantTimeEq;

use super::field::hex;
use super::{HashAlgorithm, HashError};

/// Characters of an MD5 in hexadecimal.
const MD5_HEX_CHARS: usize = 32;
/// Characters of a SHA-1 in hexadecimal.
const SHA1_HEX_CHARS: usize = 40;

/// A parsed legacy hash.
pub(super) struct LegacyHash<'a> {
    algorithm: HashAlgorithm,
    salt: &'a str,
    digest: &'a str,
}

impl<'a> LegacyHash<'a> {
    /// Recognises a bare, unsalted MD5.
    pub(super) fn bare(text: &'a str) -> Option<Self> {
        is_digest(text, MD5_HEX_CHARS).then_some(Self {
            algorithm: HashAlgorithm::Md5,
            salt: "",
            digest: text,
        })
    }

    /// Parses the text after the algorithm prefix.
    pub(super) fn parse(algorithm: HashAlgorithm, text: &'a str) -> Result<Self, HashError> {
        let chars = if algorithm == HashAlgorithm::Sha1 {
            SHA1_HEX_CHARS
        } else {
            MD5_HEX_CHARS
        };
        match text.split_once('$') {
            Some((salt, digest)) if is_digest(digest, chars) => Ok(Self {
                algorithm,
                salt,
                digest,
            }),
            _ => Err(HashError::malformed(algorithm)),
        }
    }

    pub(super) fn algorithm(&self) -> HashAlgorithm {
        self.algorithm
    }

    pub(super) fn verify(&self, password: &[u8]) -> bool {
        let digest = match self.algorithm {
            HashAlgorithm::Sha1 => hex(&Sha1::new()
                .chain_update(self.salt)
                .chain_update(password)
                .finalize()),
            _ => hex(&Md5::new()
                .chain_update(self.salt)
                .chain_update(password)
                .finalize()),
        };
        digest.as_bytes().ct_eq(self.digest.as_bytes()).into()
    }
}

fn is_digest(text: &str, chars: usize) -> bool {
    text.len() == chars && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}
