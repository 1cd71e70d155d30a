//! What a store needs of an engine: ordered keys and values, batches with conditions, and the changes since a revision.
//! Both an embedded engine and a cluster such as etcd can provide that.
//!
//! Several handles may write to the same engine, later from several computers. Everything that the writer relied on is
//! a condition of its batch, and the engine checks it at the moment of writing. So conditions keep names unique and
//! events numbered without gaps, not the fact that only one process writes.

mod batch;
mod journaled;
mod memory;

use std::io;
use std::sync::Arc;

use portreeve_core::finding::Finding;
use portreeve_core::progress::{Counter, Stage, Watch};

use portreeve_core::ports::StoreError;

pub use self::batch::{Batch, Changes, CommitError, Op, Revision};
pub use self::journaled::{JournaledEngine, Place, Position, SET_ASIDE};
pub use self::memory::MemoryEngine;

/// A key and its value.
pub type Pair = (Vec<u8>, Vec<u8>);

/// Receives keys and their values.
pub type Visitor<'v> = dyn FnMut(&[u8], &[u8]) + 'v;

/// An ordered key-value engine.
pub trait Engine: Send + Sync + 'static {
    /// The value under `key`.
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError>;

    /// Passes every pair whose key starts with `prefix` to `visitor`, in key order.
    fn visit(&self, prefix: &[u8], visitor: &mut Visitor<'_>) -> Result<(), StoreError>;

    /// Every key that starts with `prefix`, in key order. Reads no value for it alone.
    fn keys(&self, prefix: &[u8]) -> Result<Vec<Vec<u8>>, StoreError> {
        let mut keys = Vec::new();
        self.visit(prefix, &mut |key, _| keys.push(key.to_vec()))?;
        Ok(keys)
    }

    /// Every pair whose key starts with `prefix`, in key order.
    fn scan(&self, prefix: &[u8]) -> Result<Vec<Pair>, StoreError> {
        let mut pairs = Vec::new();
        self.visit(prefix, &mut |key, value| {
            pairs.push((key.to_vec(), value.to_vec()))
        })?;
        Ok(pairs)
    }

    /// Writes the whole batch or nothing, and returns when it would survive power loss. No other batch is written
    /// between the check of its conditions and the batch itself.
    fn commit(&self, batch: Batch) -> Result<Revision, CommitError>;

    /// The current revision. Later reads are at least as new.
    fn revision(&self) -> Result<Revision, StoreError>;

    /// The changes after `from`, through this handle and all others.
    fn changes(&self, from: Revision) -> Result<Changes, StoreError>;

    /// The faults found since the engine was opened.
    fn findings(&self) -> Vec<Finding> {
        Vec::new()
    }

    /// Waits until work that follows commits is done, so that its faults are found.
    fn follow_up(&self) {}

    /// How many pairs there are.
    fn count(&self) -> Result<u64, StoreError> {
        let mut count = 0;
        self.visit(&[], &mut |_, _| count += 1)?;
        Ok(count)
    }

    /// Reads every copy of everything, and returns the faults.
    fn examine(&self, watch: &Watch<'_>) -> Result<Vec<Finding>, StoreError> {
        let mut counter = Counter::new(Stage::Comparing, self.count()?, watch);
        self.visit(&[], &mut |_, _| {
            counter.goes_on();
        })?;
        counter.finish()?;
        Ok(Vec::new())
    }
}

/// A shared engine: others can inspect it, too.
impl<E: Engine> Engine for Arc<E> {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        self.as_ref().get(key)
    }

    fn visit(&self, prefix: &[u8], visitor: &mut Visitor<'_>) -> Result<(), StoreError> {
        self.as_ref().visit(prefix, visitor)
    }

    fn keys(&self, prefix: &[u8]) -> Result<Vec<Vec<u8>>, StoreError> {
        self.as_ref().keys(prefix)
    }

    fn commit(&self, batch: Batch) -> Result<Revision, CommitError> {
        self.as_ref().commit(batch)
    }

    fn revision(&self) -> Result<Revision, StoreError> {
        self.as_ref().revision()
    }

    fn changes(&self, from: Revision) -> Result<Changes, StoreError> {
        self.as_ref().changes(from)
    }

    fn findings(&self) -> Vec<Finding> {
        self.as_ref().findings()
    }

    fn follow_up(&self) {
        self.as_ref().follow_up();
    }

    fn count(&self) -> Result<u64, StoreError> {
        self.as_ref().count()
    }

    fn examine(&self, watch: &Watch<'_>) -> Result<Vec<Finding>, StoreError> {
        self.as_ref().examine(watch)
    }
}

fn from_io(error: &io::Error) -> StoreError {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => StoreError::Full,
        _ => StoreError::Io(error.to_string()),
    }
}
