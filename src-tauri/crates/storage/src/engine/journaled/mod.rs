//! The durable engine: a journal decides, snapshots keep it short, sled holds the state by key.
//!
//! ```text
//! commit -> journal (written, fdatasynced) -> acknowledged -> state (sled) follows
//! read   -> what the journal changed since the snapshot; else the state, checked against the snapshot's tag
//! open   -> snapshot + journal; a damaged copy is rebuilt from the other
//! ```
//!
//! docs/storage.md says what it promises, and how.

mod anchor_positions;
mod changes;
mod checkpoint;
mod close_file;
mod compaction;
mod follower;
mod frame;
mod healing;
mod journal;
mod keys;
mod merged_view;
mod open_scan;
mod record_mac;
mod recovery;
mod salvage;
mod scan;
mod segment;
mod snapshot;
mod state;
mod step;
mod stored_frame;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard};

use portreeve_core::finding::{Finding, RepairOutcome};
use portreeve_core::id::DirectoryId;
use portreeve_core::ports::StoreError;
use portreeve_core::progress::Watch;
use portreeve_core::secret::SecretBytes;

use self::checkpoint::Mark;
use self::compaction::Compactor;
use self::follower::Follower;
pub use self::frame::Position;
use self::journal::Journal;
use self::keys::Keys;
use self::merged_view::{MergedView, Slot, View};
use self::record_mac::{Digest, Tag};
pub use self::recovery::SET_ASIDE;
use self::recovery::{Recovered, recover};
use self::segment::{Header, Segment};
use self::snapshot::Snapshot;
use self::state::State;
use self::step::{Changed, Step};
use super::{Batch, Changes, CommitError, Engine, Op, Revision, Visitor, from_io};
use crate::broken::{self, Fault};
use crate::disk::{Disk, FolderDisk};

/// The files of a directory.
pub struct Place {
    /// Journal and snapshots.
    pub disk: Arc<dyn Disk>,
    /// sled's folder; `None` for an engine without a state, as on a simulated disk.
    pub state: Option<PathBuf>,
}

impl Place {
    /// All files in `folder`, which must be readable by its owner only.
    pub fn folder(folder: &Path) -> Result<Self, StoreError> {
        Ok(Self {
            disk: Arc::new(FolderDisk::new(folder).map_err(|error| from_io(&error))?),
            state: Some(folder.join(STATE)),
        })
    }

    /// All files in `folder`, but without a state: the next opening makes it when it is first needed.
    pub fn without_state_yet(folder: &Path) -> Result<Self, StoreError> {
        State::leave_to_be_made(&folder.join(STATE)).map_err(|error| from_io(&error))?;
        Ok(Self {
            state: None,
            ..Self::folder(folder)?
        })
    }
}

/// The state's folder.
const STATE: &str = "state";

/// The durable engine.
pub struct JournaledEngine {
    files: Arc<Files>,
    follower: Follower,
    compactor: Compactor,
    /// Held from a commit until the follower has its step, so that the follower gets the steps in order.
    order: Mutex<()>,
}

/// Shared by the engine and its threads.
struct Files {
    keys: Keys,
    place: Place,
    /// Held while a batch is committed: there is one writer.
    journal: Mutex<Journal>,
    truth: RwLock<MergedView>,
    /// `None` while it is being opened or rebuilt, and if it cannot be.
    state: RwLock<Option<Arc<State>>>,
    /// The size of the journal since the snapshot, in bytes.
    tail_bytes: AtomicU64,
    findings: Mutex<Vec<Finding>>,
    /// Held while a snapshot is written.
    compacting: Mutex<()>,
    /// Whether the directory was created, not opened: then there is no state yet, and that is no fault.
    is_new: bool,
    /// The contents of `closed` at opening.
    closed: Option<Mark>,
    /// Whether there was a commit: then `closed` has been renamed.
    is_open: AtomicBool,
}

