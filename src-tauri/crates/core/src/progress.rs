//! How far long work is. The caller is told, and can cancel it.

use std::fmt;
use std::ops::ControlFlow;

/// What long work is doing. It says what is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// A file is being read: its bytes.
    Reading,
    /// It is being decided what becomes of whom: people.
    Deciding,
    /// Both copies of everything are being compared: records.
    Comparing,
    /// Everything is being decrypted: records.
    Checking,
    /// The trail is being verified: events.
    Verifying,
    /// A file is being written: records.
    Writing,
    /// The change is being committed. Nothing is counted, and nothing cancels it any more.
    Saving,
}

/// How far the work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What it is doing.
    pub stage: Stage,
    /// How many are done.
    pub done: u64,
    /// Of how many; 0 if that is not known.
    pub of: u64,
}

impl fmt::Display for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (unit, done) = match self.stage {
            Stage::Reading => ("KiB", "read"),
            Stage::Deciding => ("people", "decided"),
            Stage::Comparing => ("records", "compared"),
            Stage::Checking => ("records", "checked"),
            Stage::Verifying => ("events", "verified"),
            Stage::Writing => ("records", "written"),
            Stage::Saving => return f.write_str("saving"),
        };
        let counted = |number: u64| match self.stage {
            Stage::Reading => number.div_ceil(1 << 10),
            Stage::Deciding
            | Stage::Comparing
            | Stage::Checking
            | Stage::Verifying
            | Stage::Writing
            | Stage::Saving => number,
        };
        match self.of {
            0 => write!(f, "{} {unit} {done}", counted(self.done)),
            of => write!(f, "{} of {} {unit} {done}", counted(self.done), counted(of)),
        }
    }
}

/// Is told how far the work is. Breaking off cancels the work, which then changes nothing.
pub type Watch<'w> = dyn Fn(Progress) -> ControlFlow<()> + 'w;

/// A watch that lets the work go on.
pub fn unwatched(_: Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// The caller has cancelled the work.
#[derive(Clone, Copy, Debug, thiserror::Error, PartialEq, Eq)]
#[error("it was cancelled")]
pub struct Cancelled;

/// Tells `watch` how far the work is. The work ends with the error.
pub fn tell(watch: &Watch<'_>, stage: Stage, done: u64, of: u64) -> Result<(), Cancelled> {
    match watch(Progress { stage, done, of }) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(Cancelled),
    }
}

/// Counts what a visitor is handed. A visitor cannot end its visit, so it leaves out the rest once it is cancelled.
pub struct Counter<'w> {
    watch: &'w Watch<'w>,
    at: Progress,
    cancelled: Result<(), Cancelled>,
}

impl<'w> Counter<'w> {
    /// A counter of `of` things, of which none is counted yet.
    pub fn new(stage: Stage, of: u64, watch: &'w Watch<'w>) -> Self {
        let at = Progress { stage, done: 0, of };
        let cancelled = tell(watch, stage, 0, of);
        Self { watch, at, cancelled }
    }

    /// Counts one more. Says whether the work goes on.
    pub fn goes_on(&mut self) -> bool {
        if self.cancelled.is_ok() {
            // Others may add some meanwhile.
            self.at.done = (self.at.done + 1).min(self.at.of);
            self.cancelled = tell(self.watch, self.at.stage, self.at.done, self.at.of);
        }
        self.cancelled.is_ok()
    }

    /// Ends the count. The error says that it was cancelled.
    pub fn finish(self) -> Result<(), Cancelled> {
        self.cancelled
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn work_goes_on_until_the_watch_breaks_it_off() {
        let told = Cell::new(0);
        let watch = |at: Progress| {
            told.set(at.done);
            match at.done < 3 {
                true => ControlFlow::Continue(()),
                false => ControlFlow::Break(()),
            }
        };
        let outcome = (0..=5).try_for_each(|done| tell(&watch, Stage::Deciding, done, 5));
        assert_eq!((outcome, told.get()), (Err(Cancelled), 3));
        assert_eq!(
            (0..=5).try_for_each(|done| tell(&unwatched, Stage::Deciding, done, 5)),
            Ok(())
        );
    }

    #[test]
    fn a_counter_leaves_out_what_comes_after_a_cancel() {
        let watch = |at: Progress| match at.done < 2 {
            true => ControlFlow::Continue(()),
            false => ControlFlow::Break(()),
        };
        let mut counter = Counter::new(Stage::Checking, 5, &watch);
        assert_eq!([(); 4].map(|()| counter.goes_on()), [true, false, false, false]);
        assert_eq!(counter.finish(), Err(Cancelled));
        let mut whole = Counter::new(Stage::Checking, 1, &unwatched);
        assert!(whole.goes_on() && whole.goes_on());
        assert_eq!((whole.at.done, whole.finish()), (1, Ok(())));
    }

    #[test]
    fn progress_says_what_is_counted_and_of_how_many_if_that_is_known() {
        let at = |stage, done, of| Progress { stage, done, of }.to_string();
        assert_eq!(at(Stage::Deciding, 7, 60), "7 of 60 people decided");
        assert_eq!(at(Stage::Reading, 2000, 1 << 20), "2 of 1024 KiB read");
        assert_eq!(at(Stage::Verifying, 7, 0), "7 events verified");
        assert_eq!(at(Stage::Saving, 0, 0), "saving");
    }
}
