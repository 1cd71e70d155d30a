//! The thread that lets the state follow the journal. Nobody waits for it but whoever is far ahead of it.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::thread::JoinHandle;
use std::time::Duration;

use portreeve_core::ports::{Outcome, StoreError};

use super::Files;
use super::state::{Mark, State};
use crate::engine::Op;

/// Steps that may wait. Beyond it, whoever commits waits too.
const QUEUE_MAX: usize = 256;
/// How long steps are gathered. Written together they cost less, and whoever commits need not wake the thread.
const GATHERING: Duration = Duration::from_millis(20);

/// What one frame of the journal changes.
pub(super) struct Step {
    pub(super) mark: Mark,
    pub(super) ops: Vec<Op>,
}

enum Task {
    Follow(Step),
    /// Make the state anew: it takes far more room than it needs.
    Renew,
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
        self.send(Task::Follow(step));
    }

    pub(super) fn renew(&self) {
        self.send(Task::Renew);
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
/// It is opened when it is first needed: whoever only reads does without, and opening the directory is not held up.
fn run(files: &Files, mut opened: Option<State>, tasks: &Receiver<Task>) -> bool {
    let mut put_off = None;
    while let Some(task) = put_off.take().or_else(|| tasks.recv().ok()) {
        if files.state().is_none() {
            // One that cannot be opened now, on a full disk, is tried again with each task.
            let _ = bring_up(files, opened.take());
        }
        match task {
            Task::Follow(mut step) => {
                std::thread::park_timeout(GATHERING);
                put_off = gather(&mut step, tasks);
                follow(files, &step);
            }
            Task::Renew => {
                files.set_state(None);
                let _ = make_anew(files, false);
            }
            Task::Report(done) => drop(done.send(())),
        }
    }
    let (mark, ()) = files.now(|_| ());
    files
        .set_state(None)
        .is_some_and(|state| state.apply(mark, []).is_ok() && state.flush())
}

/// Adds the steps that wait to `step`, up to a task of another kind, which is given back.
fn gather(step: &mut Step, tasks: &Receiver<Task>) -> Option<Task> {
    while let Ok(task) = tasks.try_recv() {
        match task {
            Task::Follow(next) => {
                step.mark = next.mark;
                step.ops.extend(next.ops);
            }
            other => return Some(other),
        }
    }
    None
}

fn follow(files: &Files, step: &Step) {
    let Some(state) = files.state() else { return };
    if state.apply(step.mark, &step.ops).is_err() {
        // After an error sled refuses everything until it is opened again.
        drop(state);
        files.set_state(None);
        let _ = bring_up(files, None);
    }
}

/// Opens the state and lets it take in what it has missed; makes it anew where it is of no use.
fn bring_up(files: &Files, opened: Option<State>) -> Result<(), StoreError> {
    let Some(folder) = &files.place.state else {
        return Ok(());
    };
    let is_new = !folder.exists();
    let state = match opened.map_or_else(|| State::open(folder, &files.keys), Ok) {
        Err(StoreError::Damaged(what)) => {
            make_anew(files, true)?;
            files.find(what, Outcome::Healed);
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
        make_anew(files, !is_new)?;
        if !is_new {
            files.find("the state did not fit the journal".into(), Outcome::Healed);
        }
        return Ok(());
    };
    let (mark, missing) = files.now(|truth| truth.changes_after(reached));
    let mut ops = Vec::new();
    for (key, slot) in missing {
        ops.push(match slot.read(&files.keys, &key)? {
            Some(value) => Op::Put(key, value),
            None => Op::Remove(key),
        });
    }
    state.apply(mark, &ops)?;
    files.set_state(Some(state));
    Ok(())
}

/// Makes the state from snapshot and journal.
fn make_anew(files: &Files, keep: bool) -> Result<(), StoreError> {
    let Some(folder) = &files.place.state else {
        return Ok(());
    };
    let state = State::replace(folder, &files.keys, keep)?;
    let (mark, view) = files.now(|truth| truth.view(&[]));
    state.fill(view)?;
    state.apply(mark, [])?;
    files.set_state(Some(state));
    Ok(())
}
