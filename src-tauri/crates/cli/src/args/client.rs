//! `portreeve client`

use std::path::PathBuf;

use clap::Subcommand;

#[derive(Subcommand)]
pub(crate) enum Client {
    /// Add a local app
    Add {
        /// The app's name
        name: String,
        /// The `aud` of its tokens; the name, if not given
        #[arg(long, value_name = "AUD")]
        audience: Option<String>,
        /// RS256 (the default), ES256, EdDSA or HS256
        #[arg(long)]
        alg: Option<String>,
        /// Lifetime of an access token
        #[arg(long, value_name = "SECONDS")]
        access_secs: Option<u32>,
        /// Lifetime of a refresh token and its successors
        #[arg(long, value_name = "SECONDS")]
        refresh_secs: Option<u32>,
    },
    /// List local apps
    List,
    /// Show a local app
    Show {
        /// The app's name
        name: String,
    },
    /// Change a local app; what is not given stays
    Update {
        /// The app's name
        name: String,
        /// Its new name
        #[arg(long = "name", value_name = "NAME")]
        new_name: Option<String>,
        /// The `aud` of its tokens
        #[arg(long, value_name = "AUD")]
        audience: Option<String>,
        /// RS256, ES256, EdDSA or HS256; its config has to be exported anew
        #[arg(long)]
        alg: Option<String>,
        /// Lifetime of an access token
        #[arg(long, value_name = "SECONDS")]
        access_secs: Option<u32>,
        /// Lifetime of a refresh token and its successors
        #[arg(long, value_name = "SECONDS")]
        refresh_secs: Option<u32>,
    },
    /// Replace the secret that an app with HS256 shares with us
    RotateSecret {
        /// The app's name
        name: String,
    },
    /// Delete a local app and end its refresh tokens
    Delete {
        /// The app's name
        name: String,
    },
    /// List the kinds of config there are
    Presets,
    /// Show a config as `export` writes it, with a secret masked
    Config {
        /// The app's name
        name: String,
        /// Which kind of config; `portreeve client presets` lists them
        #[arg(long)]
        preset: String,
    },
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
