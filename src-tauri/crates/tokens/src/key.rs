//! Signing keys: made here, named by their thumbprint (RFC 7638), published as a JWK Set (RFC 7517).

use aws_lc_rs::encoding::{AsDer, PublicKeyX509Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair, RsaKeyPair,
};
use jsonwebtoken::EncodingKey;
use jsonwebtoken::jwk::{Jwk, PublicKeyUse, ThumbprintHash};
use portreeve_core::client::{Algorithm, PublicKey, SigningKey};
use portreeve_core::id::KeyId;
use portreeve_core::secret::SecretBytes;
use portreeve_core::time::Timestamp;
use serde_json::{Value, json};

use crate::TokenError;
use crate::pem;

/// Length of the secret shared with an HS256 client (RFC 8725 section 3.5: at least the hash's length).
pub const SHARED_SECRET_BYTES: usize = 48;

/// Makes a signing key. HS256 has none: its secret belongs to one client.
///
/// The library uses its own randomness and does not accept any.
pub fn generate(algorithm: Algorithm, now: Timestamp) -> Result<SigningKey, TokenError> {
    let unusable = |what: &'static str| move |_| TokenError::Key(what.to_owned());
    let (private, spki) = match algorithm {
        Algorithm::Rs256 => {
            let pair = RsaKeyPair::generate(KeySize::Rsa2048).map_err(unusable("RSA generation failed"))?;
            let der: aws_lc_rs::encoding::Pkcs8V1Der =
                pair.as_der().map_err(unusable("RSA encoding failed"))?;
            (der.as_ref().to_vec(), spki(pair.public_key())?)
        }
        Algorithm::Es256 => {
            let document =
                EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new())
                    .map_err(unusable("P-256 generation failed"))?;
            let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, document.as_ref())
                .map_err(|error| TokenError::Key(error.to_string()))?;
            (document.as_ref().to_vec(), spki(pair.public_key())?)
        }
        Algorithm::EdDsa => {
            let document = Ed25519KeyPair::generate_pkcs8v1(&SystemRandom::new())
                .map_err(unusable("Ed25519 generation failed"))?;
            let pair = Ed25519KeyPair::from_pkcs8_maybe_unchecked(document.as_ref())
                .map_err(|error| TokenError::Key(error.to_string()))?;
            (document.as_ref().to_vec(), spki(pair.public_key())?)
        }
        Algorithm::Hs256 => {
            return Err(TokenError::Key(
                "HS256 uses a secret of the client, not a signing key".into(),
            ));
        }
    };
    let private = SecretBytes::new(private);
    let mut jwk = Jwk::from_encoding_key(&encoding_key(algorithm, &private)?, jwa(algorithm))
        .map_err(|error| TokenError::Key(error.to_string()))?;
    let thumbprint = jwk
        .thumbprint(ThumbprintHash::SHA256)
        .map_err(|error| TokenError::Key(error.to_string()))?;
    jwk.common.key_id = Some(thumbprint.clone());
    jwk.common.public_key_use = Some(PublicKeyUse::Signature);
    let jwk = serde_json::to_string(&jwk).map_err(|error| TokenError::Key(error.to_string()))?;
    let public = PublicKey {
        id: KeyId(thumbprint),
        algorithm,
        pem: pem::encode("PUBLIC KEY", &spki).to_string(),
        jwk,
        created_at: now,
    };
    Ok(SigningKey { public, private })
}

/// The public keys as a JWK Set.
pub fn key_set<'a>(keys: impl IntoIterator<Item = &'a PublicKey>) -> Value {
    let keys: Vec<Value> = keys
        .into_iter()
        .filter_map(|key| serde_json::from_str(&key.jwk).ok())
        .collect();
    json!({ "keys": keys })
}

fn spki(key: &impl AsDer<PublicKeyX509Der<'static>>) -> Result<Vec<u8>, TokenError> {
    let der = key
        .as_der()
        .map_err(|_| TokenError::Key("the public key cannot be encoded".into()))?;
    Ok(der.as_ref().to_vec())
}

pub(crate) fn jwa(algorithm: Algorithm) -> jsonwebtoken::Algorithm {
    match algorithm {
        Algorithm::Rs256 => jsonwebtoken::Algorithm::RS256,
        Algorithm::Es256 => jsonwebtoken::Algorithm::ES256,
        Algorithm::EdDsa => jsonwebtoken::Algorithm::EdDSA,
        Algorithm::Hs256 => jsonwebtoken::Algorithm::HS256,
    }
}

/// The library's form of a private key or shared secret.
pub(crate) fn encoding_key(algorithm: Algorithm, private: &SecretBytes) -> Result<EncodingKey, TokenError> {
    let pem = || pem::encode("PRIVATE KEY", private.expose());
    let key = match algorithm {
        Algorithm::Rs256 => EncodingKey::from_rsa_pem(pem().as_bytes()),
        Algorithm::Es256 => EncodingKey::from_ec_pem(pem().as_bytes()),
        Algorithm::EdDsa => EncodingKey::from_ed_pem(pem().as_bytes()),
        Algorithm::Hs256 => Ok(EncodingKey::from_secret(private.expose())),
    };
    key.map_err(|error| TokenError::Key(error.to_string()))
}
