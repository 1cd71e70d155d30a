//! The changes that frames of the journal make to the state.

use portreeve_core::ports::StoreError;

use super::checkpoint::Mark;
use super::keys::Keys;
use super::segment::SLOT_BYTES;
use super::stored_frame::StoredFrame;
use crate::engine::Op;

/// The changes of one frame of the journal, or of several that follow each other.
pub(super) struct Step {
    /// The moment after the step.
    pub(super) mark: Mark,
    changed: Vec<Changed>,
}

/// The changes of one frame.
pub(super) enum Changed {
    /// The operations, kept in memory.
    Kept(Vec<Op>),
    /// The operations in this durable frame, which is too large to keep in memory.
    In(StoredFrame),
}

impl Changed {
    /// A copy of `ops`; `None` if they are too large to keep in memory.
    pub(super) fn kept(ops: &[Op]) -> Option<Self> {
        (bytes(ops) <= SLOT_BYTES).then(|| Self::Kept(ops.to_vec()))
    }
}

impl Step {
    pub(super) fn new(mark: Mark, changed: Changed) -> Self {
        Self {
            mark,
            changed: vec![changed],
        }
    }

    /// A step to the moment `mark` that changes nothing.
    pub(super) fn to(mark: Mark) -> Self {
        Self {
            mark,
            changed: Vec::new(),
        }
    }

    /// Appends `next`, the step that follows this one.
    pub(super) fn extend(&mut self, next: Self) {
        self.mark = next.mark;
        self.changed.extend(next.changed);
    }

    /// How many bytes the step writes.
    pub(super) fn bytes(&self) -> u64 {
        let of = |changed: &Changed| match changed {
            Changed::Kept(ops) => bytes(ops),
            Changed::In(frame) => frame.payload_bytes(),
        };
        self.changed.iter().map(of).sum::<usize>() as u64
    }

    /// The operations of the step. If one of them is an error, the operations before it may be wrong as well.
    pub(super) fn into_ops(self, keys: &Keys) -> impl Iterator<Item = Result<Op, StoreError>> {
        type Ops = Box<dyn Iterator<Item = Result<Op, StoreError>>>;
        self.changed.into_iter().flat_map(move |changed| -> Ops {
            match changed {
                Changed::Kept(ops) => Box::new(ops.into_iter().map(Ok)),
                Changed::In(frame) => Box::new(frame.ops(keys)),
            }
        })
    }
}

fn bytes(ops: &[Op]) -> usize {
    let bytes = |op: &Op| match op {
        Op::Put(key, value) => key.len() + value.len(),
        Op::Remove(key) => key.len(),
    };
    ops.iter().map(bytes).sum()
}
