//! Access tokens: RFC 9068.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{DecodingKey, EncodingKey, Header, Validation};
use portreeve_core::client::{Algorithm, PublicKey};
use portreeve_core::id::KeyId;
use portreeve_core::secret::{SecretBytes, SecretText, keep_in_memory};
use portreeve_core::time::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::TokenError;
use crate::key::{encoding_key, jwa};

/// The `typ` of an access token (RFC 9068 section 2.1).
pub const TOKEN_TYPE: &str = "at+jwt";

/// How far two clocks may differ, in seconds.
pub const LEEWAY_SECS: i64 = 30;

/// Largest token that is read, in bytes.
const TOKEN_BYTES_MAX: usize = 16 * 1024;

/// The claims of an access token. Order and names as in RFC 9068 section 2.2, then OpenID Connect Core section 5.1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessClaims {
    /// Issuer.
    pub iss: String,
    /// Subject: the user's identifier.
    pub sub: String,
    /// Audience: one app, so one string.
    pub aud: String,
    /// Expires at, in seconds.
    pub exp: i64,
    /// Valid from, in seconds.
    pub nbf: i64,
    /// Issued at, in seconds.
    pub iat: i64,
    /// Identifies the token.
    pub jti: String,
    /// The client that the token was issued to.
    pub client_id: String,
    /// Username.
    pub preferred_username: String,
    /// First and last name.
    pub name: String,
    /// E-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Names of the user's groups, direct and through other groups.
    pub groups: Vec<String>,
    /// Django's admin-site flag; left out when false.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_staff: bool,
    /// Superuser flag; left out when false.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_superuser: bool,
}

/// A key ready to sign. Reuse it: making one from the stored form costs more than a signature.
pub struct Signer {
    algorithm: Algorithm,
    key_id: Option<KeyId>,
    key: EncodingKey,
}

impl Signer {
    /// From a private key, or from the secret shared with an HS256 client (then without `key_id`).
    pub fn new(
        algorithm: Algorithm,
        key_id: Option<KeyId>,
        private: &SecretBytes,
    ) -> Result<Self, TokenError> {
        let key = encoding_key(algorithm, private)?;
        keep_in_memory(key.as_bytes());
        Ok(Self {
            algorithm,
            key_id,
            key,
        })
    }

    fn header(&self) -> Header {
        let mut header = Header::new(jwa(self.algorithm));
        header.typ = Some(TOKEN_TYPE.to_owned());
        header.kid = self.key_id.as_ref().map(|id| id.0.clone());
        header
    }
}

/// Signs `claims`.
pub fn issue(signer: &Signer, claims: &AccessClaims) -> Result<SecretText, TokenError> {
    let token = jsonwebtoken::encode(&signer.header(), claims, &signer.key);
    token
        .map(SecretText::new)
        .map_err(|error| TokenError::Key(error.to_string()))
}

/// Header and claims of a token that is not issued, and the size it would have, in bytes.
pub fn preview(
    algorithm: Algorithm,
    key_id: Option<&KeyId>,
    claims: &AccessClaims,
) -> Result<(Value, Value, usize), TokenError> {
    let mut header = json!({ "typ": TOKEN_TYPE, "alg": algorithm.name() });
    if let Some(id) = key_id {
        header["kid"] = Value::from(id.0.as_str());
    }
    let claims = serde_json::to_value(claims).map_err(|error| TokenError::NotAToken(error.to_string()))?;
    let parts = [header.to_string().len(), claims.to_string().len()];
    let size = parts.map(encoded).iter().sum::<usize>() + encoded(signature_bytes(algorithm)) + 2;
    Ok((header, claims, size))
}

/// Length of a signature before encoding.
fn signature_bytes(algorithm: Algorithm) -> usize {
    match algorithm {
        Algorithm::Rs256 => 256,
        Algorithm::Es256 | Algorithm::EdDsa => 64,
        Algorithm::Hs256 => 32,
    }
}

/// Length of `bytes` bytes in base64url.
fn encoded(bytes: usize) -> usize {
    (bytes * 4).div_ceil(3)
}

/// The contents of a token, not verified.
#[derive(Clone, Debug)]
pub struct Unverified {
    /// The JOSE header.
    pub header: Map<String, Value>,
    /// The claims.
    pub claims: Map<String, Value>,
}

impl Unverified {
    /// Reads header and claims without verifying anything.
    pub fn read(token: &str) -> Result<Self, TokenError> {
        if token.len() > TOKEN_BYTES_MAX {
            return Err(TokenError::NotAToken(format!(
                "it is longer than {TOKEN_BYTES_MAX} bytes"
            )));
        }
        let parts: Vec<&str> = token.split('.').collect();
        let [header, claims, _signature] = parts.as_slice() else {
            return Err(match parts.as_slice() {
                // Every token begins with `{"` in base64url.
                [header] | [header, _] if header.starts_with("eyJ") => TokenError::CutShort,
                _ => TokenError::NotAToken("it does not have three parts between dots".into()),
            });
        };
        let json = |part: &str, name: &str| {
            let bytes = URL_SAFE_NO_PAD
                .decode(part)
                .map_err(|_| TokenError::NotAToken(format!("its {name} is not base64url")))?;
            serde_json::from_slice(&bytes)
                .map_err(|_| TokenError::NotAToken(format!("its {name} is not a JSON object")))
        };
        Ok(Self {
            header: json(header, "header")?,
            claims: json(claims, "payload")?,
        })
    }

    /// Whether no key stands behind it: it says so itself (`alg: none`), or its signature is empty.
    pub fn is_unsigned(&self, token: &str) -> bool {
        let says_so = Self::text(&self.header, "alg").is_some_and(|alg| alg.eq_ignore_ascii_case("none"));
        says_so || token.ends_with('.')
    }

