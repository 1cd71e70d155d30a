//! `portreeve key`

use clap::Subcommand;
use portreeve_commands::key::wire::KeyRotateRequest;

use super::KeyPlace;

#[derive(Subcommand)]
pub(crate) enum Key {
    /// List the public keys
    List {
        /// Print them as a JWK Set
        #[arg(long)]
        jwks: bool,
    },
    /// Replace the signing keys; the old ones verify for another day
    Rotate(KeyRotateRequest),
    /// Move the root key, which opens the directory, to another place
    Move {
        /// Where to keep it from now on; the passphrase comes from PORTREEVE_PASSPHRASE_FILE, or is asked for
        #[arg(long, value_enum)]
        to: KeyPlace,
    },
}
