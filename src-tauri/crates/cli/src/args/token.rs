//! `portreeve token`

use clap::Subcommand;

#[derive(Subcommand)]
pub(crate) enum Token {
    /// Issue an access token, and a refresh token with it
    Issue {
        /// Which local app
        #[arg(long)]
        client: String,
        /// For whom
        #[arg(long)]
        user: String,
    },
    /// Show what a token would say, without issuing one
    Preview {
        /// Which local app
        #[arg(long)]
        client: String,
        /// For whom
        #[arg(long)]
        user: String,
    },
    /// Exchange a refresh token from standard input for the next pair
    Refresh,
    /// Look into a token from standard input: exit code 0 when it is good, 1 when not
    Inspect,
}
