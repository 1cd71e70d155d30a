//! What the rules ask of the outside world. Adapters implement these; fakes live in `testkit`.

use std::fmt;

use crate::audit::{AuditEvent, AuditHead, ChainMac};
use crate::backup::{
    BackupFault, BackupFigures, BackupKey, BackupLabel, BackupLock, BackupMemory, BackupSchedule, Rehearsal,
};
use crate::change::ChangeSet;
use crate::client::{SigningKey, TokenFamily};
use crate::directory::Directory;
use crate::guess::{GuessPlace, Guesses};
use crate::id::{ClientId, FamilyId, KeyId, SessionId, UserId};
use crate::password::Credential;
use crate::secret::{Secret, SecretBytes, SecretText};
use crate::session::{Session, SessionTokenHash};
use crate::time::Timestamp;
use crate::undo::UndoEntry;

/// Time. Read once per command and passed on as a value.
pub trait Clock: Send + Sync {
    /// What the machine's clock shows, to the millisecond. It can be set, and be wrong.
    fn now(&self) -> Timestamp;

    /// Microseconds on a clock that only moves forward, from an arbitrary start.
    fn monotonic_us(&self) -> u64;
}

/// Cryptographically secure randomness.
pub trait Entropy: Send + Sync {
    /// Fills `buffer` with random bytes.
    fn fill(&self, buffer: &mut [u8]);
}

/// `N` random bytes from `entropy`.
pub fn random<const N: usize>(entropy: &dyn Entropy) -> [u8; N] {
    let mut bytes = [0; N];
    entropy.fill(&mut bytes);
    bytes
}

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

/// What a walk along the trail has come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verified {
    /// How many events are as they were written.
    pub events: u64,
    /// The MAC of the last of them.
    pub mac: ChainMac,
    /// What comes after them, if that is not as it should be.
    pub fault: Option<ChainFault>,
}

/// Where the trail is not what was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChainFault {
    /// The number of the first event that is concerned.
    pub event: u64,
    /// What is wrong there.
    pub kind: ChainFaultKind,
}

/// What can be wrong with the trail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChainFaultKind {
    /// The event is not what was written.
    Edited,
    /// The event is not there, but later ones are.
    Missing,
    /// Another event stands in its place.
    Misplaced {
        /// Which.
        holds: u64,
    },
    /// This event and all up to `last`, which was written, are missing.
    CutTail {
        /// The last that was written.
        last: u64,
    },
    /// The event is there, but the head says that it was never written: an older head was put back.
    BeyondHead,
    /// There is no head, though there are events.
    HeadMissing,
}

/// The whole directory as one: its folder, and copies of it that leave that.
pub trait Vault: Send + Sync {
    /// Looks at what lies around the data: takes from others whatever right they have to a file of the directory, and
    /// tells of that, of what is kept from earlier, and of a place that is none for a directory.
    fn examine_files(&self) -> Vec<Finding>;

    /// Writes everything that is durable at this moment into the file at `path`: whole or not at all, readable by
    /// its owner only, and by nobody without what opens `lock`. A file that is there stays, unless it may `replace`
    /// that. Others go on meanwhile.
    fn back_up(
        &self,
        path: &str,
        lock: &BackupLock,
        label: BackupLabel,
        replace: bool,
    ) -> Result<BackupFigures, BackupFault>;

    /// Like [`back_up`](Self::back_up), into a new file in the schedule's folder; then removes the oldest of this
    /// directory there, until no more are left than are kept. Gives the new file.
    fn back_up_scheduled(
        &self,
        schedule: &BackupSchedule,
        label: BackupLabel,
    ) -> Result<(String, BackupFigures), BackupFault>;

    /// Whether there is a file at `path` now.
    fn is_there(&self, path: &str) -> bool;

    /// Restores the backup at `path` into a throw-away place, and tries whether it works.
    fn rehearse(&self, path: &str, key: &BackupKey, now: Timestamp) -> Result<Rehearsal, BackupFault>;

