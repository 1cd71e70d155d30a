//! The long work of one host session: how far it is, and its cancel. Only who began it can reach it.

use std::collections::BTreeMap;
use std::ops::{ControlFlow, Deref};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use portreeve_commands::job::{JobProgress, JobRow, JobStage};
use portreeve_commands::{CommandError, ErrorClass};
use portreeve_core::ports::Clock;
use portreeve_core::progress::Progress;

/// Is told how far a job is, and that it has ended (`None`). Breaking off cancels the job.
pub(crate) type Watcher = dyn Fn(Option<&JobProgress>) -> ControlFlow<()> + Send + Sync;

/// Before this much of a stage is over, in microseconds, nothing is known about the rest.
const ESTIMATED_AFTER_US: u64 = 1_000_000;

/// One job. The thread that does it tells how far it is, any other can cancel it.
pub(crate) struct Job {
    clock: Arc<dyn Clock>,
    watcher: Option<Arc<Watcher>>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    progress: Option<JobProgress>,
    /// When the stage began, and how many were done then.
    since: (u64, u64),
    is_cancelled: bool,
    /// Tells another process, which does the work, that it is cancelled.
    at_cancel: Option<Box<dyn FnOnce() + Send>>,
}

impl Job {
    /// A job that has told nothing yet. `clock` measures how long it takes.
    pub(crate) fn new(clock: Arc<dyn Clock>, watcher: Option<Arc<Watcher>>) -> Self {
        Self {
            clock,
            watcher,
            state: Mutex::default(),
        }
    }

    /// Notes how far this process has come with it.
    pub(crate) fn tell(&self, at: Progress) -> ControlFlow<()> {
        let now = self.clock.monotonic_us();
        let (since, first) = {
            let mut state = self.state();
            let before = state.progress.map(|before| before.stage);
            if before != Some(at.stage.into()) {
                state.since = (now, at.done);
            }
            state.since
        };
        let left_secs = left_secs(now.saturating_sub(since), at.done.saturating_sub(first), at);
        self.note(JobProgress::new(at, left_secs))
    }

    /// Notes how far it is, here or in the process that does it.
    pub(crate) fn note(&self, progress: JobProgress) -> ControlFlow<()> {
        // The watcher may take its time. Until it agrees, nothing is being saved.
        if progress.stage != JobStage::Saving {
            self.state().progress = Some(progress);
        }
        let watched = self.watcher.as_ref().map(|watch| watch(Some(&progress)));
        if watched.is_some_and(|goes_on| goes_on.is_break()) {
            let _ = self.cancel();
        }
        let mut state = self.state();
        if state.is_cancelled {
            return ControlFlow::Break(());
        }
        state.progress = Some(progress);
        ControlFlow::Continue(())
    }

    /// Cancels it, unless what it has decided is already being saved.
    pub(crate) fn cancel(&self) -> Result<(), CommandError> {
        let mut state = self.state();
        if state.progress.is_some_and(|at| at.stage == JobStage::Saving) {
            return Err(CommandError::new(
                ErrorClass::RuleViolated,
                "it is being saved, and is done in a moment; nothing was cancelled",
            )
            .hint("undo it afterwards"));
        }
        state.is_cancelled = true;
        let at_cancel = state.at_cancel.take();
        drop(state);
        at_cancel.into_iter().for_each(|tell| tell());
        Ok(())
    }

    /// Calls `tell` when it is cancelled, or now if it is already.
    pub(crate) fn at_cancel(&self, tell: impl FnOnce() + Send + 'static) {
        let mut state = self.state();
        match state.is_cancelled {
            true => {
                drop(state);
                tell();
            }
            false => state.at_cancel = Some(Box::new(tell)),
        }
    }

    /// How far it is.
    pub(crate) fn progress(&self) -> Option<JobProgress> {
        self.state().progress
    }

