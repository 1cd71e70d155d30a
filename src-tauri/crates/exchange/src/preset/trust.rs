//! The keys that go into a file.

use portreeve_core::client::Algorithm;
use portreeve_core::secret::SecretBytes;
use serde_json::{Map, Value};

use super::{RenderError, VerifyingKey};

/// Shortest HS256 secret, in bytes (RFC 7518 section 3.2).
pub const SECRET_BYTES_MIN: usize = 32;

/// Members of a JWK that a verifier needs. Any other stays out of the file.
const PUBLIC_MEMBERS: [&str; 9] = ["kty", "kid", "use", "alg", "crv", "x", "y", "n", "e"];
/// Members that only private keys have.
const PRIVATE_MEMBERS: [&str; 8] = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

/// The keys after the checks.
pub(super) enum Trust<'a> {
    Public {
        pem: &'a str,
        jwks: Vec<Value>,
        kid: &'a str,
    },
    Shared(&'a SecretBytes),
}

impl<'a> Trust<'a> {
    pub(super) fn new(algorithm: Algorithm, key: VerifyingKey<'a>) -> Result<Self, RenderError> {
        match key {
            VerifyingKey::Public { pem, jwks, kid } if !algorithm.is_symmetric() => Ok(Self::Public {
                pem: check_pem(pem)?,
                jwks: public_keys(jwks, kid, algorithm)?,
                kid,
            }),
            VerifyingKey::Shared(secret) if algorithm.is_symmetric() => match secret.expose().len() {
                bytes if bytes < SECRET_BYTES_MIN => Err(RenderError::ShortSecret {
                    bytes,
                    bytes_min: SECRET_BYTES_MIN,
                }),
                _ => Ok(Self::Shared(secret)),
            },
            _ => Err(RenderError::KeyKind {
                algorithm: algorithm.name(),
            }),
        }
    }

    pub(super) fn holds_secret(&self) -> bool {
        matches!(self, Self::Shared(_))
    }

    pub(super) fn kid(&self) -> &str {
        match self {
            Self::Public { kid, .. } => kid,
            Self::Shared(_) => "shared secret",
        }
    }

    pub(super) fn warning(&self) -> &'static str {
        match self {
            Self::Public { .. } => "Contains no secret: safe to commit.",
            Self::Shared(_) => {
                "Contains a SECRET: anyone who reads this file can make tokens for this app. Do not commit \
                 it."
            }
        }
    }
}

fn check_pem(pem: &str) -> Result<&str, RenderError> {
    let pem = pem.trim();
    let body = pem
        .strip_prefix("-----BEGIN PUBLIC KEY-----")
        .and_then(|rest| rest.strip_suffix("-----END PUBLIC KEY-----"))
        .ok_or(RenderError::BadPem)?;
    let is_base64 = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=' | '\n' | '\r');
    if body.trim().is_empty() || !body.chars().all(is_base64) {
        Err(RenderError::BadPem)
    } else {
        Ok(pem)
    }
}

/// The keys of a set for this algorithm, with public members only.
fn public_keys(jwks: &str, kid: &str, algorithm: Algorithm) -> Result<Vec<Value>, RenderError> {
    let set: Value = serde_json::from_str(jwks).map_err(|_| RenderError::BadKeySet)?;
    let keys = set
        .get("keys")
        .and_then(Value::as_array)
        .ok_or(RenderError::BadKeySet)?;
    let mut trusted = Vec::with_capacity(keys.len());
    let mut has_current = false;
    for key in keys {
        let key = key.as_object().ok_or(RenderError::BadKeySet)?;
        if PRIVATE_MEMBERS.iter().any(|member| key.contains_key(*member)) {
            return Err(RenderError::PrivateKey);
        }
        // A key of the client's earlier algorithm is useless here: the file pins one algorithm.
        if key.get("alg").is_some_and(|alg| alg != algorithm.name()) {
            continue;
        }
        has_current |= key.get("kid").is_some_and(|own| own == kid);
        trusted.push(Value::Object(public_members(key)?));
    }
    if has_current {
        Ok(trusted)
    } else {
        Err(RenderError::KeyMissing)
    }
}

fn public_members(key: &Map<String, Value>) -> Result<Map<String, Value>, RenderError> {
    let mut public = Map::new();
    for member in PUBLIC_MEMBERS {
        match key.get(member) {
            Some(text @ Value::String(_)) => {
                public.insert(member.to_owned(), text.clone());
            }
            Some(_) => return Err(RenderError::BadKeySet),
            None => {}
        }
    }
    Ok(public)
}
