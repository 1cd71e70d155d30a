//! Sealing (encrypting and authenticating) values: nothing readable is on disk.

use aws_lc_rs::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, Nonce, UnboundKey};
use chacha20::{R20, hchacha};
use hkdf::Hkdf;
use hmac::{Hmac, KeyInit as _, Mac};
use portreeve_core::audit::ChainMac;
use portreeve_core::ports::{Entropy, StoreError, random};
use portreeve_core::secret::SecretBytes;
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::key;

/// The format of sealed values in this version; the first byte of every stored value.
const FORMAT: u8 = 1;
/// The generation of what this program writes, 1 for the first version. It grows with the format, with each kind that
/// is added and with each version that is raised.
pub const GENERATION: u32 = FORMAT as u32 + key::RAISED;
/// The version of a kind that this program does not know; none of its records opens.
const NO_VERSION: u8 = 0;
const NONCE_BYTES: usize = 24;
/// The part of the nonce from which the message's key is derived.
const SALT_BYTES: usize = 16;
const AUTHENTICATOR_BYTES: usize = 16;

/// Seals values and hides names, with keys derived from the directory's root key (HKDF-SHA256, one per purpose).
pub(crate) struct Sealer {
    records: Zeroizing<[u8; 32]>,
    lookup: Hmac<Sha256>,
    trail: Hmac<Sha256>,
    head: Hmac<Sha256>,
}

impl Sealer {
    pub(crate) fn new(root_key: &SecretBytes) -> Self {
        let derived = |purpose: &str| {
            let mut key = Zeroizing::new([0; 32]);
            Hkdf::<Sha256>::new(None, root_key.expose())
                .expand(purpose.as_bytes(), key.as_mut_slice())
                .expect("32 bytes are less than HKDF's limit");
            key
        };
        let mac =
            |purpose: &str| Hmac::new_from_slice(derived(purpose).as_slice()).expect("HMAC takes any key");
        Self {
            records: derived("portreeve record v1"),
            lookup: mac("portreeve lookup v1"),
            trail: mac("portreeve audit v1"),
            head: mac("portreeve audit head v1"),
        }
    }

    /// `format | nonce | ciphertext`. The plain text is the version of the record's kind, then the record. The record's
    /// key is authenticated too, so a value moved to another key does not open.
    pub(crate) fn seal(&self, key: &[u8], plain: &[u8], entropy: &dyn Entropy) -> Vec<u8> {
        let version = key::kind(key).map_or(NO_VERSION, key::version);
        self.seal_version(version, key, plain, entropy)
    }

    /// How long a sealed value of this length is.
    pub(crate) const fn sealed_bytes(plain: usize) -> usize {
        1 + NONCE_BYTES + 1 + plain + AUTHENTICATOR_BYTES
    }

    /// [`seal`](Self::seal) as a program of that version does.
    pub(crate) fn seal_version(
        &self,
        version: u8,
        key: &[u8],
        plain: &[u8],
        entropy: &dyn Entropy,
    ) -> Vec<u8> {
        let nonce = random::<NONCE_BYTES>(entropy);
        let mut sealed = Vec::with_capacity(Self::sealed_bytes(plain.len()));
        sealed.push(FORMAT);
        sealed.extend_from_slice(&nonce);
        sealed.push(version);
        sealed.extend_from_slice(plain);
        let (cipher, nonce) = self.cipher(&nonce);
        let authenticator = cipher
            .seal_in_place_separate_tag(nonce, Aad::from(key), &mut sealed[1 + NONCE_BYTES..])
            .expect("records are far below the cipher's limit");
        sealed.extend_from_slice(authenticator.as_ref());
        sealed
    }

    pub(crate) fn open(&self, key: &[u8], stored: &[u8]) -> Result<Zeroizing<Vec<u8>>, StoreError> {
        let mut opened = Zeroizing::new(stored.to_vec());
        let plain = self.open_in_place(key, &mut opened)?.len();
        opened.drain(..1 + NONCE_BYTES + 1);
        opened.truncate(plain);
        Ok(opened)
    }

    /// Whether a newer program with the same key wrote the value. A format alone proves nothing: anyone can write it.
    pub(crate) fn is_newer(&self, key: &[u8], stored: &[u8]) -> bool {
        stored.first() == Some(&FORMAT) && matches!(self.open(key, stored), Err(StoreError::Newer(_)))
    }

