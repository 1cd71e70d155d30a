//! Why a token config cannot be written.

/// No preset has this name.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
#[error("there is no preset `{asked}`; choose one of {}", .known.join(", "))]
pub struct UnknownPreset {
    /// What was asked for.
    pub asked: String,
    /// What there is.
    pub known: Vec<&'static str>,
}

/// Why a token config cannot be written.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum RenderError {
    /// The app cannot check this algorithm.
    #[error(
        "`{preset}` cannot check {asked}; let the client's tokens be signed with {}",
        .supported.join(", ")
    )]
    Algorithm {
        /// Which preset.
        preset: &'static str,
        /// How the tokens are signed.
        asked: &'static str,
        /// What works.
        supported: Vec<&'static str>,
    },
    /// A value without which the app would trust tokens that are not for it.
    #[error("the {what} is empty, so the app would not check it; set one")]
    Missing {
        /// Which value.
        what: &'static str,
    },
    /// A public key for HS256, or a secret for anything else.
    #[error("the key is not one for {algorithm}; choose a key of the client's own algorithm")]
    KeyKind {
        /// How the tokens are signed.
        algorithm: &'static str,
    },
    /// A secret that can be guessed (RFC 7518 section 3.2).
    #[error("the shared secret has {bytes} bytes, and {bytes_min} are the least; rotate the client's key")]
    ShortSecret {
        /// Its length.
        bytes: usize,
        /// The least length.
        bytes_min: usize,
    },
    /// Not a public key.
    #[error("the PEM text is not a public key; rotate the client's key")]
    BadPem,
    /// Not a JWK set.
    #[error("the key set is not a JWK set; rotate the client's key")]
    BadKeySet,
    /// A private key where a public one belongs.
    #[error("the key set contains a private key, which must never leave Portreeve; pass public keys only")]
    PrivateKey,
    /// The key in use is not among the keys to trust.
    #[error("the current key is not among the trusted keys; pass a key set that contains it")]
    KeyMissing,
}
