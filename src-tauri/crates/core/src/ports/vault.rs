//! The open directory as one: its folder, its key, and copies of it.

use super::{KeyLocation, Prepared, SecretStoreError};
use crate::backup::{
    BackupFault, BackupFigures, BackupKey, BackupLabel, BackupLock, BackupSchedule, Rehearsal,
};
use crate::finding::Finding;
use crate::secret::SecretText;
use crate::time::Timestamp;

/// The whole directory as one: its folder, and copies of it that leave that.
pub trait Vault: Send + Sync {
    /// Looks at what lies around the data: takes from others whatever right they have to a file of the directory, and
    /// tells of that, of what is kept from earlier, and of a place that is none for a directory.
    fn examine_files(&self) -> Vec<Finding>;

    /// Writes everything that is durable at this moment into what is to be the file at `path`: whole or not at all,
    /// readable by its owner only, and by nobody without what opens `lock`. A file that is there stays, unless it may
    /// `replace` that. Others go on meanwhile.
    fn prepare_backup(
        &self,
        path: &str,
        lock: &BackupLock,
        label: BackupLabel,
        replace: bool,
    ) -> Result<PreparedBackup, BackupFault>;

    /// Like [`prepare_backup`](Self::prepare_backup), for a new file in the schedule's folder. Placing it removes the
    /// oldest of this directory there, until no more are left than are kept.
    fn prepare_scheduled_backup(
        &self,
        schedule: &BackupSchedule,
        label: BackupLabel,
    ) -> Result<PreparedBackup, BackupFault>;

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

/// A backup that is written whole, and has no name yet.
pub struct PreparedBackup {
    /// What is in it.
    pub figures: BackupFigures,
    /// Puts it in its place.
    pub file: Box<dyn Prepared>,
}

/// A copy of the root key in a place where the directory does not look for it yet. The copy is removed if this is
/// dropped.
pub trait PreparedKeyMove {
    /// Decides: the directory looks for its key in the new place from now on, and the old place is closed. Gives what
    /// the person should know of the old place, if there is something. Fails with nothing changed.
    fn decide(self: Box<Self>) -> Result<Option<String>, SecretStoreError>;
}
