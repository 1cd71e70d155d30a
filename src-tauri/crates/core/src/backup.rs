//! Backups: copies of the whole directory, sealed, that leave its folder.

use crate::id::DirectoryId;
use crate::kind::Kind;
use crate::revision::Revision;
use crate::secret::SecretText;
use crate::stored::{Names, Stored};
use crate::target::Target;
use crate::time::Timestamp;

/// What closes a backup.
#[derive(Clone, Debug)]
pub enum BackupLock {
    /// Whoever knows it can open the backup.
    Passphrase(SecretText),
    /// Public keys (`age1...`); each of their holders can open the backup.
    Recipients(Vec<String>),
}

/// What opens a backup.
#[derive(Clone, Debug)]
pub enum BackupKey {
    /// The passphrase it was closed with.
    Passphrase(SecretText),
    /// The text of an age identity file, with `AGE-SECRET-KEY-...` in it.
    Identity(SecretText),
}

/// What a backup says of the directory at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupLabel {
    /// The team's name.
    pub team: String,
    /// When it is made.
    pub made_at: Timestamp,
    /// The last commit that it holds for certain.
    pub revision: Revision,
}

/// What a backup holds, in figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupFigures {
    /// Which directory it is of.
    pub directory: DirectoryId,
    /// What it says of the directory.
    pub label: BackupLabel,
    /// Records of every kind.
    pub records: u64,
    /// People, deleted ones included.
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
    /// What was restored; as much as its maker counted.
    pub figures: BackupFigures,
    /// Signing keys and shared secrets that signed a throw-away token, which was then verified.
    pub keys: u64,
}

/// Something that was done with a backup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupNote {
    /// When.
    pub at: Timestamp,
    /// With which file.
    pub path: String,
}

/// Backups that are made without being asked for, by a process that stays.
#[derive(Clone, Debug)]
pub struct BackupSchedule {
    /// Where they are put.
    pub folder: String,
    /// How often.
    pub every_days: u32,
    /// How many are kept; older ones of this directory are removed.
    pub keep: u32,
    /// What closes them.
    pub lock: BackupLock,
    /// When the last one was made.
    pub last_at: Timestamp,
    /// Why none was made since, though it was tried.
    pub problem: Option<BackupProblem>,
}

/// What stands against a backup that was to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupProblem {
    /// The reason of the error, for example `disk.full`.
    pub reason: String,
    /// In words.
    pub message: String,
}

impl BackupSchedule {
    /// Whether it is time for the next one. After a clock that was ahead was put right, it is.
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
    /// The file is something else.
    #[error("it is not a backup made by Portreeve")]
    NotABackup,
    /// The file ends too early.
    #[error("it ends too early, or its end is damaged")]
    CutShort,
    /// Something in the file is not as it was written.
    #[error("it is damaged: {0}")]
    Damaged(String),
    /// The file was made by a later version.
    #[error("it was made by a newer Portreeve")]
    Newer,
    /// The passphrase or identity does not open it.
    #[error("{0}")]
    WrongKey(&'static str),
    /// A passphrase was given for one that takes an identity.
    #[error("it is closed for recipients, not with a passphrase")]
    ForRecipients,
    /// An identity was given for one that takes a passphrase.
    #[error("it is closed with a passphrase, not for recipients")]
    ForPassphrase,
    /// Not a public key.
    #[error("`{0}` is not an age recipient")]
    NotARecipient(String),
    /// Not an identity file.
    #[error("the identity file contains no age identity")]
    NotAnIdentity,
    /// What it holds does not add up.
    #[error("it opens, but {0}")]
    Unfit(String),
    /// The directory that it is made of, or restored into.
    #[error(transparent)]
    Store(#[from] crate::store_error::StoreError),
}

/// The last backup made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupMade(pub BackupNote);

/// The last backup rehearsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupRehearsed(pub BackupNote);

impl Stored for BackupSchedule {
    type Id = ();
    const KIND: Kind = Kind::BackupSchedule;

    fn id(&self) {}

    fn target((): &(), _: Option<&Self>, _: &dyn Names) -> Option<Target> {
        None
    }
}

impl Stored for BackupMade {
    type Id = ();
    const KIND: Kind = Kind::BackupMade;

    fn id(&self) {}

    fn target((): &(), _: Option<&Self>, _: &dyn Names) -> Option<Target> {
        None
    }
}

impl Stored for BackupRehearsed {
    type Id = ();
    const KIND: Kind = Kind::BackupRehearsed;

    fn id(&self) {}

    fn target((): &(), _: Option<&Self>, _: &dyn Names) -> Option<Target> {
        None
    }
}
