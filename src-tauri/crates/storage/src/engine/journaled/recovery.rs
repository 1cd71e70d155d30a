//! Opening: from the files to exactly what was committed, or to a clear refusal.
//!
//! The records are on the disk twice: as snapshot and journal, and as the state. Normally the first is read and the
//! second follows. When a part of the first is missing or damaged it is made again from the second, if that proves to
//! be whole: its mark says how far it is and what its records add up to, and what the journal still has is added.

use std::path::Path;
use std::sync::Arc;

use portreeve_core::ports::{Finding, Outcome, StoreError};

use super::frame::Position;
use super::journal::Journal;
use super::keys::Keys;
use super::reading::{Reading, read};
use super::segment::Segment;
use super::snapshot;
use super::state::{Mark, State};
use super::truth::Truth;
use crate::broken::{self, Way};
use crate::disk::{Disk, UNFINISHED};
use crate::engine::{Op, from_io};

/// What files that were found damaged are called from then on.
pub(super) const SET_ASIDE: &str = "damaged-";

pub(super) struct Recovered {
    pub(super) truth: Truth,
    pub(super) journal: Journal,
    /// How much the journal holds since the snapshot, in bytes.
    pub(super) tail_bytes: u64,
    pub(super) findings: Vec<Finding>,
    /// Opened already where it was needed to be sure.
    pub(super) state: Option<State>,
}

/// Opens what is on `disk`. `anchor` is the last position that was remembered elsewhere, if one was.
pub(super) fn recover(
    disk: &Arc<dyn Disk>,
    keys: &Keys,
    state_folder: Option<&Path>,
    anchor: Option<Position>,
) -> Result<Recovered, StoreError> {
    let anchor = anchor.filter(|_| !broken::is(Way::Anchor));
    remove_unfinished(disk.as_ref());
    let reading = read(disk.as_ref(), keys, u64::MAX)?;
    let position = reading.scan.position;
    let is_whole = !reading.is_damaged && !reading.is_end_missing;
    if is_whole && anchor == Some(position) {
        return resume(disk, keys, reading, None);
    }
    // The last moments before an unclean end are remembered by the state, if by anything.
    let state = state_folder
        .filter(|folder| folder.exists())
        .and_then(|folder| State::open(folder, keys).ok());
    let mark = state.as_ref().and_then(State::mark);
    let is_behind = mark.is_some_and(|mark| mark.position.sequence > position.sequence);
    let is_older = anchor.is_some_and(|anchor| {
        anchor.sequence > position.sequence || (anchor.sequence == position.sequence && anchor != position)
    });
    if is_whole && !is_behind && !is_older {
        return resume(disk, keys, reading, state);
    }
    if let (Some(state), Some(mark)) = (state, mark)
        && let Some(recovered) = rebuild(disk, keys, &reading, state, mark, anchor)?
    {
        return Ok(recovered);
    }
    if let (true, false, Some(anchor)) = (is_whole, is_behind, anchor) {
        return Err(StoreError::RolledBack {
            found: position.sequence,
            expected: anchor.sequence,
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

/// Goes on where the journal ends.
fn resume(
    disk: &Arc<dyn Disk>,
    keys: &Keys,
    reading: Reading,
    state: Option<State>,
) -> Result<Recovered, StoreError> {
    let position = reading.scan.position;
    let (file, end) = reading
        .scan
        .end
        .ok_or_else(|| StoreError::Damaged("the journal is missing".into()))?;
    let journal = Journal::resume(disk.clone(), keys.clone(), file, end, position, reading.digest);
    let journal = journal.map_err(|error| from_io(&error))?;
    Ok(Recovered {
        truth: Truth {
            snapshot: reading.snapshot,
            frozen: None,
            tail: reading.tail,
        },
        journal,
        tail_bytes: reading.tail_bytes,
        findings: reading.findings,
        state,
    })
}

/// Makes snapshot and journal again from the state, if it proves to be whole and no older than `anchor`.
fn rebuild(
    disk: &Arc<dyn Disk>,
    keys: &Keys,
    reading: &Reading,
    state: State,
    mark: Mark,
    anchor: Option<Position>,
) -> Result<Option<Recovered>, StoreError> {
    let scan = &reading.scan;
    let is_journal_ahead = scan.position.sequence > mark.position.sequence;
    // What the journal has and the state has not can be added, if nothing of it is missing.
    let end = if is_journal_ahead {
        if scan.last_lost.is_some_and(|lost| lost > mark.position.sequence) {
            return Ok(None);
        }
        Mark {
            position: scan.position,
            digest: reading.digest,
        }
    } else {
        mark
    };
    if anchor.is_some_and(|anchor| anchor.sequence > end.position.sequence) {
        return Ok(None);
    }
    // Without the journal's end only a directory that was closed is known to have had no more than the state has.
    let is_end_known = !reading.is_end_missing && mark.position.sequence <= scan.position.sequence;
    if !is_end_known && reading.closed_at != Some(mark.position) {
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
        state.apply(end, &missing)?;
    }
    if state.digest()? != end.digest {
        return Ok(None);
    }
    // Only now that all of it is known to be there is anything moved; a stop in between is begun again.
    let snapshot_name = snapshot::name(end.position);
    set_aside(disk.as_ref(), |name| name == snapshot_name)?;
    let snapshot = snapshot::write(disk.as_ref(), keys, end.position, end.digest, |writer| {
        state.visit(&mut |key, value| writer.add(key, value))
    })?;
    set_aside(disk.as_ref(), |name| name != snapshot_name)?;
    let journal = Journal::start(disk.clone(), keys.clone(), end.position, end.digest);
    let mut findings: Vec<Finding> = reading.findings.clone();
    if let Some(lost) = scan.lost {
        findings.push(Finding {
            what: format!("entry {lost} of the journal was missing or damaged"),
            outcome: Outcome::Healed,
        });
    } else if findings.iter().all(|finding| finding.outcome == Outcome::Healed) {
        findings.push(Finding {
            what: format!(
                "the end of the journal was missing, after entry {}",
                scan.position.sequence
            ),
            outcome: Outcome::Healed,
        });
    }
    findings
        .iter_mut()
        .for_each(|finding| finding.outcome = Outcome::Healed);
    Ok(Some(Recovered {
        truth: Truth {
            snapshot: Some(Arc::new(snapshot)),
            ..Truth::default()
        },
        journal: journal.map_err(|error| from_io(&error))?,
        tail_bytes: 0,
        findings,
        state: Some(state),
    }))
}

/// Keeps files that are no longer trusted under other names: what somebody might still want to look into is never
/// overwritten.
pub(super) fn set_aside(disk: &dyn Disk, which: impl Fn(&str) -> bool) -> Result<(), StoreError> {
    let io = |error: std::io::Error| from_io(&error);
    let segments = Segment::list(disk).map_err(io)?;
    let segments = segments.into_iter().map(|segment| segment.name);
    let names = snapshot::list(disk).map_err(io)?.into_iter().chain(segments);
    for name in names.filter(|name| which(name)) {
        disk.rename(&name, &format!("{SET_ASIDE}{name}")).map_err(io)?;
    }
    disk.sync_names().map_err(io)
}

pub(super) fn remove_unfinished(disk: &dyn Disk) {
    // Left over from an abrupt stop; what cannot be removed now is in nobody's way.
    for name in disk.list().unwrap_or_default() {
        if name.ends_with(UNFINISHED) {
            let _ = disk.remove(&name);
        }
    }
}
