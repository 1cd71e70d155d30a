//! Typed identifiers. UUIDv7: ordered by creation, meaningless otherwise, never reused.

use std::fmt;
use std::str::FromStr;

use uuid::Uuid;

use crate::entropy::{Entropy, random};
use crate::time::Timestamp;

/// The text is not an identifier.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
#[error("not an identifier")]
pub struct IdError;

/// Whether `text` is an identifier in any of its spellings.
pub fn is_identifier(text: &str) -> bool {
    Uuid::from_str(text).is_ok()
}

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Uuid);

        impl $name {
            /// A new identifier for something created at `now`.
            pub fn new(now: Timestamp, entropy: &dyn Entropy) -> Self {
                Self(uuid_v7(now, entropy))
            }

            /// From the sixteen bytes that [`to_bytes`](Self::to_bytes) returned.
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(Uuid::from_bytes(bytes))
            }

            /// The sixteen bytes, big-endian: they sort as the identifiers do.
            pub const fn to_bytes(self) -> [u8; 16] {
                *self.0.as_bytes()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.as_hyphenated().fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                Uuid::from_str(text).map(Self).map_err(|_| IdError)
            }
        }
    )*};
}

id! {
    /// Identifies a directory.
    DirectoryId,
    /// Identifies a user; also the `sub` of every token.
    UserId,
    /// Identifies a group.
    GroupId,
    /// Identifies a client (a local app).
    ClientId,
    /// Identifies a session.
    SessionId,
    /// Identifies a family of refresh tokens.
    FamilyId,
}

/// Identifies a signing key: its RFC 7638 thumbprint, the `kid` of a JWT header.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId(pub String);

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A random JWT id (`jti`): 128 bits, lower-case hexadecimal, as simplejwt writes them.
pub fn new_token_id(entropy: &dyn Entropy) -> String {
    Uuid::from_bytes(random::<16>(entropy)).as_simple().to_string()
}

/// RFC 9562 section 5.7: 48 bits of milliseconds, version, variant, 74 random bits.
fn uuid_v7(now: Timestamp, entropy: &dyn Entropy) -> Uuid {
    let mut bytes = random::<16>(entropy);
    let ms = (now.unix_ms().max(0) as u64).to_be_bytes();
    bytes[..6].copy_from_slice(&ms[2..]);
    bytes[6] = (bytes[6] & 0x0f) | 0x70;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    Uuid::from_bytes(bytes)
}