    fn row(&self, id: u32, command: &str) -> JobRow {
        let state = self.state();
        JobRow {
            id,
            command: command.to_owned(),
            progress: state.progress,
            is_cancelled: state.is_cancelled,
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How long the rest of a stage takes if it goes on as fast as in the first `passed_us`, which made `made` of it.
fn left_secs(passed_us: u64, made: u64, at: Progress) -> Option<u32> {
    let rest = at.of.checked_sub(at.done).filter(|_| at.of > 0)?;
    if passed_us < ESTIMATED_AFTER_US || made == 0 {
        return None;
    }
    let left_us = u128::from(passed_us) * u128::from(rest) / u128::from(made);
    u32::try_from(left_us.div_ceil(1_000_000)).ok()
}

/// The jobs of one host session.
#[derive(Default)]
pub(crate) struct Jobs {
    running: Mutex<Running>,
    /// Signalled when a job has ended, and when the person wants to stay.
    changed: Condvar,
    pub(crate) watcher: Option<Arc<Watcher>>,
}

#[derive(Default)]
struct Running {
    last: u32,
    jobs: BTreeMap<u32, (String, Arc<Job>)>,
    /// Whether the program closes once they have ended.
    is_closing: bool,
}

impl Jobs {
    /// Begins a job. It ends when the result is dropped.
    pub(crate) fn begin(&self, command: &str, clock: Arc<dyn Clock>) -> Begun<'_> {
        let job = Arc::new(Job::new(clock, self.watcher.clone()));
        let mut running = self.running();
        running.last += 1;
        let id = running.last;
        running.jobs.insert(id, (command.to_owned(), job.clone()));
        Begun { jobs: self, id, job }
    }

    /// What goes on, the oldest first.
    pub(crate) fn list(&self) -> Vec<JobRow> {
        let running = self.running();
        let jobs = running.jobs.iter();
        jobs.map(|(id, (command, job))| job.row(*id, command)).collect()
    }

    /// Cancels one. One that has ended is no error.
    pub(crate) fn cancel(&self, id: u32) -> Result<(), CommandError> {
        let job = self.running().jobs.get(&id).map(|(_, job)| job.clone());
        job.map_or(Ok(()), |job| job.cancel())
    }

    /// Cancels all. What is being saved is saved.
    pub(crate) fn cancel_all(&self) {
        let jobs: Vec<_> = self.running().jobs.values().map(|(_, job)| job.clone()).collect();
        jobs.iter().for_each(|job| drop(job.cancel()));
    }

    /// Waits until nothing goes on, because the program is to be closed. False if the person wants to stay after all, or
    /// another thread waits for the same.
    pub(crate) fn wait_to_close(&self) -> bool {
        let mut running = self.running();
        running.is_closing = true;
        while running.is_closing && !running.jobs.is_empty() {
            running = self.changed.wait(running).unwrap_or_else(PoisonError::into_inner);
        }
        std::mem::take(&mut running.is_closing)
    }

    /// Whether the program closes once everything has ended.
    pub(crate) fn is_closing(&self) -> bool {
        self.running().is_closing
    }

    /// The program stays open after all.
    pub(crate) fn stay(&self) {
        self.running().is_closing = false;
        self.changed.notify_all();
    }

    fn running(&self) -> MutexGuard<'_, Running> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A job that goes on.
pub(crate) struct Begun<'j> {
    jobs: &'j Jobs,
    id: u32,
    job: Arc<Job>,
}

impl Deref for Begun<'_> {
    type Target = Job;

    fn deref(&self) -> &Job {
        &self.job
    }
}

impl Drop for Begun<'_> {
    fn drop(&mut self) {
        self.jobs.running().jobs.remove(&self.id);
        self.jobs.changed.notify_all();
        if let Some(watch) = &self.jobs.watcher {
            let _ = watch(None);
        }
    }
}

#[cfg(test)]
mod tests {
    use portreeve_core::progress::Stage;
    use portreeve_testkit::FakeClock;

    use super::*;

    fn at(stage: Stage, done: u64, of: u64) -> Progress {
        Progress { stage, done, of }
    }

