//! Checks submissions, makes one batch of them and passes it to the engine, with all assumptions as conditions. Other
//! handles on the engine may write, too. A batch that comes after one of theirs is refused, and so is everything
//! decided before the writer has read again.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::Sender;

use portreeve_core::audit::AuditHead;
use portreeve_core::change::Expectation;
use portreeve_core::client::TokenFamily;
use portreeve_core::ports::{Entropy, Lineage, StoreError};
use portreeve_core::record::Recorded;
use portreeve_core::revision::Revision;
use portreeve_core::session::Session;
use portreeve_core::token_use::TokenUse;
use zeroize::Zeroizing;

use crate::broken::{self, Fault};
use crate::engine::{self, Batch, Engine, Made, Op};
use crate::key;
use crate::record::{self, Beside, UndoRecord};
use crate::seal::Sealer;
use crate::trail::{self, Link};

/// An encrypted change set, ready to be written.
pub(crate) struct Submission {
    pub(crate) ops: Vec<Op>,
    /// Further steps, which are sealed while they are written.
    pub(crate) made: Made,
    pub(crate) names: Naming,
    /// Keys that lead to its records, and their values sealed. Those that are there already stay as they are.
    pub(crate) leads: Vec<(Vec<u8>, Vec<u8>)>,
    pub(crate) expect: Vec<Expectation>,
    pub(crate) event: Option<EncodedEvent>,
    /// Events before this one are removed.
    pub(crate) forget_before: Option<u64>,
    /// Events beside which nothing lies any more.
    pub(crate) forget_undo: Vec<u64>,
    pub(crate) lineage: Lineage,
    /// Whether others may have been decided on its effects, so that its refusal ends the lineage.
    pub(crate) touches_directory: bool,
    /// The store counts its commits on from at least this revision.
    pub(crate) revision: Revision,
}

/// Changes of names that only one record may have. A name that moves from one record to another is in both lists.
#[derive(Default)]
pub(crate) struct Naming {
    /// New names of records: key, owner, and the encrypted owner.
    pub(crate) taken: Vec<(Vec<u8>, Vec<u8>, Vec<u8>)>,
    /// Names that records no longer have.
    pub(crate) freed: BTreeSet<Vec<u8>>,
}

/// An event without its place in the trail, which the writer assigns.
pub(crate) struct EncodedEvent {
    pub(crate) event: Zeroizing<Vec<u8>>,
    /// The parts of its further targets.
    pub(crate) further: Vec<Zeroizing<Vec<u8>>>,
    /// The parts of its undo entry.
    pub(crate) undo: Vec<Zeroizing<Vec<u8>>>,
    pub(crate) undoes: Option<u64>,
}

/// Receives the number of the event, if there is one.
pub(crate) type Answer = Sender<Result<Option<u64>, StoreError>>;

pub(crate) struct Writer {
    engine: Arc<dyn Engine>,
    sealer: Arc<Sealer>,
    entropy: Arc<dyn Entropy>,
    lineage: Arc<AtomicU64>,
    /// The last revision that was given to a commit.
    revision: Revision,
    known: Known,
}

/// The writer's knowledge of the engine, from which it counts on.
struct Known {
    /// The engine's revision at that time.
    at: engine::Revision,
    revision: Revision,
    /// The end of the trail.
    head: AuditHead,
}

impl Known {
    fn read(engine: &dyn Engine, sealer: &Sealer) -> Result<Self, StoreError> {
        Ok(Self {
            // Read first: if another handle writes while the rest is read, its revision is later than this, and the
            // next batch is refused.
            at: engine.revision()?,
            revision: read_revision(engine, sealer)?,
            head: trail::open_head(engine, sealer)?,
        })
    }

    /// Adds conditions to `batch` that this knowledge is still true. Every batch of a store writes one of the two
    /// records, so no other handle has written in between.
    fn guard(&self, batch: &mut Batch) {
        let counters = [
            (key::REVISION, self.revision.0 > 0),
            (key::AUDIT_HEAD, self.head.last > 0),
        ];
        for (key, is_there) in counters {
            match is_there {
                true => batch.unchanged.push((key.to_vec(), self.at)),
                false => batch.absent.push(key.to_vec()),
            }
        }
    }
}

/// The revision of the last commit.
pub(crate) fn read_revision(engine: &dyn Engine, sealer: &Sealer) -> Result<Revision, StoreError> {
    let Some(sealed) = engine.get(key::REVISION)? else {
        return Ok(Revision::default());
    };
    let bytes = sealer.open(key::REVISION, &sealed)?;
    let bytes = bytes
        .as_slice()
        .try_into()
        .map_err(|_| StoreError::Damaged(key::describe(key::REVISION)))?;
    Ok(Revision(u64::from_be_bytes(bytes)))
}

/// A record as a submission finds it.
struct Found {
    value: Option<Vec<u8>>,
    /// Whether the engine has it, rather than an earlier submission of this batch.
    is_stored: bool,
}

