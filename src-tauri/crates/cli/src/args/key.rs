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
    /// Replace the keys: new ones sign from now on, those before verify for another day
    Rotate {
        /// Only that for RS256, ES256 or EdDSA
        #[arg(long)]
        alg: Option<String>,
    },
}
