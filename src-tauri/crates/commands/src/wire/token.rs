//! Tokens and signing keys on the wire.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

use super::secret::WireSecret;

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

/// A signing key, public half.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct KeyRow {
    /// `kid`: the RFC 7638 thumbprint.
    pub id: String,
    /// What it signs with.
    pub algorithm: String,
    /// When it was made.
    pub created_at: String,
    /// Public key, PEM.
    pub pem: String,
    /// Until when it verifies; absent while it signs.
    pub verifies_until: Option<String>,
}

/// Replaces signing keys.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct KeyRotateRequest {
    /// Of this algorithm only; absent: of each that has a key.
    pub algorithm: Option<String>,
}

/// What signs from now on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct KeyRotateResponse {
    /// By algorithm.
    pub keys: Vec<KeyRotation>,
    /// Names of the local apps whose exported configs do not know the new key: they refuse new tokens until their
    /// config is exported anew.
    pub export_anew: Vec<String>,
}

/// One key that took the place of another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct KeyRotation {
    /// What it signs with.
    pub algorithm: String,
    /// The key that signs now.
    pub key_id: String,
    /// The one that did before, if there was one.
    pub before_id: Option<String>,
    /// Until when that one verifies.
    pub before_verifies_until: String,
}

/// The public keys.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct KeyListResponse {
    /// The keys.
    pub keys: Vec<KeyRow>,
    /// The same as a JWK Set (RFC 7517).
    #[ts(type = "{ keys: Record<string, unknown>[] }")]
    pub jwks: Value,
}
