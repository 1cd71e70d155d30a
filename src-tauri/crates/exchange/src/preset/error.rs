//! Why a token config cannot be written.

/// No preset has this name.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
#[error("there is no preset `{asked}`; choose one of {}", .known.join(", "))]
pub struct UnknownPreset {
    /// The requested name.
    pub asked: String,
    /// The names of all presets.
    pub known: Vec<&'static str>,
}

/// Why a token config cannot be written.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum RenderError {
    /// The app cannot verify this algorithm.
    #[error(
        "`{preset}` cannot check {asked}; let the client's tokens be signed with {}",
        .supported.join(", ")
    )]
    Algorithm {
        /// The preset.
        preset: &'static str,
        /// The algorithm that signs the tokens.
        asked: &'static str,
        /// The algorithms that the app can verify.
        supported: Vec<&'static str>,
    },
    /// A value without which the app would accept tokens for other apps.
    #[error("the {what} is empty, so the app would not check it; set one")]
    Missing {
        /// The value.
        what: &'static str,
    },
    /// A public key for HS256, or a secret for anything else.
    #[error("the key is not one for {algorithm}; choose a key of the client's own algorithm")]
    KeyKind {
        /// The algorithm that signs the tokens.
        algorithm: &'static str,
    },
    /// A secret that is short enough to guess (RFC 7518 section 3.2).
    #[error("the shared secret has {bytes} bytes, and {bytes_min} are the least; rotate the client's key")]
    ShortSecret {
        /// Its length.
        bytes: usize,
        /// The shortest allowed length.
        bytes_min: usize,
    },
    /// Not a public key.
    #[error("the PEM text is not a public key; rotate the client's key")]
    BadPem,
    /// Not a JWK set.
    #[error("the key set is not a JWK set; rotate the client's key")]
    BadKeySet,
    /// A private key in place of a public one.
    #[error("the key set contains a private key, which must never leave Portreeve; pass public keys only")]
    PrivateKey,
    /// The current key is not among the trusted keys.
    #[error("the current key is not among the trusted keys; pass a key set that contains it")]
    KeyMissing,
}
