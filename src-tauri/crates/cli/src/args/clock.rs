//! `portreeve clock`

use clap::Subcommand;

#[derive(Subcommand)]
pub(crate) enum Clock {
    /// Show the time that commands use
    Show,
    /// Accept the computer's clock after it went back; signs everyone out
    Accept,
}
