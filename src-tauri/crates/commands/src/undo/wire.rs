//! Undo on the wire.

use crate::about::about;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::audit::wire::AuditTarget;

/// A request about an event to undo.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[cfg_attr(feature = "cli", derive(clap::Args))]
#[serde(default)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct UndoRequest {
    /// The number of the event; the caller's last change when absent.
    #[cfg_attr(
        feature = "cli",
        arg(
            help = "The number of its event, as `portreeve audit list` shows it; your own last change, if not given"
        )
    )]
    pub event: Option<u64>,
}

/// The preview of an undo.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct UndoPreview {
    /// The number of the event.
    pub event: u64,
    /// The command of the event.
    pub command: String,
    /// The time of the event.
    pub at: String,
    /// The actor's username at that time.
    pub actor_name: String,
    /// What the event did, in words.
    pub detail: String,
    /// Whether the caller can undo it now.
    pub is_possible: bool,
    /// Why the caller cannot undo it.
    pub why_not: Option<String>,
    /// What to do instead, or first.
    pub hint: Option<String>,
    /// What the undo would change: the first 1,000.
    pub changes: Vec<AuditTarget>,
    /// The number of further people and things that it would change.
    pub more_changes: u32,
    /// What would still differ from before.
    pub notes: Vec<String>,
}

/// The result of an undo.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct UndoResponse {
    /// The undone event.
    pub event: u64,
    /// What it did, in words.
    pub detail: String,
    /// What the undo changed: the first 1,000.
    pub changes: Vec<AuditTarget>,
    /// The number of further people and things that it changed.
    pub more_changes: u32,
    /// What still differs from before.
    pub notes: Vec<String>,
}

about! {
    UndoRequest:;
}
