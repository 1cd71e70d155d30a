//! Refresh tokens: opaque, valid once.
//!
//! A token is `prv_r_` and base64url of family id, generation and HMAC-SHA256 over both, keyed with the family's own
//! 256 random bits. The token itself is not stored. So within a short grace period after a lost answer, the current
//! token can be computed again; a stored hash could not do that (docs/decisions/0003-refresh-tokens.md).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use portreeve_core::client::TokenFamily;
use portreeve_core::id::FamilyId;
use portreeve_core::secret::SecretText;
use sha2::Sha256;
use subtle::ConstantTimeEq;

use crate::TokenError;

const PREFIX: &str = "prv_r_";
const ID_BYTES: usize = 16;
const GENERATION_BYTES: usize = 4;
const MAC_BYTES: usize = 32;

/// A presented refresh token, parsed but not verified.
pub struct RefreshToken {
    /// The family it claims to belong to.
    pub family: FamilyId,
    /// The generation it claims to have.
    pub generation: u32,
    mac: [u8; MAC_BYTES],
}

impl RefreshToken {
    /// Whether `family` made this token, in any generation. Every wrong token takes the same time.
    pub fn is_of(&self, family: &TokenFamily) -> bool {
        self.family == family.id && bool::from(mac(family, self.generation).ct_eq(&self.mac))
    }
}

/// The family's current token.
pub fn current(family: &TokenFamily) -> SecretText {
    let mac = mac(family, family.generation);
    let bytes = [&family.id.to_bytes()[..], &family.generation.to_be_bytes(), &mac].concat();
    SecretText::new(format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(bytes)))
}

/// Parses a presented token.
pub fn parse(text: &str) -> Result<RefreshToken, TokenError> {
    let bytes = text
        .strip_prefix(PREFIX)
        .and_then(|rest| URL_SAFE_NO_PAD.decode(rest).ok());
    let bytes = bytes.filter(|bytes| bytes.len() == ID_BYTES + GENERATION_BYTES + MAC_BYTES);
    let Some(bytes) = bytes else {
        return Err(TokenError::NotARefreshToken);
    };
    let (id, rest) = bytes.split_at(ID_BYTES);
    let (generation, mac) = rest.split_at(GENERATION_BYTES);
    match (id.try_into(), generation.try_into(), mac.try_into()) {
        (Ok(id), Ok(generation), Ok(mac)) => Ok(RefreshToken {
            family: FamilyId::from_bytes(id),
            generation: u32::from_be_bytes(generation),
            mac,
        }),
        _ => Err(TokenError::NotARefreshToken),
    }
}

fn mac(family: &TokenFamily, generation: u32) -> [u8; MAC_BYTES] {
    let mut mac = Hmac::<Sha256>::new_from_slice(family.secret.expose()).expect("HMAC takes any key");
    mac.update(&family.id.to_bytes());
    mac.update(&generation.to_be_bytes());
    mac.finalize().into_bytes().into()
}
