//! Users on the wire.

use crate::about::{About, Named, Noun, about, mention, object};
use crate::error::CommandError;
use crate::group::wire::GroupRow;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::permission::wire::PermissionPath;
use crate::wire::Page;
use crate::wire::path::FilePath;
use crate::wire::refs::GroupRef;
use crate::wire::secret::WireSecret;

/// The states of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "wire.ts")]
pub enum UserState {
    /// Can sign in.
    Active,
    /// Disabled.
    Disabled,
    /// Not valid yet.
    NotYetValid,
    /// Not valid any more.
    Expired,
    /// Deleted, restorable.
    Deleted,
}

/// One line of the people list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct UserRow {
    /// The identifier, also the `sub` of tokens.
    pub id: String,
    /// Username.
    pub login: String,
    /// First and last name, or the username.
    pub display_name: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// E-mail address; empty for none.
    pub email: String,
    /// The state of the account.
    pub state: UserState,
    /// Django's admin-site flag.
    pub is_staff: bool,
    /// Has every permission while active.
    pub is_superuser: bool,
    /// Direct groups, by name.
    pub groups: Vec<GroupRef>,
    /// When the account was created.
    pub joined_at: String,
    /// When they last signed in.
    pub last_sign_in_at: Option<String>,
}

/// The columns by which the people list can be sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "wire.ts")]
pub enum UserColumn {
    /// Username.
    #[default]
    Login,
    /// Display name.
    Name,
    /// E-mail address.
    Email,
    /// Last sign-in.
    LastSignIn,
    /// Joined.
    Joined,
}

/// Asks for a page of the people list.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export_to = "wire.ts")]
pub struct UserListRequest {
    /// The filter language: `is:active`, `is:disabled`, `is:deleted`, `is:staff`, `is:superuser`, `is:never_signed_in`,
    /// `group:NAME`, `last_sign_in:<90d` (not for 90 days), `last_sign_in:>90d` (since), `-` before a term negates it;
    /// any other text is searched for in names, username and address.
    pub filter: String,
    /// Sort column.
    pub sort: UserColumn,
    /// Largest first.
    pub descending: bool,
    /// The page.
    pub page: Page,
}

/// A page of the people list.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct UserListResponse {
    /// People in the directory, without deleted ones.
    pub total: u32,
    /// People the filter matches.
    pub matched: u32,
    /// The rows asked for.
    pub rows: Vec<UserRow>,
    /// How long the search took, in microseconds.
    pub took_us: u32,
}

/// Writes the people that a filter finds to a file: a table for spreadsheets, where cells that would be formulas begin
/// with an apostrophe.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct UserExportRequest {
    /// Absolute path of the file.
    pub path: FilePath,
    /// The filter language of the list.
    #[serde(default)]
    pub filter: String,
    /// Sort column.
    #[serde(default)]
    pub sort: UserColumn,
    /// Largest first.
    #[serde(default)]
    pub descending: bool,
    /// Whether an existing file may be replaced.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub replace: bool,
}

/// The exported people.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct UserExportResponse {
    /// The path of the file.
    pub path: String,
    /// The number of people.
    pub people: u32,
    /// The size in bytes.
    pub bytes: u32,
}

/// A request about one user.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[cfg_attr(feature = "cli", derive(clap::Args))]
#[ts(export_to = "wire.ts")]
pub struct UserRequest {
    /// Username or identifier.
    #[cfg_attr(feature = "cli", arg(value_name = "NAME", help = "Username"))]
    pub user: String,
}

/// How a password is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct PasswordInfo {
    /// Whether there is a password to sign in with.
    pub is_usable: bool,
    /// For example `Argon2id` or `PBKDF2-SHA256`.
    pub algorithm: String,
    /// Whether the next sign-in brings it up to today's parameters.
    pub needs_rehash: bool,
    /// Whether it no longer counts, because the person who set it has fewer rights than the account has now.
    pub is_outranked: bool,
    /// When it was set, if that is known.
    pub changed_at: Option<String>,
}

/// Everything about one user.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct UserDetail {
    /// The user's row in the people list.
    pub user: UserRow,
    /// How the password is stored.
    pub password: PasswordInfo,
    /// All current permissions, and why. Empty for inactive users; a superuser's are not listed.
    pub permissions: Vec<PermissionPath>,
    /// Permissions granted to them directly.
    pub granted: Vec<String>,
    /// Sessions and refresh-token families that are alive.
    pub live_sessions: u32,
}

