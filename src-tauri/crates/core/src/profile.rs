//! The directory's own record.

use crate::id::DirectoryId;
use crate::time::Timestamp;

/// The directory's own record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Names the directory for ever.
    pub id: DirectoryId,
    /// The team's name.
    pub team: String,
    /// The `iss` of every token.
    pub issuer: String,
    /// When it was created.
    pub created_at: Timestamp,
    /// After how many days events leave the trail by themselves; `None` for never.
    pub keep_events_days: Option<u32>,
}
