//! `portreeve client`

use std::path::PathBuf;

use clap::Subcommand;
use portreeve_commands::client::wire::{
    ClientCreateRequest, ClientRequest, ClientUpdateRequest, ConfigRequest,
};

#[derive(Subcommand)]
pub(crate) enum Client {
    /// Add a local app
    Add(ClientCreateRequest),
    /// List local apps
    List,
    /// Show a local app
    Show(ClientRequest),
    /// Change a local app; what is not given stays
    Update(ClientUpdateRequest),
    /// Replace the secret that an app with HS256 shares with us
    RotateSecret(ClientRequest),
    /// Delete a local app and end its refresh tokens
    Delete(ClientRequest),
    /// List the kinds of config there are
    Presets,
    /// Show a config as `export` writes it, with a secret masked
    Config(ConfigRequest),
    /// Write a config that makes an app trust our tokens
    Export {
        /// The app's name
        name: String,
        /// Which kind of config; `portreeve client presets` lists them
        #[arg(long)]
        preset: String,
        /// The file to write; - is standard output
        #[arg(long, value_name = "PATH")]
        out: PathBuf,
        /// Replace a file that is there; show a secret on a terminal
        #[arg(long)]
        force: bool,
    },
}
