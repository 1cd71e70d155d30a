//! The overview on the wire.

use crate::about::about;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::audit::wire::AuditRow;
use crate::backup::wire::BackupStatusResponse;

/// Asks whether all is well, and what is new.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[cfg_attr(feature = "cli", derive(clap::Args))]
#[serde(default)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct OverviewRequest {
    /// The last event that the caller knows: `news.last` of an earlier answer.
    #[cfg_attr(
        feature = "cli",
        arg(
            long,
            value_name = "EVENT",
            help = "Show what is new after this event; `audit list` shows the numbers"
        )
    )]
    pub since: Option<u64>,
}

/// What the caller can see of how the directory stands. Parts that they cannot see are absent.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct OverviewResponse {
    /// The last backup, the last test of one, and whether either is due.
    pub backups: BackupStatusResponse,
    /// When the oldest key that signs was made; absent if there is none.
    pub oldest_key_at: Option<String>,
    /// About passwords, for those who can see people.
    pub passwords: Option<PasswordFacts>,
    /// About key and disk, for superusers.
    pub keeping: Option<KeepingFacts>,
    /// How many live sessions of windows and terminals nobody has used for an hour, for those who can see sessions. The
    /// session that asks is none of them.
    pub unused_sessions: Option<u32>,
    /// Sign-ins, for those who can see activity.
    pub sign_ins: Option<SignInFacts>,
    /// What is new, for those who can see activity.
    pub news: Option<News>,
}

/// About passwords.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct PasswordFacts {
    /// People whose password is still stored as it was imported, until they next sign in.
    pub old_hashes: u32,
    /// Superusers who can sign in: active, with a password that counts.
    pub superusers: u32,
}

/// About the root key and the disk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct KeepingFacts {
    /// When the last recovery kit was made; absent if none was.
    pub recovery_kit_at: Option<String>,
    /// Bytes left on the disk of the directory, if that is known.
    pub disk_left: Option<u64>,
    /// Whether that is less than a gigabyte.
    pub is_disk_low: bool,
}

/// Sign-ins by day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct SignInFacts {
    /// Thirty days, the oldest first and today last.
    pub days: Vec<SignInDay>,
    /// Whether there were too many events to count all: then the oldest days lack some.
    pub is_cut: bool,
}

/// The sign-ins of a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct SignInDay {
    /// The day in UTC, as `2026-05-03`.
    pub day: String,
    /// How often someone signed in.
    pub done: u32,
    /// How often that was refused.
    pub refused: u32,
}

/// What others did, sign-ins aside.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct News {
    /// How many events; 0 if the request does not say since when.
    pub count: u32,
    /// Whether there may be more: only the newest thousand events are looked at.
    pub is_more: bool,
    /// The newest of them, at most five.
    pub rows: Vec<AuditRow>,
    /// The last event of all: the value for `since` once the caller has looked.
    pub last: u64,
}

about! {
    OverviewRequest:;
}
