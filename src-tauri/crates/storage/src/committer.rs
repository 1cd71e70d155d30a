//! One writes for all. Whoever submits a change set while nobody writes does it on the spot; what comes meanwhile
//! waits, and the committer's thread writes it together as one durable batch. So a single writer pays one sync and no
//! change of threads, under load the sync is shared, and nobody is told "done" before it is.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::channel;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, TryLockError};
use std::thread::JoinHandle;

use portreeve_core::ports::{Commit, Lineage};

use crate::writer::{Answer, Submission, Writer};

/// Change sets that may wait. Beyond it, whoever submits waits too.
const WAITING_MAX: usize = 1024;

pub(crate) struct Committer {
    desk: Arc<Desk>,
    lineage: Arc<AtomicU64>,
    thread: Option<JoinHandle<()>>,
}

/// What waits, and the one seat for whoever writes.
struct Desk {
    waiting: Mutex<Waiting>,
    /// Told when there is something for the thread to do.
    work: Condvar,
    /// Told when there is room again.
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
        let desk = Arc::new(Desk {
            waiting: Mutex::default(),
            work: Condvar::new(),
            room: Condvar::new(),
            writer: Mutex::new(writer),
        });
        let clerk = desk.clone();
        let thread = std::thread::Builder::new()
            .name("committer".into())
            .spawn(move || clerk.run());
        Self {
            desk,
            lineage,
            thread: thread.ok(),
        }
    }

    pub(crate) fn lineage(&self) -> Lineage {
        Lineage(self.lineage.load(Ordering::SeqCst))
    }

    pub(crate) fn submit(&self, submission: Submission) -> Commit {
        let (answer, receiver) = channel();
        let waiting = self.desk.waiting();
        if waiting.group.len() >= WAITING_MAX {
            self.desk.work.notify_one();
        }
        let mut waiting = self
            .desk
            .room
            .wait_while(waiting, |waiting| waiting.group.len() >= WAITING_MAX)
            .unwrap_or_else(PoisonError::into_inner);
        // One that comes too late is dropped with its answer, and that reads as `Stopped`.
        if !waiting.is_closed {
            waiting.group.push((submission, answer));
        }
        drop(waiting);
        let desk = self.desk.clone();
        Commit::pending(receiver, move || desk.push())
    }
}

impl Drop for Committer {
    /// Writes what still waits.
    fn drop(&mut self) {
        self.desk.waiting().is_closed = true;
        self.desk.work.notify_one();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Desk {
    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes what waits, unless somebody is writing.
    fn push(&self) {
        match self.writer.try_lock() {
            Ok(mut writer) => {
                let group = std::mem::take(&mut self.waiting().group);
                writer.write_group(group);
            }
            // Whoever writes now looks again when they are done.
            Err(TryLockError::WouldBlock) => return,
            Err(TryLockError::Poisoned(_)) => {}
        }
        self.room.notify_all();
        // The next group is the thread's: nobody writes for others for ever.
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
