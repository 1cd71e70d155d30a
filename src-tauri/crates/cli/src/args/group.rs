//! `portreeve group`

use clap::Subcommand;
use portreeve_commands::group::wire::{
    GroupCreateRequest, GroupMemberRequest, GroupPermissionRequest, GroupRenameRequest, GroupRequest,
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
        /// Login names
        #[arg(required = true, value_name = "USER")]
        users: Vec<String>,
    },
    /// Take people out of a group
    RemoveMember {
        /// The group's name
        group: String,
        /// Login names
        #[arg(required = true, value_name = "USER")]
        users: Vec<String>,
    },
    /// Put a group into another, so that it passes on what that one grants
    AddParent {
        /// The group's name
        group: String,
        /// The group to put it into
        parent: String,
    },
    /// Take a group out of another
    RemoveParent {
        /// The group's name
        group: String,
        /// The group to take it out of
        parent: String,
    },
    /// Grant a permission to a group
    Grant(GroupPermissionRequest),
    /// Take a permission back from a group
    Revoke(GroupPermissionRequest),
    /// Say who may hand a group out without being in it
    #[command(subcommand)]
    Manager(Manager),
}

#[derive(Subcommand)]
pub(crate) enum Manager {
    /// Let somebody hand a group out; they also need the permission to change groups
    Add(GroupMemberRequest),
    /// Let somebody hand a group out no longer
    Remove(GroupMemberRequest),
}
