//! How far a job is, in one line on the terminal; and Ctrl+C, which cancels the job instead of ending the program.

use std::io::{Write, stderr};
use std::ops::ControlFlow;
use std::sync::{Mutex, PoisonError};

use portreeve_commands::job::JobProgress;
use portreeve_commands::span;

/// Erases the line, and goes back to its beginning.
const ERASE: &str = "\r\u{1b}[2K";

/// Watches the jobs of a host session. Shows how far they are if `is_shown`.
pub(crate) fn watcher(
    is_shown: bool,
) -> impl Fn(Option<&JobProgress>) -> ControlFlow<()> + Send + Sync + 'static {
    let line = Mutex::new(Line::default());
    move |progress| {
        let mut line = line.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(text) = line.next(progress).filter(|_| is_shown) {
            // What cannot be shown is left out.
            let _ = write!(stderr(), "{ERASE}{text}");
        }
        interrupt::goes_on(progress.is_some())
    }
}

/// The line on the terminal. Work that is over within a second has none.
#[derive(Default)]
struct Line {
    shown: Option<JobProgress>,
}

impl Line {
    /// The text that takes the place of the line, if there is something new.
    fn next(&mut self, progress: Option<&JobProgress>) -> Option<String> {
        let Some(progress) = progress else {
            return self.shown.take().map(|_| String::new());
        };
        let is_new = match &self.shown {
            None => progress.left_secs.is_some(),
            Some(shown) => step(shown) != step(progress),
        };
        is_new.then(|| {
            self.shown = Some(*progress);
            let left = progress
                .left_secs
                .filter(|secs| *secs > 0)
                .map(|secs| format!(", {} left", span::about(secs.into())));
            format!("{}{}", progress.at(), left.unwrap_or_default())
        })
    }
}

/// What changes about a hundred times in a stage.
fn step(progress: &JobProgress) -> impl PartialEq {
    let percent = (progress.done * 100).checked_div(progress.of);
    (progress.stage, percent, progress.left_secs)
}

/// Ctrl+C.
#[cfg(unix)]
pub(crate) mod interrupt {
    use std::ops::ControlFlow;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::{Arc, LazyLock, Once};

    use signal_hook::consts::SIGINT;
    use signal_hook::flag;

    static IS_RUNNING: AtomicBool = AtomicBool::new(false);
    /// Whether it was pressed while a job ran.
    static IS_ASKED: LazyLock<Arc<AtomicBool>> = LazyLock::new(Arc::default);
    /// Whether it ends the program: no job runs, or it was pressed before and the job has not ended yet.
    static ENDS: LazyLock<Arc<AtomicBool>> = LazyLock::new(Arc::default);
    static HANDLED: Once = Once::new();

    /// Whether a job goes on. `is_running` says that there is one.
    pub(super) fn goes_on(is_running: bool) -> ControlFlow<()> {
        IS_RUNNING.store(is_running, Ordering::SeqCst);
        if !is_running {
            ENDS.store(true, Ordering::SeqCst);
            return ControlFlow::Continue(());
        }
        HANDLED.call_once(|| {
            // If this fails, Ctrl+C has its usual effect.
            let _ = flag::register_conditional_default(SIGINT, ENDS.clone())
                .and_then(|_| flag::register(SIGINT, IS_ASKED.clone()))
                .and_then(|_| flag::register(SIGINT, ENDS.clone()));
        });
        if !IS_ASKED.load(Ordering::SeqCst) {
            ENDS.store(false, Ordering::SeqCst);
        }
        match IS_ASKED.load(Ordering::SeqCst) {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        }
    }

    /// Whether a job runs, which Ctrl+C cancels.
    pub(crate) fn cancels() -> bool {
        IS_RUNNING.load(Ordering::SeqCst)
    }
}

/// On other systems Ctrl+C ends the program, which leaves nothing half done.
#[cfg(not(unix))]
mod interrupt {
    use std::ops::ControlFlow;

    pub(super) fn goes_on(_: bool) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}

#[cfg(test)]
mod tests {
    use portreeve_commands::job::JobStage;

    use super::*;

    fn at(done: u64, left_secs: Option<u32>) -> JobProgress {
        JobProgress {
            stage: JobStage::Deciding,
            done,
            of: 100_000,
            left_secs,
        }
    }

    #[test]
    fn a_line_comes_after_a_second_follows_in_steps_and_goes_at_the_end() {
        let mut line = Line::default();
        assert_eq!(line.next(Some(&at(5000, None))), None);
        assert_eq!(line.next(None), None, "nothing was shown");
        let text = line.next(Some(&at(10_000, Some(12))));
        assert_eq!(
            text.as_deref(),
            Some("10000 of 100000 people decided, 12 seconds left")
        );
        assert_eq!(line.next(Some(&at(10_001, Some(12)))), None);
        assert!(line.next(Some(&at(11_000, Some(12)))).is_some());
        assert_eq!(line.next(None).as_deref(), Some(""));
        assert_eq!(line.next(None), None);
    }
}
