//! Usernames, e-mail addresses and display names: which are allowed, which mean the same, and which look alike.

use std::fmt;

use icu_casemap::CaseMapper;
use unicode_normalization::UnicodeNormalization;
use unicode_security::general_security_profile::IdentifierType;
use unicode_security::{GeneralSecurityProfile, MixedScript, RestrictionLevel, RestrictionLevelDetection};

use crate::id::is_identifier;
use crate::text::{find_unseen, is_unseen};

/// Longest username, in characters (Django's `AbstractUser.username`).
pub const LOGIN_CHARS_MAX: usize = 150;
/// Longest e-mail address, in characters (Django's `EmailField`).
pub const EMAIL_CHARS_MAX: usize = 254;
/// Longest first, last or group name, in characters.
pub const NAME_CHARS_MAX: usize = 150;

/// Longest name in bytes, however it is written. Longer text is not folded: folding is slow, and an attacker would send
/// much.
const FOLDED_BYTES_MAX: usize = 4096;

/// A username, NFKC-normalised (`AbstractBaseUser.normalize_username`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Login(Box<str>);

/// The identity of a name: NFKC with full Unicode case folding. `Ada` and `ada` are one, and so are `straße` and
/// `STRASSE`; names that only look alike are not.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NameKey(Box<str>);

/// A name as written, to compare with others by identity and by look.
#[derive(Clone, Debug)]
pub struct Name<'t> {
    written: &'t str,
    key: NameKey,
}

/// The look of a name in one [`Writing`]: the skeleton of UTS #39, section 4. It decides which names must not exist
/// beside each other, never which one is meant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Skeleton(Box<str>);

/// Names that look alike in any [`Writing`] share an outline. It only finds candidates, which are then compared.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Outline(Box<str>);

/// The ways to write a name without changing its identity.
///
/// UTS #39 compares letters as they stand, but many letters of other scripts look like ours in one case only: Cyrillic
/// Т and М look like Latin T and M in capitals. So names are compared in each case, and also as written: a capital I
/// among small letters looks like a small l.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Writing {
    /// `ada.king`
    Small,
    /// `ADA.KING`
    Capitals,
    /// `Ada.King`
    Title,
    /// `aDA.king`, as the person wrote it.
    AsWritten,
}

/// How similar two names are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// They are the same name.
    Same,
    /// They are different, but letters of another script make one look like the other in some [`Writing`]: `ada`, and
    /// `аda` with a Cyrillic а; `TOM`, and all of it Cyrillic. They must not exist beside each other.
    Twin,
    /// They look alike, but plain letters and digits distinguish them: `tom` and `torn`, `al` and `a1`, `alice` and
    /// `aIice`.
    Similar,
}

/// Why a name cannot be used.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum NameError {
    /// Empty, or only invisible characters.
    #[error("the name is empty")]
    Empty,
    /// Too many characters.
    #[error("the name is longer than {0} characters")]
    TooLong(usize),
    /// A character that is not allowed in usernames.
    #[error("a username cannot contain {}; use letters, digits and @ . + - _", shown(*.0))]
    Character(char),
    /// A control character, a mark that reorders text, or another invisible character.
    #[error("the name contains an invisible character (U+{:04X})", u32::from(*.0))]
    Unseen(char),
    /// A word that mixes scripts.
    #[error("the name mixes letters of different scripts in `{0}`; a word keeps to one")]
    MixedScripts(String),
    /// It looks like an option of the command line.
    #[error("the name begins with `-`, as options do")]
    Option,
    /// It looks like an identifier.
    #[error("the name has the form of an identifier")]
    Identifier,
    /// It begins with a combining mark.
    #[error("the name begins with a mark that belongs onto a letter")]
    Mark,
    /// It is reserved for something else.
    #[error("`{0}` stands for who is not signed in")]
    Kept(&'static str),
    /// Not an e-mail address.
    #[error("`{0}` is not an e-mail address")]
    Email(String),
    /// Too many characters for an e-mail address.
    #[error("the e-mail address is longer than {0} characters")]
    EmailTooLong(usize),
}

/// What cannot be seen between backticks has a name.
fn shown(c: char) -> String {
    match c.is_whitespace() {
        true => "spaces".to_owned(),
        false => format!("`{c}`"),
    }
}

