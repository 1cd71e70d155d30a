//! The rules for good passwords: long, not easily guessed, not derived from public facts about the user.
//!
//! No rules about digits or capitals: they make passwords harder to remember, not to guess (NIST SP 800-63B).

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;
use zxcvbn::{Score, zxcvbn};

use super::PASSWORD_BYTES_MAX;
use crate::secret::SecretText;

/// Shortest password, in characters. They are counted after NFKC, so splitting one into letter and accent gains
/// nothing.
pub const PASSWORD_CHARS_MIN: usize = 8;
/// How much of a password is rated, in characters: the work grows faster than the length.
const RATED_CHARS_MAX: usize = 100;
/// From this share of common characters on, a password counts as similar (Django's `max_similarity`).
const SIMILARITY_MAX: f64 = 0.7;

/// Public facts about the user. Unknown ones are empty.
#[derive(Clone, Copy, Debug)]
pub struct PolicyContext<'a> {
    /// Username.
    pub login: &'a str,
    /// First name.
    pub first_name: &'a str,
    /// Last name.
    pub last_name: &'a str,
    /// E-mail address.
    pub email: &'a str,
    /// Name of the directory's team.
    pub team: &'a str,
}

/// A rule that a password breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// Stable name of the rule; Django's, if Django has the rule.
    pub code: &'static str,
    /// The rule in one sentence. Never contains the password.
    pub message: String,
}

