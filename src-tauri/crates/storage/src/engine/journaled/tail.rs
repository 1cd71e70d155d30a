//! The journal's changes since the snapshot, by key.

use std::collections::BTreeMap;
use std::collections::btree_map;
use std::sync::Arc;

use portreeve_core::ports::StoreError;

use super::frame::Sealed;
use super::keys::Keys;
use super::record_mac::Tag;
use crate::disk::{self, DiskFile};
use crate::engine::from_io;

/// The journal's last change of a record.
#[derive(Clone)]
pub(super) enum Slot {
    /// The record was put; its value lies in this place of a payload.
    Put {
        payload: Arc<Payload>,
        at: u32,
        length: u32,
        tag: Tag,
    },
    Removed,
}

/// Where the payload of a frame lies. There can be many slots in one, so they share it.
pub(super) struct Payload {
    pub(super) file: Arc<dyn DiskFile>,
    pub(super) at: u64,
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
            payload,
            at,
            length,
            tag,
        } = self
        else {
            return Ok(None);
        };
        let value = disk::read(
            payload.file.as_ref(),
            payload.at + u64::from(*at),
            *length as usize,
        );
        let value = value.map_err(|error| from_io(&error))?;
        if Tag::of(keys, key, &value) == *tag {
            Ok(Some(value))
        } else {
            Err(StoreError::Damaged(crate::key::describe(key)))
        }
    }
}

/// A change, and the number of its frame.
pub(super) type Change<'t> = (&'t [u8], u64, Slot);

/// The last change of each record.
#[derive(Clone, Default)]
pub(super) struct Tail {
    by_key: BTreeMap<Box<[u8]>, (u64, Slot)>,
    /// Frames with many changes, the earliest first. They stay as they were written, which takes a third of the memory.
    large: Vec<Arc<Large>>,
}

/// The changes of one frame.
pub(super) struct Large {
    number: u64,
    payload: Arc<Payload>,
    ops: Sealed,
    tags: Vec<Option<Tag>>,
    /// The operations in the order of their keys, in a tail.
    order: Vec<u32>,
}

/// A frame with more changes stays as it was written.
const LARGE_MIN: usize = 4096;

impl Tail {
    /// Adds the changes of the frame `number`. No two are of the same record.
    pub(super) fn add(&mut self, number: u64, payload: Payload, ops: Sealed, tags: Vec<Option<Tag>>) {
        let changes = Large {
            number,
            payload: Arc::new(payload),
            ops,
            tags,
            order: Vec::new(),
        };
        if changes.tags.len() > LARGE_MIN {
            self.large.push(Arc::new(changes.in_order()));
        } else {
            for place in 0..changes.tags.len() {
                let (key, number, slot) = changes.at(place as u32);
                self.insert(key, number, slot);
            }
        }
    }

    /// Adds a change that is later than all others.
    pub(super) fn insert(&mut self, key: &[u8], number: u64, slot: Slot) {
        self.by_key.insert(key.into(), (number, slot));
    }

    /// Adds the changes of a later tail.
    pub(super) fn extend(&mut self, later: Self) {
        self.by_key.extend(later.by_key);
        self.large.extend(later.large);
    }

    /// The last change of `key`, with the number of its frame.
    pub(super) fn get(&self, key: &[u8]) -> Option<(u64, Slot)> {
        let alone = self.by_key.get(key);
        let later = self.large.iter().rev();
        let later = later.take_while(|large| alone.is_none_or(|(number, _)| *number < large.number));
        let found = later.filter_map(|large| large.get(key)).next();
        found.or_else(|| alone.cloned())
    }

    /// What there is of these records, and perhaps more. A copy that does not change.
    pub(super) fn of_prefix_alone(&self, prefix: &[u8]) -> Self {
        let alone = self.by_key.range(Box::from(prefix)..);
        let alone = alone.take_while(|(key, _)| key.starts_with(prefix));
        Self {
            by_key: alone.map(|(key, change)| (key.clone(), change.clone())).collect(),
            large: self.large.clone(),
        }
    }

    /// The last change of each record whose key starts with `prefix`, in key order.
    pub(super) fn of_prefix<'t>(&'t self, prefix: &[u8]) -> impl Iterator<Item = Change<'t>> {
        let mut sources = vec![Source::new(Changes::Alone(
            self.by_key.range(Box::from(prefix)..),
        ))];
        sources.extend(self.large.iter().map(|large| Source::new(large.changes(prefix))));
        let prefix = prefix.to_vec();
        std::iter::from_fn(move || {
            let next = sources.iter().filter_map(|source| source.next.as_ref());
            let (key, ..) = next.min_by_key(|(key, ..)| *key)?;
            let key = *key;
            // Of several changes of a record the one in the latest frame counts.
            let of_key = sources.iter_mut().filter_map(|source| source.take(key));
            of_key.max_by_key(|(_, number, _)| *number)
        })
        .take_while(move |(key, ..)| key.starts_with(&prefix))
    }
}

