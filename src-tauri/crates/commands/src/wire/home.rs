//! Before there is an open directory: where it is, creating it, opening it. Served by `host`, not by a directory.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::backup::BackupRow;
use super::directory::KeyLocation;
use super::secret::WireSecret;
use super::session::MeResponse;
use crate::error::CommandError;

/// How far the way into the directory is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "wire.ts")]
pub enum HomeState {
    /// There is no directory yet: first run.
    Absent,
    /// There is one, and its passphrase is needed.
    PassphraseNeeded,
    /// There is one, and the keychain that holds its key is locked or away.
    KeychainNeeded,
    /// There is one, but what is stored is damaged or older than it should be, and cannot be made whole again by
    /// itself: it has to be repaired or restored.
    Damaged,
    /// Open; nobody is signed in.
    SignedOut,
    /// Open and signed in, but the window is locked.
    Locked,
    /// Open and signed in.
    SignedIn,
}

/// What the window needs to know first.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct HomeStatus {
    /// How far the way is open.
    pub state: HomeState,
    /// The folder of the directory.
    pub folder: String,
    /// The team's name, once the directory is open.
    pub team: Option<String>,
    /// Where the root key is kept, once there is one.
    pub key_location: Option<KeyLocation>,
    /// Whether an OS keychain can be reached, where it is to be chosen where a key is kept.
    pub keychain_available: bool,
    /// Whether the place where its key is kept answers and does not have it, or has something that cannot be used: two
    /// shares of a recovery kit make it again, and nothing is lost. A keychain may have to be unlocked first.
    pub is_key_missing: bool,
    /// Who is signed in; also told while locked, so that only the password is asked for.
    pub me: Option<MeResponse>,
    /// Why it does not open, when it has to be repaired.
    pub trouble: Option<CommandError>,
    /// What is damaged and lost then, and what there is to go on from.
    pub damage: Option<Damage>,
    /// Login name to offer when signing in: who was signed in last in this window.
    pub last_login: Option<String>,
    /// What is wrong with where the directory lies.
    pub warning: Option<String>,
}

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

/// Creates the directory, its key and its first superuser, and signs that one in.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct CreateDirectoryRequest {
    /// The team's name.
    pub team: String,
    /// Login name of the first superuser.
    pub superuser: String,
    /// Their password.
    pub password: WireSecret,
    /// Where to keep the root key.
    pub key_location: KeyLocation,
    /// For a passphrase file: the passphrase.
    pub passphrase: Option<WireSecret>,
}

/// Opens a directory whose key is in a passphrase file.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct OpenDirectoryRequest {
    /// The passphrase.
    pub passphrase: WireSecret,
}

/// Restores a backup. Everything is checked before anything is touched; nobody is signed in afterwards.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct RestoreRequest {
    /// The backup.
    pub path: String,
    /// What it was closed with.
    pub passphrase: Option<WireSecret>,
    /// The text of an age identity file, instead of a passphrase.
    pub identity: Option<WireSecret>,
    /// Where to keep the root key.
    pub key_location: KeyLocation,
    /// For a passphrase file: its passphrase.
    pub key_passphrase: Option<WireSecret>,
    /// Whether a directory that is there is set aside.
    pub replace: bool,
}

/// A directory that was restored.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct RestoreResponse {
    /// What was restored.
    pub backup: BackupRow,
    /// Where the directory that was there is now.
    pub replaced: Option<String>,
}

/// A directory that did not open and was repaired.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct RepairResponse {
    /// What was given up, in words.
    pub given_up: Vec<String>,
    /// The newest backup that is known: it may have what was given up.
    pub backup: Option<KnownBackup>,
    /// Where the damaged directory is kept.
    pub replaced: Option<String>,
}
