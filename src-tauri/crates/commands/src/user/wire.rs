//! Users on the wire.

use crate::about::about;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::permission::wire::PermissionPath;
use crate::wire::Page;
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
    /// Not yet to be used.
    NotYetValid,
    /// To be used no longer.
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
    pub path: String,
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
    /// The list's row.
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
    /// Who.
    #[cfg_attr(feature = "cli", arg(value_name = "NAME", help = "Username"))]
    pub user: String,
    /// New login name.
    #[cfg_attr(feature = "cli", arg(long, group = "change", help = "New username"))]
    pub login: Option<String>,
    /// New given name.
    #[cfg_attr(feature = "cli", arg(long, group = "change", help = "First name"))]
    pub first_name: Option<String>,
    /// New family name.
    #[cfg_attr(feature = "cli", arg(long, group = "change", help = "Last name"))]
    pub last_name: Option<String>,
    /// New mail address; empty takes it away.
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
    /// Every permission. Only a superuser can give or take it.
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
    /// Who.
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
    /// Who.
    #[cfg_attr(feature = "cli", arg(value_name = "NAME", help = "Username"))]
    pub user: String,
    /// `app.codename`.
    #[cfg_attr(feature = "cli", arg(help = "For example people.approve_invoice"))]
    pub permission: String,
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
