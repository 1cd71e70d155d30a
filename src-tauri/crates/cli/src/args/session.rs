//! `portreeve session`

use clap::Subcommand;

#[derive(Subcommand)]
pub(crate) enum Session {
    /// List live sessions
    List {
        /// Only this user's
        #[arg(long)]
        user: Option<String>,
        /// Only those of this local app
        #[arg(long)]
        client: Option<String>,
    },
    /// End a session, or all of a user's
    #[command(group = clap::ArgGroup::new("which").required(true))]
    Revoke {
        /// The session's identifier
        #[arg(group = "which")]
        session: Option<String>,
        /// All of this user's
        #[arg(long, group = "which")]
        user: Option<String>,
    },
}