/// What the trail and its filters call an actor who is not signed in.
pub const NOBODY: &str = "nobody";

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
        if normal.chars().count() > LOGIN_CHARS_MAX {
            return Err(NameError::TooLong(LOGIN_CHARS_MAX));
        }
        require_seen(&normal)?;
        let is_allowed = |c: char| c.is_alphanumeric() || is_mark(c) || "@.+-_".contains(c);
        if let Some(c) = normal.chars().find(|c| !is_allowed(*c)) {
            return Err(NameError::Character(c));
        }
        require_nameable(&normal)?;
        if NameKey::new(&normal).as_str() == NOBODY {
            return Err(NameError::Kept(NOBODY));
        }
        Ok(Self(normal.into()))
    }

    /// A name that was checked when it was stored. It stays valid when Unicode's tables change.
    pub fn from_stored(text: String) -> Self {
        Self(text.into())
    }

    /// The name as shown.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The key that identifies it.
    pub fn key(&self) -> NameKey {
        NameKey::new(&self.0)
    }

    /// The name, for comparing with others.
    pub fn name(&self) -> Name<'_> {
        Name::new(&self.0)
    }
}

impl fmt::Display for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl NameKey {
    /// The key of any text. Text that is too long gets a key that no name has.
    pub fn new(text: &str) -> Self {
        if text.is_ascii() {
            return Self(text.to_ascii_lowercase().into());
        }
        if text.len() > FOLDED_BYTES_MAX {
            // No stored name has such a key.
            return Self(text.into());
        }
        // Folding can leave text that is not normalised, which can in turn contain unfolded letters.
        let folded = fold_once(&fold_once(text));
        Self(folded.into())
    }

    /// The key's text, for hashing and sorting.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Refuses a name with a word of mixed scripts, beyond what UTS #39, section 5.2, calls moderately restrictive.
    /// That allows Japanese, and names whose words use different scripts, such as `ada.παπαδακης18`.
    pub fn require_unmixed(&self) -> Result<(), NameError> {
        let is_mixed = |word: &&str| {
            !word.is_single_script() && !word.check_restriction_level(RestrictionLevel::ModeratelyRestrictive)
        };
        let mut words = self.0.split(|c: char| !is_of_word(c));
        match words.find(is_mixed) {
            Some(word) => Err(NameError::MixedScripts(word.to_owned())),
            None => Ok(()),
        }
    }
}

impl<'t> Name<'t> {
    /// The name in `text`.
    pub fn new(text: &'t str) -> Self {
        Self {
            written: text,
            key: NameKey::new(text),
        }
    }

    /// The key that identifies it.
    pub fn key(&self) -> &NameKey {
        &self.key
    }

    /// The name as written.
    pub fn as_str(&self) -> &str {
        self.written
    }

    /// A letter or digit in the name that UTS #39, section 3.1, excludes from identifiers in any script, if there is
    /// one: phonetic, obsolete or decorative ones, such as `ᴛ` and `🅣`. They pass for other letters, and the table of
    /// confusables lacks most of them.
    pub fn odd_letter(&self) -> Option<char> {
        let is_odd = |c: &char| match c.identifier_type() {
            Some(
                IdentifierType::Recommended
                | IdentifierType::Inclusion
                | IdentifierType::Uncommon_Use
                | IdentifierType::Limited_Use
                | IdentifierType::Exclusion
                | IdentifierType::Default_Ignorable,
            ) => false,
            Some(
                IdentifierType::Technical
                | IdentifierType::Obsolete
                | IdentifierType::Deprecated
                | IdentifierType::Not_NFKC
                | IdentifierType::Not_XID
                | IdentifierType::Not_Character,
            )
            | None => true,
        };
        let mut letters = self.key.as_str().chars().filter(|c| c.is_alphanumeric());
        letters.find(is_odd)
    }

    /// The look of the name in this writing.
    pub fn skeleton(&self, writing: Writing) -> Skeleton {
        let folded = self.key.as_str();
        match writing {
            Writing::Small => Skeleton::new(folded),
            Writing::Capitals => Skeleton::of_unicode(&folded.to_uppercase()),
            Writing::Title => Skeleton::of_unicode(&title(folded)),
            Writing::AsWritten if self.written.is_ascii() => Skeleton::new(self.written),
            Writing::AsWritten => Skeleton::new(&self.written.nfkc().collect::<String>()),
        }
    }

