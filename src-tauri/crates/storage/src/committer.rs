//! One thread writes for all. If no thread writes, the one that submits a change set writes it itself. Change sets that
//! arrive meanwhile wait, and the committer's thread writes them together as one durable batch. So a single writer pays
//! for one sync and no thread switch, under load the sync is shared, and no caller is told "done" too early.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::channel;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, TryLockError};
use std::thread::JoinHandle;

use portreeve_core::ports::{Commit, Lineage};

use crate::writer::{Answer, Submission, Writer};

/// How many change sets may wait. Beyond that, submitting waits too.
const WAITING_MAX: usize = 1024;

pub(crate) struct Committer {
    queue: Arc<Queue>,
    lineage: Arc<AtomicU64>,
    thread: Option<JoinHandle<()>>,
}

/// The waiting change sets, and the writer, which one thread at a time uses.
struct Queue {
    waiting: Mutex<Waiting>,
    /// Signalled when the committer's thread has work.
    work: Condvar,
    /// Signalled when there is room in the queue again.
    room: Condvar,
    writer: Mutex<Writer>,
}

#[derive(Default)]
struct Waiting {
    group: Vec<(Submission, Answer)>,
    is_closed: bool,
}

impl Committer {
    pub(crate) fn start(writer: Writer) -> Self {
        let lineage = writer.lineage();
        let queue = Arc::new(Queue {
            waiting: Mutex::default(),
            work: Condvar::new(),
            room: Condvar::new(),
            writer: Mutex::new(writer),
        });
        let clerk = queue.clone();
        let thread = std::thread::Builder::new()
            .name("committer".into())
            .spawn(move || clerk.run());
        Self {
            queue,
            lineage,
            thread: thread.ok(),
        }
    }

    pub(crate) fn lineage(&self) -> Lineage {
        Lineage(self.lineage.load(Ordering::SeqCst))
    }

    pub(crate) fn submit(&self, submission: Submission) -> Commit {
        let (answer, receiver) = channel();
        let waiting = self.queue.waiting();
        if waiting.group.len() >= WAITING_MAX {
            self.queue.work.notify_one();
        }
        let mut waiting = self
            .queue
            .room
            .wait_while(waiting, |waiting| waiting.group.len() >= WAITING_MAX)
            .unwrap_or_else(PoisonError::into_inner);
        // One that comes too late is dropped with its answer; the caller gets `Stopped`.
        if !waiting.is_closed {
            waiting.group.push((submission, answer));
        }
        drop(waiting);
        let queue = self.queue.clone();
        Commit::pending(receiver, move || queue.push())
    }
}

impl Drop for Committer {
    /// Writes the change sets that still wait.
    fn drop(&mut self) {
        self.queue.waiting().is_closed = true;
        self.queue.work.notify_one();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Queue {
    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes the waiting change sets, unless another thread is writing.
    fn push(&self) {
        match self.writer.try_lock() {
            Ok(mut writer) => {
                let group = std::mem::take(&mut self.waiting().group);
                writer.write_group(group);
            }
            // The thread that writes now looks again when it has finished.
            Err(TryLockError::WouldBlock) => return,
            Err(TryLockError::Poisoned(_)) => {}
        }
        self.room.notify_all();
        // The next group is for the committer's thread: no caller writes for others for ever.
        if !self.waiting().group.is_empty() {
            self.work.notify_one();
        }
    }

    fn run(&self) {
        loop {
            let is_idle = |waiting: &mut Waiting| waiting.group.is_empty() && !waiting.is_closed;
            let waiting = self
                .work
                .wait_while(self.waiting(), is_idle)
                .unwrap_or_else(PoisonError::into_inner);
            if waiting.group.is_empty() {
                return;
            }
            drop(waiting);
            let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
            let group = std::mem::take(&mut self.waiting().group);
            writer.write_group(group);
            drop(writer);
            self.room.notify_all();
        }
    }
}
