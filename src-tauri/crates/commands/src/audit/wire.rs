//! The audit trail on the wire.

use crate::about::about;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::wire::Page;
use crate::wire::path::FilePath;

/// One event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct AuditRow {
    /// Its number in the trail, which has no gaps.
    pub number: u64,
    /// The event cannot be read, and `audit.verify` says why. All other fields are meaningless then.
    pub is_unreadable: bool,
    /// The time of the event.
    pub at: String,
    /// The actor's identifier; absent if no one was signed in, and for the creator of the directory.
    pub actor_id: Option<String>,
    /// The actor's username at that time; empty if no one was signed in.
    pub actor_name: String,
    /// Where the command came from.
    pub via: AuditVia,
    /// The command, for example `group.add_member`.
    pub command: String,
    /// The targets of the command first, then whatever else it changed.
    pub targets: Vec<AuditTarget>,
    /// The number of further targets.
    pub more_targets: u32,
    /// What the command did or tried, in words without the actor: `disabled ada`, `tried to disable ada`.
    pub words: String,
    /// What the words leave out; for a refusal, why it was refused.
    pub detail: String,
    /// How it ended.
    pub outcome: AuditOutcome,
    /// Why it was refused: the reason of the error, for example `import.collision`.
    pub reason: Option<String>,
    /// How often it was refused: the same refusal many times within a minute is one event.
    pub times: u32,
    /// Whether the window can offer `undo.apply` for it.
    pub undoable: bool,
    /// Why it cannot be undone, if it changed something.
    pub not_undoable_because: Option<String>,
    /// The event that undid it.
    pub undone_by: Option<u64>,
    /// The event that it undoes.
    pub undoes: Option<u64>,
}

/// Where a command came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "wire.ts")]
pub enum AuditVia {
    /// Creating the directory.
    Setup,
    /// The window.
    Window,
    /// The command line.
    CommandLine,
    /// Another process of the same person, while this one had the directory open.
    ControlSocket,
    /// Portreeve itself.
    Itself,
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "wire.ts")]
pub enum AuditOutcome {
    /// The command was done.
    Done,
    /// The command was refused.
    Refused,
}

/// What an event is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct AuditTarget {
    /// Its kind.
    pub kind: AuditTargetKind,
    /// Its identifier; empty if it has none.
    pub id: String,
    /// Its name at that time.
    pub name: String,
    /// Its changed fields.
    pub changes: Vec<AuditChange>,
}

/// The kinds of targets.
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

/// One field before and after. For lists, the removed and the added members; for secrets, only that they were set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct AuditChange {
    /// The name of the field.
    pub field: String,
    /// The old value; empty for none.
    pub before: String,
    /// The new value; empty for none.
    pub after: String,
}

/// A filter for events. Absent and empty fields do not filter; unknown values are refused.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct AuditFilter {
    /// The actor: username, also a former one, or identifier; `nobody` for events without a signed-in actor.
    pub actor: Option<String>,
    /// A target: name, also a former one, or identifier of a user, group, permission, app or file.
    pub target: Option<String>,
    /// The command, or how it starts: `user.`, `group.add`.
    pub command: Option<String>,
    /// The outcome.
    pub outcome: Option<AuditOutcome>,
    /// From this time on.
    pub from: Option<String>,
    /// Before this time.
    pub to: Option<String>,
    /// Text anywhere in the event.
    pub text: Option<String>,
    /// Further conditions, all of which must hold.
    #[ts(as = "Option<Vec<AuditCondition>>", optional)]
    pub also: Vec<AuditCondition>,
    /// Leaves out the events for which any of these holds.
    #[ts(as = "Option<Vec<AuditCondition>>", optional)]
    pub without: Vec<AuditCondition>,
}

/// One condition of an event: what the field of the filter with the same name says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "wire.ts")]
pub enum AuditCondition {
    /// The actor.
    Actor(String),
    /// A target.
    Target(String),
    /// The command, or how it starts.
    Command(String),
    /// The outcome.
    Outcome(AuditOutcome),
    /// From this time on.
    From(String),
    /// Before this time.
    To(String),
    /// Text anywhere in the event.
    Text(String),
}

/// Asks for events, the newest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct AuditListRequest {
    /// The filter.
    pub filter: AuditFilter,
    /// Only events with a smaller number: the `next` of the page before.
    pub before: Option<u64>,
    /// The most events to return; 100 when absent.
    pub limit: Option<u32>,
}

/// Events, the newest first.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct AuditListResponse {
    /// The events.
    pub rows: Vec<AuditRow>,
    /// The value for `before` to go on; absent at the beginning of the trail. With a filter there can be fewer rows
    /// than asked for, or none, and still a `next`: one request looks through a limited number of events.
    pub next: Option<u64>,
    /// How many events were looked through.
    pub scanned: u32,
    /// The number of the first event that is kept.
    pub first: u64,
    /// The number of the last event.
    pub last: u64,
}

