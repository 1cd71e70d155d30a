//! Compaction: a new snapshot takes over the journal's entries, so that the journal can start afresh. Commits go on
//! meanwhile.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use portreeve_core::ports::StoreError;

use super::follower::Follower;
use super::segment::Segment;
use super::{Files, snapshot};
use crate::broken::{self, Fault};
use crate::engine::from_io;

/// A shorter journal is not worth a new snapshot; a longer one makes opening slow. In bytes.
const TAIL_BYTES_MIN: u64 = 4 << 20;
const TAIL_BYTES_MAX: u64 = 64 << 20;
/// The state may take this many times the snapshot's space, plus a constant, before it is rebuilt: sled never gives
/// space back.
const STATE_FACTOR: u64 = 4;
const STATE_BYTES_MIN: u64 = 16 << 20;

/// Decides when to compact, and compacts on a thread of its own.
#[derive(Default)]
pub(super) struct Compactor {
    is_running: Arc<AtomicBool>,
    /// After a failure, the length that the journal must reach first.
    not_before: Arc<AtomicU64>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Compactor {
    pub(super) fn compact_if_due(&self, files: &Arc<Files>, follower: &Follower) {
        let tail = files.tail_bytes.load(Ordering::Relaxed);
        let due = (files.snapshot_bytes() / 2).clamp(TAIL_BYTES_MIN, TAIL_BYTES_MAX);
        if tail < due.max(self.not_before.load(Ordering::Relaxed)) {
            return;
        }
        if self.is_running.swap(true, Ordering::SeqCst) {
            return;
        }
        if files.is_state_bloated() {
            follower.renew(false);
        }
        let (files, is_running, not_before) =
            (files.clone(), self.is_running.clone(), self.not_before.clone());
        let thread = std::thread::Builder::new()
            .name("compaction".into())
            .spawn(move || {
                let next = match files.compact() {
                    Ok(()) => 0,
                    // Most likely the disk is full, so there is no hurry to try again.
                    Err(_) => 2 * tail,
                };
                not_before.store(next, Ordering::Relaxed);
                is_running.store(false, Ordering::SeqCst);
            });
        *self.thread.lock().unwrap_or_else(PoisonError::into_inner) = thread.ok();
    }

    /// Leaves the next opening a short journal. The follower has ended.
    pub(super) fn compact_at_close(files: &Files) {
        if files.tail_bytes.load(Ordering::Relaxed) >= TAIL_BYTES_MIN {
            // Without it, the next opening only takes longer.
            let _ = files.compact();
        }
    }

    /// Waits for a running compaction.
    pub(super) fn finish(&self) {
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(thread) = thread {
            let _ = thread.join();
        }
    }
}

impl Files {
    pub(super) fn snapshot_bytes(&self) -> u64 {
        let truth = self.truth.read().unwrap_or_else(PoisonError::into_inner);
        truth.snapshot.as_ref().map_or(0, |snapshot| snapshot.length)
    }

    fn is_state_bloated(&self) -> bool {
        let bytes = self.state().map_or(0, |state| state.disk_bytes());
        bytes > STATE_BYTES_MIN + STATE_FACTOR * self.snapshot_bytes()
    }

    pub(super) fn compact(&self) -> Result<(), StoreError> {
        let _compacting = self.compacting.lock().unwrap_or_else(PoisonError::into_inner);
        let disk = self.place.disk.as_ref();
        let io = |error: std::io::Error| from_io(&error);
        let tail_bytes;
        let (mark, revision, view, old) = {
            let mut journal = self.journal();
            let old = Segment::list(disk).map_err(io)?;
            let mark = journal.mark();
            journal.rotate().map_err(io)?;
            tail_bytes = self.tail_bytes.swap(0, Ordering::Relaxed);
            let mut truth = self.truth.write().unwrap_or_else(PoisonError::into_inner);
            truth.frozen = Some(Arc::new(std::mem::take(&mut truth.tail)));
            (mark, truth.revision, truth.view(&[]), old)
        };
        if broken::is(Fault::Compaction) {
            old.iter().for_each(|segment| drop(disk.remove(&segment.name)));
            disk.sync_names().map_err(io)?;
        }
        let written = snapshot::write(disk, &self.keys, mark, |writer| {
            view.visit(&self.keys, &[], &mut |key, value| writer.add(key, value))
        });
        let mut truth = self.truth.write().unwrap_or_else(PoisonError::into_inner);
        let snapshot = match written {
            Ok(snapshot) => snapshot,
            Err(error) => {
                truth.thaw();
                self.tail_bytes.fetch_add(tail_bytes, Ordering::Relaxed);
                return Err(error);
            }
        };
        let kept = snapshot.name.clone();
        truth.rebase(snapshot, revision);
        drop(truth);
        let snapshots = snapshot::list(disk)
            .map_err(io)?
            .into_iter()
            .filter(|name| *name != kept);
        for name in old.into_iter().map(|segment| segment.name).chain(snapshots) {
            // A leftover is skipped at opening, and removed by the next compaction.
            let _ = disk.remove(&name);
        }
        disk.sync_names().map_err(io)
    }
}