    /// Outlines of the name: any name that is similar shares at least one of them. Other names may share one, too.
    pub fn outlines(&self) -> impl Iterator<Item = Outline> + use<> {
        let small = self.skeleton(Writing::Small).outline();
        let mut others = Vec::new();
        // For ASCII letters, the outline of every writing is that of small letters.
        if !self.written.is_ascii() {
            let is_small = self.written == self.key.as_str();
            let as_written = (!is_small).then_some(Writing::AsWritten);
            for writing in [Writing::Capitals, Writing::Title].into_iter().chain(as_written) {
                let outline = self.skeleton(writing).outline();
                if outline != small && !others.contains(&outline) {
                    others.push(outline);
                }
            }
        }
        std::iter::once(small).chain(others)
    }

    /// How similar `other` is to this name; `None` if it is not.
    pub fn likeness(&self, other: &Name<'_>) -> Option<Likeness> {
        let is_alike = |writing| self.skeleton(writing) == other.skeleton(writing);
        let is_beyond_ascii = |c: &char| !c.is_ascii();
        if self.key == other.key {
            Some(Likeness::Same)
        } else if self.shares(is_beyond_ascii, other) {
            // Capital I passes for a small l, but hardly for a 1.
            let is_alike_as_written =
                || self.shares(char::is_ascii_digit, other) && is_alike(Writing::AsWritten);
            (is_alike(Writing::Small) || is_alike_as_written()).then_some(Likeness::Similar)
        } else {
            Writing::ALL.into_iter().any(is_alike).then_some(Likeness::Twin)
        }
    }

    /// Whether both names have the same characters among `these`.
    fn shares(&self, these: impl Fn(&char) -> bool, other: &Name<'_>) -> bool {
        let mine = self.key.as_str().chars().filter(&these);
        mine.eq(other.key.as_str().chars().filter(&these))
    }
}

impl Writing {
    /// All writings.
    pub const ALL: [Self; 4] = [Self::Small, Self::Capitals, Self::Title, Self::AsWritten];
}

fn fold_once(text: &str) -> String {
    let normal: String = text.nfkc().collect();
    let folded = CaseMapper::new().fold_string(&normal);
    folded.nfkc().collect()
}

/// The text with a capital at the beginning of each word.
fn title(text: &str) -> String {
    let mut is_within = false;
    let mut titled = String::with_capacity(text.len());
    for c in text.chars() {
        match is_within {
            true => titled.push(c),
            false => titled.extend(c.to_uppercase()),
        }
        is_within = is_of_word(c);
    }
    titled
}

impl Skeleton {
    fn new(text: &str) -> Self {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"@.+-_".contains(&byte);
        if text.bytes().all(is_plain) {
            Self::of_plain(text)
        } else {
            Self::of_unicode(text)
        }
    }

    /// The skeleton of ASCII text. Most names are ASCII, and opening a directory makes every name's skeleton. These are
    /// the confusables among ASCII letters and digits; a test compares them with the whole table.
    fn of_plain(text: &str) -> Self {
        // Exactly the capacity it needs: a million are made at once.
        let wide = text.bytes().filter(|byte| *byte == b'm').count();
        let mut skeleton = String::with_capacity(text.len() + wide);
        for c in text.chars() {
            match c {
                '0' => skeleton.push('o'),
                '1' | 'I' => skeleton.push('l'),
                'm' => skeleton.push_str("rn"),
                c => skeleton.push(c.to_ascii_lowercase()),
            }
        }
        Self(skeleton.into())
    }

    fn of_unicode(text: &str) -> Self {
        let seen = text.chars().filter(|c| !is_unseen(*c)).collect::<String>();
        let skeleton: String = unicode_security::skeleton(&seen).collect();
        let words: Vec<&str> = skeleton.split_whitespace().collect();
        Self(fold_once(&words.join(" ")).into())
    }

    /// The skeleton without case.
    fn outline(&self) -> Outline {
        let mut outline = String::with_capacity(self.0.len());
        for c in self.0.chars() {
            match c {
                // Capital I looks like l, and capital M does not look like rn.
                'i' => outline.push('l'),
                'm' => outline.push_str("rn"),
                c => outline.push(c),
            }
        }
        Outline(outline.into())
    }
}

/// Combining marks are part of letters in many scripts; NFKC leaves those without a composed form.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || is_mark(c)
}

