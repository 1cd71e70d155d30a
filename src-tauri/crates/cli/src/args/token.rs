//! `portreeve token`

use clap::Subcommand;
use portreeve_commands::token::wire::TokenRequest;

#[derive(Subcommand)]
pub(crate) enum Token {
    /// Issue an access token, and a refresh token with it
    Issue(TokenRequest),
    /// Show what a token would say, without issuing one
    Preview(TokenRequest),
    /// Exchange a refresh token from standard input for the next pair
    Refresh,
    /// Look into a token from standard input: exit code 0 when it is good, 1 when not
    Inspect,
}
