//! Backups: encrypted copies of the whole directory, outside its folder.

use crate::id::DirectoryId;
use crate::kind::Kind;
use crate::revision::Revision;
use crate::secret::SecretText;
use crate::stored::Silent;
use crate::time::Timestamp;

/// How a backup is encrypted.
#[derive(Clone, Debug)]
pub enum BackupLock {
    /// A passphrase that opens the backup.
    Passphrase(SecretText),
    /// Public keys (`age1...`); the owner of each can open the backup.
    Recipients(Vec<String>),
}

/// What opens a backup.
#[derive(Clone, Debug)]
pub enum BackupKey {
    /// Its passphrase.
    Passphrase(SecretText),
    /// The text of an age identity file, with `AGE-SECRET-KEY-...` in it.
    Identity(SecretText),
}

/// What a backup says about the directory at its beginning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupLabel {
    /// The team's name.
    pub team: String,
    /// When it is made.
    pub made_at: Timestamp,
    /// The last commit that it contains for certain.
    pub revision: Revision,
}

/// The contents of a backup in figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupFigures {
    /// The identifier of its directory.
    pub directory: DirectoryId,
    /// Its label.
    pub label: BackupLabel,
    /// Records of every kind.
    pub records: u64,
    /// People, including deleted ones.
    pub users: u64,
    /// Groups.
    pub groups: u64,
    /// Local apps.
    pub clients: u64,
    /// Size of the file, in bytes.
    pub bytes: u64,
}

/// A backup that was restored into a throw-away place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rehearsal {
    /// The restored contents; the same as when the backup was made.
    pub figures: BackupFigures,
    /// How many signing keys and shared secrets signed a throw-away token that was then verified.
    pub keys: u64,
}

/// A backup that was made or rehearsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupNote {
    /// The time.
    pub at: Timestamp,
    /// The file.
    pub path: String,
}

/// The schedule of automatic backups, which a process that stays makes.
#[derive(Clone, Debug)]
pub struct BackupSchedule {
    /// The folder for the backups.
    pub folder: String,
    /// The interval in days.
    pub every_days: u32,
    /// The number of backups to keep; older ones of this directory are removed.
    pub keep: u32,
    /// How they are encrypted.
    pub lock: BackupLock,
    /// When the last one was made.
    pub last_at: Timestamp,
    /// Why the attempts since then failed.
    pub problem: Option<BackupProblem>,
}

/// Why a backup failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupProblem {
    /// The reason of the error, for example `disk.full`.
    pub reason: String,
    /// The problem in words.
    pub message: String,
}

impl BackupSchedule {
    /// Whether the next one is due. After a correction of a clock that was ahead, it is.
    pub fn is_due(&self, now: Timestamp) -> bool {
        now < self.last_at || now >= self.last_at.plus_secs(self.every_days.saturating_mul(DAY_SECS))
    }
}

const DAY_SECS: u32 = 24 * 3600;

/// Why a backup could not be made, read or rehearsed. Nothing was changed.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum BackupFault {
    /// The file cannot be read.
    #[error("it cannot be read: {0}")]
    Unreadable(crate::file_error::FileError),
    /// The file cannot be written.
    #[error("it cannot be written: {0}")]
    Unwritable(crate::file_error::FileError),
    /// The file is not a backup.
    #[error("it is not a backup made by Portreeve")]
    NotABackup,
    /// The file ends too early.
    #[error("it ends too early, or its end is damaged")]
    CutShort,
    /// Something in the file was changed.
    #[error("it is damaged: {0}")]
    Damaged(String),
    /// The file was made by a later version.
    #[error("it was made by a newer Portreeve")]
    Newer,
    /// The passphrase or identity does not open it.
    #[error("{0}")]
    WrongKey(&'static str),
    /// A passphrase was given for a backup that needs an identity.
    #[error("it is closed for recipients, not with a passphrase")]
    ForRecipients,
    /// An identity was given for a backup that needs a passphrase.
    #[error("it is closed with a passphrase, not for recipients")]
    ForPassphrase,
    /// Not a public key.
    #[error("`{0}` is not an age recipient")]
    NotARecipient(String),
    /// Not an identity file.
    #[error("the identity file contains no age identity")]
    NotAnIdentity,
    /// Its contents are inconsistent.
    #[error("it opens, but {0}")]
    Unfit(String),
    /// The caller has cancelled it.
    #[error(transparent)]
    Cancelled(#[from] crate::progress::Cancelled),
    /// The store of the directory failed.
    #[error(transparent)]
    Store(#[from] crate::store_error::StoreError),
}

/// The last backup made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupMade(pub BackupNote);

/// The last backup rehearsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupRehearsed(pub BackupNote);

impl Silent for BackupSchedule {
    type Id = ();
    const KIND: Kind = Kind::BackupSchedule;

    fn id(&self) {}
}

impl Silent for BackupMade {
    type Id = ();
    const KIND: Kind = Kind::BackupMade;

    fn id(&self) {}
}

impl Silent for BackupRehearsed {
    type Id = ();
    const KIND: Kind = Kind::BackupRehearsed;

    fn id(&self) {}
}