/// Creates a user.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[cfg_attr(feature = "cli", derive(clap::Args))]
#[serde(default)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct UserCreateRequest {
    /// Username.
    #[cfg_attr(feature = "cli", arg(value_name = "NAME", help = "Username"))]
    pub login: String,
    /// Given name.
    #[cfg_attr(
        feature = "cli",
        arg(long, default_value = "", hide_default_value = true, help = "First name")
    )]
    pub first_name: String,
    /// Family name.
    #[cfg_attr(
        feature = "cli",
        arg(long, default_value = "", hide_default_value = true, help = "Last name")
    )]
    pub last_name: String,
    /// E-mail address; empty for none.
    #[cfg_attr(
        feature = "cli",
        arg(long, default_value = "", hide_default_value = true, help = "E-mail address")
    )]
    pub email: String,
    /// If absent, they cannot sign in until one is set.
    #[cfg_attr(feature = "cli", arg(skip))]
    pub password: Option<WireSecret>,
    /// Django's admin-site flag.
    #[cfg_attr(feature = "cli", arg(long = "staff", help = "Set Django's admin-site flag"))]
    pub is_staff: bool,
    /// Superuser flag. Only a superuser can set it.
    #[cfg_attr(feature = "cli", arg(long = "superuser", help = "Give every permission"))]
    pub is_superuser: bool,
    /// Groups to join, by name or identifier.
    #[cfg_attr(
        feature = "cli",
        arg(long = "group", value_name = "GROUP", help = "Group to join; can be repeated")
    )]
    pub groups: Vec<String>,
}

/// Changes a user; absent fields stay.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[cfg_attr(feature = "cli", derive(clap::Args))]
#[serde(default)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct UserUpdateRequest {
    /// The user: username or identifier.
    #[cfg_attr(feature = "cli", arg(value_name = "NAME", help = "Username"))]
    pub user: String,
    /// New username.
    #[cfg_attr(feature = "cli", arg(long, group = "change", help = "New username"))]
    pub login: Option<String>,
    /// New given name.
    #[cfg_attr(feature = "cli", arg(long, group = "change", help = "First name"))]
    pub first_name: Option<String>,
    /// New family name.
    #[cfg_attr(feature = "cli", arg(long, group = "change", help = "Last name"))]
    pub last_name: Option<String>,
    /// New e-mail address; empty removes it.
    #[cfg_attr(feature = "cli", arg(long, group = "change", help = "E-mail address"))]
    pub email: Option<String>,
    /// Django's admin-site flag.
    #[cfg_attr(
        feature = "cli",
        arg(
            long = "staff",
            value_name = "STAFF",
            group = "change",
            help = "Django's admin-site flag"
        )
    )]
    pub is_staff: Option<bool>,
    /// Superuser flag: every permission. Only a superuser can set or clear it.
    #[cfg_attr(
        feature = "cli",
        arg(
            long = "superuser",
            value_name = "SUPERUSER",
            group = "change",
            help = "Every permission"
        )
    )]
    pub is_superuser: Option<bool>,
}

/// Sets a password, or checks one.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct UserPasswordRequest {
    /// The user: username or identifier.
    pub user: String,
    /// The new password, or the one to check.
    pub password: WireSecret,
}

/// Whether a password is right.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct PasswordCheckResponse {
    /// Whether the user could sign in with it now.
    pub matches: bool,
}

/// Grants or revokes a direct permission.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[cfg_attr(feature = "cli", derive(clap::Args))]
#[ts(export_to = "wire.ts")]
pub struct UserPermissionRequest {
    /// The user: username or identifier.
    #[cfg_attr(feature = "cli", arg(value_name = "NAME", help = "Username"))]
    pub user: String,
    /// `app.codename`.
    #[cfg_attr(feature = "cli", arg(help = "For example people.approve_invoice"))]
    pub permission: String,
}

/// The people whom a request is about.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "wire.ts")]
pub enum UserSelection {
    /// These, by username or identifier.
    Users(Vec<String>),
    /// All whom this filter of the people list matches.
    Filter(String),
}

