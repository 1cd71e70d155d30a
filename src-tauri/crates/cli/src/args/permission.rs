//! `portreeve permission`

use clap::Subcommand;
use portreeve_commands::permission::wire::PermissionAddRequest;

#[derive(Subcommand)]
pub(crate) enum PermissionCommand {
    /// List known permissions, who grants and who holds them
    List,
    /// Add a permission, so that it can be granted
    Add(PermissionAddRequest),
}
