//! Local apps (clients), presets and exported configs on the wire.

use crate::about::about;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::wire::path::FilePath;
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
    /// Its exported configs, the newest first; of each file only the last.
    pub exports: Vec<ClientExportRow>,
    /// How many of them still fit: a change of algorithm, audience, key or secret breaks these.
    pub current_exports: u32,
}

/// An exported config.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct ClientExportRow {
    /// When it was exported.
    pub at: String,
    /// The preset's `id`.
    pub preset: String,
    /// The file; absent if it went to standard output, or if the caller cannot export configs.
    pub path: Option<String>,
    /// Whether an app with this config accepts the tokens that are issued now.
    pub is_current: bool,
    /// What has changed since, if it does not.
    pub outdated: Option<ExportOutdated>,
}

/// What has changed since a config was exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "wire.ts")]
pub enum ExportOutdated {
    /// The app's algorithm.
    Algorithm,
    /// The key or the shared secret.
    Key,
    /// The app's audience.
    Audience,
    /// The issuer.
    Issuer,
}

/// All local apps.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct ClientListResponse {
    /// The apps, sorted by name.
    pub clients: Vec<ClientRow>,
}

/// A request about one local app.
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
    /// The app: name or identifier.
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
    /// New algorithm. Newly exported configs refuse tokens signed with the old one.
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
    /// Its name for `--preset`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// `python` or `javascript`.
    pub language: String,
    /// The usual file name.
    pub file_name: String,
    /// What to know before using it.
    pub note: String,
}

/// All presets.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct PresetListResponse {
    /// In the order they are offered.
    pub presets: Vec<PresetRow>,
}

/// Asks for the text of a config.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[cfg_attr(feature = "cli", derive(clap::Args))]
#[ts(export_to = "wire.ts")]
pub struct ConfigRequest {
    /// The app: name or identifier.
    #[cfg_attr(feature = "cli", arg(value_name = "NAME", help = "The app's name"))]
    pub client: String,
    /// The preset's `id`.
    #[cfg_attr(
        feature = "cli",
        arg(long, help = "Kind of config; `portreeve client presets` lists them")
    )]
    pub preset: String,
}

/// The text of a config, with a shared secret masked.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct ConfigResponse {
    /// The text.
    pub text: String,
    /// Whether the real file contains a secret.
    pub holds_secret: bool,
    /// The usual file name.
    pub file_name: String,
}

/// Writes a config to a file, whole or not at all, readable by its owner only; or returns it in the answer.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct ConfigExportRequest {
    /// The app: name or identifier.
    pub client: String,
    /// The preset's `id`.
    pub preset: String,
    /// Absolute path of the file; if absent, the answer contains the config.
    #[serde(default)]
    pub path: Option<FilePath>,
    /// Whether an existing file may be replaced.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub replace: bool,
    /// Whether to refuse a config with a secret, because others may see the place where it will be shown.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub without_secret: bool,
}

/// The exported config.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct ConfigExportResponse {
    /// The path of the file.
    pub path: Option<String>,
    /// The config, if no path was given.
    pub contents: Option<WireSecret>,
    /// The size in bytes.
    pub bytes: u32,
    /// Whether it contains a secret.
    pub holds_secret: bool,
    /// What to know before using it.
    pub note: String,
}

/// Tests a saved config: whether an app with this file accepts a token about the caller. The token lives for a minute and
/// is given to nobody; no refresh token is made.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct ConfigTestRequest {
    /// The app: name or identifier.
    pub client: String,
    /// Absolute path of the saved config.
    pub path: FilePath,
}

/// The result of the test.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct ConfigTestResponse {
    /// The file.
    pub path: String,
    /// Whether the token was accepted.
    pub is_accepted: bool,
    /// Why it was not, in words.
    pub problems: Vec<String>,
    /// What verified it.
    pub verifier: ConfigVerifier,
    /// The username in the token.
    pub user: String,
    /// The issuer that the file trusts, if the file can be read as a config.
    pub issuer: Option<String>,
    /// The audience that the file expects.
    pub audience: Option<String>,
    /// The algorithm that the file allows.
    pub algorithm: Option<String>,
}

/// What can verify a token with a saved config.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "wire.ts")]
pub enum ConfigVerifier {
    /// Portreeve's own, with the issuer, audience, algorithm and keys in the file.
    Portreeve,
}

about! {
    ClientCreateRequest:;
    ClientRequest: object Client client;
    ClientUpdateRequest: object Client client;
    ConfigExportRequest: object Client client;
    ConfigRequest: object Client client;
    ConfigTestRequest: object Client client;
}
