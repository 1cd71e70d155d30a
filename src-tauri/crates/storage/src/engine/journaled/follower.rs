//! The thread that updates the state from the journal. A committing thread waits for it only if it is far behind.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::thread::JoinHandle;
use std::time::Duration;

use portreeve_core::finding::RepairOutcome;

use portreeve_core::ports::StoreError;

use super::Files;
use super::state::State;
use super::step::Step;
use crate::engine::Op;

/// How many steps may wait. Beyond that, commits wait too.
const QUEUE_MAX: usize = 256;
/// How long the thread collects steps. Writing them together costs less, and a commit need not wake the thread.
const GATHERING: Duration = Duration::from_millis(20);

enum Task {
    Follow(Box<Step>),
    /// Rebuild the state, and keep the old one if it is wrong.
    Renew {
        keep: bool,
    },
    /// Answer when everything before is done.
    Report(SyncSender<()>),
}

pub(super) struct Follower {
    queue: Option<SyncSender<Task>>,
    thread: Option<JoinHandle<bool>>,
}

impl Follower {
    /// `state` is the state, if recovery had to open it.
    pub(super) fn start(files: Arc<Files>, state: Option<State>) -> Self {
        if files.place.state.is_none() {
            return Self {
                queue: None,
                thread: None,
            };
        }
        let (queue, tasks) = sync_channel(QUEUE_MAX);
        let thread = std::thread::Builder::new()
            .name("state".into())
            .spawn(move || run(&files, state, &tasks));
        Self {
            queue: Some(queue),
            thread: thread.ok(),
        }
    }

    pub(super) fn follow(&self, step: Step) {
        self.send(Task::Follow(Box::new(step)));
    }

    /// Rebuilds the state: because it takes far more space than it needs, or because it is wrong; a wrong one is kept.
    pub(super) fn renew(&self, keep: bool) {
        self.send(Task::Renew { keep });
    }

    /// Waits until the state has caught up with the journal's current end.
    pub(super) fn wait(&self) {
        let (done, reported) = sync_channel(1);
        self.send(Task::Report(done));
        // Without a state the channel is dropped unanswered.
        let _ = reported.recv();
    }

    fn send(&self, task: Task) {
        let Some(queue) = &self.queue else { return };
        let is_step = matches!(task, Task::Follow(_));
        // If the thread has ended, the state stays behind until the next opening.
        match queue.try_send(task) {
            Ok(()) if is_step => {}
            Ok(()) | Err(TrySendError::Disconnected(_)) => self.stop_gathering(),
            Err(TrySendError::Full(task)) => {
                self.stop_gathering();
                let _ = queue.send(task);
            }
        }
    }

    fn stop_gathering(&self) {
        if let Some(thread) = &self.thread {
            thread.thread().unpark();
        }
    }

    /// Lets the state catch up, then ends. Returns whether it has caught up.
    pub(super) fn finish(&mut self) -> bool {
        self.queue = None;
        self.stop_gathering();
        self.thread
            .take()
            .is_some_and(|thread| thread.join().unwrap_or(false))
    }
}

/// Returns whether the state has everything that the journal has.
///
/// The state is opened at its first use. So reading does without it, except to close properly what was not closed, and
/// opening the directory need not wait for it.
fn run(files: &Files, mut opened: Option<State>, tasks: &Receiver<Task>) -> bool {
    let mut put_off = None;
    let mut leaving = None;
    while let Some(task) = put_off.take().or_else(|| tasks.recv().ok()) {
        let (step, task) = match (files.state(), task) {
            // Opening the state takes in the step, too.
            (None, Task::Follow(step)) => (Some(step), None),
            (_, task) => (None, Some(task)),
        };
        if files.state().is_none() && leaving.as_ref().is_none_or(JoinHandle::is_finished) {
            // A failure, as on a full disk, is tried again with each task.
            let _ = bring_up(files, &mut opened, step);
        }
        let Some(task) = task else { continue };
        match task {
            Task::Follow(mut step) => {
                std::thread::park_timeout(GATHERING);
                put_off = gather(&mut step, tasks);
                if follow(files, *step).is_err() {
                    leaving = let_go(files.set_state(None));
                }
            }
            // Without space for a new one the old one stays.
            Task::Renew { keep } => drop(make_anew(files, keep)),
            Task::Report(done) => drop(done.send(())),
        }
    }
    let_go(opened.map(Arc::new));
    let (mark, ()) = files.now(|_| ());
    let Some(state) = files.set_state(None) else {
        return false;
    };
    let is_complete = state.apply(mark, []).is_ok() && state.flush();
    if !is_complete {
        let_go(Some(state));
    }
    is_complete
}

