//! `portreeve group`

use clap::Subcommand;

#[derive(Subcommand)]
pub(crate) enum Group {
    /// Add a group
    Add {
        /// The group's name
        name: String,
        /// Permission to grant; may be given several times
        #[arg(long = "permission", value_name = "APP.CODENAME")]
        permissions: Vec<String>,
    },
    /// List groups
    List,
    /// Show a group with its members and grants
    Show {
        /// The group's name
        name: String,
    },
    /// Rename a group
    Rename {
        /// The group's name
        name: String,
        /// Its new name
        new_name: String,
    },
    /// Delete a group; its members stay
    Delete {
        /// The group's name
        name: String,
    },
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
    Grant {
        /// The group's name
        group: String,
        /// For example people.approve_invoice
        permission: String,
    },
    /// Take a permission back from a group
    Revoke {
        /// The group's name
        group: String,
        /// For example people.approve_invoice
        permission: String,
    },
    /// Say who may hand a group out without being in it
    #[command(subcommand)]
    Manager(Manager),
}

#[derive(Subcommand)]
pub(crate) enum Manager {
    /// Let somebody hand a group out; they also need the permission to change groups
    Add {
        /// The group's name
        group: String,
        /// Login name
        user: String,
    },
    /// Let somebody hand a group out no longer
    Remove {
        /// The group's name
        group: String,
        /// Login name
        user: String,
    },
}