    #[test]
    fn the_time_that_is_left_follows_from_what_the_stage_has_taken() {
        let clock = Arc::new(FakeClock::new());
        let job = Job::new(clock.clone(), None);
        let left = |progress| {
            assert_eq!(job.tell(progress), ControlFlow::Continue(()));
            job.progress().and_then(|progress| progress.left_secs)
        };
        assert_eq!(left(at(Stage::Reading, 100, 1000)), None);
        assert_eq!(left(at(Stage::Reading, 200, 1000)), None, "no time has passed");
        clock.advance_secs(4);
        assert_eq!(
            left(at(Stage::Reading, 100, 1000)),
            None,
            "nothing was made in it"
        );
        assert_eq!(left(at(Stage::Reading, 300, 1000)), Some(14));
        assert_eq!(
            left(at(Stage::Deciding, 300, 1000)),
            None,
            "another stage has its own pace"
        );
        clock.advance_secs(1);
        assert_eq!(left(at(Stage::Deciding, 301, 0)), None, "of an unknown number");
    }

    #[test]
    fn a_cancel_ends_the_work_until_it_is_being_saved() {
        let jobs = Jobs::default();
        let clock = Arc::new(FakeClock::new());
        let (first, second) = (jobs.begin("one", clock.clone()), jobs.begin("two", clock));
        assert!(first.tell(at(Stage::Deciding, 1, 2)).is_continue());
        jobs.cancel(first.id).unwrap();
        assert!(first.tell(at(Stage::Deciding, 2, 2)).is_break());
        assert!(first.tell(at(Stage::Saving, 0, 0)).is_break());
        assert!(second.tell(at(Stage::Saving, 0, 0)).is_continue());
        assert_eq!(jobs.cancel(second.id).unwrap_err().reason, "rule_violated");
        let rows = jobs.list();
        assert_eq!(
            rows.iter()
                .map(|row| (row.command.as_str(), row.is_cancelled))
                .collect::<Vec<_>>(),
            [("one", true), ("two", false)]
        );
        let gone = first.id;
        drop(first);
        jobs.cancel(gone).unwrap();
        assert_eq!(jobs.list().len(), 1);
    }

    #[test]
    fn the_program_closes_when_everything_has_ended_unless_the_person_stays() {
        let jobs = Jobs::default();
        assert!(jobs.wait_to_close(), "nothing goes on");
        std::thread::scope(|scope| {
            let job = jobs.begin("one", Arc::new(FakeClock::new()));
            let closing = scope.spawn(|| jobs.wait_to_close());
            wait_until(|| jobs.is_closing());
            jobs.stay();
            assert!(!closing.join().unwrap());
            let closing = scope.spawn(|| jobs.wait_to_close());
            wait_until(|| jobs.is_closing());
            drop(job);
            assert!(closing.join().unwrap());
        });
    }

    fn wait_until(is_so: impl Fn() -> bool) {
        while !is_so() {
            std::thread::yield_now();
        }
    }

    #[test]
    fn who_does_the_work_elsewhere_is_told_of_a_cancel_once_and_even_late() {
        let job = Job::new(Arc::new(FakeClock::new()), None);
        let told = Arc::new(Mutex::new(0));
        let tell = || {
            let told = told.clone();
            move || *told.lock().unwrap() += 1
        };
        job.at_cancel(tell());
        job.cancel().unwrap();
        job.cancel().unwrap();
        assert_eq!(*told.lock().unwrap(), 1);
        job.at_cancel(tell());
        assert_eq!(*told.lock().unwrap(), 2);
    }

    #[test]
    fn a_watcher_that_breaks_off_cancels_and_hears_of_the_end() {
        let ended = Arc::new(Mutex::new(false));
        let end = ended.clone();
        let watcher = move |progress: Option<&JobProgress>| {
            *end.lock().unwrap() = progress.is_none();
            match progress.is_some_and(|progress| progress.done > 1) {
                true => ControlFlow::Break(()),
                false => ControlFlow::Continue(()),
            }
        };
        let jobs = Jobs {
            watcher: Some(Arc::new(watcher)),
            ..Jobs::default()
        };
        let job = jobs.begin("one", Arc::new(FakeClock::new()));
        assert!(job.tell(at(Stage::Deciding, 1, 3)).is_continue());
        assert!(job.tell(at(Stage::Deciding, 2, 3)).is_break());
        drop(job);
        assert!(*ended.lock().unwrap());
    }
}