    /// The root key as words, in shares of which any two give it back. Other words each time.
    fn split_key(&self) -> Result<[SecretText; 3], BackupFault>;

    /// Where the root key is kept now.
    fn key_location(&self) -> KeyLocation;

    /// Puts a copy of the root key into `to`, sealed with `passphrase` where that is a file, and makes sure that it is
    /// kept there. The directory goes on with the key where it is, until the move is decided.
    fn prepare_key_move(
        &self,
        to: KeyLocation,
        passphrase: Option<&SecretText>,
    ) -> Result<Box<dyn PreparedKeyMove>, SecretStoreError>;
}

/// A copy of the root key in a place where the directory does not look for it yet. The copy is removed if this is
/// dropped.
pub trait PreparedKeyMove {
    /// Decides: the directory looks for its key in the new place from now on, and the old place is closed. Gives what
    /// the person should know of the old place, if there is something. Fails with nothing changed.
    fn decide(self: Box<Self>) -> Result<Option<String>, SecretStoreError>;
}

/// Something in the store that was not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// In words, with the name of the file or record.
    pub what: String,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of something that was found wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was made again from what is good; nothing is lost.
    Healed,
    /// It could not be, or not yet.
    Lost,
    /// Nothing is lost by it, and there is nothing to heal.
    Noted,
}

impl fmt::Display for ChainFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let event = self.event;
        match self.kind {
            ChainFaultKind::Edited => write!(f, "event {event} is not what was written"),
            ChainFaultKind::Missing => write!(f, "event {event} is missing"),
            ChainFaultKind::Misplaced { holds } => {
                write!(f, "event {holds} stands in the place of event {event}")
            }
            ChainFaultKind::CutTail { last } => {
                write!(
                    f,
                    "the trail was cut: events {event} to {last} are missing from its end"
                )
            }
            ChainFaultKind::BeyondHead => {
                write!(
                    f,
                    "event {event} comes after the end of the trail: an older end was put back"
                )
            }
            ChainFaultKind::HeadMissing => {
                write!(
                    f,
                    "the end of the trail is not recorded, though there are events from {event} on"
                )
            }
        }
    }
}

/// An unbroken line of commits. A commit that the disk refuses ends it, so that change sets which were decided on
/// its effects are refused as well.
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

/// Why the store could not do it. Every variant means that nothing of the request was kept.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum StoreError {
    /// Somebody changed the same thing in between.
    #[error("the record was changed by somebody else")]
    Conflict,
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// The disk failed or refused.
    #[error("the disk failed: {0}")]
    Io(String),
    /// A record is damaged or was not sealed with this directory's key.
    #[error("a record is damaged: {0}")]
    Damaged(String),
    /// The record was written by a newer version.
    #[error("a record was written by a newer Portreeve: {0}")]
    Newer(String),
    /// A file belongs to another directory.
    #[error("{0} belongs to another directory")]
    Foreign(String),
    /// What is here does not come after what was acknowledged: an older copy was put back, or another one, or the end
    /// was lost.
    #[error(
        "the data ends at entry {found} and has not the entry {expected} that was written here: an older copy was put back, or another one"
    )]
    RolledBack {
        /// The last entry there is.
        found: u64,
        /// The last entry that is known to have been written.
        expected: u64,
    },
    /// The committer has stopped.
    #[error("the directory was closed")]
    Stopped,
}

/// Keeps small secrets outside the directory: the OS keychain, or a passphrase-sealed file.
pub trait SecretStore: Send + Sync {
    /// Where the secrets lie.
    fn location(&self) -> KeyLocation;
    /// Reads a secret; `None` when it was never stored.
    fn find(&self, name: &SecretName) -> Result<Option<SecretBytes>, SecretStoreError>;
    /// Stores or replaces a secret.
    fn put(&self, name: &SecretName, value: &SecretBytes) -> Result<(), SecretStoreError>;
    /// Removes a secret; absent is fine.
    fn delete(&self, name: &SecretName) -> Result<(), SecretStoreError>;
    /// The names of all secrets that it keeps for Portreeve.
    fn names(&self) -> Result<Vec<SecretName>, SecretStoreError>;
}

