//! Tokens that local apps verify (access tokens, JWT after RFC 9068) and tokens that they exchange (refresh tokens,
//! opaque).
//!
//! Only tokens that others verify are JWTs. A key has one algorithm; the verifier picks the key by `kid` and never
//! believes the header's `alg` (RFC 8725 section 3.1).

mod access;
mod error;
mod key;
mod pasted;
mod pem;
mod refresh;

pub use access::{
    AccessClaims, LEEWAY_SECS, Signer, TOKEN_TYPE, UNSIGNED, Unverified, Verifier, issue, preview, verify,
};
pub use error::TokenError;
pub use key::{SHARED_SECRET_BYTES, generate, key_set};
pub use pasted::{pasted, pasted_jwt};
pub use refresh::{RefreshToken, current as current_refresh_token, parse as parse_refresh_token};
