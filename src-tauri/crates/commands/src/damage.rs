//! The report about a directory that does not open, for the wire.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is wrong with a directory that does not open, what is lost, and what there is to go on from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct Damage {
    /// The faults in the stored data.
    pub findings: Vec<DamageFinding>,
    /// Whether it was possible to try how much can be verified; if not, a finding says why.
    pub is_tried: bool,
    /// The latest state that can be verified, to which a repair would go.
    pub proven: Option<Proven>,
    /// How many later entries of the journal were written, as far as known, and cannot be verified. There may be more.
    /// Absent if none is known.
    pub lost_entries: Option<u64>,
    /// Known backups that exist and are as large as when they were made, the newest first. Only its passphrase or
    /// identity can tell whether one opens.
    pub backups: Vec<KnownBackup>,
    /// Known backups whose files are missing now, the newest first: they may be on a medium that is not plugged in.
    #[serde(default)]
    #[ts(optional = nullable, as = "Option<Vec<KnownBackup>>")]
    pub absent_backups: Vec<KnownBackup>,
    /// The advice: the way that loses less, or neither way yet.
    pub advice: WayOn,
}

/// A fault in stored data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct DamageFinding {
    /// The fault in words, with the name of the file or the number of the entry.
    pub what: String,
    /// What to do about it, if there is something.
    pub hint: Option<String>,
}

/// The latest state that can be verified.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct Proven {
    /// Its last entry of the journal.
    pub entry: u64,
    /// Its last commit.
    pub revision: u64,
    /// The time of its last change.
    pub at: Option<String>,
}

/// A backup of this directory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct KnownBackup {
    /// The file.
    pub path: String,
    /// When it was made: it contains everything up to then.
    pub made_at: String,
    /// The last commit that it contains for certain, if noted.
    pub revision: Option<u64>,
    /// Size of the file.
    pub bytes: u64,
}

/// The ways on from a directory that does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "wire.ts")]
pub enum WayOn {
    /// Restore the newest backup.
    Restore,
    /// Go on from the latest state that can be verified.
    Repair,
    /// Neither is known to be possible.
    Unknown,
    /// Neither way yet. First follow the advice of the findings, because perhaps nothing is lost.
    Neither,
}
