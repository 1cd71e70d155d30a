//! Values that must not leak: redacted in `Debug`, wiped on drop, not comparable, not serialisable.

use std::fmt;

use zeroize::{Zeroize, Zeroizing};

/// A guarded value. Reading it takes an [`expose`](Secret::expose) that reviewers can search for.
pub struct Secret<T: Zeroize>(Zeroizing<T>);

/// Secret bytes, such as a key.
pub type SecretBytes = Secret<Vec<u8>>;
/// Secret text, such as a password.
pub type SecretText = Secret<String>;

impl<T: Zeroize> Secret<T> {
    /// Guards `value`.
    pub fn new(value: T) -> Self {
        Self(Zeroizing::new(value))
    }

    /// The value itself.
    pub fn expose(&self) -> &T {
        &self.0
    }
}

impl<T: Zeroize + Clone> Clone for Secret<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T: Zeroize> fmt::Debug for Secret<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<redacted>")
    }
}

impl<T: Zeroize> From<T> for Secret<T> {
    fn from(value: T) -> Self {
        Self::new(value)
    }
}

impl From<&str> for SecretText {
    fn from(value: &str) -> Self {
        Self::new(value.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_nothing_of_the_value() {
        assert_eq!(format!("{:?}", SecretText::from("canary")), "<redacted>");
    }
}
