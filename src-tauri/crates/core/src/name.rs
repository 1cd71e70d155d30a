//! Login names, mail addresses and display names: what is allowed, and when two are the same.

use std::fmt;

use unicode_normalization::UnicodeNormalization;

/// Longest login name, in characters (Django's `AbstractUser.username`).
pub const LOGIN_CHARS_MAX: usize = 150;
/// Longest mail address, in characters (Django's `EmailField`).
pub const EMAIL_CHARS_MAX: usize = 254;
/// Longest first, last or group name, in characters.
pub const NAME_CHARS_MAX: usize = 150;

/// No name is so long, in bytes, however it is written. What is longer is not folded: that takes time, of which
/// somebody hostile would take much.
const FOLDED_BYTES_MAX: usize = 4096;

/// A login name, NFKC-normalised (`AbstractBaseUser.normalize_username`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Login(Box<str>);

/// The key under which names count as the same: case-folded, and with look-alikes folded together
/// (Unicode TR39 skeleton), so that `Ada`, `ada` and `аda` with a Cyrillic а are one name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NameKey(Box<str>);

/// Why a name cannot be used.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum NameError {
    /// Nothing there.
    #[error("the name is empty")]
    Empty,
    /// Too many characters.
    #[error("the name is longer than {0} characters")]
    TooLong(usize),
    /// A character that names may not hold.
    #[error("the name holds `{0}`; letters, digits and @ . + - _ are allowed")]
    Character(char),
    /// A control character.
    #[error("the name holds a control character")]
    Control,
    /// Not a mail address.
    #[error("`{0}` is not a mail address")]
    Email(String),
}

impl Login {
    /// Normalises and checks `text` (`UnicodeUsernameValidator`: letters, digits and `@.+-_`).
    pub fn new(text: &str) -> Result<Self, NameError> {
        if text.len() > FOLDED_BYTES_MAX {
            return Err(NameError::TooLong(LOGIN_CHARS_MAX));
        }
        let normal: String = if text.is_ascii() {
            text.to_owned()
        } else {
            text.nfkc().collect()
        };
        if normal.is_empty() {
            return Err(NameError::Empty);
        }
        if normal.chars().count() > LOGIN_CHARS_MAX {
            return Err(NameError::TooLong(LOGIN_CHARS_MAX));
        }
        match normal
            .chars()
            .find(|c| !(c.is_alphanumeric() || is_mark(*c) || "@.+-_".contains(*c)))
        {
            Some(c) if c.is_control() => Err(NameError::Control),
            Some(c) => Err(NameError::Character(c)),
            None => Ok(Self(normal.into())),
        }
    }

    /// A name that was checked when it was stored. Unicode's tables move on; what is stored stays valid.
    pub fn from_stored(text: String) -> Self {
        Self(text.into())
    }

    /// The name as it is shown.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The key under which it is unique.
    pub fn key(&self) -> NameKey {
        NameKey::new(&self.0)
    }
}

impl fmt::Display for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl NameKey {
    /// The key of any text.
    pub fn new(text: &str) -> Self {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b" @.+-_".contains(&byte);
        if text.len() > FOLDED_BYTES_MAX {
            // Nothing that is stored has such a key.
            Self(text.into())
        } else if text.bytes().all(is_plain) {
            Self::of_plain(text)
        } else {
            Self::of_unicode(text)
        }
    }

    /// Most names are plain ASCII, and every name's key is made when a directory is opened. Among ASCII letters and
    /// digits the confusables are these; a test holds them against the whole table.
    fn of_plain(text: &str) -> Self {
        // Exactly what it takes: a million of them are made at once.
        let wide = text
            .bytes()
            .filter(|byte| byte.eq_ignore_ascii_case(&b'm'))
            .count();
        let mut key = String::with_capacity(text.len() + wide);
        for c in text.chars() {
            match c.to_ascii_lowercase() {
                '0' => key.push('o'),
                '1' => key.push('l'),
                'm' => key.push_str("rn"),
                c => key.push(c),
            }
        }
        Self(key.into())
    }

