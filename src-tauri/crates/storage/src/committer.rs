//! One writes for all. Whoever submits a change set while nobody writes does it on the spot; what comes meanwhile
//! waits, and the committer's thread writes it together as one durable batch. So a single writer pays one sync and no
//! change of threads, under load the sync is shared, and nobody is told "done" before it is.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, TryLockError};
use std::thread::JoinHandle;

use portreeve_core::audit::AuditHead;
use portreeve_core::change::Expectation;
use portreeve_core::client::TokenFamily;
use portreeve_core::ports::{Commit, Entropy, Lineage, StoreError};
use portreeve_core::record::Recorded;
use portreeve_core::revision::Revision;
use portreeve_core::session::Session;
use portreeve_core::undo::{UNDO_EVENTS_MAX, UndoEntry};
use zeroize::Zeroizing;

use crate::broken::{self, Way};
use crate::engine::{Engine, Op};
use crate::key;
use crate::record::{self, UndoRecord};
use crate::seal::Sealer;
use crate::trail::{self, Link};

/// Change sets that may wait. Beyond it, whoever submits waits too.
const WAITING_MAX: usize = 1024;

/// A change set, sealed and ready to be written.
pub(crate) struct Submission {
    pub(crate) ops: Vec<Op>,
    /// Keys that must not be there yet: names are unique.
    pub(crate) absent: Vec<Vec<u8>>,
    pub(crate) expect: Vec<Expectation>,
    pub(crate) event: Option<EncodedEvent>,
    /// Events before this one are removed.
    pub(crate) forget_before: Option<u64>,
    pub(crate) lineage: Lineage,
    /// Others may have been decided on its effects, so its refusal ends the lineage.
    pub(crate) touches_directory: bool,
    /// The store counts its commits on from there at least.
    pub(crate) revision: Revision,
}

/// An event without its place in the trail, which the committer gives it.
pub(crate) struct EncodedEvent {
    pub(crate) event: Zeroizing<Vec<u8>>,
    pub(crate) undo: Option<Zeroizing<Vec<u8>>>,
    pub(crate) undoes: Option<u64>,
}

pub(crate) struct Committer {
    desk: Arc<Desk>,
    lineage: Arc<AtomicU64>,
    thread: Option<JoinHandle<()>>,
}

