//! How far long work is. The caller is told, and can cancel it.

use std::ops::ControlFlow;

use crate::error::{CommandError, ErrorClass};
use crate::reason::Reason;

/// The caller has cancelled the work. They know why, so the error advises nothing.
const CANCELLED: Reason = Reason::new(ErrorClass::Conflict, "work.cancelled");

/// After how many of many the work says how far it is.
const TOLD_EVERY: usize = 1000;

/// How far the work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Progress {
    /// How many are done.
    pub(crate) done: usize,
    /// Of how many.
    pub(crate) of: usize,
}

/// Is told how far the work is, and ends it by breaking off: then nothing is changed.
pub(crate) type Watch<'w> = dyn FnMut(Progress) -> ControlFlow<()> + 'w;

/// A watch that lets the work go on.
pub(crate) fn unwatched(_: Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// Tells `watch` from time to time that `done` are done.
pub(crate) fn tell(watch: &mut Watch<'_>, done: usize, of: usize) -> Result<(), CommandError> {
    let is_due = done == of || done.is_multiple_of(TOLD_EVERY);
    match is_due && watch(Progress { done, of }).is_break() {
        true => Err(CommandError::new(
            CANCELLED,
            "it was cancelled; nothing was changed",
        )),
        false => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_goes_on_until_the_watch_breaks_it_off() {
        let mut told = Vec::new();
        let mut watch = |at: Progress| {
            told.push(at.done);
            match at.done < 2000 {
                true => ControlFlow::Continue(()),
                false => ControlFlow::Break(()),
            }
        };
        let outcome = (0..=5000).try_for_each(|done| tell(&mut watch, done, 5000));
        assert_eq!(outcome.unwrap_err().reason, "work.cancelled");
        assert_eq!(told, [0, 1000, 2000]);
    }
}
