//! Opening: from the files to exactly what was committed, or to a clear refusal.
//!
//! The records are on the disk twice: as snapshot and journal, and as the state. Normally the first is read and the
//! second follows. When a part of the first is missing or damaged it is made again from the second, if that proves to
//! be whole: its mark says how far it is and what its records add up to, and what the journal still has is added.

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
use crate::broken::{self, Way};
use crate::disk::{Disk, UNFINISHED};
use crate::engine::{Op, from_io};

/// What is in the name of everything that was found damaged, and is kept.
pub const SET_ASIDE: &str = "damaged-";

pub(super) struct Recovered {
    pub(super) truth: MergedView,
    pub(super) journal: Journal,
    /// How much the journal holds since the snapshot, in bytes.
    pub(super) tail_bytes: u64,
    pub(super) findings: Vec<Finding>,
    /// Opened already where it was needed to be sure.
    pub(super) state: Option<State>,
    /// What `closed` says, if that is how it is.
    pub(super) closed: Option<Mark>,
}

/// Opens what is on `disk`. One of `anchors` is the last position that was remembered elsewhere, if one was.
pub(super) fn recover(
    disk: &Arc<dyn Disk>,
    keys: &Keys,
    state_folder: Option<&Path>,
    anchors: &[Position],
) -> Result<Recovered, StoreError> {
    let anchors = if broken::is(Way::Anchor) { &[] } else { anchors };
    remove_unfinished(disk.as_ref());
    let mut reading = read(disk.as_ref(), keys, u64::MAX)?;
    let position = reading.scan.position;
    let is_whole = !reading.is_damaged && !reading.is_end_missing;
    if is_whole && anchors.contains(&position) {
        return resume(disk, keys, reading, None, &[position]);
    }
    // The last moments before an unclean end are remembered by the state, if by anything.
    let state = find_state(state_folder, keys);
    if let (false, Err(error)) = (is_whole, &state) {
        // What is needed and cannot be looked into now is not lost for that.
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
        // It is closed again: with many records it takes a fifth of all memory, and is needed by the first commit only, or
        // at the end. But on a full disk closing could take for ever.
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

/// The state, if there is one that is of use. That it cannot be opened now, on a full disk, does not say that.
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

/// Goes on where the journal ends, which comes after `anchors`.
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

/// What is remembered here is one of `anchors`; if there are none, it may be another place.
fn remember(journal: &mut Journal, known: AnchorPositions, anchors: &[Position]) {
    journal.remembered = known;
    match anchors {
        [] => journal.moved_at = Some(journal.position()),
        anchors => journal.remembered = known.held(anchors),
    }
}

/// Makes snapshot and journal again from the state, if it proves to be whole and to come after one of `anchors`.
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
    // What the journal has and the state has not can be added, if nothing of it is missing.
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
    // A state that goes further than the journal must know the anchor itself: the journal's past is perhaps another's.
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
    // Without the journal's end only a directory that was closed is known to have had no more than the state has.
    let is_end_known = !reading.is_end_missing && mark.position.sequence <= scan.position.sequence;
    if !is_end_known && reading.closed_at.map(|closed| closed.position) != Some(mark.position) {
        return Ok(None);
    }
    let mut missing = Vec::new();
    for (key, (sequence, slot)) in &reading.tail {
        if is_journal_ahead && *sequence > mark.position.sequence {
            missing.push(match slot.read(keys, key)? {
                Some(value) => Op::Put(key.clone(), value),
                None => Op::Remove(key.clone()),
            });
        }
    }
    if is_journal_ahead {
        state.apply(end, missing.into_iter().map(Ok))?;
    }
    if state.digest()? != end.digest {
        return Ok(None);
    }
    // Only now that all of it is known to be there is anything changed.
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

/// Makes a snapshot of the moment `mark`, and a journal that goes on from there. What was there until now is no longer
/// trusted, and kept under other names: what somebody might still want to look into is never overwritten.
///
/// From the moment there is the new journal it is what counts. A stop before is begun again; what one after leaves
/// behind goes with the next snapshot.
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

/// Keeps the file `name` under another, and all that was kept so before.
pub(super) fn set_aside(disk: &dyn Disk, name: &str) -> std::io::Result<()> {
    let taken = disk.list()?;
    let aside = |number: u32| format!("{SET_ASIDE}{number}-{name}");
    let free = (1..u32::MAX).map(aside).find(|aside| !taken.contains(aside));
    disk.rename(name, &free.unwrap_or_else(|| aside(u32::MAX)))
}

pub(super) fn remove_unfinished(disk: &dyn Disk) {
    // Left over from an abrupt stop; what cannot be removed now is in nobody's way.
    for name in disk.list().unwrap_or_default() {
        if name.ends_with(UNFINISHED) {
            let _ = disk.remove(&name);
        }
    }
}