/// Tells the number of the event, if there is one.
type Answer = Sender<Result<Option<u64>, StoreError>>;

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
    pub(crate) fn start(
        engine: Arc<dyn Engine>,
        sealer: Arc<Sealer>,
        entropy: Arc<dyn Entropy>,
        revision: Revision,
        head: AuditHead,
    ) -> Self {
        let lineage = Arc::new(AtomicU64::new(0));
        let desk = Arc::new(Desk {
            waiting: Mutex::default(),
            work: Condvar::new(),
            room: Condvar::new(),
            writer: Mutex::new(Writer {
                engine,
                sealer,
                entropy,
                revision,
                head,
                lineage: lineage.clone(),
            }),
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

struct Writer {
    engine: Arc<dyn Engine>,
    sealer: Arc<Sealer>,
    entropy: Arc<dyn Entropy>,
    revision: Revision,
    /// Where the trail ends.
    head: AuditHead,
    lineage: Arc<AtomicU64>,
}

impl Writer {
    fn write_group(&mut self, group: Vec<(Submission, Answer)>) {
        let mut batch = Vec::new();
        let mut accepted: Vec<(Option<u64>, Answer)> = Vec::new();
        let mut refused: Vec<(StoreError, Answer)> = Vec::new();
        let (mut revision, mut head) = (self.revision, self.head);
        for (submission, answer) in group {
            let recorded = self
                .check(&submission, &batch)
                .and_then(|()| self.record(&submission, &mut head));
            let trail = match recorded {
                Ok(trail) => trail,
                Err(error) => {
                    if submission.touches_directory {
                        self.end_lineage(submission.lineage);
                    }
                    refused.push((error, answer));
                    continue;
                }
            };
            revision = Revision(revision.0 + 1).max(submission.revision);
            batch.extend(submission.ops);
            batch.extend(trail);
            accepted.push((submission.event.map(|_| head.last), answer));
        }
        if broken::is(Way::Acknowledgement) {
            for (event, answer) in accepted.drain(..) {
                let _ = answer.send(Ok(event));
            }
            std::thread::park_timeout(std::time::Duration::from_millis(20));
            let _ = self.write(batch, revision, head);
            return;
        }
        let written = if accepted.is_empty() {
            Ok(())
        } else {
            self.write(batch, revision, head)
        };
        if written.is_err() {
            self.end_lineage(Lineage(self.lineage.load(Ordering::SeqCst)));
        }
        // Nobody is answered before the group is written: who hears "refused" may read the store again at once.
        for (error, answer) in refused {
            let _ = answer.send(Err(error));
        }
        for (event, answer) in accepted {
            // Nobody waiting for the answer is fine: it is written all the same.
            let _ = answer.send(written.clone().map(|()| event));
        }
    }

    fn write(&mut self, mut batch: Vec<Op>, revision: Revision, head: AuditHead) -> Result<(), StoreError> {
        batch.push(self.sealed(key::REVISION.to_vec(), &revision.0.to_be_bytes()));
        if head != self.head {
            let plain = trail::plain_head(&self.sealer, &head);
            batch.push(self.sealed(key::AUDIT_HEAD.to_vec(), &plain));
        }
        // Never used again, even if the disk refuses: it may have kept some of it.
        self.revision = revision;
        let written = self.engine.commit(batch);
        match written {
            Ok(()) => self.head = head,
            // Events are numbered without gaps, so what counts is what the engine says is there.
            Err(_) => {
                if let Ok(Some(head)) = trail::find_head(self.engine.as_ref(), &self.sealer) {
                    self.head = head;
                }
            }
        }
        written
    }

    /// The steps that put a submission's event at the end of the trail, and that drop what is too old. Refused, it
    /// leaves `head` as it was.
    fn record(&self, submission: &Submission, head: &mut AuditHead) -> Result<Vec<Op>, StoreError> {
        let mut ops = match submission.forget_before {
            Some(before) => trail::forget(self.engine.as_ref(), &self.sealer, head, before)?,
            None => Vec::new(),
        };
        let Some(recorded) = &submission.event else {
            return Ok(ops);
        };
        let link = Link::append(&self.sealer, head, recorded.event.clone());
        let number = head.last;
        ops.push(self.sealed(key::event(number), &link.plain()));
        ops.extend(
            recorded
                .undo
                .as_ref()
                .map(|undo| self.sealed(key::undo(number), undo)),
        );
        ops.extend(recorded.undoes.map(|undone| {
            let entry = record::encode::<UndoRecord>(&UndoEntry::Undone(number));
            self.sealed(key::undo(undone), &entry)
        }));
        ops.extend(
            number
                .checked_sub(UNDO_EVENTS_MAX)
                .map(|old| Op::Remove(key::undo(old))),
        );
        Ok(ops)
    }

    /// Ends `lineage`, unless it has ended already.
    fn end_lineage(&self, lineage: Lineage) {
        let _ = self
            .lineage
            .compare_exchange(lineage.0, lineage.0 + 1, Ordering::SeqCst, Ordering::SeqCst);
    }

    /// Whether a submission may be written after `batch`, which is not on disk yet.
    fn check(&self, submission: &Submission, batch: &[Op]) -> Result<(), StoreError> {
        if submission.lineage.0 != self.lineage.load(Ordering::SeqCst) {
            return Err(StoreError::Conflict);
        }
        for key in &submission.absent {
            if self.present(key, batch)?.is_some() {
                return Err(StoreError::Conflict);
            }
        }
        for expectation in &submission.expect {
            match expectation {
                Expectation::FamilyAt(id, generation) => {
                    let family = self.read::<TokenFamily>(*id, batch)?;
                    if family.generation != *generation || family.ended_at.is_some() {
                        return Err(StoreError::Conflict);
                    }
                }
                Expectation::SessionIs(read) => {
                    let stored = self.read::<Session>(read.id, batch)?;
                    if *stored != **read || stored.ended_at.is_some() {
                        return Err(StoreError::Conflict);
                    }
                }
            }
        }
        Ok(())
    }

    fn read<T: Recorded>(&self, id: T::Id, batch: &[Op]) -> Result<Arc<T>, StoreError> {
        let key = key::of(&self.sealer, &T::named(id));
        let stored = self.present(&key, batch)?.ok_or(StoreError::Conflict)?;
        let record = record::decode_any(T::KIND, &key, &self.sealer.open(&key, &stored)?)?;
        T::of(&record).cloned().ok_or(StoreError::Conflict)
    }

    fn present(&self, key: &[u8], batch: &[Op]) -> Result<Option<Vec<u8>>, StoreError> {
        for op in batch.iter().rev() {
            match op {
                Op::Put(written, value) if written == key => return Ok(Some(value.clone())),
                Op::Remove(removed) if removed == key => return Ok(None),
                Op::Put(..) | Op::Remove(_) => {}
            }
        }
        self.engine.get(key)
    }

    fn sealed(&self, key: Vec<u8>, plain: &[u8]) -> Op {
        let value = self.sealer.seal(&key, plain, self.entropy.as_ref());
        Op::Put(key, value)
    }
}
