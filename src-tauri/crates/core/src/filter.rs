//! The filter language of the people list.
//!
//! Terms are joined by "and": `is:active group:"Invoice approvers" -is:staff ada`. Deleted users are only found by
//! `is:deleted`.

use crate::directory::fold;

/// A parsed filter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// All must hold.
    pub terms: Vec<Term>,
}

/// One condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Turned round by a leading `-`.
    pub is_negated: bool,
    /// What is asked.
    pub test: Test,
}

/// What a term asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// `is:active` and its like.
    Is(Quality),
    /// `group:NAME`: a direct member of the group, as its own list of members has it.
    Group(String),
    /// Found in the name, login name or address; folded.
    Text(String),
}

/// What `is:` can ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quality {
    /// May sign in.
    Active,
    /// Switched off.
    Disabled,
    /// Deleted.
    Deleted,
    /// Django's admin-site flag.
    Staff,
    /// Superuser.
    Superuser,
}

impl Quality {
    /// Every word that `is:` knows.
    pub const WORDS: [(&'static str, Self); 5] = [
        ("active", Self::Active),
        ("disabled", Self::Disabled),
        ("deleted", Self::Deleted),
        ("staff", Self::Staff),
        ("superuser", Self::Superuser),
    ];
}

/// Why a filter cannot be understood.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum FilterError {
    /// `is:` with a word it does not know.
    #[error("`is:{0}` is not known; there is is:active, is:disabled, is:deleted, is:staff and is:superuser")]
    Quality(String),
    /// `group:` without a name.
    #[error("`group:` needs a name, for example group:Editors or group:\"Invoice approvers\"")]
    EmptyGroup,
    /// Longer than anybody types.
    #[error("the filter is longer than {FILTER_BYTES_MAX} bytes")]
    TooLong,
}

/// Longest filter, in bytes.
pub const FILTER_BYTES_MAX: usize = 2000;

impl Filter {
    /// Reads what somebody typed. Half-typed quotes are taken as closed, so results can follow every key.
    pub fn parse(text: &str) -> Result<Self, FilterError> {
        if text.len() > FILTER_BYTES_MAX {
            return Err(FilterError::TooLong);
        }
        let terms = words(text)
            .into_iter()
            .filter_map(|word| Term::parse(&word).transpose());
        Ok(Self {
            terms: terms.collect::<Result<_, _>>()?,
        })
    }

    /// Whether deleted users are asked for.
    pub fn asks_for_deleted(&self) -> bool {
        self.terms
            .iter()
            .any(|term| !term.is_negated && term.test == Test::Is(Quality::Deleted))
    }
}

impl Term {
    fn parse(word: &str) -> Result<Option<Self>, FilterError> {
        let (is_negated, word) = match word.strip_prefix('-') {
            Some(rest) if !rest.is_empty() => (true, rest),
            _ => (false, word),
        };
        let test = if let Some(quality) = word.strip_prefix("is:") {
            let known = Quality::WORDS
                .iter()
                .find(|(name, _)| name.eq_ignore_ascii_case(quality));
            Test::Is(known.ok_or_else(|| FilterError::Quality(quality.to_owned()))?.1)
        } else if let Some(group) = word.strip_prefix("group:") {
            if group.is_empty() {
                return Err(FilterError::EmptyGroup);
            }
            Test::Group(group.to_owned())
        } else {
            Test::Text(fold(word))
        };
        Ok((test != Test::Text(String::new())).then_some(Self { is_negated, test }))
    }
}

/// Splits at spaces outside double quotes, and drops the quotes.
fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut is_quoted = false;
    for c in text.chars() {
        match c {
            '"' => is_quoted = !is_quoted,
            c if c.is_whitespace() && !is_quoted => words.push(String::new()),
            c => words.last_mut().expect("never empty").push(c),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_is_read_word_by_word() {
        let filter = Filter::parse(r#"is:active -group:"Invoice approvers" Zoë"#).unwrap();
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
    fn an_unknown_quality_is_an_error_that_names_the_known_ones() {
        let error = Filter::parse("is:admin").unwrap_err().to_string();
        assert!(
            error.contains("is:admin") && error.contains("is:superuser"),
            "{error}"
        );
    }

    #[test]
    fn a_half_typed_quote_is_taken_as_closed() {
        assert_eq!(Filter::parse(r#"group:"Inv"#).unwrap().terms.len(), 1);
    }
}
