//! The open directory as a whole: its folder, its key, and its backups.

use super::{KeyLocation, Prepared, SecretStoreError};
use crate::backup::{
    BackupFault, BackupFigures, BackupKey, BackupLabel, BackupLock, BackupSchedule, Rehearsal,
};
use crate::finding::Finding;
use crate::progress::Watch;
use crate::secret::SecretText;
use crate::time::Timestamp;

/// The directory as a whole: its folder, its key, and copies outside the folder.
pub trait Vault: Send + Sync {
    /// Checks the files around the data: removes every right of other users to them, and reports that, files kept from
    /// earlier, and an unsuitable folder.
    fn examine_files(&self) -> Vec<Finding>;

    /// Writes everything that is durable at this moment into the contents for the file at `path`: whole or not at all,
    /// readable by its owner only, and encrypted for `lock`. An existing file stays, unless it may `replace` it. Other
    /// calls go on meanwhile.
    fn prepare_backup(
        &self,
        path: &str,
        lock: &BackupLock,
        label: BackupLabel,
        replace: bool,
        watch: &Watch<'_>,
    ) -> Result<PreparedBackup, BackupFault>;

    /// Like [`prepare_backup`](Self::prepare_backup), for a new file in the schedule's folder. Placing it removes this
    /// directory's oldest backups there, until the number to keep is left.
    fn prepare_scheduled_backup(
        &self,
        schedule: &BackupSchedule,
        label: BackupLabel,
        watch: &Watch<'_>,
    ) -> Result<PreparedBackup, BackupFault>;

    /// Whether a file exists at `path`.
    fn is_there(&self, path: &str) -> bool;

    /// Restores the backup at `path` into a throw-away place, and tests it.
    fn rehearse(
        &self,
        path: &str,
        key: &BackupKey,
        now: Timestamp,
        watch: &Watch<'_>,
    ) -> Result<Rehearsal, BackupFault>;

    /// The root key as words, in three shares of which any two give it back. The words differ each time.
    fn split_key(&self) -> Result<[SecretText; 3], BackupFault>;

    /// How many bytes are left on the disk of the folder, if that is known.
    fn disk_left(&self) -> Option<u64>;

    /// Where the root key is kept.
    fn key_location(&self) -> KeyLocation;

    /// Stores a copy of the root key in `to`, a file encrypted with `passphrase` or the keychain, and verifies that it
    /// is there. The directory uses the key in its old place until the move is decided.
    fn prepare_key_move(
        &self,
        to: KeyLocation,
        passphrase: Option<&SecretText>,
    ) -> Result<Box<dyn PreparedKeyMove>, SecretStoreError>;
}

/// A whole backup without a name.
pub struct PreparedBackup {
    /// The figures of its contents.
    pub figures: BackupFigures,
    /// The file, to be put in place.
    pub file: Box<dyn Prepared>,
}

/// A copy of the root key in a place where the directory does not look for it yet. Dropping this removes the copy.
pub trait PreparedKeyMove {
    /// Decides the move: the directory looks for its key in the new place from now on, and closes the old place.
    /// Returns what to tell the person about the old place, if there is something. A failure changes nothing.
    fn decide(self: Box<Self>) -> Result<Option<String>, SecretStoreError>;
}
