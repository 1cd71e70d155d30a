//! Text typed into the filter over the list of people.
//!
//! Invariants: a parsed filter, written out, parses to the same; its result is the same however it is sorted and paged;
//! and a negated term finds exactly those of the rest that the term does not find.

use std::collections::BTreeSet;
use std::sync::Arc;

use portreeve_core::directory::{Directory, UserOrder};
use portreeve_core::filter::{FILTER_BYTES_MAX, Filter, Quality, Term, Test};
use portreeve_core::id::UserId;
use portreeve_core::last_sign_in::LastSignIn;
use portreeve_core::ports::Clock;
use portreeve_core::record::{Record, Recorded as _};
use portreeve_core::revision::Revision;
use portreeve_core::time::Timestamp;
use portreeve_core::user::User;
use portreeve_testkit::{FakeClock, SeededEntropy, group, user};

use crate::{Target, corpus};

const HOUR_MS: i64 = 3_600_000;
const PEOPLE: usize = 100;

/// The filter over a small directory.
pub struct People {
    directory: Directory,
    now: Timestamp,
}

impl Target for People {
    const NAME: &'static str = "filter";

    fn start() -> Self {
        let (now, entropy) = (FakeClock::new().now(), SeededEntropy::new(1));
        let editors = group("Editors", &["people.add_invoice"], now, &entropy);
        let people: Vec<User> = (0..PEOPLE)
            .map(|number| {
                let mut one = user(&format!("user-{number}"), now, &entropy);
                one.first_name = ["Ada", "Zoë", "Łukasz", "明", "ΑΣ"][number % 5].into();
                one.email = format!("user-{number}@example.org");
                one.is_active = !number.is_multiple_of(3);
                one.is_staff = number.is_multiple_of(7);
                one.is_superuser = number.is_multiple_of(50);
                one.deleted_at = number.is_multiple_of(11).then_some(now);
                if number.is_multiple_of(4) {
                    one.groups.insert(editors.id);
                }
                one
            })
            .collect();
        let sign_ins = (0..).zip(&people).step_by(2).map(|(number, one)| LastSignIn {
            user: one.id,
            at: Timestamp::from_unix_ms(now.unix_ms() - number * 24 * HOUR_MS),
        });
        let sign_ins: Vec<Record> = sign_ins.map(|last| Arc::new(last).record()).collect();
        let records: Vec<Record> = people
            .into_iter()
            .map(|one| Arc::new(one).record())
            .chain(sign_ins)
            .chain([Arc::new(editors.clone()).record()])
            .collect();
        Self {
            directory: Directory::from_records(Revision(1), records),
            now,
        }
    }

    fn seeds(&self) -> Vec<Vec<u8>> {
        corpus::inputs(Self::NAME, |filter| filter.trim_ascii_end().to_vec())
    }

    fn check(&self, input: &[u8]) {
        let text = String::from_utf8_lossy(input);
        let Ok(filter) = Filter::parse(&text, self.now) else {
            return;
        };
        self.require_same_when_written_out(&filter);
        let found = self.find(&filter);
        for order in [UserOrder::Name, UserOrder::Login, UserOrder::LastSignIn] {
            for is_descending in [false, true] {
                let mut paged = Vec::new();
                for offset in (0..PEOPLE).step_by(30) {
                    let page = self
                        .directory
                        .list_users(&filter, order, is_descending, offset, 30);
                    assert_eq!(page.matched, found.len(), "counted the same from {offset} on");
                    paged.extend(page.rows.iter().map(|user| user.id));
                }
                assert_eq!(paged.len(), found.len(), "each is on one page");
                assert_eq!(BTreeSet::from_iter(paged), found, "the same people in {order:?}");
            }
        }
        self.require_halves(&filter);
    }
}

impl People {
    fn find(&self, filter: &Filter) -> BTreeSet<UserId> {
        let page = self
            .directory
            .list_users(filter, UserOrder::Login, false, 0, usize::MAX);
        page.rows.iter().map(|user| user.id).collect()
    }

    fn require_same_when_written_out(&self, filter: &Filter) {
        let written: Option<Vec<String>> = filter.terms.iter().map(|term| self.written(term)).collect();
        let Some(written) = written.map(|terms| terms.join(" ")) else {
            return;
        };
        if written.len() <= FILTER_BYTES_MAX {
            assert_eq!(
                Filter::parse(&written, self.now).as_ref(),
                Ok(filter),
                "written out as {written}"
            );
        }
    }

    /// The term as a person would type it; `None` for a time that is not a whole number of hours ago.
    fn written(&self, term: &Term) -> Option<String> {
        let sign = if term.is_negated { "-" } else { "" };
        let asked = match &term.test {
            Test::Is(quality) => format!("is:{}", word(*quality)),
            Test::Group(name) => format!("group:\"{name}\""),
            Test::LastSignIn { is_before, moment } => {
                let ms = self.now.unix_ms().checked_sub(moment.unix_ms())?;
                if ms % HOUR_MS != 0 {
                    return None;
                }
                let sign = if *is_before { '<' } else { '>' };
                format!("last_sign_in:{sign}{}h", ms / HOUR_MS)
            }
            Test::Text(text) => format!("\"{text}\""),
        };
        Some(format!("{sign}{asked}"))
    }

    fn require_halves(&self, filter: &Filter) {
        for term in &filter.terms {
            if term.test == Test::Is(Quality::Deleted) {
                // The term searches other people than the rest of the filter does.
                continue;
            }
            let find = |terms: Vec<Term>| {
                self.find(&Filter {
                    terms,
                    asked_at: self.now,
                })
            };
            let of = |is_negated: bool| {
                let test = term.test.clone();
                find(vec![Term { is_negated, test }])
            };
            let (with, without) = (of(false), of(true));
            assert!(with.is_disjoint(&without), "{term:?}");
            assert_eq!(with.len() + without.len(), find(Vec::new()).len(), "{term:?}");
        }
    }
}

fn word(quality: Quality) -> &'static str {
    let known = Quality::WORDS.iter().find(|(_, known)| *known == quality);
    known.map(|(word, _)| *word).expect("each quality has a word")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_seeds_are_filters_and_some_of_them_find_somebody() {
        let people = People::start();
        let found = people.seeds().into_iter().map(|seed| {
            let text = String::from_utf8(seed).expect("a seed is text");
            let filter = Filter::parse(&text, people.now).expect("a seed is understood");
            people.find(&filter).len()
        });
        assert!(found.filter(|found| *found > 0).count() > 1);
    }
}
