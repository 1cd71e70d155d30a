//! The audit trail on the wire.

use crate::about::about;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct AuditRow {
    /// Its number in the trail, which has no gaps.
    pub number: u64,
    /// It could not be read: `audit.verify` tells why. Nothing else in the row counts then.
    pub is_unreadable: bool,
    /// When.
    pub at: String,
    /// Who: identifier; absent for nobody and for who made the directory.
    pub actor_id: Option<String>,
    /// Who: the login name at that time; empty for nobody.
    pub actor_name: String,
    /// From where.
    pub via: AuditVia,
    /// The command, for example `group.add_member`.
    pub command: String,
    /// On what: what it was about first, then what it changed besides.
    pub targets: Vec<AuditTarget>,
    /// How many more there were.
    pub more_targets: u32,
    /// What of it, in words.
    pub detail: String,
    /// How it ended.
    pub outcome: AuditOutcome,
    /// Why it was refused: an error code.
    pub code: Option<String>,
    /// How often it was refused: the same refusal many times within a minute is one event.
    pub times: u32,
    /// Whether `undo.apply` may be offered for it.
    pub undoable: bool,
    /// Why not, where it changed something.
    pub not_undoable_because: Option<String>,
    /// The event that took it back.
    pub undone_by: Option<u64>,
    /// The event that it takes back.
    pub undoes: Option<u64>,
}

/// From where a command came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "wire.ts")]
pub enum AuditVia {
    /// Making the directory.
    Setup,
    /// The window.
    Window,
    /// The command line.
    CommandLine,
    /// Another process of the same person, while this one had the directory open.
    ControlSocket,
    /// Nobody: Portreeve itself.
    Itself,
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "wire.ts")]
pub enum AuditOutcome {
    /// It was done.
    Done,
    /// It was refused.
    Refused,
}

/// What an event is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct AuditTarget {
    /// What kind of thing.
    pub kind: AuditTargetKind,
    /// Its identifier; empty where there is none.
    pub id: String,
    /// What it was called at that time.
    pub name: String,
    /// What changed of it.
    pub changes: Vec<AuditChange>,
}

/// What kind of thing an event is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "wire.ts")]
pub enum AuditTargetKind {
    /// The directory itself.
    Directory,
    /// A user.
    User,
    /// A group.
    Group,
    /// A known permission.
    Permission,
    /// A local app.
    Client,
    /// A signing key.
    Key,
    /// A session.
    Session,
    /// A family of refresh tokens.
    TokenFamily,
    /// A file.
    File,
    /// Events of the trail.
    Trail,
}

/// One field before and after. Of lists, what went and what came; of secrets, only that they were set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct AuditChange {
    /// The field.
    pub field: String,
    /// What it held; empty for nothing.
    pub before: String,
    /// What it holds since.
    pub after: String,
}

/// Which events. What is absent or empty does not narrow them down; what is not known is refused.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct AuditFilter {
    /// By whom: login name, also a former one, or identifier; `nobody` for events without.
    pub actor: Option<String>,
    /// On what: a name, also a former one, or identifier of a user, group, permission, app or file.
    pub target: Option<String>,
    /// The command, or how it starts: `user.`, `group.add`.
    pub command: Option<String>,
    /// How they ended.
    pub outcome: Option<AuditOutcome>,
    /// Not before this moment.
    pub from: Option<String>,
    /// Before this moment.
    pub to: Option<String>,
    /// Somewhere in the event.
    pub text: Option<String>,
}

/// Asks for events, the newest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct AuditListRequest {
    /// Which.
    pub filter: AuditFilter,
    /// Only events with a smaller number: the `next` of the page before.
    pub before: Option<u64>,
    /// How many at most; 100 when absent.
    pub limit: Option<u32>,
}

/// Events, the newest first.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct AuditListResponse {
    /// The events.
    pub rows: Vec<AuditRow>,
    /// Where to go on; absent at the beginning of the trail. With a filter there can be fewer rows than asked for,
    /// or none, and yet a `next`: only so many events are looked through at a time.
    pub next: Option<u64>,
    /// How many events were looked through.
    pub scanned: u32,
    /// The number of the first event that is still kept.
    pub first: u64,
    /// The number of the last event.
    pub last: u64,
}

