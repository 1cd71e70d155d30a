//! `portreeve clock`

use clap::Subcommand;

#[derive(Subcommand)]
pub(crate) enum Clock {
    /// Show the moment that commands believe
    Show,
    /// Take the machine's clock for right although it has jumped back; ends everything signed in
    Accept,
}
