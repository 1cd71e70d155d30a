//! The valid records: the snapshot, and the journal's changes since.

use std::sync::Arc;

use portreeve_core::ports::StoreError;

use super::frame::Position;
use super::keys::Keys;
use super::record_mac::Tag;
use super::snapshot::Snapshot;
use super::tail::{Slot, Tail};
use crate::engine::{Revision, Visitor};

#[derive(Default)]
pub(super) struct MergedView {
    pub(super) snapshot: Option<Arc<Snapshot>>,
    /// Changes that the snapshot being written takes in.
    pub(super) frozen: Option<Arc<Tail>>,
    /// Later changes.
    pub(super) tail: Tail,
    /// The revision of the last batch.
    pub(super) revision: Revision,
    /// The revision of the snapshot. Which batch wrote a record in it is no longer known.
    pub(super) base: Revision,
}

/// An immutable part of the merged view. Commits go on meanwhile.
pub(super) struct View {
    snapshot: Option<Arc<Snapshot>>,
    /// All of them, not only those with the prefix, because copying them would block commits.
    frozen: Option<Arc<Tail>>,
    changes: Tail,
}

impl MergedView {
    /// The journal is at `position` at opening.
    pub(super) fn begin(&mut self, position: Position) {
        let base = self.snapshot.as_ref();
        self.base = Revision(base.map_or(0, |snapshot| snapshot.position.sequence));
        self.revision = Revision(position.sequence);
    }

    /// The journal's last change of `key`.
    pub(super) fn slot(&self, key: &[u8]) -> Option<Slot> {
        self.change(key).map(|(_, slot)| slot)
    }

    fn change(&self, key: &[u8]) -> Option<(u64, Slot)> {
        let frozen = || self.frozen.as_ref().and_then(|frozen| frozen.get(key));
        self.tail.get(key).or_else(frozen)
    }

    /// The tag that the value of `key` must have; `None` if there is no such record.
    pub(super) fn tag(&self, key: &[u8]) -> Option<Tag> {
        match self.slot(key) {
            Some(slot) => slot.tag(),
            None => self.snapshot.as_ref().and_then(|snapshot| snapshot.tag(key)),
        }
    }

    /// When the record of `key` was written, at the latest; `None` if there is no such record.
    pub(super) fn written(&self, key: &[u8]) -> Option<Revision> {
        match self.change(key) {
            Some((made, Slot::Put { .. })) => Some(Revision(made)),
            Some((_, Slot::Removed)) => None,
            None => self.snapshot.as_ref()?.tag(key).map(|_| self.base),
        }
    }

    /// How many records there are.
    pub(super) fn count(&self) -> u64 {
        let snapshot = self.snapshot.as_ref();
        let base = snapshot.map_or(0, |snapshot| snapshot.records);
        let is_in_base = |key: &[u8]| snapshot.is_some_and(|snapshot| snapshot.tag(key).is_some());
        let frozen = self.frozen.as_deref().into_iter();
        let frozen = frozen.flat_map(|frozen| frozen.of_prefix(&[]));
        let earlier = frozen.filter(|(key, ..)| self.tail.get(key).is_none());
        earlier
            .chain(self.tail.of_prefix(&[]))
            .fold(base, |count, (key, _, slot)| match (is_in_base(key), slot) {
                (false, Slot::Put { .. }) => count + 1,
                (true, Slot::Removed) => count.saturating_sub(1),
                (true, Slot::Put { .. }) | (false, Slot::Removed) => count,
            })
    }

    /// The records whose keys start with `prefix`.
    pub(super) fn view(&self, prefix: &[u8]) -> View {
        View {
            snapshot: self.snapshot.clone(),
            frozen: self.frozen.clone(),
            changes: self.tail.of_prefix_alone(prefix),
        }
    }

    /// The changes in the frames after `sequence`, except those of the frame `without`.
    pub(super) fn changes_after(&self, sequence: u64, without: Option<u64>) -> Vec<(Vec<u8>, u64, Slot)> {
        let mut whole = self.frozen.as_deref().cloned().unwrap_or_default();
        whole.extend(self.tail.clone());
        whole
            .of_prefix(&[])
            .filter(|(_, made, _)| *made > sequence && Some(*made) != without)
            .map(|(key, made, slot)| (key.to_vec(), made, slot))
            .collect()
    }

    /// A new snapshot holds all records up to `revision`.
    pub(super) fn rebase(&mut self, snapshot: Snapshot, revision: Revision) -> Option<Arc<Snapshot>> {
        self.frozen = None;
        self.base = revision;
        self.snapshot.replace(Arc::new(snapshot))
    }

    /// Gives up the snapshot that was being written.
    pub(super) fn thaw(&mut self) {
        if let Some(frozen) = self.frozen.take() {
            let newer = std::mem::replace(&mut self.tail, Tail::clone(&frozen));
            self.tail.extend(newer);
        }
    }
}

/// Where the value of a record is.
enum Value<'v> {
    /// In memory.
    Here(&'v [u8]),
    /// In the journal, unless the record was removed.
    There(Slot),
}

impl View {
    /// Passes every record whose key starts with `prefix` to `visitor`, in key order.
    pub(super) fn visit(
        self,
        keys: &Keys,
        prefix: &[u8],
        visitor: &mut Visitor<'_>,
    ) -> Result<(), StoreError> {
        let mut failure = None;
        self.walk(prefix, &mut |key, value| match value {
            Value::Here(value) => visitor(key, value),
            Value::There(slot) => match slot.read(keys, key) {
                Ok(Some(value)) => visitor(key, &value),
                Ok(None) => {}
                Err(error) => failure = Some(error),
            },
        })?;
        failure.map_or(Ok(()), Err)
    }

    /// The keys that start with `prefix`, in their order. It does not read the journal.
    pub(super) fn keys(self, prefix: &[u8]) -> Result<Vec<Vec<u8>>, StoreError> {
        let mut keys = Vec::new();
        self.walk(prefix, &mut |key, value| match value {
            Value::Here(_) | Value::There(Slot::Put { .. }) => keys.push(key.to_vec()),
            Value::There(Slot::Removed) => {}
        })?;
        Ok(keys)
    }

    /// Passes every key that starts with `prefix` to `found`, in key order, also those that were removed.
    fn walk(self, prefix: &[u8], found: &mut dyn FnMut(&[u8], Value<'_>)) -> Result<(), StoreError> {
        // There can be many, so they are not collected.
        let frozen = self.frozen.iter().flat_map(|frozen| frozen.of_prefix(prefix));
        let (mut frozen, mut later) = (frozen.peekable(), self.changes.of_prefix(prefix).peekable());
        let mut changes = std::iter::from_fn(|| match (frozen.peek(), later.peek()) {
            (Some((early, ..)), Some((late, ..))) if early < late => frozen.next(),
            (_, Some((late, ..))) => {
                // The later change counts.
                frozen.next_if(|(early, ..)| early == late);
                later.next()
            }
            (_, None) => frozen.next(),
        })
        .peekable();
        if let Some(snapshot) = &self.snapshot {
            snapshot.visit(prefix, &mut |key, value| {
                while let Some((earlier, _, slot)) = changes.next_if(|(changed, ..)| *changed < key) {
                    found(earlier, Value::There(slot));
                }
                match changes.next_if(|(changed, ..)| *changed == key) {
                    Some((replaced, _, slot)) => found(replaced, Value::There(slot)),
                    None => found(key, Value::Here(value)),
                }
            })?;
        }
        changes.for_each(|(later, _, slot)| found(later, Value::There(slot)));
        Ok(())
    }
}
