//! Groups on the wire.

use crate::about::about;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::wire::refs::{GroupRef, UserRef};

/// One group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct GroupRow {
    /// The identifier.
    pub id: String,
    /// The name.
    pub name: String,
    /// People who are direct members.
    pub direct_members: u32,
    /// Its own permissions, `app.codename`.
    pub permissions: Vec<String>,
    /// Groups it belongs to.
    pub parents: Vec<GroupRef>,
    /// Groups that belong to it.
    pub children: Vec<GroupRef>,
    /// Permissions from its parents, `app.codename`.
    pub inherited: Vec<String>,
    /// People who can add others to it without being in it.
    pub managers: Vec<UserRef>,
}

/// A group and its new or former member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct GroupMemberResponse {
    /// The group as it is now.
    #[serde(flatten)]
    pub group: GroupRow,
    /// The person.
    pub user: UserRef,
}

/// All groups.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct GroupListResponse {
    /// The groups, sorted by name.
    pub groups: Vec<GroupRow>,
}

/// A request about one group.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[cfg_attr(feature = "cli", derive(clap::Args))]
#[ts(export_to = "wire.ts")]
pub struct GroupRequest {
    /// Name or identifier.
    #[cfg_attr(feature = "cli", arg(value_name = "NAME", help = "The group's name"))]
    pub group: String,
}

/// Creates a group.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[cfg_attr(feature = "cli", derive(clap::Args))]
#[serde(default)]
#[ts(export_to = "wire.ts")]
pub struct GroupCreateRequest {
    /// Its name.
    #[cfg_attr(feature = "cli", arg(help = "The group's name"))]
    pub name: String,
    /// Its permissions, `app.codename`.
    #[cfg_attr(
        feature = "cli",
        arg(
            long = "permission",
            value_name = "APP.CODENAME",
            help = "Permission to grant; can be repeated"
        )
    )]
    pub permissions: Vec<String>,
}

/// Renames a group.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[cfg_attr(feature = "cli", derive(clap::Args))]
#[ts(export_to = "wire.ts")]
pub struct GroupRenameRequest {
    /// The group: name or identifier.
    #[cfg_attr(feature = "cli", arg(value_name = "NAME", help = "The group's name"))]
    pub group: String,
    /// The new name.
    #[cfg_attr(feature = "cli", arg(value_name = "NEW_NAME", help = "Its new name"))]
    pub name: String,
}

/// Adds or removes a member.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[cfg_attr(feature = "cli", derive(clap::Args))]
#[ts(export_to = "wire.ts")]
pub struct GroupMemberRequest {
    /// The group: name or identifier.
    #[cfg_attr(feature = "cli", arg(help = "The group's name"))]
    pub group: String,
    /// The user: username or identifier.
    #[cfg_attr(feature = "cli", arg(help = "Username"))]
    pub user: String,
}

/// Adds or removes a parent group.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[cfg_attr(feature = "cli", derive(clap::Args))]
#[ts(export_to = "wire.ts")]
pub struct GroupParentRequest {
    /// The child group.
    #[cfg_attr(feature = "cli", arg(help = "The group's name"))]
    pub group: String,
    /// The parent group.
    #[cfg_attr(feature = "cli", arg(help = "The parent group"))]
    pub parent: String,
}

/// Grants or revokes a permission.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[cfg_attr(feature = "cli", derive(clap::Args))]
#[ts(export_to = "wire.ts")]
pub struct GroupPermissionRequest {
    /// The group: name or identifier.
    #[cfg_attr(feature = "cli", arg(help = "The group's name"))]
    pub group: String,
    /// `app.codename`.
    #[cfg_attr(feature = "cli", arg(help = "For example people.approve_invoice"))]
    pub permission: String,
}

about! {
    GroupCreateRequest:;
    GroupMemberRequest: object Group group, mention User user;
    GroupParentRequest: object Group group, object Group parent;
    GroupPermissionRequest: object Group group;
    GroupRenameRequest: object Group group;
    GroupRequest: object Group group;
}
