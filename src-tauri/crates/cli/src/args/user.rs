//! `portreeve user`

use clap::Subcommand;
use portreeve_commands::user::wire::{
    UserCreateRequest, UserPermissionRequest, UserRequest, UserUpdateRequest,
};

use super::PasswordStdin;

#[derive(Subcommand)]
pub(crate) enum User {
    /// Add somebody
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
        /// Most people to list
        #[arg(long)]
        limit: Option<u32>,
    },
    /// Show somebody, with what they may do and why
    Show(UserRequest),
    /// Change somebody
    #[command(
        override_usage = "portreeve user update <NAME> [OPTIONS]",
        group = clap::ArgGroup::new("change").required(true).multiple(true),
    )]
    Update(UserUpdateRequest),
    /// Switch accounts off and end their sessions
    Disable {
        /// Login names
        #[arg(required = true, value_name = "NAME")]
        names: Vec<String>,
    },
    /// Switch accounts on
    Enable {
        /// Login names
        #[arg(required = true, value_name = "NAME")]
        names: Vec<String>,
    },
    /// Delete accounts; they can be restored
    Delete {
        /// Login names
        #[arg(required = true, value_name = "NAME")]
        names: Vec<String>,
    },
    /// Bring deleted accounts back
    Restore {
        /// Login names
        #[arg(required = true, value_name = "NAME")]
        names: Vec<String>,
    },
    /// Set a password and end the other sessions
    SetPassword {
        /// Login name
        name: String,
        #[command(flatten)]
        password: PasswordStdin,
    },
    /// Tell whether a password is right: exit code 0 or 1
    CheckPassword {
        /// Login name
        name: String,
        #[command(flatten)]
        password: PasswordStdin,
    },
    /// Grant a permission directly
    Grant(UserPermissionRequest),
    /// Take a direct permission back
    Revoke(UserPermissionRequest),
}