fn require_seen(text: &str) -> Result<(), NameError> {
    find_unseen(text).map_or(Ok(()), |c| Err(NameError::Unseen(c)))
}

/// Refuses text that cannot identify something, on the command line too.
fn require_nameable(text: &str) -> Result<(), NameError> {
    let name = Name::new(text);
    let key = name.key();
    if key.as_str().is_empty() || name.skeleton(Writing::Small).0.is_empty() {
        Err(NameError::Empty)
    } else if key.as_str().starts_with('-') {
        Err(NameError::Option)
    } else if is_identifier(key.as_str()) {
        Err(NameError::Identifier)
    } else if text.chars().next().is_some_and(is_mark) {
        Err(NameError::Mark)
    } else {
        Ok(())
    }
}

/// Checks the name of a group or a local app: a display name that can identify it.
pub fn check_name(text: &str) -> Result<String, NameError> {
    let name = check_display_name(text)?;
    require_nameable(&name)?;
    Ok(name)
}

/// Checks a first or last name, or a label: any visible text. White space between words becomes one space.
pub fn check_display_name(text: &str) -> Result<String, NameError> {
    check_text(text, NAME_CHARS_MAX)
}

/// The same for text of at most `chars_max` characters.
pub(crate) fn check_text(text: &str, chars_max: usize) -> Result<String, NameError> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let name = words.join(" ");
    if name.chars().count() > chars_max {
        return Err(NameError::TooLong(chars_max));
    }
    // A line break is white space as well, but refused.
    require_seen(text.trim())?;
    Ok(name)
}

