//! A span of time in which something is valid.

use crate::stored::{Show, Shown};
use crate::target::Names;
use crate::time::Timestamp;

/// From when and until when something is valid. Each use checks it; no job ends it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Validity {
    /// The first moment; `None` for no beginning.
    pub from: Option<Timestamp>,
    /// The first moment after the end; `None` for no end.
    pub until: Option<Timestamp>,
}

impl Validity {
    /// Whether it has not begun at `now`.
    pub fn is_ahead(&self, now: Timestamp) -> bool {
        self.from.is_some_and(|from| now < from)
    }

    /// Whether it has ended at `now`.
    pub fn is_over(&self, now: Timestamp) -> bool {
        self.until.is_some_and(|until| until <= now)
    }
}

/// ISO 8601 intervals: `FROM/UNTIL`, with `..` for an open end.
impl Show for Box<Validity> {
    fn show(&self, _: &dyn Names) -> Shown {
        let end = |end: Option<Timestamp>| end.map_or_else(|| "..".to_owned(), |at| at.to_string());
        Shown::Text(format!("{}/{}", end(self.from), end(self.until)))
    }
}