impl JournaledEngine {
    /// Creates `directory` in an empty place.
    pub fn create(place: Place, root_key: &SecretBytes, directory: DirectoryId) -> Result<Self, StoreError> {
        let keys = Keys::new(root_key, directory);
        let names = place.disk.list().map_err(|error| from_io(&error))?;
        if !names.is_empty() {
            return Err(StoreError::Conflict);
        }
        let start = Position::genesis(&keys);
        let journal = Journal::start(place.disk.clone(), keys.clone(), start, Digest::default());
        let recovered = Recovered {
            truth: MergedView::default(),
            journal: journal.map_err(|error| from_io(&error))?,
            tail_bytes: 0,
            findings: Vec::new(),
            state: None,
            closed: None,
        };
        Ok(Self::start(place, keys, recovered, true))
    }

    /// Opens the directory in `place`. `anchors` are the positions of which the anchor holds one: the last that
    /// [`announce`](Self::announce) returned and the caller wrote to it. Refuses a directory that comes after none of
    /// them: an older copy, or one that went another way.
    pub fn open(
        place: Place,
        root_key: &SecretBytes,
        directory: DirectoryId,
        anchors: impl IntoIterator<Item = Position>,
    ) -> Result<Self, StoreError> {
        let keys = Keys::new(root_key, directory);
        let anchors: Vec<Position> = anchors.into_iter().collect();
        let recovered = recover(&place.disk, &keys, place.state.as_deref(), &anchors)?;
        Ok(Self::start(place, keys, recovered, false))
    }

    /// Goes on from the latest state in `place` that can be verified, even if it is not the last one. Keeps unusable
    /// files under other names. For when [`open`](Self::open) refuses and there is no better way.
    pub fn salvage(place: Place, root_key: &SecretBytes, directory: DirectoryId) -> Result<Self, StoreError> {
        let keys = Keys::new(root_key, directory);
        let recovered = salvage::salvage(&place.disk, &keys, place.state.as_deref())?;
        Ok(Self::start(place, keys, recovered, false))
    }

    /// The number of the last entry that any file in `place` claims, whether or not it can be verified.
    pub fn known_end(
        place: &Place,
        root_key: &SecretBytes,
        directory: DirectoryId,
    ) -> Result<u64, StoreError> {
        let keys = Keys::new(root_key, directory);
        salvage::known_end(place.disk.as_ref(), &keys, place.state.as_deref())
    }

    fn start(place: Place, keys: Keys, recovered: Recovered, is_new: bool) -> Self {
        let mut truth = recovered.truth;
        truth.begin(recovered.journal.position());
        let files = Arc::new(Files {
            keys,
            place,
            journal: Mutex::new(recovered.journal),
            truth: RwLock::new(truth),
            state: RwLock::default(),
            tail_bytes: AtomicU64::new(recovered.tail_bytes),
            findings: Mutex::new(recovered.findings),
            compacting: Mutex::default(),
            is_new,
            closed: recovered.closed,
            is_open: AtomicBool::new(false),
        });
        // A journal that is too long is compacted at the first commit, so that opening need not wait.
        Self {
            follower: Follower::start(files.clone(), recovered.state),
            compactor: Compactor::default(),
            order: Mutex::default(),
            files,
        }
    }

    /// Whether `root_key` is the key of the directory in `place`. Only reads. One file that proves it is enough; others
    /// may be damaged.
    pub fn is_key_of(
        place: &Place,
        root_key: &SecretBytes,
        directory: DirectoryId,
    ) -> Result<bool, StoreError> {
        let io = |error: std::io::Error| from_io(&error);
        let (keys, disk) = (Keys::new(root_key, directory), place.disk.as_ref());
        for segment in Segment::list(disk).map_err(io)? {
            if matches!(segment.header(&keys).map_err(io)?, Header::Follows(_)) {
                return Ok(true);
            }
        }
        let names = snapshot::list(disk).map_err(io)?;
        Ok(names.iter().any(|name| Snapshot::open(disk, &keys, name).is_ok()))
    }

    /// The current position, which the caller is about to write to the anchor. The engine remembers that the anchor may
    /// hold it, even after the journal no longer has the entry.
    pub fn announce(&self) -> Position {
        self.files.journal().announce()
    }

    /// The anchor holds `position` now, and none before it.
    pub fn confirm(&self, position: Position) {
        self.files.journal().remembered.confirm(position);
    }

    /// The current position of the journal.
    pub fn position(&self) -> Position {
        self.files.journal().position()
    }

