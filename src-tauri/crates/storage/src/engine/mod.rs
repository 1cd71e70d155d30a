//! What a store needs of an engine: ordered keys and values, batches with conditions, and what was written since. An
//! embedded engine and a cluster such as etcd can both be that.
//!
//! More than one handle may write to the same engine, later from other machines. What the writer has relied on is a
//! condition of its batch, and the engine checks it in the moment in which it writes. So names are unique and events are
//! numbered without gaps because a condition says so, and not because only one process writes.

mod batch;
mod journaled;
mod memory;

use std::io;
use std::sync::Arc;

use portreeve_core::finding::Finding;

use portreeve_core::ports::StoreError;

pub use self::batch::{Batch, Changes, CommitError, Op, Revision};
pub use self::journaled::{JournaledEngine, Place, Position, SET_ASIDE};
pub use self::memory::MemoryEngine;

/// A key and its value.
pub type Pair = (Vec<u8>, Vec<u8>);

/// Is handed keys and their values.
pub type Visitor<'v> = dyn FnMut(&[u8], &[u8]) + 'v;

/// An ordered key-value engine.
pub trait Engine: Send + Sync + 'static {
    /// The value under `key`.
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError>;

    /// Hands every pair whose key starts with `prefix` to `visitor`, in key order.
    fn visit(&self, prefix: &[u8], visitor: &mut Visitor<'_>) -> Result<(), StoreError>;

    /// Every pair whose key starts with `prefix`, in key order.
    fn scan(&self, prefix: &[u8]) -> Result<Vec<Pair>, StoreError> {
        let mut pairs = Vec::new();
        self.visit(prefix, &mut |key, value| {
            pairs.push((key.to_vec(), value.to_vec()))
        })?;
        Ok(pairs)
    }

    /// Writes the whole batch or nothing, and returns when it would survive power loss. Nothing is written between the
    /// moment in which its conditions are checked and the batch itself.
    fn commit(&self, batch: Batch) -> Result<Revision, CommitError>;

    /// How far the engine has come. What is read afterwards is at least as new.
    fn revision(&self) -> Result<Revision, StoreError>;

    /// What was written after `from`, through this handle and all others.
    fn changes(&self, from: Revision) -> Result<Changes, StoreError>;

    /// What was found wrong since it was opened.
    fn findings(&self) -> Vec<Finding> {
        Vec::new()
    }

    /// Waits until what follows from the commits is done as well, and found wrong if it is.
    fn follow_up(&self) {}

    /// Reads everything there is, every copy of it, and tells what is wrong.
    fn examine(&self) -> Result<Vec<Finding>, StoreError> {
        self.visit(&[], &mut |_, _| {}).map(|()| Vec::new())
    }
}

/// An engine can be shared, so that somebody else looks into it as well.
impl<E: Engine> Engine for Arc<E> {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        self.as_ref().get(key)
    }

    fn visit(&self, prefix: &[u8], visitor: &mut Visitor<'_>) -> Result<(), StoreError> {
        self.as_ref().visit(prefix, visitor)
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

    fn examine(&self) -> Result<Vec<Finding>, StoreError> {
        self.as_ref().examine()
    }
}

fn from_io(error: &io::Error) -> StoreError {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => StoreError::Full,
        _ => StoreError::Io(error.to_string()),
    }
}
