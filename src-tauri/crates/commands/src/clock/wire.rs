//! The clock on the wire.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The time that commands use.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct ClockResponse {
    /// The time that commands use.
    pub now: String,
    /// How far the computer's clock is behind that, in seconds, if it has jumped back.
    pub behind_secs: Option<u32>,
}
