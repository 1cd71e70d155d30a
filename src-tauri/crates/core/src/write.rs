//! A write of a command: puts or removes one record.

use std::sync::Arc;

use crate::record::{Record, RecordId, Recorded};

/// Puts or removes one record.
#[derive(Clone, Debug)]
pub enum Write {
    /// Adds the record, or replaces the one with its id.
    Put(Record),
    /// Removes it, and the record that it owns. Removing a missing record is fine.
    Remove(RecordId),
}

impl Write {
    /// Adds a record, or replaces the one with its id.
    pub fn put<T: Recorded>(record: T) -> Self {
        Self::Put(Arc::new(record).record())
    }

    /// [`put`](Self::put) for a record that others read, too.
    pub fn put_shared<T: Recorded>(record: Arc<T>) -> Self {
        Self::Put(record.record())
    }

    /// Removes the record with this id, and the one that it owns.
    pub fn remove<T: Recorded>(id: T::Id) -> Self {
        Self::Remove(T::named(id))
    }

    /// The record that it puts, if it is of this kind.
    pub fn puts<T: Recorded>(&self) -> Option<&Arc<T>> {
        match self {
            Self::Put(record) => T::of(record),
            Self::Remove(_) => None,
        }
    }

    /// The id of the record.
    pub fn id(&self) -> RecordId {
        match self {
            Self::Put(record) => record.id(),
            Self::Remove(id) => id.clone(),
        }
    }
}
