//! A record before and after a change set.

use std::sync::Arc;

use super::{Record, RecordId, Recorded, Visitor};
use crate::kind::Kind;

/// A record before and after a change set.
#[derive(Clone, Debug)]
pub struct Change {
    /// The id of the record.
    pub id: RecordId,
    /// The record before; `None` if there was none, or if the read model does not hold all of it.
    pub before: Option<Record>,
    /// The record after; `None` if it is removed.
    pub after: Option<Record>,
}

/// The two versions of a record, with its own type.
#[derive(Debug)]
pub struct BeforeAfter<'c, T> {
    /// The record before.
    pub before: Option<&'c Arc<T>>,
    /// The record after.
    pub after: Option<&'c Arc<T>>,
}

impl Change {
    /// The kind of the record.
    pub fn kind(&self) -> Kind {
        self.id.kind()
    }

    /// The record after the change, if it is of this kind.
    pub fn puts<T: Recorded>(&self) -> Option<&Arc<T>> {
        self.after.as_ref().and_then(T::of)
    }

    /// Calls `visitor` with both versions in their own type.
    pub fn meet<V: Visitor>(&self, visitor: V) -> V::Output {
        self.id.meet(self.before.as_ref(), self.after.as_ref(), visitor)
    }
}

/// The changes to records of one kind.
pub fn of_kind<T: Recorded>(changes: &[Change]) -> impl Iterator<Item = BeforeAfter<'_, T>> {
    let of_kind = changes.iter().filter(|change| change.kind() == T::KIND);
    of_kind.map(|change| BeforeAfter {
        before: change.before.as_ref().and_then(T::of),
        after: change.puts(),
    })
}
