//! What an engine is asked to write, what must hold before it does, and what it tells of it afterwards.

use std::fmt;

use portreeve_core::ports::StoreError;

use crate::key;

/// How far an engine has come. Every batch that is written makes a later one; numbers may be left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Revision(pub u64);

/// One step of a batch. Later steps win over earlier ones on the same key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Op {
    /// Creates or replaces.
    Put(Vec<u8>, Vec<u8>),
    /// Removes; absent is fine.
    Remove(Vec<u8>),
}

impl Op {
    /// The key that it is about.
    pub fn key(&self) -> &[u8] {
        let (Self::Put(key, _) | Self::Remove(key)) = self;
        key
    }
}

/// Steps that are written together or not at all, and what must hold before.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// The steps.
    pub ops: Vec<Op>,
    /// Keys under which there must be nothing: the second writer does not replace what the first has written.
    pub absent: Vec<Vec<u8>>,
    /// Keys under which there must be a record that was not written after this revision. An engine that does not
    /// remember so far back takes the record for written: it may refuse without need, but never writes over a change.
    pub unchanged: Vec<(Vec<u8>, Revision)>,
}

impl Batch {
    /// Adds what another batch asks for.
    pub(crate) fn extend(&mut self, other: Self) {
        self.ops.extend(other.ops);
        self.absent.extend(other.absent);
        self.unchanged.extend(other.unchanged);
    }

    /// Whether it may be written. `written` tells when the record that is under a key now was written last, at the
    /// latest; `None` where there is none.
    pub(super) fn check(&self, written: impl Fn(&[u8]) -> Option<Revision>) -> Result<(), CommitError> {
        let taken = |key: &&Vec<u8>| written(key).is_some();
        let changed = |(key, seen): &&(Vec<u8>, Revision)| written(key).is_none_or(|written| *seen < written);
        let in_the_way = self.absent.iter().find(taken);
        let in_the_way = in_the_way.or_else(|| self.unchanged.iter().find(changed).map(|(key, _)| key));
        in_the_way.map_or(Ok(()), |key| Err(CommitError::Conflict(key.clone())))
    }

    /// The last step for each key, by key.
    pub(super) fn into_last_ops(self) -> Vec<Op> {
        let mut ops = self.ops;
        // The sort keeps the order of steps on the same key, so the last one comes first.
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

/// Why a batch was not written. Nothing of it is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CommitError {
    /// A condition does not hold: there is a record under this key, or it was written or removed since.
    Conflict(Vec<u8>),
    /// The engine could not do it.
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

/// What was written after a revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changes {
    /// The records that were written or removed since, as they are now.
    Known {
        /// The last step for each key and when it was written: the earlier before the later, and those of the same
        /// batch by key.
        ops: Vec<(Revision, Op)>,
        /// How far the engine has come with them.
        revision: Revision,
    },
    /// The engine does not remember so far back, or was never there: everything has to be loaded anew.
    Forgotten,
}
