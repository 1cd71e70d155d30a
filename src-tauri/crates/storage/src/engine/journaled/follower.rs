//! The thread that lets the state follow the journal. Nobody waits for it but whoever is far ahead of it.

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

/// Steps that may wait. Beyond it, whoever commits waits too.
const QUEUE_MAX: usize = 256;
/// How long steps are gathered. Written together they cost less, and whoever commits need not wake the thread.
const GATHERING: Duration = Duration::from_millis(20);

enum Task {
    Follow(Box<Step>),
    /// Make the state anew, and keep the old one if it is wrong.
    Renew {
        keep: bool,
    },
    /// Tell when everything before is done.
    Report(SyncSender<()>),
}

pub(super) struct Follower {
    queue: Option<SyncSender<Task>>,
    thread: Option<JoinHandle<bool>>,
}

impl Follower {
    /// `state` is the state, where it had to be opened already.
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

    /// Makes the state anew: it takes far more room than it needs; or it is wrong, and then it is kept.
    pub(super) fn renew(&self, keep: bool) {
        self.send(Task::Renew { keep });
    }

    /// Waits until the state has come to where the journal is now.
    pub(super) fn wait(&self) {
        let (done, reported) = sync_channel(1);
        self.send(Task::Report(done));
        // Dropped unanswered where there is no state.
        let _ = reported.recv();
    }

    fn send(&self, task: Task) {
        let Some(queue) = &self.queue else { return };
        let is_step = matches!(task, Task::Follow(_));
        // A follower that is gone is a state that is behind; the next opening sees to it.
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

    /// Lets the state catch up and ends. Returns whether it has.
    pub(super) fn finish(&mut self) -> bool {
        self.queue = None;
        self.stop_gathering();
        self.thread
            .take()
            .is_some_and(|thread| thread.join().unwrap_or(false))
    }
}

/// Returns whether the state has all that the journal has.
///
/// It is opened when it is first needed: whoever only reads does without, but to close properly what was not, and opening
/// the directory is not held up.
fn run(files: &Files, mut opened: Option<State>, tasks: &Receiver<Task>) -> bool {
    let mut put_off = None;
    let mut leaving = None;
    while let Some(task) = put_off.take().or_else(|| tasks.recv().ok()) {
        let (step, task) = match (files.state(), task) {
            // What brings the state up takes in the step, too.
            (None, Task::Follow(step)) => (Some(step), None),
            (_, task) => (None, Some(task)),
        };
        if files.state().is_none() && leaving.as_ref().is_none_or(JoinHandle::is_finished) {
            // One that cannot be opened now, on a full disk, is tried again with each task.
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
            // Without room for it the one that is there stays.
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

/// Adds the steps that wait to `step`, up to a task of another kind, which is given back.
fn gather(step: &mut Step, tasks: &Receiver<Task>) -> Option<Task> {
    while let Ok(task) = tasks.try_recv() {
        match task {
            Task::Follow(next) => step.extend(*next),
            other => return Some(other),
        }
    }
    None
}

/// Writes a step into the state, if there is one. A state that has missed one is of use again when it is opened anew.
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

/// Opens the state, unless it is `opened`, and lets it take in what it has missed, `step` last; makes it anew where it is
/// of no use.
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
    // A step can be large, so it is not read once more.
    let number = step.as_ref().map(|step| step.mark.position.sequence);
    let (now, missing) = files.now(|truth| truth.changes_after(reached, number));
    let step = step.map_or_else(|| Step::to(now), |step| *step);
    let bytes = missing
        .iter()
        .map(|(key, (_, slot))| key.len() as u64 + slot.bytes());
    if !files.has_room(bytes.sum::<u64>() + step.bytes()) {
        let_go(Some(Arc::new(state)));
        return Err(StoreError::Full);
    }
    // One after the other: there can be many.
    let ops = missing.into_iter().map(|(key, (_, slot))| {
        Ok(match slot.read(&files.keys, &key)? {
            Some(value) => Op::Put(key, value),
            None => Op::Remove(key),
        })
    });
    state.apply(step.mark, ops.chain(step.into_ops(&files.keys)))?;
    files.set_state(Some(state));
    Ok(())
}

/// Makes the state from snapshot and journal.
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
