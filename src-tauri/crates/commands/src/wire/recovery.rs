//! The recovery kit on the wire.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::directory::KeyLocation;
use super::secret::WireSecret;

/// Writes the three pages of a recovery kit.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct RecoveryKitRequest {
    /// A folder that is there.
    pub folder: String,
    /// The password of whoever asks, again.
    pub password: WireSecret,
}

/// The pages of a recovery kit.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct RecoveryKitResponse {
    /// Three files to print, hand out and remove.
    pub paths: Vec<String>,
}

/// Puts the root key of the directory that lies here back, out of two shares. Served by `host`.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct RestoreKeyRequest {
    /// The words of one share.
    pub one: WireSecret,
    /// The words of another.
    pub other: WireSecret,
    /// Where to keep the key from now on.
    pub key_location: KeyLocation,
    /// For a passphrase file: its passphrase.
    pub key_passphrase: Option<WireSecret>,
}