/// The account under which the keychain keeps a secret.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SecretName(pub String);

impl SecretName {
    /// The root key of the directory with this id.
    pub fn root_key(directory: &crate::id::DirectoryId) -> Self {
        Self(directory.to_string())
    }

    /// How far the directory in the folder that `place` stands for had come; see `host`'s anchor.
    pub fn anchor(directory: &crate::id::DirectoryId, place: &str) -> Self {
        Self(format!("{directory}/anchor-{place}"))
    }

    /// Whether this is the [`anchor`](Self::anchor) of a copy of `directory`, in whatever folder.
    pub fn is_anchor_of(&self, directory: &crate::id::DirectoryId) -> bool {
        self.0.starts_with(&Self::anchor(directory, "").0)
    }

    /// The session token that the command line of this OS user holds.
    pub fn cli_session(directory: &crate::id::DirectoryId) -> Self {
        Self(format!("{directory}/cli-session"))
    }
}

/// Where the root key is kept; always shown to the operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyLocation {
    /// Secret Service, macOS Keychain or Windows Credential Manager.
    OsKeychain,
    /// A file sealed with a passphrase (Argon2id).
    PassphraseFile,
}

impl fmt::Display for KeyLocation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::OsKeychain => "OS keychain",
            Self::PassphraseFile => "passphrase file",
        })
    }
}

/// Why a secret could not be had. Locked is never the same as absent.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum SecretStoreError {
    /// The keychain is there but locked, and did not unlock in time.
    #[error("the keychain is locked")]
    Locked,
    /// The keychain's service is there, but no keyring in it yet, and none was made.
    #[error("the keychain has no keyring yet")]
    NoKeyring,
    /// There is no keychain on this machine, or no session to reach it.
    #[error("no keychain can be reached: {0}")]
    Unavailable(String),
    /// The passphrase does not open the file.
    #[error("the passphrase is wrong")]
    WrongPassphrase,
    /// A passphrase is needed and none was given.
    #[error("a passphrase is needed")]
    PassphraseNeeded,
    /// The sealed file is damaged.
    #[error("the key file is damaged: {0}")]
    Damaged(String),
    /// Somebody else moves the root key at this moment.
    #[error("the key is being moved already")]
    Moving,
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// Disk trouble.
    #[error("the key file could not be read or written: {0}")]
    Io(String),
}

/// Reads and writes files for people: dumps, exported configs.
pub trait Files: Send + Sync {
    /// Reads at most `max_bytes`; a larger file is [`FileError::TooLarge`].
    fn read(&self, path: &str, max_bytes: u64) -> Result<Vec<u8>, FileError>;
    /// Writes what is to be the file at `path`: whole, durable, for its owner only, and without a name, so that it is
    /// gone when this process is. If it may not `replace` one that is there, that is refused now.
    fn prepare(
        &self,
        path: &str,
        contents: &Secret<Vec<u8>>,
        replace: bool,
    ) -> Result<Box<dyn Prepared>, FileError>;
    /// Makes the folder at `path` for its owner only, unless it is there; the folder that it is in has to be.
    fn make_folder(&self, path: &str) -> Result<(), FileError>;
}

/// A file that is written and has no name yet. Nothing of it stays if it is dropped.
pub trait Prepared {
    /// Where it is to be.
    fn path(&self) -> &str;
    /// Puts it there, durable, in the place of one that it may replace.
    fn place(self: Box<Self>) -> Result<(), FileError>;
}

/// Why a file could not be read or written. Nothing was changed.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum FileError {
    /// No such file or folder.
    #[error("there is no such file or folder")]
    NotFound,
    /// The operating system refused.
    #[error("permission denied")]
    Denied,
    /// There is a file already, and it may not be replaced.
    #[error("there is a file already")]
    Exists,
    /// Larger than the limit, in bytes.
    #[error("the file is larger than {0} bytes")]
    TooLarge(u64),
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// Anything else, in the system's words.
    #[error("{0}")]
    Io(String),
}
