//! What a person shows to prove who they are.

/// The kinds of factors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Factor {
    /// Something that the person knows: the password.
    Password,
}

impl Factor {
    /// Every factor.
    pub const ALL: [Self; 1] = [Self::Password];

    /// Its name among authentication methods (RFC 8176, section 2).
    pub const fn amr(self) -> &'static str {
        match self {
            Self::Password => "pwd",
        }
    }
}
