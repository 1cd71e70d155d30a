//! The valid records: the snapshot, and the journal's changes since.

use std::collections::BTreeMap;
use std::sync::Arc;

use portreeve_core::ports::StoreError;

use super::frame::Position;
use super::keys::Keys;
use super::record_mac::Tag;
use super::snapshot::Snapshot;
use crate::disk::{self, DiskFile};
use crate::engine::{Revision, Visitor, from_io};

/// The journal's last change of a record.
#[derive(Clone)]
pub(super) enum Slot {
    /// The record was put; its value lies in this place.
    Put {
        file: Arc<dyn DiskFile>,
        at: u64,
        length: u32,
        tag: Tag,
    },
    Removed,
}

impl Slot {
    pub(super) fn tag(&self) -> Option<Tag> {
        match self {
            Self::Put { tag, .. } => Some(*tag),
            Self::Removed => None,
        }
    }

    /// The length of the value.
    pub(super) fn bytes(&self) -> u64 {
        match self {
            Self::Put { length, .. } => u64::from(*length),
            Self::Removed => 0,
        }
    }

    /// The value; `None` if the record was removed.
    pub(super) fn read(&self, keys: &Keys, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        let Self::Put {
            file,
            at,
            length,
            tag,
        } = self
        else {
            return Ok(None);
        };
        let value = disk::read(file.as_ref(), *at, *length as usize).map_err(|error| from_io(&error))?;
        if Tag::of(keys, key, &value) == *tag {
            Ok(Some(value))
        } else {
            Err(StoreError::Damaged(crate::key::describe(key)))
        }
    }
}

/// Changes by key, each with the number of its frame.
pub(super) type Tail = BTreeMap<Vec<u8>, (u64, Slot)>;

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
    changes: BTreeMap<Vec<u8>, Slot>,
}

impl MergedView {
    /// The journal is at `position` at opening.
    pub(super) fn begin(&mut self, position: Position) {
        let base = self.snapshot.as_ref();
        self.base = Revision(base.map_or(0, |snapshot| snapshot.position.sequence));
        self.revision = Revision(position.sequence);
    }

    /// The journal's last change of `key`.
    pub(super) fn slot(&self, key: &[u8]) -> Option<&Slot> {
        let frozen = || self.frozen.as_ref().and_then(|frozen| frozen.get(key));
        self.tail.get(key).or_else(frozen).map(|(_, slot)| slot)
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
        let frozen = || self.frozen.as_ref().and_then(|frozen| frozen.get(key));
        match self.tail.get(key).or_else(frozen) {
            Some((made, Slot::Put { .. })) => Some(Revision(*made)),
            Some((_, Slot::Removed)) => None,
            None => self.snapshot.as_ref()?.tag(key).map(|_| self.base),
        }
    }

    /// How many records there are.
    pub(super) fn count(&self) -> u64 {
        let snapshot = self.snapshot.as_ref();
        let base = snapshot.map_or(0, |snapshot| snapshot.records);
        let is_in_base = |key: &[u8]| snapshot.is_some_and(|snapshot| snapshot.tag(key).is_some());
        let frozen = self.frozen.as_deref().into_iter().flatten();
        let earlier = frozen.filter(|(key, _)| !self.tail.contains_key(*key));
        earlier
            .chain(&self.tail)
            .fold(base, |count, (key, (_, slot))| match (is_in_base(key), slot) {
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
            changes: of_prefix(&self.tail, prefix)
                .map(|(key, slot)| (key.clone(), slot.clone()))
                .collect(),
        }
    }

    /// The changes in the frames after `sequence`, except those of the frame `without`.
    pub(super) fn changes_after(&self, sequence: u64, without: Option<u64>) -> Tail {
        let tails = self.frozen.as_deref().into_iter().chain([&self.tail]);
        tails
            .flatten()
            .filter(|(_, (made, _))| *made > sequence && Some(*made) != without)
            .map(|(key, change)| (key.clone(), change.clone()))
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

/// The changes in `tail` of records whose keys start with `prefix`, in key order.
fn of_prefix<'t>(tail: &'t Tail, prefix: &[u8]) -> impl Iterator<Item = (&'t Vec<u8>, &'t Slot)> {
    let range = tail.range(prefix.to_vec()..);
    let of_prefix = range.take_while(move |(key, _)| key.starts_with(prefix));
    of_prefix.map(|(key, (_, slot))| (key, slot))
}

/// Where the value of a record is.
enum Value<'v> {
    /// In memory.
    Here(&'v [u8]),
    /// In the journal, unless the record was removed.
    There(&'v Slot),
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
        let frozen = self.frozen.iter().flat_map(|frozen| of_prefix(frozen, prefix));
        let changes: BTreeMap<&Vec<u8>, &Slot> = frozen.chain(&self.changes).collect();
        let mut changes = changes.into_iter().peekable();
        if let Some(snapshot) = &self.snapshot {
            snapshot.visit(prefix, &mut |key, value| {
                while let Some((earlier, slot)) = changes.next_if(|(changed, _)| changed.as_slice() < key) {
                    found(earlier, Value::There(slot));
                }
                match changes.next_if(|(changed, _)| changed.as_slice() == key) {
                    Some((replaced, slot)) => found(replaced, Value::There(slot)),
                    None => found(key, Value::Here(value)),
                }
            })?;
        }
        changes.for_each(|(later, slot)| found(later, Value::There(slot)));
        Ok(())
    }
}
