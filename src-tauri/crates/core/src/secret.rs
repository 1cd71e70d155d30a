//! Values that must not leak: redacted in `Debug`, wiped on drop, not comparable, not serialisable.

use std::fmt;

use zeroize::{Zeroize, Zeroizing};

/// A guarded value. Reading it needs [`expose`](Secret::expose), which reviewers can search for.
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

/// Asks the system to keep the memory of `value` out of swap, for as long as the process lives: a lock covers whole
/// pages, and what else lies on them is unknown. Only for long-lived values. The system allows little locked memory;
/// beyond that nothing is locked.
pub fn keep_in_memory<T: ?Sized>(value: &T) {
    let locked = region::lock(std::ptr::from_ref(value).cast::<u8>(), size_of_val(value));
    // A failure leaves the value where it was.
    let _ = locked.map(std::mem::forget);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(target_os = "linux")]
    #[test]
    fn a_key_is_kept_in_memory_where_there_is_room() {
        let locked_kib = || {
            let status = std::fs::read_to_string("/proc/self/status").unwrap();
            let line = status
                .lines()
                .find_map(|line| line.strip_prefix("VmLck:"))
                .unwrap();
            line.trim().trim_end_matches(" kB").parse::<u64>().unwrap()
        };
        let limits = std::fs::read_to_string("/proc/self/limits").unwrap();
        let limit = limits
            .lines()
            .find(|line| line.starts_with("Max locked memory"))
            .unwrap();
        if limit.split_whitespace().nth(3) == Some("0") {
            return;
        }
        let before = locked_kib();
        let key = SecretBytes::new(vec![7; 1 << 14]);
        keep_in_memory(key.expose().as_slice());
        assert!(locked_kib() > before);
    }

    #[test]
    fn debug_shows_nothing_of_the_value() {
        assert_eq!(format!("{:?}", SecretText::from("canary")), "<redacted>");
    }
}