    /// A header or claim, if it is a string.
    pub fn text<'a>(part: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
        part.get(name).and_then(Value::as_str)
    }
}

/// What is wrong with an unsigned token.
pub const UNSIGNED: &str = "it is not signed: anyone can have written it";

/// The key that a token is verified with.
pub enum Verifier<'a> {
    /// A public key.
    Public(&'a PublicKey),
    /// A public key of this algorithm, SubjectPublicKeyInfo in PEM; which key the token names does not matter.
    Pem(Algorithm, &'a str),
    /// The secret shared with an HS256 client.
    Shared(&'a SecretBytes),
}

/// Everything that is wrong with `token` for an app that trusts `verifier`, `issuer` and `audience`; empty for a valid
/// token.
pub fn verify(
    token: &str,
    verifier: &Verifier,
    issuer: &str,
    audience: &str,
    now: Timestamp,
) -> Result<AccessClaims, Vec<String>> {
    let unverified = Unverified::read(token).map_err(|error| vec![error.to_string()])?;
    let claims = check_signature(token, &unverified, verifier).map_err(|problem| vec![problem])?;
    let now = now.unix_secs();
    let checks = [
        (
            claims.iss != issuer,
            format!("it was issued by {}, not by {issuer}", claims.iss),
        ),
        (
            claims.aud != audience,
            format!("it is for {}, not for {audience}", claims.aud),
        ),
        (
            claims.exp <= now - LEEWAY_SECS,
            format!("it ended at {}", Timestamp::from_unix_secs(claims.exp)),
        ),
        (
            claims.nbf > now + LEEWAY_SECS,
            format!("it begins at {}", Timestamp::from_unix_secs(claims.nbf)),
        ),
        (
            claims.iat > now + LEEWAY_SECS,
            "it was issued in the future".to_owned(),
        ),
        (
            claims.sub.is_empty() || claims.jti.is_empty(),
            "it does not say who it is about".to_owned(),
        ),
    ];
    let problems: Vec<String> = checks
        .into_iter()
        .filter(|(is_wrong, _)| *is_wrong)
        .map(|(_, why)| why)
        .collect();
    if problems.is_empty() {
        Ok(claims)
    } else {
        Err(problems)
    }
}

fn check_signature(
    token: &str,
    unverified: &Unverified,
    verifier: &Verifier,
) -> Result<AccessClaims, String> {
    let (algorithm, key, key_id) = match verifier {
        Verifier::Public(public) => {
            let jwk = serde_json::from_str(&public.jwk).map_err(|_| "our key is damaged".to_owned())?;
            let key = DecodingKey::from_jwk(&jwk).map_err(|_| "our key is damaged".to_owned())?;
            (public.algorithm, key, Some(public.id.0.as_str()))
        }
        Verifier::Pem(algorithm, pem) => {
            let key = match algorithm {
                Algorithm::Rs256 => DecodingKey::from_rsa_pem(pem.as_bytes()),
                Algorithm::Es256 => DecodingKey::from_ec_pem(pem.as_bytes()),
                Algorithm::EdDsa => DecodingKey::from_ed_pem(pem.as_bytes()),
                Algorithm::Hs256 => return Err("HS256 has no public key".to_owned()),
            };
            let unusable = |_| format!("the key is no public {} key", algorithm.name());
            (*algorithm, key.map_err(unusable)?, None)
        }
        Verifier::Shared(secret) => (Algorithm::Hs256, DecodingKey::from_secret(secret.expose()), None),
    };
    if unverified.is_unsigned(token) {
        return Err(UNSIGNED.to_owned());
    }
    let header = &unverified.header;
    let typ = Unverified::text(header, "typ").unwrap_or_default();
    if !typ.eq_ignore_ascii_case(TOKEN_TYPE) && !typ.eq_ignore_ascii_case("application/at+jwt") {
        return Err(format!("its type is {typ:?}, not {TOKEN_TYPE:?}"));
    }
    if Unverified::text(header, "alg") != Some(algorithm.name()) {
        return Err(format!(
            "it is not signed with {}, which is the key's only algorithm",
            algorithm.name()
        ));
    }
    if key_id.is_some() && Unverified::text(header, "kid") != key_id {
        return Err("it names another key".to_owned());
    }
    // Our headers have no other members. `crit`, `jku`, `jwk` and the like are refused, never followed.
    if let Some(name) = header
        .keys()
        .find(|name| !["typ", "alg", "kid"].contains(&name.as_str()))
    {
        return Err(format!("its header holds {name:?}, which we do not use"));
    }
    let signature = token.rsplit('.').next().unwrap_or_default();
    if signature.len() < encoded(signature_bytes(algorithm)) {
        return Err(TokenError::CutShort.to_string());
    }
    // The library would use the system's clock; our caller checks the times.
    let mut validation = Validation::new(jwa(algorithm));
    validation.validate_exp = false;
    validation.validate_aud = false;
    validation.set_required_spec_claims::<&str>(&[]);
    match jsonwebtoken::decode::<AccessClaims>(token, &key, &validation) {
        Ok(data) => Ok(data.claims),
        Err(error) => Err(match error.kind() {
            jsonwebtoken::errors::ErrorKind::InvalidSignature => "its signature is not ours".to_owned(),
            jsonwebtoken::errors::ErrorKind::Json(error) => {
                format!("its claims are not an access token's: {error}")
            }
            jsonwebtoken::errors::ErrorKind::Base64(_) => "its signature is not base64url".to_owned(),
            _ => format!("it cannot be verified: {error}"),
        }),
    }
}