    /// Decrypts `stored` in place. The caller must wipe it.
    pub(crate) fn open_in_place<'s>(&self, key: &[u8], stored: &'s mut [u8]) -> Result<&'s [u8], StoreError> {
        let damaged = || StoreError::Damaged(key::describe(key));
        let newer = || StoreError::Newer(key::describe(key));
        match stored.split_first_mut() {
            Some((&mut FORMAT, rest)) => {
                let (nonce, sealed) = rest.split_first_chunk_mut().ok_or_else(damaged)?;
                let (cipher, nonce) = self.cipher(nonce);
                let opened = cipher.open_in_place(nonce, Aad::from(key), sealed);
                let (version, plain) = opened
                    .ok()
                    .and_then(|opened| opened.split_first())
                    .ok_or_else(damaged)?;
                let known = key::kind(key).map_or(NO_VERSION, key::version);
                match *version {
                    NO_VERSION => Err(damaged()),
                    version if version <= known => Ok(plain),
                    _ => Err(newer()),
                }
            }
            Some((&mut format, _)) if format > FORMAT => Err(newer()),
            _ => Err(damaged()),
        }
    }

    /// XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha section 2.3): HChaCha20 derives the message's key from the first 16
    /// bytes of the nonce; the other 8, after four zeros, are the inner nonce.
    fn cipher(&self, nonce: &[u8; NONCE_BYTES]) -> (LessSafeKey, Nonce) {
        let (salt, rest) = nonce.split_at(SALT_BYTES);
        let salt: [u8; SALT_BYTES] = salt.try_into().expect("a nonce is longer");
        let key: Zeroizing<[u8; 32]> =
            Zeroizing::new(hchacha::<R20>((&*self.records).into(), (&salt).into()).into());
        let mut short = [0; 12];
        short[4..].copy_from_slice(rest);
        let unbound = UnboundKey::new(&CHACHA20_POLY1305, key.as_slice()).expect("the key has 32 bytes");
        (LessSafeKey::new(unbound), Nonce::assume_unique_for_key(short))
    }

    /// A keyed hash, by which a name can be looked up without being readable.
    pub(crate) fn lookup(&self, text: &str) -> [u8; 32] {
        let mut mac = self.lookup.clone();
        mac.update(text.as_bytes());
        mac.finalize().into_bytes().into()
    }

    /// The MAC of an encoded head of the trail.
    pub(crate) fn head(&self, encoded: &[u8]) -> [u8; 32] {
        let mut mac = self.head.clone();
        mac.update(encoded);
        mac.finalize().into_bytes().into()
    }

    /// The MAC that event `number` adds to the chain after `before`.
    pub(crate) fn chained(&self, before: ChainMac, number: u64, event: &[u8]) -> ChainMac {
        let mut mac = self.trail.clone();
        mac.update(&before.0);
        mac.update(&number.to_be_bytes());
        mac.update(event);
        ChainMac(mac.finalize().into_bytes().into())
    }
}

#[cfg(test)]
mod tests {
    use portreeve_core::kind::Kind;

    use super::*;

    /// Compares with another implementation of the same construction.
    #[test]
    fn sealed_values_are_xchacha20_poly1305() {
        use chacha20poly1305::aead::{Aead, KeyInit, Payload};

        let sealer = Sealer::new(&SecretBytes::new(vec![7; 32]));
        let other = chacha20poly1305::XChaCha20Poly1305::new((&*sealer.records).into());
        for length in [0, 1, 63, 64, 65, 300, 5000] {
            let plain: Vec<u8> = (0..length).map(|n| n as u8).collect();
            let sealed = sealer.seal(b"group", &plain, &portreeve_testkit::SeededEntropy::new(length));
            let nonce: [u8; NONCE_BYTES] = sealed[1..=NONCE_BYTES].try_into().unwrap();
            let payload = Payload {
                msg: &sealed[1 + NONCE_BYTES..],
                aad: b"group",
            };
            let opened = other.decrypt(&nonce.into(), payload).unwrap();
            assert_eq!(opened, [&[key::version(Kind::Group)], plain.as_slice()].concat());
            assert_eq!(*sealer.open(b"group", &sealed).unwrap(), plain);
        }
    }

    #[test]
    fn a_value_that_was_cut_short_or_moved_does_not_open() {
        let sealer = Sealer::new(&SecretBytes::new(vec![7; 32]));
        let sealed = sealer.seal(b"group", b"value", &portreeve_testkit::SeededEntropy::new(1));
        assert!(sealer.open(b"grown", &sealed).is_err());
        for length in 0..sealed.len() {
            assert!(sealer.open(b"group", &sealed[..length]).is_err(), "{length}");
        }
    }

    #[test]
    fn a_record_of_a_later_version_or_an_unknown_kind_is_newer_and_not_damaged() {
        let sealer = Sealer::new(&SecretBytes::new(vec![7; 32]));
        let entropy = portreeve_testkit::SeededEntropy::new(1);
        let sealed_with = |key: &[u8], version: u8| sealer.seal_version(version, key, b"value", &entropy);
        let now = key::version(Kind::Group);
        assert_eq!(
            *sealer.open(b"group", &sealed_with(b"group", now)).unwrap(),
            b"value"
        );
        for (key, version) in [(b"group".as_slice(), now + 1), (b"group", 255), (b"zebra", 1)] {
            let newer = StoreError::Newer(key::describe(key));
            assert_eq!(sealer.open(key, &sealed_with(key, version)).unwrap_err(), newer);
        }
    }
}
