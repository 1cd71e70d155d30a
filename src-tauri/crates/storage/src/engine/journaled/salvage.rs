//! Goes on from what is left, at a person's request: from the latest state of the directory that can be verified, even
//! if it is not the last one.

use std::path::Path;
use std::sync::Arc;

use portreeve_core::finding::{Finding, RepairOutcome};

use portreeve_core::ports::StoreError;

use super::anchor_positions::AnchorPositions;
use super::checkpoint::Mark;
use super::close_file::opened_at;
use super::keys::Keys;
use super::merged_view::MergedView;
use super::open_scan::{Reading, read};
use super::recovery::{Recovered, begin_anew, find_state, remove_unfinished};
use super::snapshot::Writer;
use super::state::State;
use crate::disk::Disk;

/// Makes a journal that starts at the latest verified state. Keeps all other files under other names.
pub(super) fn salvage(
    disk: &Arc<dyn Disk>,
    keys: &Keys,
    state_folder: Option<&Path>,
) -> Result<Recovered, StoreError> {
    remove_unfinished(disk.as_ref());
    let state = find_state(state_folder, keys)?;
    let mark = state.as_ref().and_then(proven);
    let reading = intact(disk.as_ref(), keys)?;
    let reached = reading.as_ref().map(|reading| reading.reached.sequence);
    // The journal first, if it goes further. Only now it shows which of it cannot be read.
    if reached > mark.map(|mark| mark.position.sequence)
        && let Some(reading) = &reading
        && let Ok(recovered) = start(disk, keys, reading.mark(), |writer| {
            let truth = MergedView {
                snapshot: reading.snapshot.clone(),
                tail: reading.tail.clone(),
                ..MergedView::default()
            };
            let view = truth.view(&[]);
            view.visit(keys, &[], &mut |key, value| writer.add(key, value))
        })
    {
        return Ok(recovered);
    }
    let (Some(state), Some(mark)) = (state, mark) else {
        return Err(StoreError::Damaged("nothing that can be proven is left".into()));
    };
    let recovered = start(disk, keys, mark, |writer| {
        state.visit(&mut |key, value| writer.add(key, value))
    })?;
    Ok(Recovered {
        state: Some(state),
        ..recovered
    })
}

/// The last entry that any file claims.
pub(super) fn known_end(
    disk: &dyn Disk,
    keys: &Keys,
    state_folder: Option<&Path>,
) -> Result<u64, StoreError> {
    let reading = read(disk, keys, u64::MAX)?;
    let state = find_state(state_folder, keys)?;
    let state = state.as_ref().and_then(State::mark);
    let marks = [state, reading.closed_at, opened_at(disk, keys)];
    let known = marks.into_iter().flatten().map(|mark| mark.position.sequence);
    // A missing part is known to have existed; perhaps only a file's name says how long it was.
    let lost = reading.scan.lost;
    let end = reading.scan.position.sequence;
    Ok(known.chain(lost).fold(end, u64::max))
}

/// The checkpoint of the state, if it is whole.
fn proven(state: &State) -> Option<Mark> {
    state.mark().filter(|mark| state.digest() == Ok(mark.digest))
}

/// The journal up to the first missing entry.
fn intact(disk: &dyn Disk, keys: &Keys) -> Result<Option<Reading>, StoreError> {
    let whole = read(disk, keys, u64::MAX)?;
    let reading = match whole.scan.lost {
        Some(lost) => read(disk, keys, lost - 1)?,
        None => whole,
    };
    let has_base = reading.snapshot.is_some() || reading.reached.sequence > 0;
    Ok(Some(reading).filter(|_| has_base))
}

fn start(
    disk: &Arc<dyn Disk>,
    keys: &Keys,
    mark: Mark,
    fill: impl FnOnce(&mut Writer<'_>) -> Result<(), StoreError>,
) -> Result<Recovered, StoreError> {
    // No anchor can hold a position of this new journal yet.
    let mark = Mark {
        remembered: AnchorPositions::default(),
        ..mark
    };
    let (snapshot, journal) = begin_anew(disk, keys, mark, fill)?;
    Ok(Recovered {
        truth: MergedView {
            snapshot: Some(Arc::new(snapshot)),
            ..MergedView::default()
        },
        journal,
        tail_bytes: 0,
        findings: vec![Finding {
            what: format!("what came after entry {} was given up", mark.position.sequence),
            outcome: RepairOutcome::Lost,
        }],
        state: None,
        closed: None,
    })
}
