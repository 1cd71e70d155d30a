//! What the store asks an engine to write, under which conditions, and what the engine reports afterwards.

use std::fmt;

use portreeve_core::ports::StoreError;

use crate::key;

/// How far an engine has come. Each written batch has a later revision; revisions may be skipped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Revision(pub u64);

/// One step of a batch. Of several steps on the same key the last counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Op {
    /// Creates or replaces.
    Put(Vec<u8>, Vec<u8>),
    /// Removes; a missing record is fine.
    Remove(Vec<u8>),
}

impl Op {
    /// The key of the record.
    pub fn key(&self) -> &[u8] {
        let (Self::Put(key, _) | Self::Remove(key)) = self;
        key
    }
}

/// Steps that are written together or not at all, and the conditions for it.
#[derive(Debug, Default)]
pub struct Batch {
    /// The steps.
    pub ops: Vec<Op>,
    /// Further steps, which are made while they are written: memory need not hold them all.
    pub made: Made,
    /// Keys that must not exist. So a second writer does not replace what the first has written.
    pub absent: Vec<Vec<u8>>,
    /// Keys that must exist and must not have been written after this revision. An engine that does not remember so far
    /// back treats the record as written: it may refuse without need, but never overwrites a change.
    pub unchanged: Vec<(Vec<u8>, Revision)>,
}

/// Steps that are made one after the other. No two steps of the batch are on the same key.
#[derive(Default)]
pub struct Made {
    size: MadeSize,
    ops: Option<Box<dyn Iterator<Item = Op> + Send>>,
}

/// How large steps are.
#[derive(Clone, Copy, Debug, Default)]
pub struct MadeSize {
    /// How many there are.
    pub steps: usize,
    /// How many bytes their keys have.
    pub keys: usize,
    /// How many bytes their values have.
    pub values: usize,
}

impl MadeSize {
    /// Adds a put with a key and a value of these lengths.
    pub fn add_put(&mut self, key: usize, value: usize) {
        self.steps += 1;
        self.keys += key;
        self.values += value;
    }
}

impl Made {
    /// Puts only, of this size.
    pub fn puts(size: MadeSize, ops: impl Iterator<Item = Op> + Send + 'static) -> Self {
        Self {
            size,
            ops: Some(Box::new(ops)),
        }
    }

    /// How large they are.
    pub fn size(&self) -> MadeSize {
        self.size
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ops.is_none()
    }
}

impl IntoIterator for Made {
    type Item = Op;
    type IntoIter = std::iter::Flatten<std::option::IntoIter<Box<dyn Iterator<Item = Op> + Send>>>;

    fn into_iter(self) -> Self::IntoIter {
        self.ops.into_iter().flatten()
    }
}

impl fmt::Debug for Made {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.size.fmt(f)
    }
}

impl Batch {
    /// Adds the steps and conditions of another batch.
    pub(crate) fn extend(&mut self, other: Self) {
        self.ops.extend(other.ops);
        self.absent.extend(other.absent);
        self.unchanged.extend(other.unchanged);
    }

    /// Checks the conditions. `written` returns when the current record of a key was last written, at the latest;
    /// `None` if there is no record.
    pub(super) fn check(&self, written: impl Fn(&[u8]) -> Option<Revision>) -> Result<(), CommitError> {
        let taken = |key: &&Vec<u8>| written(key).is_some();
        let changed = |(key, seen): &&(Vec<u8>, Revision)| written(key).is_none_or(|written| *seen < written);
        let in_the_way = self.absent.iter().find(taken);
        let in_the_way = in_the_way.or_else(|| self.unchanged.iter().find(changed).map(|(key, _)| key));
        in_the_way.map_or(Ok(()), |key| Err(CommitError::Conflict(key.clone())))
    }

    /// The last of `ops` for each key, sorted by key.
    pub(super) fn last(mut ops: Vec<Op>) -> Vec<Op> {
        // The sort is stable, so after this the last step on a key comes first.
        ops.reverse();
        ops.sort_by(|one, other| one.key().cmp(other.key()));
        ops.dedup_by(|earlier, last| earlier.key() == last.key());
        ops
    }
}

/// Steps without conditions.
impl From<Vec<Op>> for Batch {
    fn from(ops: Vec<Op>) -> Self {
        Self {
            ops,
            ..Self::default()
        }
    }
}

/// Steps without conditions.
impl<const N: usize> From<[Op; N]> for Batch {
    fn from(ops: [Op; N]) -> Self {
        Vec::from(ops).into()
    }
}

/// Why a batch was not written. None of it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CommitError {
    /// A condition failed for this key: it exists, or it was written or removed since.
    Conflict(Vec<u8>),
    /// The engine failed.
    Failed(StoreError),
}

impl fmt::Display for CommitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Conflict(key) => write!(f, "{} was written by someone else", key::describe(key)),
            Self::Failed(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for CommitError {}

impl From<StoreError> for CommitError {
    fn from(error: StoreError) -> Self {
        Self::Failed(error)
    }
}

impl From<CommitError> for StoreError {
    fn from(error: CommitError) -> Self {
        match error {
            CommitError::Conflict(_) => Self::Conflict,
            CommitError::Failed(error) => error,
        }
    }
}

/// The changes after a revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changes {
    /// The records that were written or removed since then, in their current state.
    Known {
        /// The last step for each key and its revision, the earliest first; in the same batch sorted by key.
        ops: Vec<(Revision, Op)>,
        /// The engine's revision after these changes.
        revision: Revision,
    },
    /// The engine does not remember so far back, or never had this revision: the caller must load everything again.
    Forgotten,
}
