//! An engine that forgets: for tests and for throw-away directories.

use std::collections::BTreeMap;
use std::sync::{PoisonError, RwLock};

use portreeve_core::ports::StoreError;

use super::{Engine, Op, Pair};

/// Keeps everything in memory.
#[derive(Debug, Default)]
pub struct MemoryEngine(RwLock<BTreeMap<Vec<u8>, Vec<u8>>>);

impl Engine for MemoryEngine {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self
            .0
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(key)
            .cloned())
    }

    fn scan(&self, prefix: &[u8]) -> Result<Vec<Pair>, StoreError> {
        let map = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let from = map.range(prefix.to_vec()..);
        let pairs = from.take_while(|(key, _)| key.starts_with(prefix));
        Ok(pairs.map(|(key, value)| (key.clone(), value.clone())).collect())
    }

    fn commit(&self, batch: &[Op]) -> Result<(), StoreError> {
        let mut map = self.0.write().unwrap_or_else(PoisonError::into_inner);
        for op in batch {
            match op {
                Op::Put(key, value) => map.insert(key.clone(), value.clone()),
                Op::Remove(key) => map.remove(key),
            };
        }
        Ok(())
    }
}
