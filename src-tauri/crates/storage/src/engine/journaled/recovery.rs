//! Opening: from the files to exactly what was committed, or to a clear refusal.
//!
//! The records are on the disk twice: as snapshot and journal, and as the state. Normally the first is read and the
//! second follows. If a part of the first is missing or damaged, it is rebuilt from the second, if that proves to be
//! whole: its mark says which entry it has reached and what digest its records have. Entries that the journal still has
//! are added.

use std::path::Path;
use std::sync::Arc;

use portreeve_core::finding::{Finding, RepairOutcome};

use portreeve_core::ports::StoreError;

use super::anchor_positions::AnchorPositions;
use super::checkpoint::Mark;
use super::frame::Position;
use super::journal::Journal;
use super::keys::Keys;
use super::merged_view::MergedView;
use super::open_scan::{Reading, read};
use super::segment::Segment;
use super::snapshot::{self, Snapshot, Writer};
use super::state::{State, has_room};
use crate::broken::{self, Fault};
use crate::disk::{Disk, UNFINISHED};
use crate::engine::{Op, from_io};

/// In the name of every file that was found damaged and is kept.
pub const SET_ASIDE: &str = "damaged-";

pub(super) struct Recovered {
    pub(super) truth: MergedView,
    pub(super) journal: Journal,
    /// The size of the journal since the snapshot, in bytes.
    pub(super) tail_bytes: u64,
    pub(super) findings: Vec<Finding>,
    /// The state, if recovery had to open it.
    pub(super) state: Option<State>,
    /// The contents of `closed`, if still true.
    pub(super) closed: Option<Mark>,
}

/// Opens the directory on `disk`. The anchor holds one of `anchors`; without an anchor they are empty.
pub(super) fn recover(
    disk: &Arc<dyn Disk>,
    keys: &Keys,
    state_folder: Option<&Path>,
    anchors: &[Position],
) -> Result<Recovered, StoreError> {
    let anchors = if broken::is(Fault::Anchor) { &[] } else { anchors };
    remove_unfinished(disk.as_ref());
    let mut reading = read(disk.as_ref(), keys, u64::MAX)?;
    let position = reading.scan.position;
    let is_whole = !reading.is_damaged && !reading.is_end_missing;
    if is_whole && anchors.contains(&position) {
        return resume(disk, keys, reading, None, &[position]);
    }
    // After an unclean end, only the state may have the last moments.
    let state = find_state(state_folder, keys);
    if let (false, Err(error)) = (is_whole, &state) {
        // A needed state that cannot be opened now is not lost.
        return Err(error.clone());
    }
    let state = state.unwrap_or_default();
    let mark = state.as_ref().and_then(State::mark).map(|mark| {
        let closed = reading
            .closed_at
            .filter(|closed| closed.position == mark.position);
        Mark {
            remembered: closed.map_or(mark.remembered, |closed| closed.remembered),
            ..mark
        }
    });
    if let Some(mark) = mark {
        reading.learn_from_state(mark);
    }
    let is_behind = mark.is_some_and(|mark| mark.position.sequence > position.sequence);
    let held: Vec<Position> = anchors
        .iter()
        .copied()
        .filter(|anchor| reading.comes_after(*anchor))
        .collect();
    let is_another = held.is_empty() && !anchors.is_empty();
    if is_whole && !is_behind && !is_another {
        // Closed again: with many records it takes a fifth of all memory, and only the first commit or the close needs
        // it. But on a full disk closing could take for ever.
        let kept = state.filter(|_| state_folder.is_some_and(|folder| !has_room(folder, 0)));
        return resume(disk, keys, reading, kept, &held);
    }
    if let (Some(state), Some(mark)) = (state, mark)
        && let Some(recovered) = rebuild(disk, keys, &reading, state, mark, anchors)?
    {
        return Ok(recovered);
    }
    let latest = anchors.iter().map(|anchor| anchor.sequence).max();
    if let (true, false, Some(expected)) = (is_whole, is_behind, latest) {
        return Err(StoreError::RolledBack {
            found: position.sequence,
            expected,
        });
    }
    let mut what: Vec<String> = reading.findings.into_iter().map(|finding| finding.what).collect();
    what.extend(
        reading
            .scan
            .lost
            .map(|lost| format!("entry {lost} of the journal is missing or damaged")),
    );
    if reading.is_end_missing || is_behind {
        what.push(format!(
            "the end of the journal is missing, after entry {}",
            position.sequence
        ));
    }
    Err(StoreError::Damaged(what.join("; ")))
}

