//! Taking changes back, on the wire.

use crate::about::about;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::audit::wire::AuditTarget;

/// Names the event that is to be taken back.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct UndoRequest {
    /// Its number; the last change of whoever asks when absent.
    pub event: Option<u64>,
}

/// What taking an event back would do.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct UndoPreview {
    /// The event.
    pub event: u64,
    /// Its command.
    pub command: String,
    /// When it was.
    pub at: String,
    /// Who did it: login name at that time.
    pub actor_name: String,
    /// What it did, in words.
    pub detail: String,
    /// It can be taken back now, by whoever asks.
    pub is_possible: bool,
    /// Why not.
    pub why_not: Option<String>,
    /// What to do instead, or first.
    pub hint: Option<String>,
    /// What would change.
    pub changes: Vec<AuditTarget>,
    /// What would not be as it was before.
    pub notes: Vec<String>,
}

/// What was taken back.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct UndoResponse {
    /// The event that was taken back.
    pub event: u64,
    /// What it did, in words.
    pub detail: String,
    /// What changed.
    pub changes: Vec<AuditTarget>,
    /// What is not as it was before.
    pub notes: Vec<String>,
}

about! {
    UndoRequest:;
}