/// Every rule that `password` breaks; an empty list means that it can be used.
pub fn check(password: &SecretText, context: PolicyContext<'_>) -> Vec<Violation> {
    let password = password.expose();
    [
        check_shortness(password),
        check_length(password),
        check_similarity(password, context),
        check_strength(password, context),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn check_shortness(password: &str) -> Option<Violation> {
    // It is not too short, and normalising a megabyte takes long.
    if password.len() > PASSWORD_BYTES_MAX {
        return None;
    }
    let chars = password.nfkc().take(PASSWORD_CHARS_MIN).count();
    (chars < PASSWORD_CHARS_MIN).then(|| Violation {
        code: "password_too_short",
        message: format!("The password has fewer than {PASSWORD_CHARS_MIN} characters."),
    })
}

fn check_length(password: &str) -> Option<Violation> {
    (password.len() > PASSWORD_BYTES_MAX).then(|| Violation {
        code: "password_too_long",
        message: format!("The password is longer than {PASSWORD_BYTES_MAX} bytes."),
    })
}

/// Django's `UserAttributeSimilarityValidator`: compares with each attribute, and with each word in it.
fn check_similarity(password: &str, context: PolicyContext<'_>) -> Option<Violation> {
    let rated = Zeroizing::new(rated(password).to_lowercase());
    let (what, _) = attributes(context).into_iter().find(|(_, value)| {
        let value = value.to_lowercase();
        words(&value)
            .chain([value.as_str()])
            .any(|part| is_similar(&rated, part))
    })?;
    Some(Violation {
        code: "password_too_similar",
        message: format!("The password is too similar to the {what}."),
    })
}

fn check_strength(password: &str, context: PolicyContext<'_>) -> Option<Violation> {
    let attributes = attributes(context);
    let known: Vec<&str> = attributes
        .iter()
        .flat_map(|(_, value)| words(value).chain([*value]))
        .filter(|value| !value.is_empty())
        .collect();
    let rating = zxcvbn(&rated(password), &known);
    if rating.score() >= Score::Two {
        return None;
    }
    let reason = rating.feedback().and_then(|feedback| {
        let suggestion = || feedback.suggestions().first().map(ToString::to_string);
        feedback
            .warning()
            .map(|warning| warning.to_string())
            .or_else(suggestion)
    });
    Some(Violation {
        code: "password_too_weak",
        message: weakness(reason.as_deref()),
    })
}

fn weakness(reason: Option<&str>) -> String {
    let reason = reason.unwrap_or_default().trim_end_matches('.');
    let mut chars = reason.chars();
    match chars.next() {
        Some(first) => format!(
            "The password is easy to guess: {}{}.",
            first.to_lowercase(),
            chars.as_str()
        ),
        None => "The password is easy to guess.".to_owned(),
    }
}

fn attributes(context: PolicyContext<'_>) -> [(&'static str, &str); 5] {
    [
        ("username", context.login),
        ("first name", context.first_name),
        ("last name", context.last_name),
        ("e-mail address", context.email),
        ("team's name", context.team),
    ]
}

fn rated(password: &str) -> Zeroizing<String> {
    Zeroizing::new(password.chars().take(RATED_CHARS_MAX).collect())
}

/// The words of an attribute, split as with Python's `\W+`.
fn words(value: &str) -> impl Iterator<Item = &str> {
    value.split(|c: char| !(c.is_alphanumeric() || c == '_'))
}

/// Python's `SequenceMatcher.quick_ratio`: twice the characters in common, in any order, over all characters.
fn is_similar(password: &str, part: &str) -> bool {
    let (password_chars, part_chars) = (password.chars().count(), part.chars().count());
    // Such a short part cannot reach the ratio; Django skips it for speed.
    if part.is_empty() || password.is_empty() || password_chars >= 10 * part_chars {
        return false;
    }
    let mut left: BTreeMap<char, usize> = BTreeMap::new();
    for c in part.chars() {
        *left.entry(c).or_default() += 1;
    }
    let common = password
        .chars()
        .filter(|c| match left.get_mut(c) {
            Some(count) if *count > 0 => {
                *count -= 1;
                true
            }
            _ => false,
        })
        .count();
    2.0 * common as f64 / (password_chars + part_chars) as f64 >= SIMILARITY_MAX
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADA: PolicyContext<'_> = PolicyContext {
        login: "ada.lovelace",
        first_name: "Ada",
        last_name: "Lovelace",
        email: "countess@analytical.example",
        team: "Harbour Office",
    };

    fn codes(password: &str) -> Vec<&'static str> {
        check(&password.into(), ADA)
            .into_iter()
            .map(|violation| violation.code)
            .collect()
    }

    #[test]
    fn a_long_uncommon_password_passes_without_digits_or_capitals() {
        for good in [
            "correct horse battery staple",
            "pässwörd-0-🔑-kite",
            "tulip crane oboe",
        ] {
            assert_eq!(codes(good), Vec::<&str>::new(), "{good}");
        }
    }

    #[test]
    fn everything_wrong_with_a_password_is_told_together() {
        assert_eq!(
            codes("ada1"),
            ["password_too_short", "password_too_similar", "password_too_weak"]
        );
        assert_eq!(codes(""), ["password_too_short", "password_too_weak"]);
    }

    #[test]
    fn characters_are_counted_after_normalisation() {
        // Seven letters with a separate accent each count as seven characters.
        assert!(codes("x\u{301}y\u{302}e\u{301}a\u{301}o\u{301}").contains(&"password_too_short"));
        assert!(
            !codes("e\u{301}a\u{301}o\u{301}u\u{301}i\u{301}n\u{303}c\u{327}qz")
                .contains(&"password_too_short")
        );
        assert!(codes("e\u{301}a\u{301}o\u{301}u\u{301}").contains(&"password_too_short"));
    }

    #[test]
    fn a_password_over_the_limit_is_refused_and_one_at_it_is_not() {
        let varied: String = ('a'..='z').cycle().step_by(7).take(PASSWORD_BYTES_MAX).collect();
        assert_eq!(codes(&varied), Vec::<&str>::new());
        assert_eq!(codes(&format!("{varied}x")), ["password_too_long"]);
        assert_eq!(
            codes(&"é".repeat(PASSWORD_BYTES_MAX)),
            ["password_too_long", "password_too_weak"]
        );
    }

    #[test]
    fn what_is_known_of_the_user_is_no_password() {
        for known in [
            "Lovelace1815",
            "ADA.LOVELACE!",
            "ecalevol",
            "analytical.example",
            "harbouroffice",
        ] {
            assert!(codes(known).contains(&"password_too_similar"), "{known}");
        }
    }

    #[test]
    fn a_guessable_password_is_refused_with_one_sentence_that_says_why() {
        let violations = check(&"password1".into(), ADA);
        assert_eq!(violations[0].code, "password_too_weak");
        assert_eq!(
            violations[0].message,
            "The password is easy to guess: this is a very common password."
        );
        for weak in ["qwertyuiop", "aaaaaaaaaaaa", "12345678", "abcdefgh"] {
            assert!(codes(weak).contains(&"password_too_weak"), "{weak}");
        }
    }

    #[test]
    fn a_message_never_repeats_the_password() {
        for violation in check(&"Lovelace7".into(), ADA) {
            assert!(!violation.message.contains("Lovelace"), "{}", violation.message);
        }
    }

    #[test]
    fn an_empty_attribute_is_similar_to_nothing() {
        let nobody = PolicyContext {
            login: "",
            first_name: "",
            last_name: "",
            email: "",
            team: "",
        };
        assert_eq!(check(&"tulip crane oboe".into(), nobody), []);
    }
}
