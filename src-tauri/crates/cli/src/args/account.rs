//! `portreeve account`

use clap::Subcommand;
use portreeve_commands::account::wire::AccountEndSessionRequest;

#[derive(Subcommand)]
pub(crate) enum Account {
    /// Show your account, your permissions and why you have them
    Show,
    /// List your live sessions and refresh-token families
    Sessions,
    /// End one of your sessions, or all others
    EndSession {
        #[command(flatten)]
        request: AccountEndSessionRequest,
        /// All of yours except the one that asks
        #[arg(long)]
        others: bool,
    },
}