    /// Waits until the state has caught up with the journal's current end.
    pub fn settle(&self) {
        self.follower.wait();
    }

    /// Compacts the journal: a new snapshot takes over its entries.
    pub fn compact(&self) -> Result<(), StoreError> {
        self.files.compact().map(drop)
    }
}

impl Drop for JournaledEngine {
    fn drop(&mut self) {
        self.compactor.finish();
        // An abrupt stop may have left the state behind, and no call has needed it since.
        self.follow_up();
        let has_all = self.follower.finish();
        Compactor::compact_at_close(&self.files);
        let mark = self.files.journal().mark();
        let is_news = |closed: Mark| closed.remembered != mark.remembered;
        if has_all || self.files.closed().is_some_and(is_news) {
            close_file::close(self.files.place.disk.as_ref(), &self.files.keys, mark);
        }
    }
}

impl Engine for JournaledEngine {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        match self.files.get(key) {
            Err(StoreError::Damaged(_)) => {
                // The state may still be opening, or it may have what the snapshot has lost.
                self.heal()?;
                self.files.get(key)
            }
            found => found,
        }
    }

    fn visit(&self, prefix: &[u8], visitor: &mut Visitor<'_>) -> Result<(), StoreError> {
        // No key is empty.
        let mut last = Vec::new();
        let visited = self
            .files
            .view(prefix)
            .visit(&self.files.keys, prefix, &mut |key, value| {
                last.clear();
                last.extend_from_slice(key);
                visitor(key, value);
            });
        let Err(StoreError::Damaged(_)) = visited else {
            return visited;
        };
        self.heal()?;
        let rest = self.files.view(prefix);
        rest.visit(&self.files.keys, prefix, &mut |key, value| {
            if last.as_slice() < key {
                visitor(key, value);
            }
        })
    }

    fn keys(&self, prefix: &[u8]) -> Result<Vec<Vec<u8>>, StoreError> {
        let keys = || self.files.view(prefix).keys(prefix);
        match keys() {
            Err(StoreError::Damaged(_)) => {
                self.heal()?;
                keys()
            }
            found => found,
        }
    }

    fn commit(&self, batch: Batch) -> Result<Revision, CommitError> {
        let order = self.order.lock().unwrap_or_else(PoisonError::into_inner);
        let step = self.files.commit(batch)?;
        let revision = Revision(step.mark.position.sequence);
        self.follower.follow(step);
        drop(order);
        self.compactor.compact_if_due(&self.files, &self.follower);
        Ok(revision)
    }

    fn revision(&self) -> Result<Revision, StoreError> {
        Ok(self.files.truth().revision)
    }

    fn changes(&self, from: Revision) -> Result<Changes, StoreError> {
        self.files.changes(from)
    }

    fn findings(&self) -> Vec<Finding> {
        let findings = self.files.findings.lock().unwrap_or_else(PoisonError::into_inner);
        findings.clone()
    }

    fn follow_up(&self) {
        // After a proper close the state is up to date, and need not be opened.
        if self.files.closed().is_none() {
            self.follower.wait();
        }
    }

    fn count(&self) -> Result<u64, StoreError> {
        Ok(self.files.truth().count())
    }

    fn examine(&self, watch: &Watch<'_>) -> Result<Vec<Finding>, StoreError> {
        self.examine_and_heal(watch)
    }
}

