//! Puts the records of a backup into a new engine.

use std::sync::Arc;

use portreeve_core::broken::{self, Fault};
use portreeve_core::kind::{AtRestore, Kind};
use portreeve_core::ports::{Entropy, StoreError};
use portreeve_core::secret::SecretBytes;

use crate::engine::{Engine, Op};
use crate::key;
use crate::record::{self, UserRecord};
use crate::seal::Sealer;
use zeroize::Zeroizing;

/// The most records that are written together, and the most bytes.
const BATCH_RECORDS: usize = 8192;
const BATCH_BYTES: usize = 4 << 20;

/// Puts records into an empty engine as another engine stored them, and begins a new epoch: no one is signed in any
/// more. Sessions and token families are left out, and every user's epoch is raised, so that nothing from before
/// counts.
pub struct Restoration {
    engine: Arc<dyn Engine>,
    sealer: Sealer,
    entropy: Arc<dyn Entropy>,
    batch: Vec<Op>,
    batch_bytes: usize,
}

impl Restoration {
    /// Begins with an empty `engine`; the records are encrypted with `root_key`.
    pub fn new(
        engine: Arc<dyn Engine>,
        root_key: &SecretBytes,
        entropy: Arc<dyn Entropy>,
    ) -> Result<Self, StoreError> {
        if engine.get(key::PROFILE)?.is_some() {
            return Err(StoreError::Conflict);
        }
        Ok(Self {
            engine,
            sealer: Sealer::new(root_key),
            entropy,
            batch: Vec::new(),
            batch_bytes: 0,
        })
    }

    /// Adds a record. Refuses one that the key does not decrypt.
    pub fn put(&mut self, key: Vec<u8>, value: Vec<u8>) -> Result<(), StoreError> {
        let plain = self.sealer.open(&key, &value)?;
        let kind = key::kind(&key).ok_or_else(|| StoreError::Newer(key::describe(&key)))?;
        let at_restore = match broken::is(Fault::Epoch) {
            true => AtRestore::Kept,
            false => kind.policy().at_restore,
        };
        let value = match at_restore {
            AtRestore::Kept => value,
            AtRestore::LeftOut => return Ok(()),
            AtRestore::NewEpoch => {
                let plain = begin_anew(kind, &key, &plain)?;
                self.sealer.seal(&key, &plain, self.entropy.as_ref())
            }
        };
        self.batch_bytes += key.len() + value.len();
        self.batch.push(Op::Put(key, value));
        if self.batch.len() >= BATCH_RECORDS || self.batch_bytes >= BATCH_BYTES {
            self.write()?;
        }
        Ok(())
    }

    /// Writes the rest.
    pub fn finish(mut self) -> Result<(), StoreError> {
        self.write()
    }

    fn write(&mut self) -> Result<(), StoreError> {
        self.batch_bytes = 0;
        let batch = std::mem::take(&mut self.batch);
        if batch.is_empty() {
            return Ok(());
        }
        self.engine.commit(batch.into())?;
        Ok(())
    }
}

/// The record with a raised epoch, so that no earlier sign-in counts.
fn begin_anew(kind: Kind, key: &[u8], plain: &[u8]) -> Result<Zeroizing<Vec<u8>>, StoreError> {
    if kind == Kind::User {
        let mut user = record::decode::<UserRecord>(key, plain)?;
        user.end_sign_ins();
        return Ok(record::encode::<UserRecord>(&user));
    }
    // No other kind declares a new epoch, because sign-ins depend on no other.
    Err(StoreError::Damaged(key::describe(key)))
}
