//! Imports on the wire.

use crate::about::about;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Imports a Django dump.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct ImportRequest {
    /// Absolute path of the file.
    pub path: String,
    /// Only tell what would happen.
    pub dry_run: bool,
    /// Import the rest where somebody cannot come in as they are; without it, nothing is imported then.
    #[serde(default)]
    pub leave_out: bool,
    /// Who gets another login name than in the file.
    #[serde(default)]
    pub logins: Vec<ImportRename>,
    /// Which groups get another name than in the file.
    #[serde(default)]
    pub groups: Vec<ImportRename>,
    /// Switch on who is disabled here and active in the file.
    #[serde(default)]
    pub enable: bool,
    /// The zone of moments that have none, such as `Europe/Berlin`; UTC if it is absent.
    #[serde(default)]
    pub time_zone: Option<String>,
    /// The model of the users, such as `accounts.user`; found out if it is absent.
    #[serde(default)]
    pub user_model: Option<String>,
    /// The field of the users that they sign in with, if it is neither `username` nor `email`.
    #[serde(default)]
    pub login_field: Option<String>,
}

/// Another name for somebody or a group of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct ImportRename {
    /// The name in the file, or `#` and the number of the object.
    pub old: String,
    /// The name here; without one it is left out.
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

/// Somebody, a group or something else that cannot come in as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct ImportHeld {
    /// `user`, `group`, `permission`, or `object` for what is none of them.
    pub kind: String,
    /// Its name in the file.
    pub name: String,
    /// The number of its object in the file.
    pub place: u32,
    /// Its primary key in the file.
    pub key: Option<String>,
    /// Of a user: may sign in.
    pub is_active: bool,
    /// Of a user: when they last signed in.
    pub last_sign_in_at: Option<String>,
    /// What stands in the way.
    pub why: String,
}

/// People by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct ImportNames {
    /// The first of them.
    pub names: Vec<String>,
    /// How many there are.
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
    /// New users without a usable password.
    pub without_password: u32,
    /// Users in the file who are deleted here, and stay so.
    pub stay_deleted: u32,
    /// Users whose password is re-hashed at their next sign-in.
    pub to_rehash: u32,
    /// Passed over, by model.
    pub skipped: Vec<ImportSkipped>,
    /// Users who are disabled here and active in the file, and stay disabled.
    pub stay_disabled: ImportNames,
    /// Users who were deleted by undoing an import, and are back.
    pub brought_back: ImportNames,
    /// Users of an earlier import, or others, who are here and not in the file. Told only when it is imported again.
    pub not_in_file: ImportNames,
    /// Users and groups that cannot come in as they are: the first of them. They are left out, or nothing is imported.
    pub held: Vec<ImportHeld>,
    /// How many these are.
    pub held_count: u32,
    /// What is taken otherwise than it is written, a sentence each.
    pub notes: Vec<String>,
    /// Fields that people could sign in with, where somebody has no user name.
    pub login_fields: Vec<String>,
    /// Whether `undo` can take the import back.
    pub can_undo: bool,
    /// Users and groups, those that change first: the first of them.
    pub rows: Vec<ImportRow>,
    /// How many have no row.
    pub rows_left: u32,
}

impl ImportResponse {
    /// What can be done about those who are held, as options of the command line.
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
