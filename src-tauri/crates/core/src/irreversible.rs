//! What no undo can undo.

/// Why something can never be undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Irreversible {
    /// A password was set; the previous one is not kept.
    PasswordSet,
    /// A secret left the directory.
    SecretShown,
    /// A key or a secret replaced another.
    SecretReplaced,
    /// A token was given out.
    TokenGivenOut,
    /// It changed more records than undo keeps.
    TooLarge,
}
