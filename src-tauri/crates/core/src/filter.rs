//! The filter language of the people list.
//!
//! Terms are joined by "and": `is:active group:"Invoice approvers" -is:staff ada`. Deleted users are only found by
//! `is:deleted`. `last_sign_in:` compares times, with the usual meaning of `<` and `>`: `last_sign_in:<90d` finds users
//! whose last sign-in was earlier than 90 days ago. It also finds those who never signed in, if their account is older
//! than that.

use crate::fold::fold;
use crate::time::Timestamp;

/// A parsed filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// All of them must hold.
    pub terms: Vec<Term>,
    /// When it is asked: who is active is a matter of time.
    pub asked_at: Timestamp,
}

/// One condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Negated by a leading `-`.
    pub is_negated: bool,
    /// The condition.
    pub test: Test,
}

/// The condition of a term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// `is:active` and similar terms.
    Is(Quality),
    /// `group:NAME`: a direct member of the group, as in the group's own list of members.
    Group(String),
    /// `last_sign_in:<90d`: the last sign-in was before that time, or there was none and the account is older.
    /// `last_sign_in:>90d`: there was a sign-in since.
    LastSignIn {
        /// Whether it compares with "before" rather than "since".
        is_before: bool,
        /// The time that was given as a span before now.
        moment: Timestamp,
    },
    /// Found in name, username or e-mail address; folded.
    Text(String),
}

/// The words after `is:`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quality {
    /// Can sign in.
    Active,
    /// Disabled.
    Disabled,
    /// Deleted.
    Deleted,
    /// Django's admin-site flag.
    Staff,
    /// Superuser.
    Superuser,
    /// Has never signed in.
    NeverSignedIn,
}

impl Quality {
    /// Every word after `is:`.
    pub const WORDS: [(&'static str, Self); 6] = [
        ("active", Self::Active),
        ("disabled", Self::Disabled),
        ("deleted", Self::Deleted),
        ("staff", Self::Staff),
        ("superuser", Self::Superuser),
        ("never_signed_in", Self::NeverSignedIn),
    ];
}

/// The units of spans of time, with their seconds.
const UNITS: [(char, u64); 5] = [
    ('h', 3600),
    ('d', 86_400),
    ('w', 7 * 86_400),
    ('m', 30 * 86_400),
    ('y', 365 * 86_400),
];

/// Why a filter is invalid.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum FilterError {
    /// `is:` with an unknown word.
    #[error("`is:{0}` is unknown; try {known}", known = qualities())]
    Quality(String),
    /// An unknown word before a colon.
    #[error(
        "`{0}:` is unknown; try is:, group: and last_sign_in:. Put text with a colon in double quotes to \
         look for it"
    )]
    Key(String),
    /// `last_sign_in:` without a span of time.
    #[error(
        "`last_sign_in:{0}` is not understood; last_sign_in:<90d finds who has not signed in for 90 days, \
         last_sign_in:>90d who has; besides d there is h, w, m and y"
    )]
    Span(String),
    /// `group:` with a name that no group has.
    #[error("there is no group `{0}`")]
    NoGroup(String),
    /// `group:` without a name.
    #[error("`group:` needs a name, for example group:Editors or group:\"Invoice approvers\"")]
    EmptyGroup,
    /// Longer than anyone types.
    #[error("the filter is longer than {FILTER_BYTES_MAX} bytes")]
    TooLong,
}

/// Longest filter, in bytes.
pub const FILTER_BYTES_MAX: usize = 2000;

impl Filter {
    /// Parses a typed filter. An unfinished quote counts as closed, so that results can follow every keystroke. Spans
    /// of time count back from `now`.
    pub fn parse(text: &str, now: Timestamp) -> Result<Self, FilterError> {
        if text.len() > FILTER_BYTES_MAX {
            return Err(FilterError::TooLong);
        }
        let terms = words(text)
            .into_iter()
            .filter_map(|word| Term::parse(&word, now).transpose());
        Ok(Self {
            terms: terms.collect::<Result<_, _>>()?,
            asked_at: now,
        })
    }

    /// Whether it asks for deleted users.
    pub fn asks_for_deleted(&self) -> bool {
        self.terms
            .iter()
            .any(|term| !term.is_negated && term.test == Test::Is(Quality::Deleted))
    }
}

impl Term {
    fn parse(word: &Word, now: Timestamp) -> Result<Option<Self>, FilterError> {
        let is_negated = word.text.len() > 1 && word.text.starts_with('-') && word.quoted_from != Some(0);
        let text = &word.text[usize::from(is_negated)..];
        let test = match word.key() {
            None => Test::Text(fold(text)),
            Some((key, value)) => match key.to_ascii_lowercase().as_str() {
                "is" => Test::Is(quality(value)?),
                "group" if value.is_empty() => return Err(FilterError::EmptyGroup),
                "group" => Test::Group(value.to_owned()),
                "last_sign_in" => last_sign_in(value, now)?,
                _ => return Err(FilterError::Key(key.to_owned())),
            },
        };
        Ok((test != Test::Text(String::new())).then_some(Self { is_negated, test }))
    }
}

fn quality(word: &str) -> Result<Quality, FilterError> {
    let known = Quality::WORDS
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(&word.replace('-', "_")));
    known
        .map(|(_, quality)| *quality)
        .ok_or_else(|| FilterError::Quality(word.to_owned()))
}

/// "is:active, is:disabled and is:staff"
fn qualities() -> String {
    let terms = Quality::WORDS.map(|(word, _)| format!("is:{word}"));
    let (last, first) = terms.split_last().expect("there are some");
    format!("{} and {last}", first.join(", "))
}