impl Large {
    fn in_order(mut self) -> Self {
        let mut order: Vec<u32> = (0..self.tags.len() as u32).collect();
        order.sort_unstable_by(|one, other| self.ops.key(*one as usize).cmp(self.ops.key(*other as usize)));
        self.order = order;
        self
    }

    fn get(&self, key: &[u8]) -> Option<(u64, Slot)> {
        let place = self
            .order
            .binary_search_by(|place| self.ops.key(*place as usize).cmp(key));
        let (_, number, slot) = self.at(self.order[place.ok()?]);
        Some((number, slot))
    }

    fn at(&self, place: u32) -> Change<'_> {
        let op = self.ops.at(place as usize);
        let slot = match (op.value, self.tags[place as usize]) {
            (Some(value), Some(tag)) => Slot::Put {
                payload: self.payload.clone(),
                at: value.start as u32,
                length: value.len() as u32,
                tag,
            },
            _ => Slot::Removed,
        };
        (op.key, self.number, slot)
    }

    fn changes(&self, prefix: &[u8]) -> Changes<'_> {
        let from = self
            .order
            .partition_point(|place| self.ops.key(*place as usize) < prefix);
        Changes::Of(self, self.order[from..].iter())
    }
}

/// Changes in key order.
enum Changes<'t> {
    Alone(btree_map::Range<'t, Box<[u8]>, (u64, Slot)>),
    Of(&'t Large, std::slice::Iter<'t, u32>),
}

impl<'t> Iterator for Changes<'t> {
    type Item = Change<'t>;

    fn next(&mut self) -> Option<Change<'t>> {
        match self {
            Self::Alone(range) => range
                .next()
                .map(|(key, (number, slot))| (key.as_ref(), *number, slot.clone())),
            Self::Of(large, places) => places.next().map(|place| large.at(*place)),
        }
    }
}

struct Source<'t> {
    next: Option<Change<'t>>,
    rest: Changes<'t>,
}

impl<'t> Source<'t> {
    fn new(mut rest: Changes<'t>) -> Self {
        Self {
            next: rest.next(),
            rest,
        }
    }

    /// The next change, if it is of this key.
    fn take(&mut self, key: &[u8]) -> Option<Change<'t>> {
        self.next.take_if(|(next, ..)| *next == key).inspect(|_| {
            self.next = self.rest.next();
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disk::{Disk, SimulatedDisk};
    use crate::engine::Op;

    /// What the changes in `tails` come to, the simplest way.
    type Expected = BTreeMap<Vec<u8>, (u64, Option<Tag>)>;

    fn payload() -> Payload {
        let file = SimulatedDisk::new().create("journal").unwrap();
        Payload { file, at: 0 }
    }

    /// Adds a frame of changes of every `step`th of a thousand keys, of which every tenth is removed.
    fn add(tail: &mut Tail, expected: &mut Expected, number: u64, step: usize, copies: u32) {
        let (mut ops, mut tags, mut piece) = (Sealed::default(), Vec::new(), Vec::new());
        for place in (0..1000 * copies).rev().step_by(step) {
            let key = place.to_be_bytes().to_vec();
            let tag = (place % 10 != 0).then_some(Tag([number as u8; 16]));
            let op = match tag {
                Some(_) => Op::Put(key.clone(), vec![7; 3]),
                None => Op::Remove(key.clone()),
            };
            ops.push(&op, &mut piece, 0);
            tags.push(tag);
            expected.insert(key, (number, tag));
        }
        tail.add(number, payload(), ops, tags);
    }

    #[test]
    fn the_latest_change_counts_whatever_frame_it_came_in() {
        let (mut tail, mut expected) = (Tail::default(), Expected::new());
        let frames = [(3, 1), (1, 6), (7, 1), (2, 9), (11, 1), (5, 1)];
        for (number, (step, copies)) in (1..).zip(frames) {
            add(&mut tail, &mut expected, number, step, copies);
        }
        assert!(tail.large.len() == 2 && !tail.by_key.is_empty(), "there are both");
        for (key, (number, tag)) in &expected {
            let (found, slot) = tail.get(key).unwrap();
            assert_eq!((found, slot.tag()), (*number, *tag), "{key:?}");
        }
        assert!(tail.get(&9999_u32.to_be_bytes()).is_none());
        for prefix in [&[][..], &[0, 0, 3], &[0, 0, 3, 9], &[1]] {
            let found = tail
                .of_prefix(prefix)
                .map(|(key, number, slot)| (key.to_vec(), (number, slot.tag())));
            let all = expected.iter().filter(|(key, _)| key.starts_with(prefix));
            let all = all.map(|(key, change)| (key.clone(), *change));
            assert!(found.eq(all), "{prefix:?}");
        }
    }
}
