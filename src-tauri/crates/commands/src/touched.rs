//! What commits touch. A program that shows the directory asks again for the touched kinds of records, and for no
//! others.

use std::collections::{BTreeMap, BTreeSet};

use portreeve_core::kind::Kind;
use portreeve_core::revision::Revision;

/// The kinds of records that a commit wrote, and the state after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Touched {
    /// The state of the directory that readers have now.
    pub revision: Revision,
    /// The kinds of the records that it wrote.
    pub kinds: BTreeSet<Kind>,
}

impl Touched {
    /// Reads the names of kinds. If this program does not know a name, every kind counts as touched.
    pub fn from_names(revision: Revision, names: &[String]) -> Self {
        let kinds: Option<_> = names.iter().map(|name| Kind::from_name(name)).collect();
        Self {
            revision,
            kinds: kinds.unwrap_or_else(|| Kind::ALL.into()),
        }
    }

    /// The names of the kinds.
    pub fn names(&self) -> Vec<String> {
        names(&self.kinds)
    }
}

/// The names of `kinds` for programs that show the directory. Leaves out the counts of password attempts, because no
/// program shows them.
pub(crate) fn names(kinds: &BTreeSet<Kind>) -> Vec<String> {
    let told = kinds.iter().filter(|kind| **kind != Kind::Guesses);
    told.map(|kind| kind.name().to_owned()).collect()
}

/// When each kind was last touched, for listeners that ask from time to time. A listener that was busy misses nothing.
#[derive(Clone, Debug, Default)]
pub struct Touches {
    revision: Revision,
    commits: u64,
    last: BTreeMap<Kind, u64>,
}

impl Touches {
    /// Counts one more commit.
    pub fn add(&mut self, touched: &Touched) {
        self.commits += 1;
        self.revision = self.revision.max(touched.revision);
        let of_now = touched.kinds.iter().map(|kind| (*kind, self.commits));
        self.last.extend(of_now);
    }

    /// How many commits there were.
    pub fn commits(&self) -> u64 {
        self.commits
    }

    /// What was touched after the first `commits` commits.
    pub fn since(&self, commits: u64) -> Touched {
        let later = self.last.iter().filter(|(_, last)| **last > commits);
        Touched {
            revision: self.revision,
            kinds: later.map(|(kind, _)| *kind).collect(),
        }
    }

    /// The commit that touched each kind last.
    pub fn last(&self) -> impl Iterator<Item = (Kind, u64)> {
        self.last.iter().map(|(kind, last)| (*kind, *last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn touched(kinds: &[Kind]) -> Touched {
        Touched {
            revision: Revision(7),
            kinds: kinds.iter().copied().collect(),
        }
    }

    #[test]
    fn who_looks_seldom_misses_nothing_and_hears_nothing_twice() {
        let mut touches = Touches::default();
        touches.add(&touched(&[Kind::User, Kind::Event]));
        touches.add(&touched(&[Kind::Session]));
        let seen = touches.commits();
        assert_eq!(
            touches.since(0),
            touched(&[Kind::User, Kind::Session, Kind::Event])
        );
        touches.add(&touched(&[Kind::Session]));
        assert_eq!(touches.since(seen), touched(&[Kind::Session]));
        assert_eq!(touches.since(touches.commits()), touched(&[]));
    }

    #[test]
    fn a_kind_of_a_later_program_may_stand_for_anything() {
        let known = touched(&[Kind::User, Kind::Event]);
        assert_eq!(Touched::from_names(known.revision, &known.names()), known);
        let unknown = Touched::from_names(known.revision, &["user".to_owned(), "robot".to_owned()]);
        assert_eq!(unknown, touched(&Kind::ALL));
    }
}
