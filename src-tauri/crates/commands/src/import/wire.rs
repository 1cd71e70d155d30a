//! Imports on the wire.

use crate::about::about;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::wire::path::FilePath;

/// Imports a file of another program.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct ImportRequest {
    /// Absolute path of the file.
    pub path: FilePath,
    /// The importer that reads it; `django` when absent.
    #[serde(default)]
    pub format: Option<String>,
    /// Only shows what would happen.
    pub dry_run: bool,
    /// Imports the rest if some people cannot be imported as they are; otherwise nothing is imported then.
    #[serde(default)]
    pub leave_out: bool,
    /// People who get another username than in the file.
    #[serde(default)]
    pub logins: Vec<ImportRename>,
    /// Groups that get another name than in the file.
    #[serde(default)]
    pub groups: Vec<ImportRename>,
    /// Enables people who are disabled here and active in the file.
    #[serde(default)]
    pub enable: bool,
    /// The zone for times without one, such as `Europe/Berlin`; UTC when absent.
    #[serde(default)]
    pub time_zone: Option<String>,
    /// The user model, such as `accounts.user`; found automatically when absent.
    #[serde(default)]
    pub user_model: Option<String>,
    /// The field with the username, if it is neither `username` nor `email`.
    #[serde(default)]
    pub login_field: Option<String>,
}

/// Another name for a person or a group in the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct ImportRename {
    /// The name in the file, or `#` and the number of the object.
    pub old: String,
    /// The name here; absent to leave it out.
    #[serde(default)]
    pub new: Option<String>,
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
    /// What happens to it.
    pub action: ImportAction,
    /// For updates: the fields that change.
    pub changes: Vec<String>,
    /// For users: which of `superuser` and `staff` they are by this import and were not before.
    pub gains: Vec<String>,
}

/// Skipped data of other apps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct ImportSkipped {
    /// The model, for example `people.profile`.
    pub model: String,
    /// The number of objects.
    pub count: u32,
}

/// A person, a group or something else that cannot be imported as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct ImportHeld {
    /// `user`, `group`, `permission`, or `object` for anything else.
    pub kind: String,
    /// Its name in the file.
    pub name: String,
    /// The number of its object in the file.
    pub place: u32,
    /// Its primary key in the file.
    pub key: Option<String>,
    /// For a user: whether they can sign in.
    pub is_active: bool,
    /// For a user: when they last signed in.
    pub last_sign_in_at: Option<String>,
    /// The reason.
    pub why: String,
}

/// A list of people by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct ImportNames {
    /// The first names.
    pub names: Vec<String>,
    /// The number of all.
    pub count: u32,
}

/// What an import did, or would do.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct ImportResponse {
    /// Whether it was a dry run, which changes nothing.
    pub dry_run: bool,
    /// The number of new users.
    pub users_created: u32,
    /// The number of changed users.
    pub users_updated: u32,
    /// The number of unchanged users.
    pub users_same: u32,
    /// The number of new groups.
    pub groups_created: u32,
    /// The number of changed groups.
    pub groups_updated: u32,
    /// The number of unchanged groups.
    pub groups_same: u32,
    /// New users who are superusers, and users who become superusers.
    pub superusers: ImportNames,
    /// New users who are staff, and users who become staff.
    pub staff: ImportNames,
    /// The number of new permissions.
    pub permissions_created: u32,
    /// New users without a usable password.
    pub without_password: u32,
    /// Users in the file who are deleted here, and stay deleted.
    pub stay_deleted: u32,
    /// Users whose password is re-hashed at their next sign-in.
    pub to_rehash: u32,
    /// Skipped data, by model.
    pub skipped: Vec<ImportSkipped>,
    /// Users who are disabled here and active in the file, and stay disabled.
    pub stay_disabled: ImportNames,
    /// Users who were deleted by undoing an import, and are restored.
    pub brought_back: ImportNames,
    /// Users here who are not in the file. Reported only for a second import.
    pub not_in_file: ImportNames,
    /// The first users and groups that cannot be imported as they are. They are left out, or nothing is imported.
    pub held: Vec<ImportHeld>,
    /// The number of all of them.
    pub held_count: u32,
    /// Values that are read differently from how they are written, a sentence each.
    pub notes: Vec<String>,
    /// Possible login fields, if a person has no username.
    pub login_fields: Vec<String>,
    /// Whether `undo` can undo the import.
    pub can_undo: bool,
    /// The first users and groups: who becomes superuser or staff, then what changes, then what is new, then what stays
    /// the same.
    pub rows: Vec<ImportRow>,
    /// How many have no row.
    pub rows_left: u32,
}

impl ImportResponse {
    /// The command-line options for held people.
    pub fn ways_in(&self) -> String {
        let first = |kind: &str| self.held.iter().find(|held| held.kind == kind);
        let mut ways = vec!["`--leave-out` imports everyone else".to_owned()];
        if let Some(user) = first("user") {
            ways.push(format!(
                "`--login 'OLD=NEW'` gives one of them another username here, `--login 'OLD='` leaves one \
                 out; OLD is the name in the file, or `#{0}` for object {0}",
                user.place
            ));
        }
        if let Some(group) = first("group") {
            ways.push(format!(
                "`--group 'OLD=NEW'` gives a group another name here, `--group 'OLD='` leaves it out; OLD is the name in \
                 the file, or `#{0}` for object {0}",
                group.place
            ));
        }
        ways.join("; ")
    }
}

impl ImportHeld {
    /// The same as one line.
    pub fn words(&self) -> String {
        let mut known = vec![format!("object {}", self.place)];
        known.extend(self.key.iter().map(|key| format!("id {key}")));
        if self.kind == "user" {
            known.push(if self.is_active { "active" } else { "disabled" }.to_owned());
            known.push(match &self.last_sign_in_at {
                Some(at) => format!("last signed in {}", at.split('T').next().unwrap_or(at)),
                None => "never signed in".to_owned(),
            });
        } else if self.kind != "object" {
            known.push(self.kind.clone());
        }
        format!("`{}` ({}): {}", self.name, known.join(", "), self.why)
    }
}

about! {
    ImportRequest:;
}