/// What is wrong with the trail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "wire.ts")]
pub enum AuditFault {
    /// The event is not what was written.
    Edited,
    /// The event is missing.
    Missing,
    /// Another event stands in its place.
    Misplaced,
    /// This event and all after it are missing.
    CutTail,
    /// The event comes after the recorded end.
    BeyondHead,
    /// The end is not recorded.
    HeadMissing,
}

/// Something that is wrong with the trail, at its first place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct AuditFinding {
    /// The number of the event.
    pub number: u64,
    /// What kind of fault.
    pub fault: AuditFault,
    /// In words.
    pub what: String,
}

/// Whether the trail is what was written.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct AuditVerifyResponse {
    /// All of it is.
    pub is_intact: bool,
    /// How many events are, from the first on.
    pub events: u64,
    /// The number of the first event that is still kept.
    pub first: u64,
    /// The number of the last event.
    pub last: u64,
    /// What is wrong.
    pub finding: Option<AuditFinding>,
}

/// The end of the trail, to be kept elsewhere.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct AuditHeadResponse {
    /// The number of the last event.
    pub number: u64,
    /// The event's number and nine words for its fingerprint, to be written down or read out. Holds no secret.
    pub code: String,
    /// When it was told.
    pub at: String,
}

/// Asks whether anything up to an earlier end was changed.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct AuditCheckRequest {
    /// What `audit.head` told then; case and what stands between the words do not matter.
    pub code: String,
}

/// Whether the trail still begins with what was there when the code was told.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct AuditCheckResponse {
    /// Nothing up to `number` was changed.
    pub holds: bool,
    /// The event the code was told at.
    pub number: u64,
    /// In words.
    pub what: String,
    /// What may explain that it does not hold.
    pub hint: Option<String>,
}

/// A kind of file that events are exported to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "wire.ts")]
pub enum AuditFormat {
    /// One JSON object a line: the rows of `audit.list`.
    JsonLines,
    /// A table for spreadsheets, with a byte order mark; cells that would be formulas begin with an apostrophe.
    Csv,
}

/// Writes events to a file, the oldest first; or gives them in the answer.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct AuditExportRequest {
    /// Absolute path of the file; the events are in the answer if absent, fewer of them.
    #[serde(default)]
    pub path: Option<String>,
    /// What kind of file.
    pub format: AuditFormat,
    /// Which events.
    #[serde(default)]
    #[ts(as = "Option<AuditFilter>", optional = nullable)]
    pub filter: AuditFilter,
    /// The number to begin with: the `next` of the file before.
    #[serde(default)]
    pub start: Option<u64>,
    /// Whether a file that is there may be replaced.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub replace: bool,
    /// Whether this goes on where another left off, so that a table has its head already.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub goes_on: bool,
}

/// What was written.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct AuditExportResponse {
    /// Where.
    pub path: Option<String>,
    /// What would stand in the file, if none was named.
    pub contents: Option<String>,
    /// How many events.
    pub events: u32,
    /// How large, in bytes.
    pub bytes: u32,
    /// Where the next file has to start, if one file could not hold them all.
    pub next: Option<u64>,
}

/// Sets for how long events are kept.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct AuditKeepRequest {
    /// After how many days they leave the trail by themselves, at least 30; never, if not given.
    pub days: Option<u32>,
}

/// For how long events are kept.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct AuditKeepResponse {
    /// After how many days they leave the trail by themselves; never, if not set.
    pub days: Option<u32>,
}

/// Removes old events.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct AuditPruneRequest {
    /// Events older than this many days go; at least 30.
    pub older_than_days: u32,
}

/// What was removed.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct AuditPruneResponse {
    /// How many events.
    pub pruned: u64,
    /// The number of the first event that is still kept.
    pub first: u64,
    /// The code of the last event that was removed: proves later what a kept export holds up to there.
    pub code: Option<String>,
}

about! {
    AuditCheckRequest:;
    AuditExportRequest:;
    AuditKeepRequest:;
    AuditListRequest:;
    AuditPruneRequest:;
}
