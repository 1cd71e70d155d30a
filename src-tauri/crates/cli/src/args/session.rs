//! `portreeve session`

use clap::Subcommand;
use portreeve_commands::session::wire::{SessionListRequest, SessionRevokeRequest};

#[derive(Subcommand)]
pub(crate) enum Session {
    /// List live sessions
    List(SessionListRequest),
    /// End a session, or all of a person's
    #[command(group = clap::ArgGroup::new("which").required(true))]
    Revoke(SessionRevokeRequest),
}
