//! Permissions on the wire.

use crate::about::about;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::wire::refs::GroupRef;

/// One permission of a person, and how they come to have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct PermissionPath {
    /// `app.codename`.
    pub permission: String,
    /// What it is called.
    pub label: String,
    /// Each path: the groups from the person's own to the granting one; empty means granted directly.
    pub paths: Vec<Vec<GroupRef>>,
}

/// A permission the directory knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct PermissionRow {
    /// `app.codename`.
    pub permission: String,
    /// What it is called.
    pub label: String,
    /// Groups that grant it.
    pub groups: Vec<GroupRef>,
    /// How many users hold it directly.
    pub direct_holders: u32,
}

/// Every permission the directory knows.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct PermissionListResponse {
    /// The permissions, sorted by `app.codename`.
    pub permissions: Vec<PermissionRow>,
}

/// Adds a permission.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[cfg_attr(feature = "cli", derive(clap::Args))]
#[serde(default)]
#[ts(export_to = "wire.ts")]
pub struct PermissionAddRequest {
    /// `app.codename`.
    #[cfg_attr(feature = "cli", arg(help = "For example people.approve_invoice"))]
    pub permission: String,
    /// Its label; made from the codename when empty.
    #[cfg_attr(
        feature = "cli",
        arg(long, default_value = "", hide_default_value = true, help = "Label")
    )]
    pub label: String,
}

about! {
    PermissionAddRequest:;
}
