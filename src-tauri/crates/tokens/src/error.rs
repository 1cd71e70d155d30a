//! Why a token or key cannot be used.

/// What is wrong. Messages contain no part of a key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// The crypto library refuses to make or use a key.
    #[error("the key cannot be used: {0}")]
    Key(String),
    /// Not three parts of base64url with JSON in them.
    #[error("this is not a JWT: {0}")]
    NotAToken(String),
    /// A JWT without its end.
    #[error("the token is incomplete: its end is missing; copy all of it")]
    CutShort,
    /// More than one JWT.
    #[error("there are two different tokens in this text, and one is asked for")]
    Several,
    /// Not one of our refresh tokens.
    #[error("this is not a refresh token from here")]
    NotARefreshToken,
}
