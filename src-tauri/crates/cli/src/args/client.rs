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
    /// Change a local app; other settings stay
    Update(ClientUpdateRequest),
    /// Replace the secret that an app with HS256 shares with us
    RotateSecret(ClientRequest),
    /// Delete a local app and end its refresh tokens
    Delete(ClientRequest),
    /// List the kinds of config
    Presets,
    /// Show a config as `export` writes it, with a secret masked
    Config(ConfigRequest),
    /// Test a saved config with a real token, which nobody gets
    Test {
        /// The app's name
        name: String,
        /// The saved config
        #[arg(long, value_name = "PATH")]
        file: PathBuf,
    },
    /// Write the config with which an app verifies our tokens
    Export {
        /// The app's name
        name: String,
        /// Kind of config; `portreeve client presets` lists them
        #[arg(long)]
        preset: String,
        /// The file to write; - is standard output
        #[arg(long, value_name = "PATH")]
        out: PathBuf,
        /// Replace an existing file; show a secret on a terminal
        #[arg(long)]
        force: bool,
    },
}
