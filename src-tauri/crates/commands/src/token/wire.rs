//! Tokens and signing keys on the wire.

use crate::about::about;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

use crate::wire::Page;
use crate::wire::secret::WireSecret;

/// Asks for a token, or for a preview of one.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[cfg_attr(feature = "cli", derive(clap::Args))]
#[ts(export_to = "wire.ts")]
pub struct TokenRequest {
    /// The app: name or identifier.
    #[cfg_attr(feature = "cli", arg(long, help = "Local app"))]
    pub client: String,
    /// The user: username or identifier.
    #[cfg_attr(feature = "cli", arg(long, help = "Username"))]
    pub user: String,
}

/// The token response of RFC 6749 section 5.1.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct TokenResponse {
    /// A JWT (RFC 9068).
    pub access_token: WireSecret,
    /// The refresh token, which is opaque and valid once.
    pub refresh_token: WireSecret,
    /// Always `Bearer`.
    pub token_type: String,
    /// Lifetime of the access token, in seconds.
    pub expires_in: u32,
    /// How far the computer's clock is behind, in seconds, if apps that use it do not accept the token yet.
    #[serde(default)]
    pub clock_behind_secs: Option<u32>,
}

/// Exchanges a refresh token for the next pair.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct TokenRefreshRequest {
    /// The refresh token.
    pub refresh_token: WireSecret,
}

/// Asks how often tokens were refreshed.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct TokenActivityRequest {
    /// Only this user's.
    pub user: Option<String>,
    /// Only for this app.
    pub client: Option<String>,
    /// The page of the list; the first rows when absent.
    pub page: Option<Page>,
}

/// How often tokens were refreshed: every success is counted, and leaves no event in the trail.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct TokenActivityResponse {
    /// The current day in UTC.
    pub today: String,
    /// The counts by user, app and day: the newest day first, and within a day the latest refresh first.
    pub rows: Vec<TokenActivityRow>,
    /// How many rows there are in all.
    pub total: u32,
    /// The counts of all rows by day, the newest first. A day without a refresh is left out.
    pub days: Vec<TokenActivityDay>,
}

/// How often a user's tokens for an app were refreshed on a day.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct TokenActivityRow {
    /// The day in UTC, as `2026-05-03`.
    pub day: String,
    /// The user's identifier.
    pub user_id: String,
    /// The user's username.
    pub login: String,
    /// The user's first and last name.
    pub display_name: String,
    /// The app's name; absent if the app was deleted, or if the caller cannot see apps.
    pub client: Option<String>,
    /// How often tokens were refreshed.
    pub refreshed: u32,
    /// When first on that day.
    pub first_at: String,
    /// When last on that day.
    pub last_at: String,
}

/// How often tokens were refreshed on a day.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct TokenActivityDay {
    /// The day in UTC, as `2026-05-03`.
    pub day: String,
    /// How often tokens were refreshed.
    pub refreshed: u32,
}

/// The contents of a token if it were issued now.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct TokenPreviewResponse {
    /// The JOSE header.
    #[ts(type = "Record<string, unknown>")]
    pub header: Value,
    /// The claims.
    #[ts(type = "Record<string, unknown>")]
    pub claims: Value,
    /// Size of the encoded token, in bytes.
    pub bytes: u32,
}

/// A token to inspect.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct TokenInspectRequest {
    /// The token.
    pub token: WireSecret,
}

/// The contents of a token, and whether it is valid.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct TokenInspectResponse {
    /// Whether an app with a current config accepts it now.
    pub is_valid: bool,
    /// Whether the text is a token at all; otherwise header and claims are empty, and the problem says why.
    pub is_token: bool,
    /// Everything that is wrong with it, in words.
    pub problems: Vec<String>,
    /// The JOSE header, unverified.
    #[ts(type = "Record<string, unknown>")]
    pub header: Value,
    /// The claims, unverified.
    #[ts(type = "Record<string, unknown>")]
    pub claims: Value,
    /// The local app it is for, if known.
    pub client: Option<String>,
    /// The username of its user, if known.
    pub user: Option<String>,
    /// How far the computer's clock is behind, in seconds, if apps that use it do not accept the token yet.
    #[serde(default)]
    pub clock_behind_secs: Option<u32>,
}

about! {
    TokenActivityRequest: mention User user, mention Client client;
    TokenInspectRequest:;
    TokenRefreshRequest:;
    TokenRequest: object User user, object Client client;
}
