//! The clock on the wire.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What time it is here.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct ClockResponse {
    /// The moment that commands believe.
    pub now: String,
    /// How far the machine's clock is behind that, if it has jumped back.
    pub behind_secs: Option<u32>,
}
