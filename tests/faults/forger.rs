//! An attacker with the key of the records, whose writes decrypt. Written independently, from the description of the
//! format in `storage/src/seal.rs` and `trail.rs`, so that the lab does not rely on the store.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use portreeve_storage::engine::{Engine, JournaledEngine, Op};
use sha2::Sha256;

use crate::dice::Dice;
use crate::ledger::root_key;

const FORMAT: u8 = 1;
/// The version of every kind of record so far.
const VERSION: u8 = 1;
const NONCE_BYTES: usize = 24;
/// An event follows its MAC and its number.
const NUMBER_AT: usize = 32;
const EVENT_AT: usize = 40;

pub struct Forger<'e> {
    engine: &'e JournaledEngine,
    cipher: XChaCha20Poly1305,
}

/// A decrypted event as the engine holds it.
pub struct Link(Vec<u8>);

impl<'e> Forger<'e> {
    pub fn new(engine: &'e JournaledEngine) -> Self {
        let mut key = [0; 32];
        Hkdf::<Sha256>::new(None, root_key().expose())
            .expand(b"portreeve record v1", &mut key)
            .expect("32 bytes are less than HKDF's limit");
        Self {
            engine,
            cipher: XChaCha20Poly1305::new((&key).into()),
        }
    }

    /// The encrypted value of `key`.
    pub fn stored(&self, key: &[u8]) -> Result<Vec<u8>, String> {
        let found = self.engine.get(key).map_err(|error| error.to_string())?;
        found.ok_or_else(|| "something is missing before anything was done".into())
    }

    pub fn open(&self, key: &[u8]) -> Result<Vec<u8>, String> {
        let stored = self.stored(key)?;
        let nonce: [u8; NONCE_BYTES] = stored[1..][..NONCE_BYTES]
            .try_into()
            .map_err(|_| "no nonce".to_owned())?;
        let msg = &stored[1 + NONCE_BYTES..];
        let opened = self
            .cipher
            .decrypt(&XNonce::from(nonce), Payload { msg, aad: key });
        let opened = opened.map_err(|_| "the key does not open it")?;
        match opened.split_first() {
            Some((&VERSION, plain)) => Ok(plain.to_vec()),
            _ => Err("it has another version".into()),
        }
    }

    pub fn seal(&self, key: Vec<u8>, plain: &[u8], dice: &Dice) -> Op {
        let nonce = dice.bytes(NONCE_BYTES as u64);
        let nonce: [u8; NONCE_BYTES] = nonce.try_into().expect("as many as were asked for");
        let plain = [&[VERSION], plain].concat();
        let payload = Payload {
            msg: &plain,
            aad: &key,
        };
        let sealed = self
            .cipher
            .encrypt(&XNonce::from(nonce), payload)
            .expect("a small record");
        let value = [&[FORMAT][..], &nonce, &sealed].concat();
        Op::Put(key, value)
    }

    pub fn link(&self, number: u64) -> Result<Link, String> {
        self.open(&event_key(number)).map(Link)
    }

    /// Puts an event in the place of `number`, under that number.
    pub fn place(&self, mut link: Link, number: u64, dice: &Dice) -> Op {
        link.0[NUMBER_AT..EVENT_AT].copy_from_slice(&number.to_be_bytes());
        self.seal(event_key(number), &link.0, dice)
    }
}

impl Link {
    /// The MAC of the chain after it.
    pub fn mac(&self) -> &[u8] {
        &self.0[..NUMBER_AT]
    }

    /// Flips a bit of its contents.
    pub fn edit(&mut self, dice: &Dice) {
        let length = (self.0.len() - EVENT_AT) as u64;
        self.0[EVENT_AT + dice.below(length) as usize] ^= 1 << dice.below(8);
    }
}

/// The key of an event; see `storage/src/key.rs`.
pub fn event_key(number: u64) -> Vec<u8> {
    [b"e".as_slice(), &number.to_be_bytes()].concat()
}

/// The key of the record that says where the trail begins and ends.
pub const HEAD: &[u8] = b"h";
