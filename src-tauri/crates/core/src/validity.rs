//! A span of time in which something counts.

use crate::stored::{Names, Show, Shown};
use crate::time::Timestamp;

/// From when and until when something counts. It is looked at at each use; nothing ends by a job.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Validity {
    /// The first moment; `None` for always before `until`.
    pub from: Option<Timestamp>,
    /// The first moment after; `None` for no end.
    pub until: Option<Timestamp>,
}

impl Validity {
    /// Whether it has not begun at `now`.
    pub fn is_ahead(&self, now: Timestamp) -> bool {
        self.from.is_some_and(|from| now < from)
    }

    /// Whether it is over at `now`.
    pub fn is_over(&self, now: Timestamp) -> bool {
        self.until.is_some_and(|until| until <= now)
    }
}

/// ISO 8601 intervals: `FROM/UNTIL`, with `..` for an open end.
impl Show for Validity {
    fn show(&self, _: &dyn Names) -> Shown {
        let end = |end: Option<Timestamp>| end.map_or_else(|| "..".to_owned(), |at| at.to_string());
        Shown::Text(format!("{}/{}", end(self.from), end(self.until)))
    }
}
