//! Requests and responses: what crosses the window, the control socket and `--json`. TypeScript is made from these.
//!
//! Moments are RFC 3339 in UTC, spans are whole seconds, identifiers are UUIDs in text.
//! Where a request names a user, group or client, it takes the identifier or the name.

pub mod collect;
pub mod refs;
pub mod secret;

use crate::about::about;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use ts_rs::TS;

/// A request or response with nothing in it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct Nothing {}

/// What a command that was performed answers.
// No `Debug`: there are secrets in some answers.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct Done<T> {
    /// The answer itself.
    pub response: T,
    /// The number of the event that it has left, by which it can be taken back; of the last, if it left several.
    pub event: Option<u64>,
    /// What the person should know beside the answer, each a sentence: a name that is easily mistaken for another, a
    /// password that counts no longer.
    pub notes: Vec<String>,
}

/// What a command that was performed answers, as JSON text.
pub type Answered = Done<Box<RawValue>>;

/// A part of a list: `limit` rows from `offset` on.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct Page {
    /// How many rows to pass over.
    pub offset: u32,
    /// How many rows to return, at most [`PAGE_LIMIT_MAX`].
    pub limit: u32,
}

/// Most rows one answer holds.
pub const PAGE_LIMIT_MAX: u32 = 1000;

impl Default for Page {
    fn default() -> Self {
        Self {
            offset: 0,
            limit: 100,
        }
    }
}

/// Counts fit: nothing here comes near four thousand million.
pub(crate) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

about! {
    Nothing:;
}
