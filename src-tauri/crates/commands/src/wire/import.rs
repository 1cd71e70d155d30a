//! Imports on the wire.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Imports a Django dump.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct ImportRequest {
    /// Absolute path of the file.
    pub path: String,
    /// Only tell what would happen.
    pub dry_run: bool,
}

/// What happens to one user or group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "wire.ts")]
pub enum ImportAction {
    /// New here.
    Create,
    /// Here already, and different.
    Update,
    /// Here already, and the same.
    Same,
}

/// One user or group of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct ImportRow {
    /// `user` or `group`.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// What happens.
    pub action: ImportAction,
    /// For updates: the fields that change.
    pub changes: Vec<String>,
}

/// Data of other apps that was passed over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct ImportSkipped {
    /// The Django model, for example `people.profile`.
    pub model: String,
    /// How many.
    pub count: u32,
}

/// What an import did, or would do.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct ImportResponse {
    /// Nothing was changed: it was a dry run.
    pub dry_run: bool,
    /// Users by what happens to them.
    pub users_created: u32,
    /// Users that change.
    pub users_updated: u32,
    /// Users that stay as they are.
    pub users_same: u32,
    /// Groups that are new.
    pub groups_created: u32,
    /// Groups that change.
    pub groups_updated: u32,
    /// Groups that stay as they are.
    pub groups_same: u32,
    /// Permissions that become known.
    pub permissions_created: u32,
    /// Users without a usable password.
    pub without_password: u32,
    /// Users in the file who are deleted here, and stay so.
    pub stay_deleted: u32,
    /// Users whose password is re-hashed at their next sign-in.
    pub to_rehash: u32,
    /// Passed over, by model.
    pub skipped: Vec<ImportSkipped>,
    /// Each user and group.
    pub rows: Vec<ImportRow>,
}
