//! `portreeve user`

use clap::{Args as ClapArgs, Subcommand};
use portreeve_commands::user::wire::{
    UserCreateRequest, UserPermissionRequest, UserRequest, UserUpdateRequest,
};

use super::PasswordStdin;

#[derive(Subcommand)]
pub(crate) enum User {
    /// Add a person
    Add {
        #[command(flatten)]
        user: UserCreateRequest,
        #[command(flatten)]
        password: PasswordStdin,
    },
    /// List people
    List {
        /// For example: is:active group:Editors -is:staff ada
        ///
        /// is:active, is:disabled, is:deleted, is:staff, is:superuser, is:never_signed_in; group:NAME;
        /// last_sign_in:<90d for those who have not signed in for 90 days, or never to an account that is older than that;
        /// last_sign_in:>90d for those who have signed in since (h, d, w, m for 30 days, y); - before a term turns it
        /// round; anything else is looked for in names, logins and addresses, also in double quotes.
        #[arg(long, default_value = "", hide_default_value = true)]
        filter: String,
        /// Maximum number of people
        #[arg(long)]
        limit: Option<u32>,
    },
    /// Show a person, their permissions and why they have them
    Show(UserRequest),
    /// Change a person
    #[command(
        override_usage = "portreeve user update <NAME> [OPTIONS]",
        group = clap::ArgGroup::new("change").required(true).multiple(true),
    )]
    Update(UserUpdateRequest),
    /// Disable accounts and end their sessions
    Disable(People),
    /// Enable accounts
    Enable(People),
    /// Delete accounts; they can be restored
    Delete(People),
    /// Restore deleted accounts
    Restore(People),
    /// Set a password and end the other sessions
    SetPassword {
        /// Username
        name: String,
        #[command(flatten)]
        password: PasswordStdin,
    },
    /// Check a password: exit code 0 or 1
    CheckPassword {
        /// Username
        name: String,
        #[command(flatten)]
        password: PasswordStdin,
    },
    /// Grant a permission directly
    Grant(UserPermissionRequest),
    /// Revoke a direct permission
    Revoke(UserPermissionRequest),
}

/// Whom a change is for: several people are one change.
#[derive(ClapArgs)]
pub(crate) struct People {
    /// Usernames
    #[arg(
        value_name = "NAME",
        required_unless_present = "filter",
        conflicts_with = "filter"
    )]
    pub(crate) names: Vec<String>,
    /// All whom this filter finds, as in `user list`; yourself and superusers are left out
    #[arg(long, value_name = "FILTER")]
    pub(crate) filter: Option<String>,
    /// Include the superusers whom the filter finds
    #[arg(long, requires = "filter")]
    pub(crate) superusers: bool,
    /// Only show what would happen
    #[arg(long)]
    pub(crate) dry_run: bool,
}
