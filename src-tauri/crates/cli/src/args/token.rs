//! `portreeve token`

use clap::Subcommand;
use portreeve_commands::token::wire::TokenRequest;

#[derive(Subcommand)]
pub(crate) enum Token {
    /// Issue an access token, and a refresh token with it
    Issue(TokenRequest),
    /// Show the claims of a token without issuing one
    Preview(TokenRequest),
    /// List how often tokens were refreshed, by person, app and day (UTC), the newest first
    Activity {
        /// Only for this local app
        #[arg(long)]
        client: Option<String>,
        /// Only this person's
        #[arg(long)]
        user: Option<String>,
        /// Most lines to list
        #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..=1000))]
        limit: u32,
        /// How many lines to pass over
        #[arg(long, value_name = "NUMBER", default_value_t = 0, hide_default_value = true)]
        offset: u32,
    },
    /// Exchange a refresh token from standard input for the next pair
    Refresh,
    /// Inspect a token from standard input: exit code 0 if it is valid, else 1
    Inspect,
}
