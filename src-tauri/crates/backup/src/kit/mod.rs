//! The recovery kit: the root key as three shares in words. Any two give the key back; one alone reveals nothing.
//!
//! This is SLIP-39 with one group, two of three, no passphrase and 256 bits, so other programs can read the pages too.
//! Why we implement it: docs/decisions/0008-recovery-kit.md.

mod checksum;
mod cipher;
mod field;
mod share;

use hmac::{Hmac, KeyInit, Mac};
use portreeve_core::ports::{Entropy, random};
use portreeve_core::secret::{SecretBytes, SecretText};
use sha2::Sha256;
use zeroize::Zeroizing;

use self::cipher::Setting;
use self::share::Share;

/// The number of shares.
pub const SHARES: usize = 3;
/// The number of shares that give the key back.
pub const SHARES_NEEDED: usize = 2;
/// The number of words in a share.
pub const WORDS: usize = 33;

/// The length of the key, in bytes.
pub const KEY_BYTES: usize = 32;
/// The points of the polynomial that hold the key and the proof that it came back right.
const KEY_AT: u8 = 255;
const DIGEST_AT: u8 = 254;
const DIGEST_BYTES: usize = 4;

type Key = Zeroizing<[u8; KEY_BYTES]>;

/// Why words do not give the key back. Positions count from one.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum KitFault {
    /// Too few or too many words.
    #[error("a share has {WORDS} words, not {0}")]
    WordCount(usize),
    /// A word that is not in the list.
    #[error("word {position}, `{word}`, is not one of the words that shares are made of")]
    UnknownWord {
        /// The position of the word.
        position: usize,
        /// The word as typed.
        word: String,
    },
    /// One word differs from the paper.
    #[error("word {position} is wrong; it could be `{instead}`")]
    Mistyped {
        /// The position of the word.
        position: usize,
        /// The word that fits.
        instead: &'static str,
    },
    /// More than one word differs, or two were swapped.
    #[error("several words are wrong, or their order is")]
    Garbled,
    /// Another program made the share, with other parameters.
    #[error("it is not a share of a Portreeve recovery kit")]
    NotOurs,
    /// The same share twice.
    #[error("both are share {0}; two different ones are needed")]
    SameShare(u8),
    /// Shares of two kits.
    #[error("the two are from different kits")]
    OtherKit,
    /// The shares fit in form but give no key.
    #[error("the two do not give a key together")]
    NoKey,
}

/// Three shares of a 256-bit key, each a line of words.
pub fn split(key: &[u8; KEY_BYTES], entropy: &dyn Entropy) -> [SecretText; SHARES] {
    let identifier = u16::from_be_bytes(random(entropy)) >> 1;
    let setting = Setting {
        identifier,
        exponent: 0,
        passphrase: b"",
    };
    let sealed = cipher::encrypt(&Zeroizing::new(*key), &setting);
    let proof = proof(&sealed, &Zeroizing::new(random(entropy)));
    [0, 1, 2].map(|index| {
        let value = field::line((DIGEST_AT, &proof), (KEY_AT, &sealed), index);
        Share {
            identifier,
            exponent: 0,
            index,
            value,
        }
        .to_words()
    })
}

/// Checks the words of one share, so that a mistake in it is reported for that share, before the other is looked at.
pub fn check(share: &SecretText) -> Result<(), KitFault> {
    Share::from_words(share).map(drop)
}

/// The key from two shares, each a line of words.
pub fn combine(one: &SecretText, other: &SecretText) -> Result<SecretBytes, KitFault> {
    combine_with(one, other, b"")
}

fn combine_with(one: &SecretText, other: &SecretText, passphrase: &[u8]) -> Result<SecretBytes, KitFault> {
    let (one, other) = (Share::from_words(one)?, Share::from_words(other)?);
    if (one.identifier, one.exponent) != (other.identifier, other.exponent) {
        return Err(KitFault::OtherKit);
    }
    if one.index == other.index {
        return Err(KitFault::SameShare(one.index + 1));
    }
    let at = |x| field::line((one.index, &one.value), (other.index, &other.value), x);
    let (sealed, expected) = (at(KEY_AT), at(DIGEST_AT));
    let mut random = Zeroizing::new([0; KEY_BYTES]);
    random[DIGEST_BYTES..].copy_from_slice(&expected[DIGEST_BYTES..]);
    if *proof(&sealed, &random) != *expected {
        return Err(KitFault::NoKey);
    }
    let setting = Setting {
        identifier: one.identifier,
        exponent: one.exponent,
        passphrase,
    };
    let key = cipher::decrypt(&sealed, &setting);
    Ok(SecretBytes::new(key.to_vec()))
}

/// The proof: the beginning of an HMAC over the secret, keyed with random bytes, and those bytes.
fn proof(sealed: &Key, random: &Key) -> Key {
    let mut mac = Hmac::<Sha256>::new_from_slice(&random[DIGEST_BYTES..]).expect("HMAC takes any key");
    mac.update(sealed.as_slice());
    let digest = mac.finalize().into_bytes();
    let mut proof = random.clone();
    proof[..DIGEST_BYTES].copy_from_slice(&digest[..DIGEST_BYTES]);
    proof
}

#[cfg(test)]
mod tests;
