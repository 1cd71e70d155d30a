//! Requests and responses for the window, the control socket and `--json`. TypeScript is generated from these.
//!
//! Times are RFC 3339 in UTC, durations are whole seconds, identifiers are UUIDs in text. Where a request names a user,
//! group or client, it takes the identifier or the name.

pub mod collect;
pub mod path;
pub mod refs;
pub mod secret;

use crate::about::about;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use ts_rs::TS;

/// An empty request or response.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct Nothing {}

/// The answer of a performed command.
// No `Debug`: some answers contain secrets.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct Done<T> {
    /// The answer itself.
    pub response: T,
    /// The number of its last event, by which it can be undone.
    pub event: Option<u64>,
    /// The kinds of the records that it has written.
    pub touched: Vec<String>,
    /// Notes for the person, each a sentence: a name that is easily mistaken for another, a password that no longer
    /// counts.
    pub notes: Vec<String>,
}

/// What a command that was performed answers, as JSON text.
pub type Answered = Done<Box<RawValue>>;

/// A page of a list: `limit` rows from `offset` on.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct Page {
    /// How many rows to skip.
    pub offset: u32,
    /// How many rows to return, at most [`PAGE_LIMIT_MAX`].
    pub limit: u32,
}

/// The most rows in one answer.
pub const PAGE_LIMIT_MAX: u32 = 1000;

impl Default for Page {
    fn default() -> Self {
        Self {
            offset: 0,
            limit: 100,
        }
    }
}

/// A count for the wire. It fits: no count here comes near four billion.
pub(crate) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

about! {
    Nothing:;
}
