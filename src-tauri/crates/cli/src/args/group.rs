//! `portreeve group`

use clap::Subcommand;

use super::People;
use portreeve_commands::group::wire::{
    GroupCreateRequest, GroupMemberRequest, GroupParentRequest, GroupPermissionRequest, GroupRenameRequest,
    GroupRequest,
};

#[derive(Subcommand)]
pub(crate) enum Group {
    /// Add a group
    Add(GroupCreateRequest),
    /// List groups
    List,
    /// Show a group with its members and grants
    Show(GroupRequest),
    /// Rename a group
    Rename(GroupRenameRequest),
    /// Delete a group; its members stay
    Delete(GroupRequest),
    /// Add people to a group
    AddMember {
        /// The group's name
        group: String,
        #[command(flatten)]
        people: People,
    },
    /// Remove people from a group
    RemoveMember {
        /// The group's name
        group: String,
        #[command(flatten)]
        people: People,
    },
    /// Add a parent group: its permissions reach this group's members
    AddParent(GroupParentRequest),
    /// Remove a parent group
    RemoveParent(GroupParentRequest),
    /// Grant a permission to a group
    Grant(GroupPermissionRequest),
    /// Revoke a permission from a group
    Revoke(GroupPermissionRequest),
    /// Manage who can add people to a group without being in it
    #[command(subcommand)]
    Manager(Manager),
}

#[derive(Subcommand)]
pub(crate) enum Manager {
    /// Let a person add others to the group; they also need the permission to change groups
    Add(GroupMemberRequest),
    /// No longer let a person add others to the group
    Remove(GroupMemberRequest),
}