/// Adds the waiting steps to `step`, up to a task of another kind, which is returned.
fn gather(step: &mut Step, tasks: &Receiver<Task>) -> Option<Task> {
    while let Ok(task) = tasks.try_recv() {
        match task {
            Task::Follow(next) => step.extend(*next),
            other => return Some(other),
        }
    }
    None
}

/// Writes a step into the state, if it is open. A state that has missed a step must be opened again.
fn follow(files: &Files, step: Step) -> Result<(), StoreError> {
    let Some(state) = files.state() else {
        return Ok(());
    };
    if !files.has_room(step.bytes()) {
        return Err(StoreError::Full);
    }
    state.apply(step.mark, step.into_ops(&files.keys))
}

/// Closes a state on a thread of its own: on a full disk sled can wait for ever.
fn let_go(state: Option<Arc<State>>) -> Option<JoinHandle<()>> {
    let closing = std::thread::Builder::new().name("leaving state".into());
    closing.spawn(move || drop(state)).ok()
}

/// Opens the state, unless it is `opened`, and lets it catch up, with `step` last. Rebuilds it if it is unusable.
fn bring_up(files: &Files, opened: &mut Option<State>, step: Option<Box<Step>>) -> Result<(), StoreError> {
    let Some(folder) = &files.place.state else {
        return Ok(());
    };
    if !files.has_room(0) {
        return Err(StoreError::Full);
    }
    let is_missing = !folder.exists();
    let is_awaited = is_missing && files.is_new || State::is_to_be_made(folder);
    if is_missing || is_awaited {
        make_anew(files, false)?;
        if !is_awaited {
            files.find("the state was missing".into(), RepairOutcome::Healed);
        }
        return Ok(());
    }
    let state = match opened.take().map_or_else(|| State::open(folder, &files.keys), Ok) {
        Err(StoreError::Damaged(what)) => {
            make_anew(files, true)?;
            files.find(what, RepairOutcome::Healed);
            return Ok(());
        }
        opened => opened?,
    };
    let (mark, base) = files.now(|truth| {
        truth
            .snapshot
            .as_ref()
            .map_or(0, |snapshot| snapshot.position.sequence)
    });
    let reached = state.mark().map(|reached| reached.position.sequence);
    let Some(reached) = reached.filter(|reached| (base..=mark.position.sequence).contains(reached)) else {
        drop(state);
        make_anew(files, true)?;
        files.find("the state did not fit the journal".into(), RepairOutcome::Healed);
        return Ok(());
    };
    // A step can be large, so it is not read from the journal again.
    let number = step.as_ref().map(|step| step.mark.position.sequence);
    let (now, missing) = files.now(|truth| truth.changes_after(reached, number));
    let step = step.map_or_else(|| Step::to(now), |step| *step);
    let bytes = missing
        .iter()
        .map(|(key, _, slot)| key.len() as u64 + slot.bytes());
    if !files.has_room(bytes.sum::<u64>() + step.bytes()) {
        let_go(Some(Arc::new(state)));
        return Err(StoreError::Full);
    }
    // Read lazily: there can be many.
    let ops = missing.into_iter().map(|(key, _, slot)| {
        Ok(match slot.read(&files.keys, &key)? {
            Some(value) => Op::Put(key, value),
            None => Op::Remove(key),
        })
    });
    state.apply(step.mark, ops.chain(step.into_ops(&files.keys)))?;
    files.set_state(Some(state));
    Ok(())
}

/// Rebuilds the state from snapshot and journal.
fn make_anew(files: &Files, keep: bool) -> Result<(), StoreError> {
    let Some(folder) = &files.place.state else {
        return Ok(());
    };
    if !files.has_room(files.snapshot_bytes()) {
        return Err(StoreError::Full);
    }
    files.set_state(None);
    let state = State::replace(folder, &files.keys, keep)?;
    let (mark, view) = files.now(|truth| truth.view(&[]));
    state.fill(view)?;
    state.apply(mark, [])?;
    files.set_state(Some(state));
    Ok(())
}
