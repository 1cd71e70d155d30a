//! What the state has to do about frames of the journal.

use portreeve_core::ports::StoreError;

use super::checkpoint::Mark;
use super::keys::Keys;
use super::segment::SLOT_BYTES;
use super::stored_frame::StoredFrame;
use crate::engine::Op;

/// What one frame of the journal changes, or several that follow each other.
pub(super) struct Step {
    /// The moment after it.
    pub(super) mark: Mark,
    changed: Vec<Changed>,
}

/// What a frame changes.
pub(super) enum Changed {
    /// This.
    Kept(Vec<Op>),
    /// What it says there: it is large, and durable.
    In(StoredFrame),
}

impl Changed {
    /// A copy of `ops`, unless that is large.
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

    /// Comes to a moment without changing anything.
    pub(super) fn to(mark: Mark) -> Self {
        Self {
            mark,
            changed: Vec::new(),
        }
    }

    /// Takes in the step after this one.
    pub(super) fn extend(&mut self, next: Self) {
        self.mark = next.mark;
        self.changed.extend(next.changed);
    }

    /// How much is to be written.
    pub(super) fn bytes(&self) -> u64 {
        let of = |changed: &Changed| match changed {
            Changed::Kept(ops) => bytes(ops),
            Changed::In(frame) => frame.payload_bytes(),
        };
        self.changed.iter().map(of).sum::<usize>() as u64
    }

    /// What is to be written. Where an error comes, what came before it may be wrong as well.
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
