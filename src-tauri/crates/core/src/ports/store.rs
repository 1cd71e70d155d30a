//! Stores a directory.

use std::sync::Arc;

use crate::audit::{AuditEvent, AuditHead, Target, Verified};
use crate::change::Commitment;
use crate::directory::Directory;
use crate::finding::Finding;
use crate::guess::GuessPlace;
use crate::kind::Kind;
use crate::progress::Watch;
use crate::record::{Record, RecordId, Recorded};
use crate::session::{Session, SessionTokenHash};
use crate::store_error::StoreError;
use crate::stored::By;
use crate::undo::{UndoEntry, UndoStanding};

/// Stores a directory. The one implementation, over interchangeable engines, is in `storage`.
///
/// Growth rule: a method is added when a command has a question that [`Directory`] cannot answer from memory.
pub trait Store: Send + Sync {
    /// Reads everything in the read model.
    fn load(&self) -> Result<Directory, StoreError>;

    /// Hands a change set to the committer. Change sets become durable in the order of submission, each whole or not at
    /// all; the returned [`Commit`] says when. `lineage` is the one in which it was decided.
    fn submit(&self, commitment: Commitment, lineage: Lineage) -> Commit;

    /// The current lineage.
    fn lineage(&self) -> Lineage;

    /// Waits until work that follows commits is done, so that its faults are found.
    fn follow_up(&self);

    /// The faults found since the store was opened.
    fn findings(&self) -> Vec<Finding>;

    /// Reads every copy of everything that is stored, and returns the faults. Other calls go on meanwhile.
    fn examine(&self, watch: &Watch<'_>) -> Result<Vec<Finding>, StoreError>;

    /// The record with this id.
    fn find_record(&self, id: &RecordId) -> Result<Option<Record>, StoreError>;
    /// Every record of this kind.
    fn list_records(&self, kind: Kind) -> Result<Vec<Record>, StoreError>;
    /// Every record of this kind that is found by `by`. It reads no others.
    fn list_records_by(&self, kind: Kind, by: By) -> Result<Vec<Record>, StoreError>;
    /// The place where attempts at the password of `name` are counted.
    fn guess_place(&self, name: &str) -> GuessPlace;
    /// The session of a token.
    fn find_session_by_token(&self, token: &SessionTokenHash) -> Result<Option<Session>, StoreError>;

    /// Where the trail begins and ends.
    fn audit_head(&self) -> Result<AuditHead, StoreError>;
    /// Up to `limit` events with numbers below `before`, the newest first. An unreadable event stays in its place as
    /// `None`, so that the others can be read.
    fn list_events(&self, before: u64, limit: usize) -> Result<Vec<(u64, Option<AuditEvent>)>, StoreError>;
    /// Up to `limit` of the targets for which an event has no room, from `offset` on.
    fn list_further_targets(
        &self,
        event: u64,
        offset: usize,
        limit: usize,
    ) -> Result<Vec<Target>, StoreError>;
    /// The undo entry of an event.
    fn find_undo(&self, event: u64) -> Result<Option<UndoEntry>, StoreError>;
    /// The standing of an event. It reads none of the records in the undo entry.
    fn find_undo_standing(&self, event: u64) -> Result<Option<UndoStanding>, StoreError>;
    /// The numbers of the events that have an undo entry, the oldest first. It reads none of the entries.
    fn list_undo(&self) -> Result<Vec<u64>, StoreError>;
    /// Verifies the chain from its beginning up to the event `until`, or to its end. Stops at the first fault.
    fn verify_trail(&self, until: Option<u64>, watch: &Watch<'_>) -> Result<Verified, StoreError>;
}

impl dyn Store + '_ {
    /// The record with this id.
    pub fn find<T: Recorded>(&self, id: T::Id) -> Result<Option<T>, StoreError> {
        Ok(self.find_record(&T::named(id))?.and_then(owned))
    }

    /// Every record of a kind.
    pub fn list<T: Recorded>(&self) -> Result<Vec<T>, StoreError> {
        let found = self.list_records(T::KIND)?;
        Ok(found.into_iter().filter_map(owned).collect())
    }

    /// Every record of a kind that is found by `by`. It reads no others.
    pub fn list_by<T: Recorded>(&self, by: By) -> Result<Vec<T>, StoreError> {
        let found = self.list_records_by(T::KIND, by)?;
        Ok(found.into_iter().filter_map(owned).collect())
    }
}

fn owned<T: Recorded>(record: Record) -> Option<T> {
    let found = T::of(&record).cloned();
    // Drops the other owner first, so that nothing is copied.
    drop(record);
    found.map(Arc::unwrap_or_clone)
}

/// An unbroken series of commits. A commit that the disk refuses ends it, and so does one that comes after another
/// handle's commit: all change sets that were decided on its effects are refused as well. Then the directory must be
/// loaded again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lineage(pub u64);

/// A submitted change set on its way to the disk.
#[must_use = "a commit is durable only after wait() says so"]
pub struct Commit {
    answer: std::sync::mpsc::Receiver<Result<Option<u64>, StoreError>>,
    push: Option<Box<dyn FnOnce() + Send>>,
}

impl Commit {
    /// A commit that is answered through `answer` once `push` was called: the waiting thread calls it, and so writes
    /// the batch itself if it can.
    pub fn pending(
        answer: std::sync::mpsc::Receiver<Result<Option<u64>, StoreError>>,
        push: impl FnOnce() + Send + 'static,
    ) -> Self {
        Self {
            answer,
            push: Some(Box::new(push)),
        }
    }

    /// Blocks until the change set would survive power loss, or failed and left nothing behind. Returns the number of
    /// its event, if it has one.
    pub fn wait(mut self) -> Result<Option<u64>, StoreError> {
        if let Some(push) = self.push.take() {
            push();
        }
        self.answer.recv().unwrap_or(Err(StoreError::Stopped))
    }
}

impl Drop for Commit {
    /// A commit is written even if no caller waits for it.
    fn drop(&mut self) {
        if let Some(push) = self.push.take() {
            push();
        }
    }
}
