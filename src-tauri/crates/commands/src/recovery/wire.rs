//! The recovery kit on the wire.

use crate::about::about;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::directory::wire::KeyLocation;
use crate::wire::path::FilePath;
use crate::wire::secret::WireSecret;

/// Makes a recovery kit: as three pages in a folder, or in the answer.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct RecoveryKitRequest {
    /// An existing folder for the pages; without it the answer contains the shares.
    pub folder: Option<FilePath>,
    /// The caller's password, again.
    pub password: WireSecret,
}

/// A recovery kit.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct RecoveryKitResponse {
    /// Three files to print, distribute and remove; empty if no folder was given.
    pub paths: Vec<String>,
    /// The words of the three shares, if no folder was given.
    pub shares: Vec<WireSecret>,
}

/// Restores the root key of this directory from two shares. Served by `host`.
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

about! {
    RecoveryKitRequest:;
}
