//! Sealing: nothing readable is on disk.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use portreeve_core::audit::ChainMac;
use portreeve_core::ports::{Entropy, StoreError, random};
use portreeve_core::secret::SecretBytes;
use sha2::Sha256;

/// The sealing of this version; the first byte of every stored value.
const FORMAT: u8 = 1;
const NONCE_BYTES: usize = 24;

/// Seals values and hides names, with keys derived from the directory's root key (HKDF-SHA256, one per purpose).
pub(crate) struct Sealer {
    cipher: XChaCha20Poly1305,
    lookup: Hmac<Sha256>,
    trail: Hmac<Sha256>,
    head: Hmac<Sha256>,
}

impl Sealer {
    pub(crate) fn new(root_key: &SecretBytes) -> Self {
        let derived = |purpose: &str| {
            let mut key = zeroize::Zeroizing::new([0; 32]);
            Hkdf::<Sha256>::new(None, root_key.expose())
                .expand(purpose.as_bytes(), key.as_mut_slice())
                .expect("32 bytes are less than HKDF's limit");
            key
        };
        let mac =
            |purpose: &str| Hmac::new_from_slice(derived(purpose).as_slice()).expect("HMAC takes any key");
        Self {
            cipher: XChaCha20Poly1305::new((&*derived("portreeve record v1")).into()),
            lookup: mac("portreeve lookup v1"),
            trail: mac("portreeve audit v1"),
            head: mac("portreeve audit head v1"),
        }
    }

    /// `format | nonce | ciphertext`. The key under which it is stored is authenticated with it, so that a value
    /// moved to another key does not open.
    pub(crate) fn seal(&self, key: &[u8], plain: &[u8], entropy: &dyn Entropy) -> Vec<u8> {
        let nonce = random::<NONCE_BYTES>(entropy);
        let sealed = self
            .cipher
            .encrypt(&XNonce::from(nonce), Payload { msg: plain, aad: key })
            .expect("records are far below the cipher's limit");
        [&[FORMAT][..], &nonce, &sealed].concat()
    }

    pub(crate) fn open(&self, key: &[u8], stored: &[u8]) -> Result<zeroize::Zeroizing<Vec<u8>>, StoreError> {
        let damaged = || StoreError::Damaged(crate::key::describe(key));
        match stored.split_first() {
            Some((&FORMAT, rest)) if rest.len() > NONCE_BYTES => {
                let (nonce, sealed) = rest.split_at(NONCE_BYTES);
                let nonce: [u8; NONCE_BYTES] = nonce.try_into().map_err(|_| damaged())?;
                let opened = self.cipher.decrypt(
                    &XNonce::from(nonce),
                    Payload {
                        msg: sealed,
                        aad: key,
                    },
                );
                opened.map(zeroize::Zeroizing::new).map_err(|_| damaged())
            }
            Some((&format, _)) if format > FORMAT => Err(StoreError::Newer(crate::key::describe(key))),
            _ => Err(damaged()),
        }
    }

    /// A keyed hash, so that a name can be looked up without being readable.
    pub(crate) fn lookup(&self, text: &str) -> [u8; 32] {
        let mut mac = self.lookup.clone();
        mac.update(text.as_bytes());
        mac.finalize().into_bytes().into()
    }

    /// Proves a head of the trail, as it is encoded.
    pub(crate) fn head(&self, encoded: &[u8]) -> [u8; 32] {
        let mut mac = self.head.clone();
        mac.update(encoded);
        mac.finalize().into_bytes().into()
    }

    /// What event `number` adds to the chain that was at `before`.
    pub(crate) fn chained(&self, before: ChainMac, number: u64, event: &[u8]) -> ChainMac {
        let mut mac = self.trail.clone();
        mac.update(&before.0);
        mac.update(&number.to_be_bytes());
        mac.update(event);
        ChainMac(mac.finalize().into_bytes().into())
    }
}
