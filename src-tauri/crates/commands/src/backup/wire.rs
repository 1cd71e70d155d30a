//! Backups on the wire.

use crate::about::about;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::wire::secret::WireSecret;

/// Makes a backup: closed with a passphrase, or for recipients.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct BackupCreateRequest {
    /// The file to write.
    pub path: String,
    /// Whether a file that is there may be replaced.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub replace: bool,
    /// Whoever knows it can open the backup.
    pub passphrase: Option<WireSecret>,
    /// age public keys (`age1...`), instead of a passphrase.
    #[serde(default)]
    #[ts(optional, as = "Option<Vec<String>>")]
    pub recipients: Vec<String>,
}

/// Rehearses a backup: restores it into memory and tries whether it works.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct BackupVerifyRequest {
    /// The backup.
    pub path: String,
    /// What it was closed with.
    pub passphrase: Option<WireSecret>,
    /// The text of an age identity file, instead of a passphrase.
    pub identity: Option<WireSecret>,
}

/// What a backup holds.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct BackupRow {
    /// Which directory it is of.
    pub directory: String,
    /// The team's name.
    pub team: String,
    /// When it was made.
    pub made_at: String,
    /// People, deleted ones included.
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
    /// What is in it.
    pub backup: BackupRow,
    /// How long it took.
    pub took_ms: u32,
}

/// A backup that works.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct BackupVerifyResponse {
    /// What was restored: as much as its maker counted.
    pub backup: BackupRow,
    /// Keys and shared secrets that signed a token, which was then verified.
    pub keys: u64,
    /// Whether it is of the directory that was asked, which then remembers the rehearsal.
    pub is_of_this_directory: bool,
    /// Why it does not all the same: it does not open, or there is none.
    pub not_remembered_because: Option<String>,
}

/// How backups stand.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct BackupStatusResponse {
    /// The last one made.
    pub made: Option<BackupNoteRow>,
    /// The last one rehearsed.
    pub rehearsed: Option<BackupNoteRow>,
    /// Backups that are made without being asked for.
    pub schedule: Option<BackupScheduleRow>,
    /// Why the last scheduled one was not made.
    pub problem: Option<String>,
    /// Nobody made one for thirty days, or the schedule is late.
    pub is_backup_due: bool,
    /// Nobody rehearsed one for thirty days.
    pub is_rehearsal_due: bool,
}

/// Something that was done with a backup.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct BackupNoteRow {
    /// When.
    pub at: String,
    /// With which file, if that is where it was: it may have been removed, or be on a disk that is not at hand.
    pub path: Option<String>,
}

/// Backups that are made without being asked for.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct BackupScheduleRow {
    /// Where they are put.
    pub folder: String,
    /// How often.
    pub every_days: u32,
    /// How many are kept.
    pub keep: u32,
    /// When the last one was made.
    pub last_at: String,
    /// Public keys they are closed for; empty when it is a passphrase.
    pub recipients: Vec<String>,
}

/// Has backups made without being asked for, by a process that stays: the window, or `portreeve serve`. The first is
/// made at once.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct BackupScheduleRequest {
    /// A folder that is there.
    pub folder: String,
    /// How often, in days.
    pub every_days: u32,
    /// How many are kept; older ones are removed.
    pub keep: u32,
    /// Kept, sealed, in the directory.
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
