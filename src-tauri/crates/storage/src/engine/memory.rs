//! An engine that forgets: for tests and for throw-away directories.

use std::collections::BTreeMap;
use std::sync::{PoisonError, RwLock};

use portreeve_core::ports::StoreError;

use super::{Engine, Op, Visitor};

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

    fn visit(&self, prefix: &[u8], visitor: &mut Visitor<'_>) -> Result<(), StoreError> {
        let map = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let from = map.range(prefix.to_vec()..);
        from.take_while(|(key, _)| key.starts_with(prefix))
            .for_each(|(key, value)| visitor(key, value));
        Ok(())
    }

    fn commit(&self, batch: Vec<Op>) -> Result<(), StoreError> {
        let mut map = self.0.write().unwrap_or_else(PoisonError::into_inner);
        for op in batch {
            match op {
                Op::Put(key, value) => map.insert(key, value),
                Op::Remove(key) => map.remove(&key),
            };
        }
        Ok(())
    }
}
