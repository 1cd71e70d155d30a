//! What no undo takes back.

/// Why something can never be taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Final {
    /// A password was set; the one before is not kept.
    PasswordSet,
    /// A secret left the directory.
    SecretShown,
    /// A key or a secret took the place of another.
    SecretReplaced,
    /// A token was given out.
    TokenGivenOut,
    /// It changed more records than are kept.
    TooLarge,
}