impl Writer {
    pub(crate) fn open(
        engine: Arc<dyn Engine>,
        sealer: Arc<Sealer>,
        entropy: Arc<dyn Entropy>,
    ) -> Result<Self, StoreError> {
        let known = Known::read(engine.as_ref(), &sealer)?;
        Ok(Self {
            engine,
            sealer,
            entropy,
            lineage: Arc::default(),
            revision: known.revision,
            known,
        })
    }

    /// The number of the current lineage.
    pub(crate) fn lineage(&self) -> Arc<AtomicU64> {
        self.lineage.clone()
    }

    pub(crate) fn write_group(&mut self, group: Vec<(Submission, Answer)>) {
        let mut together = Vec::new();
        for waiting in group {
            if waiting.0.made.is_empty() {
                together.push(waiting);
            } else {
                // No other step of its batch may be on a key of one that is made while it is written.
                self.write_together(std::mem::take(&mut together));
                self.write_together(vec![waiting]);
            }
        }
        self.write_together(together);
    }

    fn write_together(&mut self, group: Vec<(Submission, Answer)>) {
        let mut batch = Batch::default();
        let mut accepted: Vec<(Option<u64>, Answer)> = Vec::new();
        let mut refused: Vec<(StoreError, Answer)> = Vec::new();
        let (mut revision, mut head) = (self.revision, self.known.head);
        for (mut submission, answer) in group {
            // A submission that is refused leaves no number behind.
            let mut head_after = head;
            let admitted = match self.admit(&mut submission, &batch.ops, &mut head_after) {
                Ok(admitted) => admitted,
                Err(error) => {
                    if submission.touches_directory {
                        self.end_lineage(submission.lineage);
                    }
                    refused.push((error, answer));
                    continue;
                }
            };
            head = head_after;
            revision = Revision(revision.0 + 1).max(submission.revision);
            batch.ops.extend(submission.ops);
            batch.made = submission.made;
            batch.extend(admitted);
            accepted.push((submission.event.map(|_| head.last), answer));
        }
        if broken::is(Fault::Acknowledgement) {
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
        // Answers only after the group is written: a refused caller may read the store again at once.
        for (error, answer) in refused {
            let _ = answer.send(Err(error));
        }
        for (event, answer) in accepted {
            // If no caller waits for the answer, the change set is written all the same.
            let _ = answer.send(written.clone().map(|()| event));
        }
    }

    fn write(&mut self, mut batch: Batch, revision: Revision, head: AuditHead) -> Result<(), StoreError> {
        self.known.guard(&mut batch);
        batch
            .ops
            .push(self.sealed(key::REVISION.to_vec(), &revision.0.to_be_bytes()));
        if head != self.known.head {
            let plain = trail::plain_head(&self.sealer, &head);
            batch.ops.push(self.sealed(key::AUDIT_HEAD.to_vec(), &plain));
        }
        // Never used again, even if the disk refuses: it may have kept some of it.
        self.revision = revision;
        match self.engine.commit(batch) {
            Ok(at) => {
                self.known = Known { at, revision, head };
                Ok(())
            }
            Err(error) => {
                // Events are numbered without gaps, so the writer counts on from what the engine has. If that cannot be
                // read, the old knowledge stays; an engine that has gone on then refuses the next batch as well.
                if let Ok(known) = Known::read(self.engine.as_ref(), &self.sealer) {
                    self.revision = self.revision.max(known.revision);
                    self.known = known;
                }
                Err(error.into())
            }
        }
    }

    /// The further steps and conditions for a submission. `before` are the steps of earlier ones, which are not on disk
    /// yet. If refused, `head` stays unchanged.
    fn admit(
        &self,
        submission: &mut Submission,
        before: &[Op],
        head: &mut AuditHead,
    ) -> Result<Batch, StoreError> {
        if submission.lineage.0 != self.lineage.load(Ordering::SeqCst) {
            return Err(StoreError::Conflict);
        }
        let mut batch = Batch::default();
        self.name(std::mem::take(&mut submission.names), before, &mut batch)?;
        for (key, value) in std::mem::take(&mut submission.leads) {
            if self.find(&key, before)?.value.is_none() {
                batch.ops.push(Op::Put(key, value));
            }
        }
        for expectation in &submission.expect {
            self.expect(expectation, before, &mut batch)?;
        }
        self.record(submission, head, &mut batch.ops)?;
        Ok(batch)
    }

    /// Adds the steps for names. Refuses a name that another record has, or that two records get.
    fn name(&self, mut names: Naming, before: &[Op], batch: &mut Batch) -> Result<(), StoreError> {
        names.taken.sort_unstable();
        // One change set may write a record twice.
        names
            .taken
            .dedup_by(|(next, theirs, _), (one, owner, _)| one == next && owner == theirs);
        if !names.taken.is_sorted_by(|(one, ..), (next, ..)| one < next) {
            return Err(StoreError::Conflict);
        }
        for (name, _, value) in names.taken {
            // A name that moves within the change set needs no condition.
            if !names.freed.remove(&name) {
                let holder = self.find(&name, before)?;
                if holder.value.is_some() {
                    return Err(StoreError::Conflict);
                }
                if holder.is_stored {
                    batch.absent.push(name.clone());
                }
            }
            batch.ops.push(Op::Put(name, value));
        }
        batch.ops.extend(names.freed.into_iter().map(Op::Remove));
        Ok(())
    }

    fn expect(&self, expectation: &Expectation, before: &[Op], batch: &mut Batch) -> Result<(), StoreError> {
        let holds = match expectation {
            Expectation::FamilyAt(id, generation) => {
                let family = self.read::<TokenFamily>(*id, before, batch)?;
                family.generation == *generation && family.ended_at.is_none()
            }
            Expectation::SessionIs(read) => {
                let stored = self.read::<Session>(read.id, before, batch)?;
                *stored == **read && stored.ended_at.is_none()
            }
            Expectation::RefreshedTimes(id, times) => {
                let counted = self.read_if_there::<TokenUse>(*id, before, batch)?;
                counted.map_or(0, |counted| counted.refreshed) == *times
            }
        };
        holds.then_some(()).ok_or(StoreError::Conflict)
    }

    /// A record that must stay unchanged until the batch is written.
    fn read<T: Recorded>(&self, id: T::Id, before: &[Op], batch: &mut Batch) -> Result<Arc<T>, StoreError> {
        let found = self.read_if_there(id, before, batch)?;
        found.ok_or(StoreError::Conflict)
    }

    /// The same of one that has to stay away if there is none.
    fn read_if_there<T: Recorded>(
        &self,
        id: T::Id,
        before: &[Op],
        batch: &mut Batch,
    ) -> Result<Option<Arc<T>>, StoreError> {
        let key = key::of(&self.sealer, &T::named(id));
        let found = self.find(&key, before)?;
        let Some(value) = found.value else {
            if found.is_stored {
                batch.absent.push(key);
            }
            return Ok(None);
        };
        let record = record::decode_any(T::KIND, &key, &self.sealer.open(&key, &value)?)?;
        if found.is_stored {
            batch.unchanged.push((key, self.known.at));
        }
        Ok(T::of(&record).cloned())
    }

    fn find(&self, key: &[u8], before: &[Op]) -> Result<Found, StoreError> {
        let waiting = before.iter().rev().find(|op| op.key() == key);
        Ok(Found {
            is_stored: waiting.is_none(),
            value: match waiting {
                Some(Op::Put(_, value)) => Some(value.clone()),
                Some(Op::Remove(_)) => None,
                None => self.engine.get(key)?,
            },
        })
    }

    /// Adds the steps that append a submission's event to the trail, and remove old entries. If refused, `head` stays
    /// unchanged.
    fn record(
        &self,
        submission: &Submission,
        head: &mut AuditHead,
        ops: &mut Vec<Op>,
    ) -> Result<(), StoreError> {
        if let Some(before) = submission.forget_before {
            ops.extend(trail::forget(self.engine.as_ref(), &self.sealer, head, before)?);
        }
        for number in &submission.forget_undo {
            ops.extend(trail::remove_undo(self.engine.as_ref(), *number)?);
        }
        let Some(recorded) = &submission.event else {
            return Ok(());
        };
        let link = Link::append(&self.sealer, head, recorded.event.clone());
        let number = head.last;
        ops.push(self.sealed(key::event(number), &link.plain()));
        let further = (0..).zip(&recorded.further);
        ops.extend(further.map(|(part, plain)| self.sealed(key::further_targets(number, part), plain)));
        self.put_undo(number, &recorded.undo, ops);
        if let Some(undone) = recorded.undoes {
            ops.extend(trail::remove_undo(self.engine.as_ref(), undone)?);
            let entry = record::encode::<UndoRecord>(&Beside::Undone(number));
            ops.push(self.sealed(key::undo(undone), &entry));
        }
        if number.is_multiple_of(trail::UNDO_TRIMMED_EVERY) {
            // An engine that cannot be read now keeps more than it needs until the next time; the event counts all the same.
            ops.extend(trail::trim_undo(self.engine.as_ref()).unwrap_or_default());
        }
        Ok(())
    }

    /// Adds the steps that put an undo entry: whole, or in parts of bounded size.
    fn put_undo(&self, number: u64, parts: &[Zeroizing<Vec<u8>>], ops: &mut Vec<Op>) {
        match parts {
            [] => {}
            [whole] => ops.push(self.sealed(key::undo(number), whole)),
            parts => {
                let parts = (0..).zip(parts);
                let mut count = 0;
                for (part, plain) in parts {
                    ops.push(self.sealed(key::undo_part(number, part), plain));
                    count = part + 1;
                }
                let entry = record::encode::<UndoRecord>(&Beside::Parts(count));
                ops.push(self.sealed(key::undo(number), &entry));
            }
        }
    }

    /// Ends `lineage`, unless it has ended already.
    fn end_lineage(&self, lineage: Lineage) {
        let _ = self
            .lineage
            .compare_exchange(lineage.0, lineage.0 + 1, Ordering::SeqCst, Ordering::SeqCst);
    }

    fn sealed(&self, key: Vec<u8>, plain: &[u8]) -> Op {
        let value = self.sealer.seal(&key, plain, self.entropy.as_ref());
        Op::Put(key, value)
    }
}
