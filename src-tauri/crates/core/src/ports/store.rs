//! The place for a directory.

use crate::audit::{AuditEvent, AuditHead, Verified};
use crate::backup::BackupMemory;
use crate::change::ChangeSet;
use crate::client::{SigningKey, TokenFamily};
use crate::directory::Directory;
use crate::finding::Finding;
use crate::guess::{GuessPlace, Guesses};
use crate::id::{ClientId, FamilyId, KeyId, SessionId, UserId};
use crate::password::Credential;
use crate::secret::SecretBytes;
use crate::session::{Session, SessionTokenHash};
use crate::store_error::StoreError;
use crate::time::Timestamp;
use crate::undo::UndoEntry;

/// Where a directory is kept. One implementation, over interchangeable engines, lives in `storage`.
///
/// Growth rule: a method is added when a command has a question that [`Directory`] cannot answer from memory.
pub trait Store: Send + Sync {
    /// Reads everything the read model holds.
    fn load(&self) -> Result<Directory, StoreError>;

    /// Hands a change set to the committer. Change sets become durable in the order of submission, each whole
    /// or not at all; the returned [`Commit`] tells when. `lineage` is the one it was decided in.
    fn submit(&self, changes: ChangeSet, lineage: Lineage) -> Commit;

    /// The present lineage.
    fn lineage(&self) -> Lineage;

    /// Waits until what follows from the commits is done as well; what is wrong with it is found then.
    fn follow_up(&self);

    /// What was found wrong since the store was opened.
    fn findings(&self) -> Vec<Finding>;

    /// Reads everything that is stored, every copy of it, and tells what is wrong. Others go on meanwhile.
    fn examine(&self) -> Result<Vec<Finding>, StoreError>;

    /// The stored password of `user`, if there is one.
    fn find_credential(&self, user: UserId) -> Result<Option<Credential>, StoreError>;
    /// Where attempts at the password of `name` are counted.
    fn guess_place(&self, name: &str) -> GuessPlace;
    /// The attempts that are counted there.
    fn find_guesses(&self, place: GuessPlace) -> Result<Option<Guesses>, StoreError>;
    /// A signing key with its private half.
    fn find_signing_key(&self, key: &KeyId) -> Result<Option<SigningKey>, StoreError>;
    /// The secret an HS256 client shares with us.
    fn find_client_secret(&self, client: ClientId) -> Result<Option<SecretBytes>, StoreError>;
    /// The session a token belongs to.
    fn find_session_by_token(&self, token: &SessionTokenHash) -> Result<Option<Session>, StoreError>;
    /// A session by id.
    fn find_session(&self, session: SessionId) -> Result<Option<Session>, StoreError>;
    /// Every stored session, ended ones included.
    fn list_sessions(&self) -> Result<Vec<Session>, StoreError>;
    /// A refresh-token family by id.
    fn find_token_family(&self, family: FamilyId) -> Result<Option<TokenFamily>, StoreError>;
    /// Every stored refresh-token family.
    fn list_token_families(&self) -> Result<Vec<TokenFamily>, StoreError>;
    /// The latest moment that was written down, if any was.
    fn find_clock_mark(&self) -> Result<Option<Timestamp>, StoreError>;
    /// What is remembered of backups.
    fn find_backup_memory(&self) -> Result<BackupMemory, StoreError>;

    /// Where the trail begins and ends.
    fn audit_head(&self) -> Result<AuditHead, StoreError>;
    /// Up to `limit` events with numbers below `before`, the newest first. One that cannot be read is in its place,
    /// empty: the rest stays readable.
    fn list_events(&self, before: u64, limit: usize) -> Result<Vec<(u64, Option<AuditEvent>)>, StoreError>;
    /// What is kept beside an event.
    fn find_undo(&self, event: u64) -> Result<Option<UndoEntry>, StoreError>;
    /// Walks the chain from its beginning up to the event `until`, or to its end, and stops at the first fault.
    fn verify_trail(&self, until: Option<u64>) -> Result<Verified, StoreError>;
}

/// An unbroken line of commits. A commit that the disk refuses ends it, and so does one that comes after somebody else's,
/// so that change sets which were decided on its effects are refused as well. Then the directory has to be loaded anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lineage(pub u64);

/// A submitted change set on its way to the disk.
#[must_use = "a commit is durable only after wait() says so"]
pub struct Commit {
    answer: std::sync::mpsc::Receiver<Result<Option<u64>, StoreError>>,
    push: Option<Box<dyn FnOnce() + Send>>,
}

impl Commit {
    /// A commit that will be answered through `answer`, once `push` has been called: whoever waits lends a hand.
    pub fn pending(
        answer: std::sync::mpsc::Receiver<Result<Option<u64>, StoreError>>,
        push: impl FnOnce() + Send + 'static,
    ) -> Self {
        Self {
            answer,
            push: Some(Box::new(push)),
        }
    }

    /// Blocks until the change set would survive power loss, or failed and left nothing behind. Gives the number of
    /// the event it has left, if it left one.
    pub fn wait(mut self) -> Result<Option<u64>, StoreError> {
        if let Some(push) = self.push.take() {
            push();
        }
        self.answer.recv().unwrap_or(Err(StoreError::Stopped))
    }
}

impl Drop for Commit {
    /// What nobody waits for is written all the same.
    fn drop(&mut self) {
        if let Some(push) = self.push.take() {
            push();
        }
    }
}