/// Asks for everything that an event was about.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct AuditTargetsRequest {
    /// The number of the event.
    pub event: u64,
    /// The page.
    pub page: Page,
}

/// A page of what an event was about.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct AuditTargetsResponse {
    /// The number of people and things that the event was about. Of a large event of an earlier version only the first are
    /// known.
    pub total: u32,
    /// The targets on the page: the first 100 with their changed fields, further ones without.
    pub targets: Vec<AuditTarget>,
}

/// The kinds of faults in the trail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "wire.ts")]
pub enum AuditFault {
    /// The event was changed.
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

/// The first fault in the trail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct AuditFinding {
    /// The number of the event.
    pub number: u64,
    /// The kind of fault.
    pub fault: AuditFault,
    /// The fault in words.
    pub what: String,
}

/// Whether the trail is unchanged.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct AuditVerifyResponse {
    /// Whether the whole trail is unchanged.
    pub is_intact: bool,
    /// The number of unchanged events, from the first on.
    pub events: u64,
    /// The number of the first event that is kept.
    pub first: u64,
    /// The number of the last event.
    pub last: u64,
    /// The fault, if there is one.
    pub finding: Option<AuditFinding>,
}

/// The end of the trail, to be kept elsewhere.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct AuditHeadResponse {
    /// The number of the last event.
    pub number: u64,
    /// The event's number and nine words for its fingerprint, to write down or read aloud. Contains no secret.
    pub code: String,
    /// When the code was made.
    pub at: String,
}

/// Asks whether anything up to an earlier end was changed.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct AuditCheckRequest {
    /// A code from `audit.head`; case and the characters between the words do not matter.
    pub code: String,
}

/// Whether the trail is unchanged up to the event of the code.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct AuditCheckResponse {
    /// Whether nothing up to `number` was changed.
    pub holds: bool,
    /// The event of the code.
    pub number: u64,
    /// The result in words.
    pub what: String,
    /// A possible reason if it was changed.
    pub hint: Option<String>,
}

/// A format for exported events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "wire.ts")]
pub enum AuditFormat {
    /// One JSON object a line: the rows of `audit.list`.
    JsonLines,
    /// A table for spreadsheets, with a byte order mark; cells that would be formulas begin with an apostrophe.
    Csv,
}

/// Writes events to a file, the oldest first; or returns them in the answer.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct AuditExportRequest {
    /// Absolute path of the file; if absent, the answer contains the events, fewer of them.
    #[serde(default)]
    pub path: Option<FilePath>,
    /// The format of the file.
    pub format: AuditFormat,
    /// The filter.
    #[serde(default)]
    #[ts(as = "Option<AuditFilter>", optional = nullable)]
    pub filter: AuditFilter,
    /// The first number: the `next` of the previous file.
    #[serde(default)]
    pub start: Option<u64>,
    /// Whether an existing file may be replaced.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub replace: bool,
    /// Whether this continues an earlier export, so that a table needs no head.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub goes_on: bool,
}

/// The exported events.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct AuditExportResponse {
    /// The path of the file.
    pub path: Option<String>,
    /// The contents of the file, if no path was given.
    pub contents: Option<String>,
    /// The number of events.
    pub events: u32,
    /// The size in bytes.
    pub bytes: u32,
    /// The value for `start` to go on, if one file could not contain all events.
    pub next: Option<u64>,
}

/// Sets how long events are kept.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[cfg_attr(feature = "cli", derive(clap::Args))]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct AuditKeepRequest {
    /// After how many days events are removed automatically, at least 30; never if absent.
    #[cfg_attr(
        feature = "cli",
        arg(
            long,
            conflicts_with = "forever",
            help = "Remove older events automatically; at least 30"
        )
    )]
    pub days: Option<u32>,
}

/// How long events are kept.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct AuditKeepResponse {
    /// After how many days events are removed automatically; never if absent.
    pub days: Option<u32>,
}

/// Removes old events.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[cfg_attr(feature = "cli", derive(clap::Args))]
#[ts(export_to = "wire.ts")]
pub struct AuditPruneRequest {
    /// Removes events older than this many days; at least 30.
    #[cfg_attr(
        feature = "cli",
        arg(
            long,
            value_name = "DAYS",
            help = "Remove events older than this; at least 30"
        )
    )]
    pub older_than_days: u32,
}

/// The removed events.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct AuditPruneResponse {
    /// The number of events.
    pub pruned: u64,
    /// The number of the first event that is kept.
    pub first: u64,
    /// The code of the last removed event: it proves later that a kept export is unchanged up to there.
    pub code: Option<String>,
}

about! {
    AuditCheckRequest:;
    AuditExportRequest:;
    AuditKeepRequest:;
    AuditListRequest:;
    AuditTargetsRequest:;
    AuditPruneRequest:;
}
