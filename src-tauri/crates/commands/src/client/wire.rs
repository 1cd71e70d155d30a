//! Local apps (clients), presets and exported configs on the wire.

use crate::about::about;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::wire::secret::WireSecret;

/// One local app.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct ClientRow {
    /// The identifier, also the `client_id` claim.
    pub id: String,
    /// The name.
    pub name: String,
    /// The one `aud` of its tokens.
    pub audience: String,
    /// `RS256`, `ES256`, `EdDSA` or `HS256`.
    pub algorithm: String,
    /// Lifetime of an access token, in seconds.
    pub access_secs: u32,
    /// Lifetime of a refresh-token family, in seconds.
    pub refresh_secs: u32,
    /// The `iss` of its tokens.
    pub issuer: String,
    /// The `kid` of its tokens; absent for HS256.
    pub key_id: Option<String>,
    /// When it was added.
    pub created_at: String,
}

/// All local apps.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct ClientListResponse {
    /// By name.
    pub clients: Vec<ClientRow>,
}

/// Names one local app.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[cfg_attr(feature = "cli", derive(clap::Args))]
#[ts(export_to = "wire.ts")]
pub struct ClientRequest {
    /// Name or identifier.
    #[cfg_attr(feature = "cli", arg(value_name = "NAME", help = "The app's name"))]
    pub client: String,
}

/// Adds a local app.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[cfg_attr(feature = "cli", derive(clap::Args))]
#[serde(default)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct ClientCreateRequest {
    /// Its name.
    #[cfg_attr(feature = "cli", arg(help = "The app's name"))]
    pub name: String,
    /// The `aud` of its tokens; the name when absent.
    #[cfg_attr(
        feature = "cli",
        arg(
            long,
            value_name = "AUD",
            help = "The `aud` of its tokens; the name, if not given"
        )
    )]
    pub audience: Option<String>,
    /// `RS256` when absent.
    #[cfg_attr(
        feature = "cli",
        arg(
            long = "alg",
            value_name = "ALG",
            help = "RS256 (the default), ES256, EdDSA or HS256"
        )
    )]
    pub algorithm: Option<String>,
    /// Lifetime of an access token, in seconds; 600 when absent.
    #[cfg_attr(
        feature = "cli",
        arg(long, value_name = "SECONDS", help = "Lifetime of an access token")
    )]
    pub access_secs: Option<u32>,
    /// Lifetime of a refresh-token family, in seconds; 14 days when absent.
    #[cfg_attr(
        feature = "cli",
        arg(
            long,
            value_name = "SECONDS",
            help = "Lifetime of a refresh token and its successors"
        )
    )]
    pub refresh_secs: Option<u32>,
}

/// Changes a local app; absent fields stay.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[cfg_attr(feature = "cli", derive(clap::Args))]
#[serde(default)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct ClientUpdateRequest {
    /// Which.
    #[cfg_attr(feature = "cli", arg(value_name = "NAME", help = "The app's name"))]
    pub client: String,
    /// New name.
    #[cfg_attr(feature = "cli", arg(long, value_name = "NAME", help = "Its new name"))]
    pub name: Option<String>,
    /// New audience.
    #[cfg_attr(
        feature = "cli",
        arg(long, value_name = "AUD", help = "The `aud` of its tokens")
    )]
    pub audience: Option<String>,
    /// New algorithm; tokens signed with the one before stop being accepted by newly exported configs.
    #[cfg_attr(
        feature = "cli",
        arg(
            long = "alg",
            value_name = "ALG",
            help = "RS256, ES256, EdDSA or HS256; export its config again afterwards"
        )
    )]
    pub algorithm: Option<String>,
    /// Lifetime of an access token, in seconds.
    #[cfg_attr(
        feature = "cli",
        arg(long, value_name = "SECONDS", help = "Lifetime of an access token")
    )]
    pub access_secs: Option<u32>,
    /// Lifetime of a refresh-token family, in seconds.
    #[cfg_attr(
        feature = "cli",
        arg(
            long,
            value_name = "SECONDS",
            help = "Lifetime of a refresh token and its successors"
        )
    )]
    pub refresh_secs: Option<u32>,
}

/// A kind of config that can be exported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct PresetRow {
    /// What `--preset` takes.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// `python` or `javascript`.
    pub language: String,
    /// The usual file name.
    pub file_name: String,
    /// What to know before using it.
    pub note: String,
}

/// The presets there are.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct PresetListResponse {
    /// In the order they are offered.
    pub presets: Vec<PresetRow>,
}

/// Asks for the text of a config, or to write it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[cfg_attr(feature = "cli", derive(clap::Args))]
#[ts(export_to = "wire.ts")]
pub struct ConfigRequest {
    /// Which app.
    #[cfg_attr(feature = "cli", arg(value_name = "NAME", help = "The app's name"))]
    pub client: String,
    /// Which preset.
    #[cfg_attr(
        feature = "cli",
        arg(long, help = "Kind of config; `portreeve client presets` lists them")
    )]
    pub preset: String,
}

/// A config, ready to read. A shared secret inside is masked.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct ConfigResponse {
    /// The text.
    pub text: String,
    /// Whether the real file holds a secret.
    pub holds_secret: bool,
    /// The usual file name.
    pub file_name: String,
}

/// Writes a config to a file, whole or not at all, readable by its owner only; or gives it in the answer.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct ConfigExportRequest {
    /// Which app.
    pub client: String,
    /// Which preset.
    pub preset: String,
    /// Absolute path of the file; the config is in the answer if absent.
    #[serde(default)]
    pub path: Option<String>,
    /// Whether a file that is there may be replaced.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub replace: bool,
    /// Whether it is refused if a secret is inside: others may look on where it is going to be shown.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub without_secret: bool,
}

/// What was written.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct ConfigExportResponse {
    /// Where.
    pub path: Option<String>,
    /// The config, if no file was named.
    pub contents: Option<WireSecret>,
    /// How large, in bytes.
    pub bytes: u32,
    /// Whether a secret is inside.
    pub holds_secret: bool,
    /// What to know before using it.
    pub note: String,
}

about! {
    ClientCreateRequest:;
    ClientRequest: object Client client;
    ClientUpdateRequest: object Client client;
    ConfigExportRequest: object Client client;
    ConfigRequest: object Client client;
}