/// Checks an e-mail address and lower-cases its domain (`BaseUserManager.normalize_email`). Empty means none.
pub fn check_email(text: &str) -> Result<String, NameError> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(String::new());
    }
    if text.chars().count() > EMAIL_CHARS_MAX {
        return Err(NameError::EmailTooLong(EMAIL_CHARS_MAX));
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

    fn likeness(one: &str, other: &str) -> Option<Likeness> {
        Name::new(one).likeness(&Name::new(other))
    }

    #[test]
    fn a_name_stands_for_nobody_else_and_on_its_own() {
        for text in ["nobody", "Nobody", "\u{ff2e}OBODY"] {
            assert_eq!(Login::new(text), Err(NameError::Kept(NOBODY)), "{text}");
        }
        assert!(Login::new("nobodys").is_ok());
        assert_eq!(Login::new("\u{301}ada"), Err(NameError::Mark));
        assert_eq!(check_name("\u{301}"), Err(NameError::Mark));
        assert!(check_name("e\u{301}").is_ok());
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
            assert_eq!(likeness(one, other), Some(Likeness::Same), "{one} and {other}");
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
            ("alice", "aIice"),
            ("Alice", "AIice"),
            ("lan", "Ian"),
            ("müller", "müIler"),
            ("Level l", "Level I"),
        ] {
            assert_eq!(likeness(one, other), Some(Likeness::Similar), "{one} and {other}");
        }
        for (one, other) in [("ada", "аda"), ("root", "rооt"), ("müller1", "müller\u{4cf}")] {
            assert_eq!(likeness(one, other), Some(Likeness::Twin), "{one} and {other}");
        }
        for (one, other) in [
            ("TOM", "ТОМ"),
            ("tom", "том"),
            ("admin", "АDМIN"),
            ("Anna", "ΑΝΝΑ"),
            ("ada.TOM", "ada.ТОМ"),
            ("Todd", "Тоԁԁ"),
            ("1van", "ӀVАΝ"),
            // Alike in no single case: small d, capital T.
            ("adT", "аԁТ"),
        ] {
            assert_eq!(likeness(one, other), Some(Likeness::Twin), "{one} and {other}");
        }
        for (one, other) in [
            ("anna", "анна"),
            ("ivan", "иван"),
            ("ai", "a1"),
            ("ai", "al"),
            ("Level I", "Level 1"),
            ("μανος", "νανος"),
        ] {
            assert_eq!(likeness(one, other), None, "{one} and {other}");
        }
        assert_eq!(likeness("zoë", "zoe"), None);
        assert_eq!(likeness("user001", "user002"), None);
    }

    #[test]
    fn letters_that_only_look_like_those_of_names_are_odd() {
        for (name, odd) in [
            ("ᴛᴏᴍ", 'ᴛ'),
            ("toᴍ", 'ᴍ'),
            ("🅣🅞🅜", '🅣'),
            ("ʇom", 'ʇ'),
            ("ꜰred", 'ꜰ'),
            ("❶", '❶'),
        ] {
            assert_eq!(Name::new(name).odd_letter(), Some(odd), "{name}");
        }
        for name in [
            "TOM",
            "zoë",
            "nguyễn",
            "İlker",
            "straße",
            "олена",
            "παπαδάκης",
            "明",
            "山田たろう",
            "김철수",
            "علی‌رضا",
            "क्\u{200d}ष",
            "ŋɛlɔ",
            "ᏣᎳᎩ",
            "ⵜⴰⵎⴰ",
            "Team ❤️ 2",
            "R&D",
            "l’équipe",
        ] {
            assert_eq!(Name::new(name).odd_letter(), None, "{name}");
        }
    }

    #[test]
    fn the_short_way_for_plain_names_is_the_long_way() {
        for c in ('0'..='9')
            .chain('a'..='z')
            .chain('A'..='Z')
            .chain("@.+-_".chars())
        {
            let text = format!("a{c}b");
            assert_eq!(Skeleton::of_plain(&text), Skeleton::of_unicode(&text), "{c}");
        }
        for c in (0..128).map(char::from) {
            let text = format!("a{c}b");
            assert_eq!(key(&text).as_str(), fold_once(&text), "{c:?}");
        }
    }

    #[test]
    fn names_that_come_near_each_other_have_an_outline_in_common() {
        let names = "tom torn TOM ТОМ al a1 ai AI àI аі Todd Тоԁԁ r00t ROOT rооt ada.παπαδακης18 АDМIN admin ｍ m |x lx Straße \
                     alice aIice müller müIler adT аԁТ";
        let names: Vec<Name<'_>> = names.split(' ').map(Name::new).collect();
        for (one, other) in names
            .iter()
            .flat_map(|one| names.iter().map(move |other| (one, other)))
        {
            let is_found = one
                .outlines()
                .any(|wanted| other.outlines().any(|outline| outline == wanted));
            assert!(is_found || one.likeness(other).is_none(), "{one:?} and {other:?}");
        }
        for c in (0..128).map(char::from) {
            let text = format!("a{c}b");
            let name = Name::new(&text);
            for writing in Writing::ALL {
                let outline = name.skeleton(writing).outline();
                assert_eq!(Some(outline), name.outlines().next(), "{c:?} in {writing:?}");
            }
        }
    }

    #[test]
    fn a_word_keeps_to_letters_that_are_written_together() {
        for name in [
            "ada.παπαδακης18",
            "明.kierkegaard15",
            "олена.hopper30",
            "παπαδάκης",
            "Ольга-2",
            "山田たろう",
            "カタカナー",
            "김철수",
            "İlker Şahin",
            "nguyễn",
            "IT-отдел 3",
            "Team ❤️ Киев",
            "علی‌رضا",
            "क्\u{200d}ष",
            "東京tower",
        ] {
            assert_eq!(key(name).require_unmixed(), Ok(()), "{name}");
        }
        for name in ["АDМIN", "аdа", "rооt", "ada.rοοt", "Тom", "ΑDΑ", "омα", "x2о"] {
            let refused = key(name).require_unmixed();
            assert!(matches!(refused, Err(NameError::MixedScripts(_))), "{name}");
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
    fn a_refusal_says_which_field_it_is_about_and_names_what_is_not_seen() {
        let said = |error: NameError| error.to_string();
        assert_eq!(
            said(Login::new("ada lovelace").unwrap_err()),
            "a username cannot contain spaces; use letters, digits and @ . + - _"
        );
        assert_eq!(
            said(Login::new("a/b").unwrap_err()),
            "a username cannot contain `/`; use letters, digits and @ . + - _"
        );
        let long = format!("{}@example.org", "x".repeat(EMAIL_CHARS_MAX));
        assert_eq!(
            said(check_email(&long).unwrap_err()),
            "the e-mail address is longer than 254 characters"
        );
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
    fn only_the_domain_of_an_address_is_lower_cased() {
        assert_eq!(check_email("User001@Example.COM").unwrap(), "User001@example.com");
        assert_eq!(check_email("").unwrap(), "");
        for bad in ["x", "@x", "x@", "a b@c", "a@b\r\nBcc: x"] {
            assert!(check_email(bad).is_err(), "{bad:?}");
        }
    }
}
