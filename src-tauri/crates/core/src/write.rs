//! What a command writes: one record, put or removed.

use std::sync::Arc;

use crate::record::{Record, RecordId, Recorded};

/// One record put or removed.
#[derive(Clone, Debug)]
pub enum Write {
    /// Makes the record, or replaces the one of this name.
    Put(Record),
    /// Removes it, and the record that it owns. Removing one that is not there is fine.
    Remove(RecordId),
}

impl Write {
    /// Makes a record, or replaces the one of this name.
    pub fn put<T: Recorded>(record: T) -> Self {
        Self::Put(Arc::new(record).record())
    }

    /// Removes the record of this name, and the one that it owns.
    pub fn remove<T: Recorded>(id: T::Id) -> Self {
        Self::Remove(T::named(id))
    }

    /// The record that it puts, if it puts one of this kind.
    pub fn puts<T: Recorded>(&self) -> Option<&Arc<T>> {
        match self {
            Self::Put(record) => T::of(record),
            Self::Remove(_) => None,
        }
    }

    /// What names the record.
    pub fn id(&self) -> RecordId {
        match self {
            Self::Put(record) => record.id(),
            Self::Remove(id) => id.clone(),
        }
    }
}
