//! Backups on the wire.

use crate::about::about;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::wire::path::FilePath;
use crate::wire::secret::WireSecret;

/// Makes a backup, encrypted with a passphrase or for recipients.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct BackupCreateRequest {
    /// The file to write.
    pub path: FilePath,
    /// Whether an existing file may be replaced.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub replace: bool,
    /// The passphrase that opens the backup.
    pub passphrase: Option<WireSecret>,
    /// age public keys (`age1...`), instead of a passphrase.
    #[serde(default)]
    #[ts(optional, as = "Option<Vec<String>>")]
    pub recipients: Vec<String>,
}

/// Rehearses a backup: restores it into memory and tests it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct BackupVerifyRequest {
    /// The backup.
    pub path: FilePath,
    /// Its passphrase.
    pub passphrase: Option<WireSecret>,
    /// The text of an age identity file, instead of a passphrase.
    pub identity: Option<WireSecret>,
}

/// The contents of a backup in figures.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct BackupRow {
    /// The identifier of its directory.
    pub directory: String,
    /// The team's name.
    pub team: String,
    /// When it was made.
    pub made_at: String,
    /// People, including deleted ones.
    pub users: u64,
    /// Groups.
    pub groups: u64,
    /// Local apps.
    pub clients: u64,
    /// Records of every kind.
    pub records: u64,
    /// Size of the file.
    pub bytes: u64,
}

/// A backup that was made.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct BackupCreateResponse {
    /// The file.
    pub path: String,
    /// Its contents.
    pub backup: BackupRow,
    /// How long it took.
    pub took_ms: u32,
}

/// A backup that works.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct BackupVerifyResponse {
    /// The restored contents; the same as when it was made.
    pub backup: BackupRow,
    /// How many keys and shared secrets signed a token that was then verified.
    pub keys: u64,
    /// Whether it is a backup of this directory, which then remembers the rehearsal.
    pub is_of_this_directory: bool,
    /// Why this directory does not remember the rehearsal of its own backup: it does not open, or does not exist.
    pub not_remembered_because: Option<String>,
}

/// The state of backups.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct BackupStatusResponse {
    /// The last one made.
    pub made: Option<BackupNoteRow>,
    /// The last one rehearsed.
    pub rehearsed: Option<BackupNoteRow>,
    /// The schedule.
    pub schedule: Option<BackupScheduleRow>,
    /// Why the last scheduled backup failed.
    pub problem: Option<String>,
    /// Whether there was no backup for thirty days, or the schedule is late.
    pub is_backup_due: bool,
    /// Whether there was no rehearsal for thirty days.
    pub is_rehearsal_due: bool,
}

/// A backup that was made or rehearsed.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct BackupNoteRow {
    /// The time.
    pub at: String,
    /// Its file, if it is still there: it may have been removed, or be on a disk that is not at hand.
    pub path: Option<String>,
}

/// The schedule of automatic backups.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct BackupScheduleRow {
    /// The folder for the backups.
    pub folder: String,
    /// The interval in days.
    pub every_days: u32,
    /// The number of backups to keep.
    pub keep: u32,
    /// When the last one was made.
    pub last_at: String,
    /// The public keys of the recipients; empty for a passphrase.
    pub recipients: Vec<String>,
}

/// Schedules automatic backups, which a process that stays makes: the window, or `portreeve serve`. The first is made
/// at once.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct BackupScheduleRequest {
    /// An existing folder.
    pub folder: FilePath,
    /// The interval in days.
    pub every_days: u32,
    /// The number of backups to keep; older ones are removed.
    pub keep: u32,
    /// The passphrase, which the directory stores encrypted.
    pub passphrase: Option<WireSecret>,
    /// age public keys (`age1...`), instead of a passphrase.
    #[serde(default)]
    #[ts(optional, as = "Option<Vec<String>>")]
    pub recipients: Vec<String>,
}

about! {
    BackupCreateRequest:;
    BackupScheduleRequest:;
    BackupVerifyRequest:;
}