impl Files {
    fn journal(&self) -> MutexGuard<'_, Journal> {
        self.journal.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn truth(&self) -> RwLockReadGuard<'_, MergedView> {
        self.truth.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// The state, if it is open.
    fn state(&self) -> Option<Arc<State>> {
        self.state.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Whether the state's disk has space for so many bytes.
    fn has_room(&self, bytes: u64) -> bool {
        let folder = self.place.state.as_ref();
        folder.is_none_or(|folder| state::has_room(folder, bytes))
    }

    /// Replaces the state. Returns the previous one.
    fn set_state(&self, state: Option<State>) -> Option<Arc<State>> {
        let mut current = self.state.write().unwrap_or_else(PoisonError::into_inner);
        std::mem::replace(&mut current, state.map(Arc::new))
    }

    /// The result of `look` at the merged view, with the journal's checkpoint at the same moment.
    fn now<T>(&self, look: impl FnOnce(&MergedView) -> T) -> (Mark, T) {
        let journal = self.journal();
        let truth = self.truth();
        (journal.mark(), look(&truth))
    }

    /// The contents of `closed`, if still true: then the state has everything that the journal has.
    fn closed(&self) -> Option<Mark> {
        let position = self.journal().position();
        self.closed.filter(|closed| closed.position == position)
    }

    fn find(&self, what: String, outcome: RepairOutcome) {
        let mut findings = self.findings.lock().unwrap_or_else(PoisonError::into_inner);
        let finding = Finding { what, outcome };
        if !findings.contains(&finding) {
            findings.push(finding);
        }
    }

    /// The value of `key`, from whichever copy is good.
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        let (snapshot, tag) = {
            let truth = self.truth();
            if let Some(slot) = truth.slot(key) {
                return slot.read(&self.keys, key);
            }
            let Some(snapshot) = truth.snapshot.clone() else {
                return Ok(None);
            };
            let Some(tag) = snapshot.tag(key) else {
                return Ok(None);
            };
            (snapshot, tag)
        };
        let state = self.state();
        if let Some(value) = state.as_ref().and_then(|state| state.get(key))
            && (Tag::of(&self.keys, key, &value) == tag || broken::is(Fault::Tags))
        {
            return Ok(Some(value));
        }
        let value = snapshot.get(key)?;
        let value = value.filter(|value| Tag::of(&self.keys, key, value) == tag);
        let what = crate::key::describe(key);
        let value = value.ok_or_else(|| StoreError::Damaged(what.clone()))?;
        if let Some(state) = state.as_ref() {
            state.mend(key, &value);
            self.find(format!("{what} was wrong in the state"), RepairOutcome::Healed);
        }
        Ok(Some(value))
    }

    fn tag(&self, key: &[u8]) -> Option<Tag> {
        self.truth().tag(key)
    }

    /// Makes `batch` durable, if its conditions hold. The follower updates the state later.
    fn commit(&self, batch: Batch) -> Result<Step, CommitError> {
        let mut journal = self.journal();
        {
            let truth = self.truth();
            batch.check(|key| truth.written(key))?;
        }
        if !self.is_open.load(Ordering::Relaxed) {
            close_file::reopen(self.place.disk.as_ref()).map_err(|error| from_io(&error))?;
            self.is_open.store(true, Ordering::Relaxed);
        }
        let ops = batch.into_last_ops();
        let (digest, tags) = self.add_up(journal.digest(), &ops);
        let kept = Changed::kept(&ops);
        let appended = journal.append(digest, ops).map_err(|error| from_io(&error))?;
        let mark = journal.mark();
        let frame = appended.frame;
        let mut truth = self.truth.write().unwrap_or_else(PoisonError::into_inner);
        for (op, tag) in appended.ops.iter().zip(tags) {
            let slot = match (op.value, tag) {
                (Some(place), Some(tag)) => Slot::Put {
                    file: frame.file.clone(),
                    at: frame.payload_at() + place.start as u64,
                    length: place.len() as u32,
                    tag,
                },
                _ => Slot::Removed,
            };
            truth.tail.insert(op.key.to_vec(), (mark.position.sequence, slot));
        }
        truth.revision = Revision(mark.position.sequence);
        self.tail_bytes
            .fetch_add(frame.payload_bytes() as u64, Ordering::Relaxed);
        Ok(Step::new(mark, kept.unwrap_or(Changed::In(frame))))
    }

    /// What the records add up to after `ops`, from `digest` on, and the tag of each that is put.
    fn add_up(&self, mut digest: Digest, ops: &[Op]) -> (Digest, Vec<Option<Tag>>) {
        let truth = self.truth();
        let mut tags = Vec::with_capacity(ops.len());
        for op in ops {
            let before = truth.tag(op.key());
            before.into_iter().for_each(|before| digest.remove(before));
            tags.push(match op {
                Op::Put(key, value) => {
                    let tag = Tag::of(&self.keys, key, value);
                    digest.add(tag);
                    Some(tag)
                }
                Op::Remove(_) => None,
            });
        }
        (digest, tags)
    }

    fn view(&self, prefix: &[u8]) -> View {
        self.truth().view(prefix)
    }
}
