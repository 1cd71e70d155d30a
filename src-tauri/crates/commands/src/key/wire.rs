//! Keys on the wire.

use crate::about::about;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

/// A signing key, public half.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct KeyRow {
    /// `kid`: the RFC 7638 thumbprint.
    pub id: String,
    /// Its algorithm.
    pub algorithm: String,
    /// When it was made.
    pub created_at: String,
    /// Public key, PEM.
    pub pem: String,
    /// When it stops verifying; absent while it signs.
    pub verifies_until: Option<String>,
}

/// Replaces signing keys.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[cfg_attr(feature = "cli", derive(clap::Args))]
#[serde(default)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct KeyRotateRequest {
    /// Only this algorithm; if absent, every algorithm that has a key.
    #[cfg_attr(
        feature = "cli",
        arg(
            long = "alg",
            value_name = "ALG",
            help = "Only the key for RS256, ES256 or EdDSA"
        )
    )]
    pub algorithm: Option<String>,
}

/// The new keys.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct KeyRotateResponse {
    /// By algorithm.
    pub keys: Vec<KeyRotation>,
    /// The local apps whose exported configs do not contain the new key: they refuse new tokens until their config is
    /// exported again.
    pub export_anew: Vec<String>,
}

/// A new key and the one it replaced.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct KeyRotation {
    /// Their algorithm.
    pub algorithm: String,
    /// The new key.
    pub key_id: String,
    /// The replaced key, if there was one.
    pub before_id: Option<String>,
    /// When the replaced key stops verifying.
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

about! {
    KeyRotateRequest:;
}
