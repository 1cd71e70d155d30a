//! What commits have touched, so that who shows the directory asks again for that and for nothing else.

use std::collections::{BTreeMap, BTreeSet};

use portreeve_core::kind::Kind;
use portreeve_core::revision::Revision;

/// What a commit has touched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Touched {
    /// The state of the directory that readers have now.
    pub revision: Revision,
    /// The kinds of the records that it wrote.
    pub kinds: BTreeSet<Kind>,
}

impl Touched {
    /// From the names of the kinds. A name that this program does not know may stand for anything.
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

/// The names of `kinds` for those who look at the directory. Nobody looks at attempts at passwords, so nobody is told of
/// them.
pub(crate) fn names(kinds: &BTreeSet<Kind>) -> Vec<String> {
    let told = kinds.iter().filter(|kind| **kind != Kind::Guesses);
    told.map(|kind| kind.name().to_owned()).collect()
}

/// When each kind was last touched, for listeners who look from time to time: those who were busy meanwhile miss nothing.
#[derive(Clone, Debug, Default)]
pub struct Touches {
    revision: Revision,
    commits: u64,
    last: BTreeMap<Kind, u64>,
}

impl Touches {
    /// One more commit.
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

    /// What was touched after so many commits.
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
