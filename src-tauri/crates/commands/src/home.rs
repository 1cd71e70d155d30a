//! Before there is an open directory: where it is, creating it, opening it. Served by `host`, not by a directory.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::backup::wire::BackupRow;
use crate::damage::{Damage, KnownBackup};
use crate::directory::wire::KeyLocation;
use crate::error::CommandError;
use crate::session::wire::MeResponse;
use crate::wire::secret::WireSecret;

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

/// Signs in.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "wire.ts")]
pub struct SeatSignInRequest {
    /// Login name.
    pub login: String,
    /// Password.
    pub password: WireSecret,
}

/// Unlocks the window for the caller who is signed in.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "wire.ts")]
pub struct UnlockRequest {
    /// Their password.
    pub password: WireSecret,
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
