//! An engine in memory: for tests and for throw-away directories.

use std::collections::BTreeMap;
use std::sync::{PoisonError, RwLock, RwLockReadGuard};

use portreeve_core::ports::StoreError;

use super::{Batch, Changes, CommitError, Engine, Op, Revision, Visitor};

/// How many removed keys are remembered; beyond that, all are forgotten.
const REMOVED_MAX: usize = 4096;

/// Stores everything in memory.
#[derive(Debug, Default)]
pub struct MemoryEngine(RwLock<Records>);

#[derive(Debug, Default)]
struct Records {
    /// Each value with the revision that wrote it; a removed one is `None`.
    by_key: BTreeMap<Vec<u8>, (Revision, Option<Vec<u8>>)>,
    removed: usize,
    revision: Revision,
    /// Removals up to this revision are forgotten.
    forgotten: Revision,
}

impl MemoryEngine {
    fn records(&self) -> RwLockReadGuard<'_, Records> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Records {
    fn put(&mut self, key: Vec<u8>, value: Option<Vec<u8>>) {
        self.removed += usize::from(value.is_none());
        let before = self.by_key.insert(key, (self.revision, value));
        self.removed -= usize::from(matches!(before, Some((_, None))));
    }

    fn forget_removed(&mut self) {
        self.by_key.retain(|_, (_, value)| value.is_some());
        self.removed = 0;
        self.forgotten = self.revision;
    }
}

impl Engine for MemoryEngine {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        let records = self.records();
        Ok(records.by_key.get(key).and_then(|(_, value)| value.clone()))
    }

    fn visit(&self, prefix: &[u8], visitor: &mut Visitor<'_>) -> Result<(), StoreError> {
        let records = self.records();
        let from = records.by_key.range(prefix.to_vec()..);
        from.take_while(|(key, _)| key.starts_with(prefix))
            .filter_map(|(key, (_, value))| Some((key, value.as_ref()?)))
            .for_each(|(key, value)| visitor(key, value));
        Ok(())
    }

    fn keys(&self, prefix: &[u8]) -> Result<Vec<Vec<u8>>, StoreError> {
        let records = self.records();
        let from = records.by_key.range(prefix.to_vec()..);
        let keys = from
            .take_while(|(key, _)| key.starts_with(prefix))
            .filter(|(_, (_, value))| value.is_some())
            .map(|(key, _)| key.clone());
        Ok(keys.collect())
    }

    fn commit(&self, batch: Batch) -> Result<Revision, CommitError> {
        let mut records = self.0.write().unwrap_or_else(PoisonError::into_inner);
        batch.check(|key| match records.by_key.get(key) {
            Some((written, Some(_))) => Some(*written),
            Some((_, None)) | None => None,
        })?;
        records.revision.0 += 1;
        for op in batch.ops.into_iter().chain(batch.made) {
            match op {
                Op::Put(key, value) => records.put(key, Some(value)),
                Op::Remove(key) => records.put(key, None),
            }
        }
        if records.removed > REMOVED_MAX {
            records.forget_removed();
        }
        Ok(records.revision)
    }

    fn revision(&self) -> Result<Revision, StoreError> {
        Ok(self.records().revision)
    }

    fn changes(&self, from: Revision) -> Result<Changes, StoreError> {
        let records = self.records();
        if !(records.forgotten..=records.revision).contains(&from) {
            return Ok(Changes::Forgotten);
        }
        let since = records.by_key.iter().filter(|(_, (written, _))| *written > from);
        let ops = since.map(|(key, (written, value))| {
            let op = match value {
                Some(value) => Op::Put(key.clone(), value.clone()),
                None => Op::Remove(key.clone()),
            };
            (*written, op)
        });
        let mut ops: Vec<(Revision, Op)> = ops.collect();
        ops.sort_by_key(|(written, _)| *written);
        Ok(Changes::Known {
            ops,
            revision: records.revision,
        })
    }
}
