//! Reads the files, before anything is decided about them.

use std::sync::Arc;

use portreeve_core::finding::{Finding, RepairOutcome};

use portreeve_core::ports::StoreError;

use super::anchor_positions::AnchorPositions;
use super::checkpoint::Mark;
use super::close_file::{closed_at, opened_at};
use super::frame::{self, Placed, Position};
use super::keys::Keys;

use super::record_mac::{Digest, Tag};
use super::scan::{Frame, Scan, ScanError, scan};
use super::segment::{Header, Segment};
use super::snapshot::{self, Snapshot};
use super::tail::{Payload, Slot, Tail};
use crate::disk::Disk;
use crate::engine::from_io;

/// The contents of the files.
pub(super) struct Reading {
    pub(super) snapshot: Option<Arc<Snapshot>>,
    pub(super) scan: Scan,
    /// The position where the journal begins.
    from: Position,
    /// The positions after it, in order.
    passed: Vec<Position>,
    /// The position up to which `tail` and `digest` go.
    pub(super) reached: Position,
    pub(super) tail: Tail,
    pub(super) tail_bytes: u64,
    pub(super) digest: Digest,
    /// Whether the journal's base, or a part in its middle, is missing.
    pub(super) is_damaged: bool,
    /// Whether the journal ends as no written journal does: how much was cut off is unknown.
    pub(super) is_end_missing: bool,
    /// The checkpoint of the last close, if there was no commit since.
    pub(super) closed_at: Option<Mark>,
    /// The positions that the anchor may hold, as far as known, and the entry at which that was recorded.
    remembered: (u64, AnchorPositions),
    pub(super) findings: Vec<Finding>,
}

impl Reading {
    /// The checkpoint that was reached.
    pub(super) fn mark(&self) -> Mark {
        Mark {
            position: self.reached,
            digest: self.digest,
            remembered: self.remembered(),
        }
    }

    /// The positions that the anchor may hold, as far as known.
    pub(super) fn remembered(&self) -> AnchorPositions {
        self.remembered.1
    }

    /// Adopts the anchor positions in the state's `mark`, if it is a checkpoint of this journal, and later than all
    /// others known.
    pub(super) fn learn_from_state(&mut self, mark: Mark) {
        if mark.position.sequence > self.remembered.0 {
            self.learn(mark);
        }
    }

    /// The same for `opened` or `closed`, which win over an older record of the same checkpoint.
    fn learn(&mut self, mark: Mark) {
        if mark.position.sequence >= self.remembered.0 && self.has_passed(mark.position) {
            self.remembered = (mark.position.sequence, mark.remembered);
        }
    }

    /// Whether `anchor` is known to be in this journal's past.
    pub(super) fn comes_after(&self, anchor: Position) -> bool {
        self.has_passed(anchor) || self.remembered().contains(anchor)
    }

    /// Whether this journal was once at `position`.
    pub(super) fn has_passed(&self, position: Position) -> bool {
        let place = self
            .passed
            .binary_search_by_key(&position.sequence, |passed| passed.sequence);
        position == self.from || place.is_ok_and(|place| self.passed[place] == position)
    }
}

/// Reads everything on `disk`, without the changes of frames after `last`.
pub(super) fn read(disk: &dyn Disk, keys: &Keys, last: u64) -> Result<Reading, StoreError> {
    let io = |error: std::io::Error| from_io(&error);
    let mut findings = Vec::new();
    let mut snapshot = None;
    let names = snapshot::list(disk).map_err(io)?;
    for name in &names {
        match Snapshot::open(disk, keys, name) {
            Ok(opened) => {
                snapshot = Some(Arc::new(opened));
                break;
            }
            Err(StoreError::Damaged(_)) => findings.push(Finding {
                what: format!("{name} is damaged"),
                outcome: RepairOutcome::Lost,
            }),
            Err(error) => return Err(error),
        }
    }
    let segments = Segment::list(disk).map_err(io)?;
    let (from, base_is_missing) = match (&snapshot, segments.first()) {
        (Some(snapshot), _) => (snapshot.position, false),
        (None, Some(first)) if first.first == 1 => (Position::genesis(keys), false),
        // Without its base the journal still says where it ends.
        (None, Some(first)) => match first.header(keys).map_err(io)? {
            Header::Follows(before) => (before, true),
            Header::Foreign => return Err(StoreError::Foreign(first.name.clone())),
            Header::Newer => return Err(StoreError::Newer(first.name.clone())),
            Header::Damaged => (Position::genesis(keys), true),
        },
        (None, None) => (Position::genesis(keys), true),
    };
    if base_is_missing && names.is_empty() {
        findings.push(Finding {
            what: "the snapshot is missing".into(),
            outcome: RepairOutcome::Lost,
        });
    }
    let mut tail = Tail::default();
    let mut tail_bytes = 0;
    let mut digest = snapshot
        .as_ref()
        .map_or_else(Digest::default, |snapshot| snapshot.digest);
    let mut passed = Vec::new();
    let mut reached = from;
    let mut is_odd = false;
    let mut is_continued = false;
    let scanned = scan(keys, &segments, from, &mut |frame| {
        if frame.position.sequence > last {
            return;
        }
        reached = frame.position;
        passed.push(reached);
        tail_bytes += frame.payload.len() as u64;
        match frame::read_payload(frame.payload) {
            Some(content) => {
                digest = content.digest;
                is_continued = content.is_continued;
                take_in(keys, &mut tail, &frame, content.ops);
            }
            None => is_odd = true,
        }
    });
    let scan = scanned.map_err(|error| match error {
        ScanError::Io(error) => from_io(&error),
        ScanError::Foreign(name) => StoreError::Foreign(name),
        ScanError::Newer(name) => StoreError::Newer(name),
    })?;
    findings.extend(scan.mended.iter().map(|what| Finding {
        what: what.clone(),
        outcome: RepairOutcome::Healed,
    }));
    let remembered = snapshot.as_ref().map(|snapshot| snapshot.remembered);
    let closed_at = closed_at(disk, keys);
    let mut reading = Reading {
        is_damaged: base_is_missing || is_odd || scan.lost.is_some(),
        is_end_missing: is_continued || scan.is_cut || scan.end.is_none() || scan.last_lost == Some(u64::MAX),
        closed_at,
        remembered: (from.sequence, remembered.unwrap_or_default()),
        snapshot,
        scan,
        from,
        passed,
        reached,
        tail,
        tail_bytes,
        digest,
        findings,
    };
    for mark in [opened_at(disk, keys), closed_at].into_iter().flatten() {
        reading.learn(mark);
    }
    Ok(reading)
}

/// Adds a frame's changes to `tail`.
fn take_in(keys: &Keys, tail: &mut Tail, frame: &Frame<'_>, ops: Vec<Placed<'_>>) {
    let payload = Arc::new(Payload {
        file: frame.file.clone(),
        at: frame.at,
    });
    for op in ops {
        let slot = match op.value {
            None => Slot::Removed,
            Some(place) => Slot::Put {
                payload: payload.clone(),
                at: place.start as u32,
                length: place.len() as u32,
                tag: Tag::of(keys, op.key, &frame.payload[place]),
            },
        };
        tail.insert(op.key, frame.position.sequence, slot);
    }
}