    fn of_unicode(text: &str) -> Self {
        let folded: String = text.nfkc().flat_map(char::to_lowercase).collect();
        let skeleton: String = unicode_security::skeleton(&folded)
            .flat_map(char::to_lowercase)
            .collect();
        Self(skeleton.nfkc().collect::<String>().into())
    }

    /// The key's text, for hashing and sorting.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Combining marks belong to the letters of many scripts; NFKC leaves those that have no composed form.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// Checks a first, last or group name: any text without control characters.
pub fn check_display_name(text: &str) -> Result<String, NameError> {
    let trimmed = text.trim();
    if trimmed.chars().count() > NAME_CHARS_MAX {
        return Err(NameError::TooLong(NAME_CHARS_MAX));
    }
    if trimmed.chars().any(char::is_control) {
        return Err(NameError::Control);
    }
    Ok(trimmed.to_owned())
}

/// Checks a mail address and lower-cases its domain (`BaseUserManager.normalize_email`). Empty means none.
pub fn check_email(text: &str) -> Result<String, NameError> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(String::new());
    }
    if text.chars().count() > EMAIL_CHARS_MAX {
        return Err(NameError::TooLong(EMAIL_CHARS_MAX));
    }
    if text.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return Err(NameError::Email(text.chars().take(80).collect()));
    }
    match text.rsplit_once('@') {
        Some((local, domain)) if !local.is_empty() && !domain.is_empty() && !domain.starts_with('.') => {
            Ok(format!("{local}@{}", domain.to_lowercase()))
        }
        _ => Err(NameError::Email(text.chars().take(80).collect())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_look_alike_share_a_key() {
        let key = |text: &str| Login::new(text).unwrap().key();
        for (one, other) in [
            ("Ada", "ada"),
            ("ada", "аda"),
            ("ﬁona", "fiona"),
            ("ＡＤＡ", "ada"),
            ("paypal", "paypa1"),
        ] {
            assert_eq!(key(one), key(other), "{one} and {other}");
        }
        assert_ne!(key("user001"), key("user002"));
        assert_ne!(key("zoë"), key("zoe"));
    }

    #[test]
    fn the_short_way_for_plain_names_is_the_long_way() {
        for c in ('0'..='9')
            .chain('a'..='z')
            .chain('A'..='Z')
            .chain(" @.+-_".chars())
        {
            let text = format!("a{c}b");
            assert_eq!(NameKey::of_plain(&text), NameKey::of_unicode(&text), "{c}");
        }
    }

    #[test]
    fn what_is_too_long_for_a_name_is_not_folded() {
        let marks = "\u{301}\u{323}".repeat(FOLDED_BYTES_MAX / 4 + 1);
        assert_eq!(NameKey::new(&marks).as_str(), marks, "as it was written");
        assert_eq!(Login::new(&marks), Err(NameError::TooLong(LOGIN_CHARS_MAX)));
        let expanding = "\u{fdfa}".repeat(NAME_CHARS_MAX);
        assert_ne!(
            NameKey::new(&expanding).as_str(),
            expanding,
            "a name in its longest form is"
        );
    }

    #[test]
    fn a_login_name_holds_what_django_allows() {
        for good in [
            "ada",
            "zoë.johnson0",
            "明.kierkegaard15",
            "nguyễn.nowak55",
            "a@b.c+d-e_f",
        ] {
            assert!(Login::new(good).is_ok(), "{good}");
        }
        for bad in ["", "ada lovelace", "a/b", "a\nb", "<script>", &"x".repeat(151)] {
            assert!(Login::new(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn only_the_domain_of_an_address_is_lower_cased() {
        assert_eq!(check_email("User001@Example.COM").unwrap(), "User001@example.com");
        assert_eq!(check_email("").unwrap(), "");
        for bad in ["x", "@x", "x@", "a b@c", "a@b\r\nBcc: x"] {
            assert!(check_email(bad).is_err(), "{bad:?}");
        }
    }
}
