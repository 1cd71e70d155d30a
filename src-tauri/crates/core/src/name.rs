//! Login names, mail addresses and display names: what is allowed, who is meant by one, and which look alike.

use std::fmt;

use icu_casemap::CaseMapper;
use unicode_normalization::UnicodeNormalization;

use crate::id::is_identifier;
use crate::text::{find_unseen, is_unseen};

/// Longest login name, in characters (Django's `AbstractUser.username`).
pub const LOGIN_CHARS_MAX: usize = 150;
/// Longest login name, in bytes of UTF-8.
const LOGIN_BYTES_MAX: usize = 4 * LOGIN_CHARS_MAX;
/// Longest mail address, in characters (Django's `EmailField`).
pub const EMAIL_CHARS_MAX: usize = 254;
/// Longest first, last or group name, in characters.
pub const NAME_CHARS_MAX: usize = 150;

/// A login name, NFKC-normalised (`AbstractBaseUser.normalize_username`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Login(Box<str>);

/// Who or what is meant by a name: NFKC with full Unicode case folding. `Ada` and `ada` are one, and so are `straße`
/// and `STRASSE`; names that only look alike are not.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NameKey(Box<str>);

/// What a name looks like (the skeleton of Unicode TR39). It tells which names may not be made beside each other, never
/// who is meant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Skeleton(Box<str>);

/// How near a name comes to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// They are the same name.
    Same,
    /// They are different, but letters of another script make one look like the other: `ada`, and `аda` with a
    /// Cyrillic а. One of them cannot be made beside the other.
    Twin,
    /// They look alike, but plain letters and digits tell them apart: `tom` and `torn`, `al` and `a1`.
    Similar,
}

/// Why a name cannot be used.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum NameError {
    /// Nothing there, or nothing that could be seen.
    #[error("the name is empty")]
    Empty,
    /// Too many characters.
    #[error("the name is longer than {0} characters")]
    TooLong(usize),
    /// A character that names may not hold.
    #[error("the name holds `{0}`; letters, digits and @ . + - _ are allowed")]
    Character(char),
    /// A control character, a mark that reorders text, or another that is not seen.
    #[error("the name holds a character that cannot be seen (U+{:04X})", u32::from(*.0))]
    Unseen(char),
    /// It would be taken for an option of the command line.
    #[error("the name begins with `-`, as options do")]
    Option,
    /// It would be taken for the identifier of something else.
    #[error("the name has the form of an identifier")]
    Identifier,
    /// Not a mail address.
    #[error("`{0}` is not a mail address")]
    Email(String),
}

impl Login {
    /// Normalises and checks `text` (`UnicodeUsernameValidator`: letters, digits and `@.+-_`).
    pub fn new(text: &str) -> Result<Self, NameError> {
        // Normalising a text costs more the longer it is, and no name gets shorter than a quarter by it.
        if text.len() > 4 * LOGIN_BYTES_MAX {
            return Err(NameError::TooLong(LOGIN_CHARS_MAX));
        }
        let normal: String = if text.is_ascii() {
            text.to_owned()
        } else {
            text.nfkc().collect()
        };
        if normal.chars().count() > LOGIN_CHARS_MAX {
            return Err(NameError::TooLong(LOGIN_CHARS_MAX));
        }
        require_seen(&normal)?;
        let is_allowed = |c: char| c.is_alphanumeric() || is_mark(c) || "@.+-_".contains(c);
        if let Some(c) = normal.chars().find(|c| !is_allowed(*c)) {
            return Err(NameError::Character(c));
        }
        require_nameable(&normal)?;
        Ok(Self(normal.into()))
    }

    /// A name that was checked when it was stored. Unicode's tables move on; what is stored stays valid.
    pub fn from_stored(text: String) -> Self {
        Self(text.into())
    }

    /// The name as it is shown.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The key by which it is meant.
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
    /// The key of any text. What is too long to be a name is no name's key.
    pub fn new(text: &str) -> Self {
        if text.is_ascii() {
            return Self(text.to_ascii_lowercase().into());
        }
        if text.len() > 4 * LOGIN_BYTES_MAX {
            return Self(text.into());
        }
        // Folding can leave what is not normal, and that can hold what is not folded.
        let folded = fold_once(&fold_once(text));
        Self(folded.into())
    }

