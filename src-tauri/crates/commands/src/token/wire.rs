//! Tokens and signing keys on the wire.

use crate::about::about;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

use crate::wire::secret::WireSecret;

/// Asks for a token, or for what it would say.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct TokenRequest {
    /// For which app.
    pub client: String,
    /// For which user.
    pub user: String,
}

/// RFC 6749 section 5.1.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct TokenResponse {
    /// A JWT (RFC 9068).
    pub access_token: WireSecret,
    /// Opaque; good once.
    pub refresh_token: WireSecret,
    /// Always `Bearer`.
    pub token_type: String,
    /// Lifetime of the access token, in seconds.
    pub expires_in: u32,
    /// How far the machine's clock is behind, in seconds, if apps that go by it do not take the token yet.
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

/// What a token issued now would say.
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

/// A token to look into.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct TokenInspectRequest {
    /// The token.
    pub token: WireSecret,
}

/// What a token says and whether it can be trusted.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct TokenInspectResponse {
    /// Whether an app with a current config accepts it now.
    pub is_valid: bool,
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
    /// The user it is about, by login name, if known.
    pub user: Option<String>,
    /// How far the machine's clock is behind, in seconds, if apps that go by it do not take the token yet.
    #[serde(default)]
    pub clock_behind_secs: Option<u32>,
}

about! {
    TokenInspectRequest:;
    TokenRefreshRequest:;
    TokenRequest: object User user, object Client client;
}
