//! A record before and after a change set.

use std::sync::Arc;

use super::{Record, RecordId, Recorded, Visitor};
use crate::kind::Kind;

/// A record before and after a change set.
#[derive(Clone, Debug)]
pub struct Change {
    /// Which record.
    pub id: RecordId,
    /// As it was; `None` where there was none, or it is of a kind that the read model does not hold.
    pub before: Option<Record>,
    /// As it will be; `None` where it goes.
    pub after: Option<Record>,
}

/// The two versions of a record, with its own type.
#[derive(Debug)]
pub struct Versions<'c, T> {
    /// As it was.
    pub before: Option<&'c Arc<T>>,
    /// As it will be.
    pub after: Option<&'c Arc<T>>,
}

impl Change {
    /// Of which kind the record is.
    pub fn kind(&self) -> Kind {
        self.id.kind()
    }

    /// Both versions, if the record is of this kind.
    pub fn versions<T: Recorded>(&self) -> Option<Versions<'_, T>> {
        let is_of_kind = self.kind() == T::KIND;
        is_of_kind.then(|| Versions {
            before: self.before.as_ref().and_then(T::of),
            after: self.after.as_ref().and_then(T::of),
        })
    }

    /// The record as it will be, if it is of this kind.
    pub fn puts<T: Recorded>(&self) -> Option<&Arc<T>> {
        self.after.as_ref().and_then(T::of)
    }

    /// Lets `visitor` meet both versions with their own type.
    pub fn meet<V: Visitor>(&self, visitor: V) -> V::Output {
        self.id.meet(self.before.as_ref(), self.after.as_ref(), visitor)
    }
}

/// The changes to records of one kind.
pub fn of_kind<T: Recorded>(changes: &[Change]) -> impl Iterator<Item = Versions<'_, T>> {
    changes.iter().filter_map(Change::versions)
}