/// What is done to many people at once. Each is allowed to those who can do it to one person.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(export_to = "wire.ts")]
pub enum UserAct {
    /// As `user.disable`.
    Disable,
    /// As `user.enable`.
    Enable,
    /// As `user.delete`.
    Delete,
    /// As `user.restore`.
    Restore,
    /// As `user.update` with `is_staff`.
    SetStaff {
        /// Whether they are staff afterwards.
        is_staff: bool,
    },
    /// As `session.revoke` of all sessions of a person.
    EndSessions,
    /// As `group.add_member`.
    AddToGroup {
        /// Name or identifier.
        group: String,
    },
    /// As `group.remove_member`.
    RemoveFromGroup {
        /// Name or identifier.
        group: String,
    },
}

/// Does one thing to many people: one commit, one event, one undo. It leaves out those to whom it cannot be done, and
/// says why.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct UserChangeManyRequest {
    /// The people whom it changes.
    pub whom: UserSelection,
    /// What happens to each of them.
    pub act: UserAct,
    /// Whether superusers are among those it is meant for. Otherwise they are left out.
    #[serde(default)]
    pub with_superusers: bool,
    /// Whether it only answers what would happen.
    #[serde(default)]
    pub dry_run: bool,
}

/// Why somebody is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "wire.ts")]
pub enum LeftOutWhy {
    /// It is the caller.
    Yourself,
    /// A superuser, and the request does not include them.
    Superuser,
    /// The only superuser who could still sign in.
    LastSuperuser,
    /// The caller has no power over the account.
    NoPower,
    /// There is no such person.
    NotFound,
    /// It is impossible with this account as it is.
    Impossible,
}

/// A person to whom it is done.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct UserDone {
    /// The person as they are afterwards.
    pub user: UserRow,
    /// Whether that changes anything about them.
    pub is_changed: bool,
}

/// A person who is left out.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct UserLeftOut {
    /// As the request names them, or their username.
    pub name: String,
    /// Why, for programs.
    pub why: LeftOutWhy,
    /// Why, as the command for this one person would say it.
    pub error: CommandError,
}

/// How many people are left out for one reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct LeftOutCount {
    /// The reason.
    pub why: LeftOutWhy,
    /// How many.
    pub count: u32,
}

/// What was done, or would be done, to whom. Lists are cut at 1,000; the counts are whole.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct UserChangeManyResponse {
    /// Whether it only answers what would happen.
    pub dry_run: bool,
    /// How many people it changes.
    pub changed: u32,
    /// How many were so already.
    pub unchanged: u32,
    /// How many are left out, for each reason.
    pub left_out: Vec<LeftOutCount>,
    /// How many superusers it changes, or would change if the request included them.
    pub superusers: u32,
    /// The usernames of the first of them.
    pub superuser_names: Vec<String>,
    /// The first people of both kinds to whom it is done, changed or not.
    pub done: Vec<UserDone>,
    /// The first of those who are left out.
    pub refused: Vec<UserLeftOut>,
    /// The group as it is afterwards, if it is about one.
    pub group: Option<GroupRow>,
}

impl UserAct {
    /// The command that does it to one person.
    pub fn for_one(&self) -> &'static str {
        match self {
            Self::Disable => "user.disable",
            Self::Enable => "user.enable",
            Self::Delete => "user.delete",
            Self::Restore => "user.restore",
            Self::SetStaff { .. } => "user.update",
            Self::EndSessions => "session.revoke",
            Self::AddToGroup { .. } => "group.add_member",
            Self::RemoveFromGroup { .. } => "group.remove_member",
        }
    }

    /// The group that it is about, as typed.
    pub fn group(&self) -> Option<&str> {
        match self {
            Self::AddToGroup { group } | Self::RemoveFromGroup { group } => Some(group),
            Self::Disable
            | Self::Enable
            | Self::Delete
            | Self::Restore
            | Self::SetStaff { .. }
            | Self::EndSessions => None,
        }
    }
}

impl About for UserChangeManyRequest {
    /// The people are only mentioned: those over whom the caller has no power are left out one by one.
    fn about(&self) -> Vec<Named> {
        let group = self.act.group().map(|group| object(Noun::Group, group));
        let users = match &self.whom {
            UserSelection::Users(users) => users.as_slice(),
            UserSelection::Filter(_) => &[],
        };
        let users = users.iter().map(|user| mention(Noun::User, user));
        group.into_iter().chain(users).collect()
    }

    fn for_each(&self) -> Option<&'static str> {
        Some(self.act.for_one())
    }
}

about! {
    UserCreateRequest: mention User login;
    UserExportRequest:;
    UserListRequest:;
    UserPasswordRequest: object User user;
    UserPermissionRequest: object User user;
    UserRequest: object User user;
    UserUpdateRequest: object User user;
}
