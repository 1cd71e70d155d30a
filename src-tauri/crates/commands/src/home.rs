//! Status, creation and opening of a directory, before it is open. `host` serves these, not the directory.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::backup::wire::BackupRow;
use crate::damage::{Damage, KnownBackup};
use crate::directory::wire::KeyLocation;
use crate::error::CommandError;
use crate::session::wire::MeResponse;
use crate::wire::path::FilePath;
use crate::wire::secret::WireSecret;

/// How far the directory is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "wire.ts")]
pub enum HomeState {
    /// There is no directory yet: first run.
    Absent,
    /// It needs the passphrase of its key.
    PassphraseNeeded,
    /// It needs its keychain, which is locked or missing.
    KeychainNeeded,
    /// Its data is damaged or older than it should be, and could not be repaired automatically: it needs a repair or a
    /// restore.
    Damaged,
    /// Open; no one is signed in.
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
    /// How far the directory is open.
    pub state: HomeState,
    /// The folder of the directory.
    pub folder: String,
    /// The team's name, once the directory is open.
    pub team: Option<String>,
    /// Where the root key is kept, once there is one.
    pub key_location: Option<KeyLocation>,
    /// Whether an OS keychain can be reached, if the person has to choose a place for a key.
    pub keychain_available: bool,
    /// Whether the key is missing from its place, or unusable there. Two shares of a recovery kit restore it, and
    /// nothing is lost. A keychain may have to be unlocked first.
    pub is_key_missing: bool,
    /// The signed-in person; also while locked, so that only the password is asked for.
    pub me: Option<MeResponse>,
    /// Why it does not open, if it needs a repair.
    pub trouble: Option<CommandError>,
    /// What is damaged and lost if the directory does not open, and the ways on.
    pub damage: Option<Damage>,
    /// The username to suggest at sign-in: the last one in this window, or else in the directory.
    pub last_login: Option<String>,
    /// A problem with the directory's folder.
    pub warning: Option<String>,
}

/// Creates the directory, its key and its first superuser, and signs them in.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct CreateDirectoryRequest {
    /// The team's name.
    pub team: String,
    /// Username of the first superuser.
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
pub struct HostSignInRequest {
    /// The username.
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

/// Asks which whole path a typed one means.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export_to = "wire.ts")]
pub struct WholePathRequest {
    /// As typed.
    pub typed: String,
}

/// A whole path.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct WholePathResponse {
    /// From the root of the disk.
    pub path: FilePath,
}

/// Restores a backup. Everything is checked before anything is changed; no one is signed in afterwards.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct RestoreRequest {
    /// The backup.
    pub path: FilePath,
    /// Its passphrase.
    pub passphrase: Option<WireSecret>,
    /// The text of an age identity file, instead of a passphrase.
    pub identity: Option<WireSecret>,
    /// Where to keep the root key.
    pub key_location: KeyLocation,
    /// For a passphrase file: its passphrase.
    pub key_passphrase: Option<WireSecret>,
    /// Whether an existing directory is set aside.
    pub replace: bool,
}

/// The result of a restore.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct RestoreResponse {
    /// The restored contents.
    pub backup: BackupRow,
    /// Where the old directory is now.
    pub replaced: Option<String>,
}

/// The result of a repair.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct RepairResponse {
    /// What was lost, in words.
    pub given_up: Vec<String>,
    /// The newest known backup, which may have what was lost.
    pub backup: Option<KnownBackup>,
    /// Where the damaged directory is kept.
    pub replaced: Option<String>,
}