    /// The key's text, for hashing and sorting.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What the name looks like.
    pub fn skeleton(&self) -> Skeleton {
        Skeleton::new(&self.0)
    }

    /// How near `other` comes to this name, if it does.
    pub fn likeness(&self, other: &Self) -> Option<Likeness> {
        let beyond_ascii = |key: &Self| key.0.chars().filter(|c| !c.is_ascii()).collect::<Vec<_>>();
        if self == other {
            Some(Likeness::Same)
        } else if self.skeleton() != other.skeleton() {
            None
        } else if beyond_ascii(self) == beyond_ascii(other) {
            Some(Likeness::Similar)
        } else {
            Some(Likeness::Twin)
        }
    }
}

fn fold_once(text: &str) -> String {
    let normal: String = text.nfkc().collect();
    let folded = CaseMapper::new().fold_string(&normal);
    folded.nfkc().collect()
}

impl Skeleton {
    fn new(folded: &str) -> Self {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"@.+-_".contains(&byte);
        if folded.bytes().all(is_plain) {
            Self::of_plain(folded)
        } else {
            Self::of_unicode(folded)
        }
    }

    /// Most names are plain ASCII, and every name's skeleton is made when a directory is opened. Among ASCII letters and
    /// digits the confusables are these; a test holds them against the whole table.
    fn of_plain(folded: &str) -> Self {
        // Exactly what it takes: a million of them are made at once.
        let wide = folded.bytes().filter(|byte| *byte == b'm').count();
        let mut skeleton = String::with_capacity(folded.len() + wide);
        for c in folded.chars() {
            match c {
                '0' => skeleton.push('o'),
                '1' => skeleton.push('l'),
                'm' => skeleton.push_str("rn"),
                c => skeleton.push(c),
            }
        }
        Self(skeleton.into())
    }

    fn of_unicode(folded: &str) -> Self {
        let seen = folded.chars().filter(|c| !is_unseen(*c)).collect::<String>();
        let skeleton: String = unicode_security::skeleton(&seen).collect();
        let words: Vec<&str> = skeleton.split_whitespace().collect();
        Self(fold_once(&words.join(" ")).into())
    }