/// The state, if there is a usable one. An error means that it cannot be opened now, as on a full disk, and may be
/// usable.
pub(super) fn find_state(folder: Option<&Path>, keys: &Keys) -> Result<Option<State>, StoreError> {
    let Some(folder) = folder.filter(|folder| folder.exists() && !State::is_to_be_made(folder)) else {
        return Ok(None);
    };
    match State::open(folder, keys) {
        Ok(state) => Ok(Some(state)),
        Err(StoreError::Damaged(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Goes on at the end of the journal, which comes after `anchors`.
fn resume(
    disk: &Arc<dyn Disk>,
    keys: &Keys,
    reading: Reading,
    state: Option<State>,
    anchors: &[Position],
) -> Result<Recovered, StoreError> {
    let (position, remembered) = (reading.scan.position, reading.remembered());
    let (file, end) = reading
        .scan
        .end
        .ok_or_else(|| StoreError::Damaged("the journal is missing".into()))?;
    let journal = Journal::resume(disk.clone(), keys.clone(), file, end, position, reading.digest);
    let mut journal = journal.map_err(|error| from_io(&error))?;
    remember(&mut journal, remembered, anchors);
    Ok(Recovered {
        truth: MergedView {
            snapshot: reading.snapshot,
            tail: reading.tail,
            ..MergedView::default()
        },
        journal,
        tail_bytes: reading.tail_bytes,
        findings: reading.findings,
        state,
        closed: reading.closed_at.filter(|closed| closed.position == position),
    })
}

/// The anchor here holds one of `anchors`. If there are none, the folder may have been moved here.
fn remember(journal: &mut Journal, known: AnchorPositions, anchors: &[Position]) {
    journal.remembered = known;
    match anchors {
        [] => journal.moved_at = Some(journal.position()),
        anchors => journal.remembered = known.held(anchors),
    }
}

/// Rebuilds snapshot and journal from the state, if it proves to be whole and to come after one of `anchors`.
fn rebuild(
    disk: &Arc<dyn Disk>,
    keys: &Keys,
    reading: &Reading,
    state: State,
    mark: Mark,
    anchors: &[Position],
) -> Result<Option<Recovered>, StoreError> {
    let scan = &reading.scan;
    let is_journal_ahead = scan.position.sequence > mark.position.sequence;
    // Entries that only the journal has can be added, if none of them is missing.
    let mut end = if is_journal_ahead {
        if scan.last_lost.is_some_and(|lost| lost > mark.position.sequence) {
            return Ok(None);
        }
        Mark {
            position: scan.position,
            digest: reading.digest,
            remembered: mark.remembered,
        }
    } else {
        mark
    };
    // A state that goes further than the journal must itself know the anchor: the journal's past may be another
    // directory's.
    let is_of_here = is_journal_ahead || reading.has_passed(mark.position);
    let comes_after = |anchor: &Position| {
        *anchor == mark.position
            || mark.remembered.contains(*anchor)
            || is_of_here && reading.comes_after(*anchor)
    };
    let held: Vec<Position> = anchors.iter().copied().filter(comes_after).collect();
    if held.is_empty() && !anchors.is_empty() {
        return Ok(None);
    }
    if !held.is_empty() {
        end.remembered = end.remembered.held(&held);
    }
    // If the journal's end is missing, only a close proves that there was nothing after the state.
    let is_end_known = !reading.is_end_missing && mark.position.sequence <= scan.position.sequence;
    if !is_end_known && reading.closed_at.map(|closed| closed.position) != Some(mark.position) {
        return Ok(None);
    }
    let mut missing = Vec::new();
    for (key, sequence, slot) in reading.tail.of_prefix(&[]) {
        if is_journal_ahead && sequence > mark.position.sequence {
            missing.push(match slot.read(keys, key)? {
                Some(value) => Op::Put(key.to_vec(), value),
                None => Op::Remove(key.to_vec()),
            });
        }
    }
    if is_journal_ahead {
        state.apply(end, missing.into_iter().map(Ok))?;
    }
    if state.digest()? != end.digest {
        return Ok(None);
    }
    // Nothing is changed until everything is known to be there.
    let (snapshot, mut journal) = begin_anew(disk, keys, end, |writer| {
        state.visit(&mut |key, value| writer.add(key, value))
    })?;
    remember(&mut journal, end.remembered, &held);
    let mut findings: Vec<Finding> = reading.findings.clone();
    if let Some(lost) = scan.lost {
        findings.push(Finding {
            what: format!("entry {lost} of the journal was missing or damaged"),
            outcome: RepairOutcome::Healed,
        });
    } else if findings
        .iter()
        .all(|finding| finding.outcome == RepairOutcome::Healed)
    {
        findings.push(Finding {
            what: format!(
                "the end of the journal was missing, after entry {}",
                scan.position.sequence
            ),
            outcome: RepairOutcome::Healed,
        });
    }
    findings
        .iter_mut()
        .for_each(|finding| finding.outcome = RepairOutcome::Healed);
    Ok(Some(Recovered {
        truth: MergedView {
            snapshot: Some(Arc::new(snapshot)),
            ..MergedView::default()
        },
        journal,
        tail_bytes: 0,
        findings,
        state: Some(state),
        closed: None,
    }))
}

/// Makes a snapshot at the checkpoint `mark`, and a journal that goes on from there. Old files are no longer trusted,
/// and kept under other names: a file that a person may want to examine is never overwritten.
///
/// The new journal counts from the moment it exists. After a stop before that, the next opening starts again; a stop
/// after it leaves files that the next snapshot removes.
pub(super) fn begin_anew(
    disk: &Arc<dyn Disk>,
    keys: &Keys,
    mark: Mark,
    fill: impl FnOnce(&mut Writer<'_>) -> Result<(), StoreError>,
) -> Result<(Snapshot, Journal), StoreError> {
    let io = |error: std::io::Error| from_io(&error);
    let segments = Segment::list(disk.as_ref()).map_err(io)?;
    let mut old = snapshot::list(disk.as_ref()).map_err(io)?;
    old.extend(segments.into_iter().map(|segment| segment.name));
    let snapshot_name = snapshot::name(mark.position);
    for name in old.extract_if(.., |name| *name == snapshot_name) {
        set_aside(disk.as_ref(), &name).map_err(io)?;
    }
    let snapshot = snapshot::write(disk.as_ref(), keys, mark, fill)?;
    let mut journal = Journal::start(disk.clone(), keys.clone(), mark.position, mark.digest).map_err(io)?;
    journal.remembered = mark.remembered;
    for name in &old {
        set_aside(disk.as_ref(), name).map_err(io)?;
    }
    disk.sync_names().map_err(io)?;
    Ok((snapshot, journal))
}

/// Renames the file `name`, so that it is kept and no earlier one is overwritten.
pub(super) fn set_aside(disk: &dyn Disk, name: &str) -> std::io::Result<()> {
    let taken = disk.list()?;
    let aside = |number: u32| format!("{SET_ASIDE}{number}-{name}");
    let free = (1..u32::MAX).map(aside).find(|aside| !taken.contains(aside));
    disk.rename(name, &free.unwrap_or_else(|| aside(u32::MAX)))
}

pub(super) fn remove_unfinished(disk: &dyn Disk) {
    // Left over from an abrupt stop. A file that cannot be removed now does no harm.
    for name in disk.list().unwrap_or_default() {
        if name.ends_with(UNFINISHED) {
            let _ = disk.remove(&name);
        }
    }
}
