//! Renames that a request asks for.

use super::NewName;
use super::words::shown;
use crate::capped::Capped;

/// The requested renames.
pub(crate) struct NewNames<'o> {
    all: &'o [NewName],
    /// Renames that have matched nothing so far.
    unmet: Vec<&'o NewName>,
}

impl<'o> NewNames<'o> {
    pub(crate) fn new(all: &'o [NewName]) -> Self {
        Self {
            all,
            unmet: all.iter().collect(),
        }
    }

    /// The new name of `old`, if a rename asks for one. An inner `None` leaves it out.
    pub(crate) fn take(&mut self, old: &str, place: usize) -> Option<Option<&'o str>> {
        self.unmet.retain(|name| !name.is_for(old, place));
        let meant = self.all.iter().find(|name| name.is_for(old, place));
        meant.map(|name| name.new.as_deref())
    }

    pub(crate) fn unmet(&self) -> Option<Capped<String>> {
        let unmet = self.unmet.iter().map(|name| shown(&name.old));
        (!self.unmet.is_empty()).then(|| unmet.collect())
    }
}

impl NewName {
    fn is_for(&self, old: &str, place: usize) -> bool {
        match self.old.strip_prefix('#') {
            Some(number) => number.parse() == Ok(place),
            None => self.old == old,
        }
    }
}