    /// The skeleton's text, for hashing.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Combining marks belong to the letters of many scripts; NFKC leaves those that have no composed form.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

fn require_seen(text: &str) -> Result<(), NameError> {
    find_unseen(text).map_or(Ok(()), |c| Err(NameError::Unseen(c)))
}

/// Whether people can say whom they mean by this name, on the command line too.
fn require_nameable(text: &str) -> Result<(), NameError> {
    let key = NameKey::new(text);
    if key.as_str().is_empty() || key.skeleton().as_str().is_empty() {
        Err(NameError::Empty)
    } else if key.as_str().starts_with('-') {
        Err(NameError::Option)
    } else if is_identifier(key.as_str()) {
        Err(NameError::Identifier)
    } else {
        Ok(())
    }
}

/// Checks the name of a group or a local app: a display name by which it can be meant.
pub fn check_name(text: &str) -> Result<String, NameError> {
    let name = check_display_name(text)?;
    require_nameable(&name)?;
    Ok(name)
}

/// Checks a first or last name, or a label: any text that can be seen. Space between words becomes one space.
pub fn check_display_name(text: &str) -> Result<String, NameError> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let name = words.join(" ");
    if name.chars().count() > NAME_CHARS_MAX {
        return Err(NameError::TooLong(NAME_CHARS_MAX));
    }
    // A line break is white space as well, and no mistake to be passed over.
    require_seen(text.trim())?;
    Ok(name)
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
    if text.chars().any(|c| is_unseen(c) || c.is_whitespace()) {
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

    fn key(text: &str) -> NameKey {
        NameKey::new(text)
    }

    #[test]
    fn case_and_form_do_not_change_who_is_meant() {
        for (one, other) in [
            ("Ada", "ada"),
            ("ﬁona", "fiona"),
            ("ＡＤＡ", "ada"),
            ("straße", "STRASSE"),
            ("straẞe", "strasse"),
            ("σίσυφος", "ΣΊΣΥΦΟΣ"),
            ("zoe\u{308}", "Zoë"),
            ("İlker", "i\u{307}lker"),
            ("ͅα", "ια"),
        ] {
            assert_eq!(
                key(one).likeness(&key(other)),
                Some(Likeness::Same),
                "{one} and {other}"
            );
        }
    }

    #[test]
    fn a_look_does_not_change_who_is_meant() {
        for (one, other) in [
            ("tom", "torn"),
            ("al", "a1"),
            ("root", "r00t"),
            ("Level 1", "Level l"),
            ("müller1", "müllerl"),
        ] {
            assert_eq!(
                key(one).likeness(&key(other)),
                Some(Likeness::Similar),
                "{one} and {other}"
            );
        }
        for (one, other) in [("ada", "аda"), ("root", "rооt"), ("müller1", "müller\u{4cf}")] {
            assert_eq!(
                key(one).likeness(&key(other)),
                Some(Likeness::Twin),
                "{one} and {other}"
            );
        }
        assert_eq!(key("zoë").likeness(&key("zoe")), None);
        assert_eq!(key("user001").likeness(&key("user002")), None);
    }

    #[test]
    fn the_short_way_for_plain_names_is_the_long_way() {
        for c in ('0'..='9').chain('a'..='z').chain("@.+-_".chars()) {
            let text = format!("a{c}b");
            assert_eq!(Skeleton::of_plain(&text), Skeleton::of_unicode(&text), "{c}");
        }
        for c in (0..128).map(char::from) {
            let text = format!("a{c}b");
            assert_eq!(key(&text).as_str(), fold_once(&text), "{c:?}");
        }
    }

    #[test]
    fn folding_a_folded_name_changes_nothing() {
        for c in (0x80..=0x2_ffff).filter_map(char::from_u32) {
            let once = key(&c.to_string());
            assert_eq!(once, key(once.as_str()), "U+{:04X}", u32::from(c));
        }
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
    fn a_name_can_be_said_on_the_command_line() {
        let id = "01890a5d-ac96-774b-bcce-b302099a8057";
        let plain = id.replace('-', "");
        for (bad, why) in [
            ("-x", NameError::Option),
            ("--help", NameError::Option),
            ("－x", NameError::Option),
            (id, NameError::Identifier),
            (&id.to_uppercase(), NameError::Identifier),
            (&plain, NameError::Identifier),
        ] {
            assert_eq!(Login::new(bad), Err(why.clone()), "{bad}");
            assert_eq!(check_name(bad), Err(why), "{bad}");
        }
        for bad in [&format!("urn:uuid:{id}"), &format!("{{{id}}}")] {
            assert_eq!(check_name(bad), Err(NameError::Identifier), "{bad}");
        }
        for bad in ["", " ", "\u{a0}"] {
            assert_eq!(check_name(bad), Err(NameError::Empty), "{bad:?}");
        }
    }

    #[test]
    fn what_is_not_seen_is_in_no_name() {
        for c in [
            '\u{200b}',
            '\u{202e}',
            '\u{2066}',
            '\u{fe0f}',
            '\u{34f}',
            '\u{3164}',
            '\u{e0041}',
            '\u{9b}',
        ] {
            let text = format!("a{c}b");
            assert!(Login::new(&text).is_err(), "U+{:04X}", u32::from(c));
            assert_eq!(check_name(&text), Err(NameError::Unseen(c)));
            assert!(check_email(&format!("{text}@example.com")).is_err());
        }
        assert_eq!(check_display_name("Level\u{a0} \u{2003}1").unwrap(), "Level 1");
    }

    #[test]
    fn a_text_that_is_no_name_costs_nothing() {
        let long = "\u{301}".repeat(5_000_000);
        assert_eq!(Login::new(&long), Err(NameError::TooLong(LOGIN_CHARS_MAX)));
        assert_eq!(NameKey::new(&long).as_str().len(), long.len());
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
