//! `portreeve key`

use clap::Subcommand;

#[derive(Subcommand)]
pub(crate) enum Key {
    /// List the public keys
    List {
        /// Print them as a JWK Set
        #[arg(long)]
        jwks: bool,
    },
}