fn last_sign_in(value: &str, now: Timestamp) -> Result<Test, FilterError> {
    let read = || {
        let (is_before, span) = match value.split_at_checked(1)? {
            ("<", span) => (true, span),
            (">", span) => (false, span),
            _ => return None,
        };
        let (unit, secs) = UNITS
            .iter()
            .find(|(unit, _)| span.ends_with([*unit, unit.to_ascii_uppercase()]))?;
        let count: u64 = span[..span.len() - unit.len_utf8()].parse().ok()?;
        let ms = i64::try_from(count.checked_mul(secs * 1000)?).ok()?;
        let moment = Timestamp::from_unix_ms(now.unix_ms().saturating_sub(ms));
        Some(Test::LastSignIn { is_before, moment })
    };
    read().ok_or_else(|| FilterError::Span(value.to_owned()))
}

/// A word of the filter without its quotes.
#[derive(Default)]
struct Word {
    text: String,
    /// The position of the first quote. Quoted text is searched for as it is.
    quoted_from: Option<usize>,
}

impl Word {
    /// The texts before and after the colon of a term.
    fn key(&self) -> Option<(&str, &str)> {
        let start = usize::from(self.text.starts_with('-'));
        let colon = self.text.find(':')?;
        let key = self.text.get(start..colon)?;
        let is_key = key.starts_with(|c: char| c.is_ascii_alphabetic())
            && key.chars().all(|c| c.is_ascii_alphanumeric() || "_-".contains(c))
            && self.quoted_from.is_none_or(|quote| quote > colon);
        is_key.then(|| (key, &self.text[colon + 1..]))
    }
}

/// Splits at spaces outside double quotes, and drops the quotes.
fn words(text: &str) -> Vec<Word> {
    let mut words = vec![Word::default()];
    let mut is_quoted = false;
    for c in text.chars() {
        let word = words.last_mut().expect("never empty");
        match c {
            '"' => {
                is_quoted = !is_quoted;
                word.quoted_from.get_or_insert(word.text.len());
            }
            c if c.is_whitespace() && !is_quoted => words.push(Word::default()),
            c => word.text.push(c),
        }
    }
    words.retain(|word| !word.text.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_unix_secs(1_000_000_000);

    fn parse(text: &str) -> Result<Filter, FilterError> {
        Filter::parse(text, NOW)
    }

    fn test(text: &str) -> Test {
        parse(text).unwrap().terms.remove(0).test
    }

    #[test]
    fn a_filter_is_read_word_by_word() {
        let filter = parse(r#"is:active -group:"Invoice approvers" Zoë"#).unwrap();
        assert_eq!(
            filter.terms,
            [
                Term {
                    is_negated: false,
                    test: Test::Is(Quality::Active)
                },
                Term {
                    is_negated: true,
                    test: Test::Group("Invoice approvers".into())
                },
                Term {
                    is_negated: false,
                    test: Test::Text("zoe".into())
                },
            ]
        );
    }

    #[test]
    fn what_is_not_known_is_an_error_that_names_what_is() {
        for (text, parts) in [
            ("is:admin", ["is:admin", "is:superuser and is:never_signed_in"]),
            ("foo:bar", ["`foo:`", "is:, group: and last_sign_in:"]),
            ("-Last:>90d", ["`Last:`", "double quotes"]),
            ("last_sign_in:90d", ["`last_sign_in:90d`", "last_sign_in:<90d"]),
            (
                "last_sign_in:<yesterday",
                ["not understood", "not signed in for 90 days"],
            ),
            ("last_sign_in:<", ["not understood", "last_sign_in:>90d who has"]),
            ("group:", ["needs a name", "group:Editors"]),
        ] {
            let error = parse(text).unwrap_err().to_string();
            assert!(parts.iter().all(|part| error.contains(part)), "{text}: {error}");
        }
    }

    #[test]
    fn text_with_a_colon_is_looked_for_when_it_is_quoted_or_no_word_stands_before_it() {
        for (text, folded) in [
            (r#""foo:bar""#, "foo:bar"),
            ("10:30", "10:30"),
            (":x", ":x"),
            ("http://", ""),
        ] {
            match parse(text) {
                Ok(filter) => assert_eq!(filter.terms[0].test, Test::Text(folded.into())),
                Err(error) => assert_eq!((error, folded), (FilterError::Key("http".into()), "")),
            }
        }
        assert_eq!(test(r#"group:"a:b""#), Test::Group("a:b".into()));
        assert_eq!(test("-"), Test::Text("-".into()));
    }

    #[test]
    fn a_span_is_a_moment_so_long_ago() {
        let day = 86_400;
        for (text, is_before, secs) in [
            ("last_sign_in:<90d", true, 90 * day),
            ("last_sign_in:>90D", false, 90 * day),
            ("LAST_SIGN_IN:<12h", true, day / 2),
            ("last_sign_in:>2w", false, 14 * day),
            ("last_sign_in:<1y", true, 365 * day),
        ] {
            let moment = Timestamp::from_unix_secs(NOW.unix_secs() - secs);
            assert_eq!(test(text), Test::LastSignIn { is_before, moment }, "{text}");
        }
        assert!(parse("last_sign_in:<99999999999999999999d").is_err());
    }

    #[test]
    fn a_half_typed_quote_is_taken_as_closed() {
        assert_eq!(parse(r#"group:"Inv"#).unwrap().terms.len(), 1);
    }
}
