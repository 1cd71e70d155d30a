//! What is wrong with a directory that does not open, on the wire.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is wrong with a directory that does not open, what is lost, and what there is to go on from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct Damage {
    /// What is wrong, each by name.
    pub findings: Vec<DamageFinding>,
    /// Whether it could be tried how much can still be proven; if not, a finding says why.
    pub is_tried: bool,
    /// How far repairing would go: the latest state that can be proven.
    pub proven: Option<Proven>,
    /// How many entries of the journal are known to have been written after that, and cannot be proven any more: there
    /// may have been more. None where none is known of.
    pub lost_entries: Option<u64>,
    /// The known backups that are there and as large as when they were made, the newest first. Whether one opens only
    /// its passphrase or identity can tell.
    pub backups: Vec<KnownBackup>,
    /// Backups that were made and are not there now, the newest first: perhaps on a medium that is not plugged in.
    #[serde(default)]
    #[ts(optional = nullable, as = "Option<Vec<KnownBackup>>")]
    pub absent_backups: Vec<KnownBackup>,
    /// Which of the two loses less, or whether it is time for either.
    pub advice: WayOn,
}

/// Something that is wrong with what is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct DamageFinding {
    /// In words, with the name of the file or the number of the entry.
    pub what: String,
    /// What to do about it, where there is something.
    pub hint: Option<String>,
}

/// The latest state that can be proven.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct Proven {
    /// The last entry of the journal that it holds.
    pub entry: u64,
    /// The last commit that it holds.
    pub revision: u64,
    /// When the last change in it was made.
    pub at: Option<String>,
}

/// A backup that was made of the directory here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct KnownBackup {
    /// The file.
    pub path: String,
    /// When it was made: it holds everything up to then.
    pub made_at: String,
    /// The last commit that it holds for certain, if that was noted.
    pub revision: Option<u64>,
    /// Size of the file.
    pub bytes: u64,
}

/// A way on from a directory that does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "wire.ts")]
pub enum WayOn {
    /// Restore the newest backup.
    Restore,
    /// Go on from what can be proven.
    Repair,
    /// Neither is known to be possible.
    Unknown,
    /// Neither, as long as what the findings advise was not tried: nothing may be lost at all.
    Neither,
}
