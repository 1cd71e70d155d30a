//! `portreeve permission`

use clap::Subcommand;

#[derive(Subcommand)]
pub(crate) enum PermissionCommand {
    /// List known permissions, who grants and who holds them
    List,
    /// Make a permission known, so that it can be granted
    Add {
        /// For example people.approve_invoice
        permission: String,
        /// What to call it
        #[arg(long, default_value = "", hide_default_value = true)]
        label: String,
    },
}
