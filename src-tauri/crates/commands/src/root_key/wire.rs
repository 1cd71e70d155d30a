//! The root key on the wire.

use crate::about::about;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::directory::wire::KeyLocation;
use crate::wire::secret::WireSecret;

/// Moves the root key to another place.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct KeyMoveRequest {
    /// The new place.
    pub to: KeyLocation,
    /// For a passphrase file: its passphrase.
    pub passphrase: Option<WireSecret>,
}

/// The root key was moved.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct KeyMoveResponse {
    /// The key's new place.
    pub key_location: KeyLocation,
}

about! {
    KeyMoveRequest:;
}
