//! Frames: what the journal is made of. Each is one batch, bound to the one before.
//!
//! ```text
//! payload length u32 | sequence u64 | MAC of the frame before (32) | payload | MAC of all that (32)
//! payload: digest of the records after it (16) | operations
//! operation: 0 | key length u16 | key                                     removed
//!            1 | key length u16 | key | value length u32 | value          put
//! instead of operations
//!            2                                                            the journal goes on in another file
//!            3                                                            a copy too large for its slot
//! ```
//! Numbers are little-endian.

use std::ops::Range;

use super::keys::{Keys, MAC_BYTES, Mac, RunningMac};
use super::record_mac::{DIGEST_BYTES, Digest};
use crate::broken::{self, Fault};
use crate::engine::{Made, Op};

/// Length, sequence and the MAC of the frame before.
pub(super) const HEAD_BYTES: usize = 12 + MAC_BYTES;
/// Frames that are longer are written, and read for the state, in pieces of about this many bytes.
pub(super) const PIECE_BYTES: usize = 1 << 20;
pub(super) const REMOVE: u8 = 0;
pub(super) const PUT: u8 = 1;
const CONTINUED: u8 = 2;
const STUB: u8 = 3;
const STUB_PAYLOAD: [u8; DIGEST_BYTES + 1] = {
    let mut payload = [0; DIGEST_BYTES + 1];
    payload[DIGEST_BYTES] = STUB;
    payload
};

/// A position in bytes.
pub(super) const POSITION_BYTES: usize = 8 + MAC_BYTES;

/// A position in the journal: the number of the last frame and its MAC, which covers all frames before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Number of the last frame; 0 before the first.
    pub sequence: u64,
    /// Its MAC.
    pub head: [u8; 32],
}

impl Position {
    /// Sequence (little-endian), then MAC.
    pub fn to_bytes(self) -> [u8; 40] {
        let mut bytes = [0; POSITION_BYTES];
        bytes[..8].copy_from_slice(&self.sequence.to_le_bytes());
        bytes[8..].copy_from_slice(&self.head);
        bytes
    }

    /// Reads what [`to_bytes`](Self::to_bytes) returned.
    pub fn from_bytes(bytes: &[u8; 40]) -> Self {
        let mut sequence = [0; 8];
        sequence.copy_from_slice(&bytes[..8]);
        let mut head = [0; MAC_BYTES];
        head.copy_from_slice(&bytes[8..]);
        Self {
            sequence: u64::from_le_bytes(sequence),
            head,
        }
    }

    /// The position before the first frame.
    pub(super) fn genesis(keys: &Keys) -> Self {
        Self {
            sequence: 0,
            head: keys.journal(&[b"genesis", &keys.directory.to_bytes()]),
        }
    }
}

/// An operation in a payload. `value` is the range of its value.
pub(super) struct Placed<'a> {
    pub(super) key: &'a [u8],
    pub(super) value: Option<Range<usize>>,
}

/// The operations of a frame that was sealed. There can be many, so their keys lie one after the other.
#[derive(Default)]
pub(super) struct Sealed {
    keys: Vec<u8>,
    /// Where each key ends, and where the value is.
    places: Vec<(u32, Option<Range<u32>>)>,
}

impl Sealed {
    /// With space for so many operations, whose keys have so many bytes.
    pub(super) fn with_capacity(ops: usize, keys: usize) -> Self {
        Self {
            keys: Vec::with_capacity(keys),
            places: Vec::with_capacity(ops),
        }
    }

    /// The key of an operation, by its place in the frame.
    pub(super) fn key(&self, place: usize) -> &[u8] {
        let start = place.checked_sub(1).map_or(0, |before| self.places[before].0);
        &self.keys[start as usize..self.places[place].0 as usize]
    }

    /// An operation, by its place in the frame.
    pub(super) fn at(&self, place: usize) -> Placed<'_> {
        let value = self.places[place].1.as_ref();
        Placed {
            key: self.key(place),
            value: value.map(|value| value.start as usize..value.end as usize),
        }
    }

    /// Appends the operation to `piece`, which begins at this place of the payload.
    pub(super) fn push(&mut self, op: &Op, piece: &mut Vec<u8>, piece_at: usize) {
        let (kind, key, value) = match op {
            Op::Put(key, value) => (PUT, key, Some(value)),
            Op::Remove(key) => (REMOVE, key, None),
        };
        piece.push(kind);
        piece.extend_from_slice(&(key.len() as u16).to_le_bytes());
        piece.extend_from_slice(key);
        let value = value.map(|value| {
            piece.extend_from_slice(&(value.len() as u32).to_le_bytes());
            let start = piece_at.wrapping_add(piece.len());
            piece.extend_from_slice(value);
            start as u32..(start + value.len()) as u32
        });
        self.keys.extend_from_slice(key);
        self.places.push((self.keys.len() as u32, value));
    }
}

/// How many bytes of a payload the operation takes.
pub(super) fn op_bytes(op: &Op) -> usize {
    match op {
        Op::Put(key, value) => put_bytes(key.len(), value.len()),
        Op::Remove(key) => 1 + 2 + key.len(),
    }
}

fn put_bytes(key: usize, value: usize) -> usize {
    1 + 2 + key + 4 + value
}

impl Made {
    /// How many bytes of a payload they take.
    pub(super) fn payload_bytes(&self) -> usize {
        let size = self.size();
        size.steps * put_bytes(0, 0) + size.keys + size.values
    }
}

/// The head of a frame after `before`, without the digest.
pub(super) fn head(payload_bytes: usize, before: Position) -> Vec<u8> {
    let mut head = Vec::with_capacity(HEAD_BYTES + DIGEST_BYTES);
    head.extend_from_slice(&(payload_bytes as u32).to_le_bytes());
    head.extend_from_slice(&(before.sequence + 1).to_le_bytes());
    head.extend_from_slice(&before.head);
    head
}

/// What a frame is made of.
pub(super) struct Draft {
    digest: Digest,
    ops: Vec<Op>,
    /// Stands for what is no batch.
    marker: Option<u8>,
}

impl Draft {
    /// A frame for `ops`. The caller must not pass a batch too large for the format's numbers.
    pub(super) fn of(digest: Digest, ops: Vec<Op>) -> Self {
        Self {
            digest,
            ops,
            marker: None,
        }
    }

    /// The last frame of a file: the next one is in another file.
    pub(super) fn continued(digest: Digest) -> Self {
        Self::marked(digest, CONTINUED)
    }

    fn marked(digest: Digest, marker: u8) -> Self {
        Self {
            marker: Some(marker),
            ..Self::of(digest, Vec::new())
        }
    }

    /// How long the payload is.
    pub(super) fn payload_bytes(&self) -> usize {
        let ops: usize = self.ops.iter().map(op_bytes).sum();
        DIGEST_BYTES + ops + usize::from(self.marker.is_some())
    }

    /// How long the frame is.
    pub(super) fn bytes(&self) -> usize {
        HEAD_BYTES + self.payload_bytes() + MAC_BYTES
    }

    /// The frame after `before`, in pieces.
    pub(super) fn seal(self, keys: &Keys, before: Position) -> Sealing {
        let mut begin = head(self.payload_bytes(), before);
        begin.extend_from_slice(&self.digest.to_bytes());
        begin.extend(self.marker);
        Sealing {
            mac: keys.begin_journal(),
            sequence: before.sequence + 1,
            sealed: Sealed::default(),
            ops: self.ops.into_iter(),
            begin,
            piece: Vec::new(),
            handed_on: 0,
            head: None,
        }
    }

    /// The frame after `before` in one, for a small one; and where the journal is then.
    pub(super) fn whole(self, keys: &Keys, before: Position) -> (Vec<u8>, Position) {
        let mut bytes = Vec::with_capacity(self.bytes());
        let mut sealing = self.seal(keys, before);
        while let Some(piece) = sealing.next() {
            bytes.extend_from_slice(piece);
        }
        (bytes, sealing.finish().0)
    }
}

/// A frame that is handed on in pieces: it can be large, and what it is made of goes as the pieces do.
pub(super) struct Sealing {
    mac: RunningMac,
    sequence: u64,
    ops: std::vec::IntoIter<Op>,
    sealed: Sealed,
    /// What comes before the operations, until it is part of a piece.
    begin: Vec<u8>,
    piece: Vec<u8>,
    /// How much of the frame is in earlier pieces.
    handed_on: usize,
    /// The frame's MAC, once the last piece is made.
    head: Option<Mac>,
}

impl Sealing {
    /// The next piece; `None` after the last. A frame of at most [`PIECE_BYTES`] is one piece.
    pub(super) fn next(&mut self) -> Option<&[u8]> {
        if self.head.is_some() {
            return None;
        }
        self.handed_on += self.piece.len();
        if self.begin.is_empty() {
            self.piece.clear();
        } else {
            self.piece = std::mem::take(&mut self.begin);
        }
        while self.piece.len() < PIECE_BYTES {
            let Some(op) = self.ops.next() else {
                self.mac.update(&self.piece);
                let head = self.mac.clone().finish();
                self.piece.extend_from_slice(&head);
                self.head = Some(head);
                break;
            };
            // The head of the frame is in the first piece.
            let piece_at = self.handed_on.wrapping_sub(HEAD_BYTES);
            self.sealed.push(&op, &mut self.piece, piece_at);
        }
        if self.head.is_none() {
            self.mac.update(&self.piece);
        }
        Some(&self.piece)
    }

    /// Where the journal is after the frame, and where in the payload the values lie.
    pub(super) fn finish(mut self) -> (Position, Sealed) {
        loop {
            if let Some(head) = self.head {
                let position = Position {
                    sequence: self.sequence,
                    head,
                };
                return (position, self.sealed);
            }
            self.next();
        }
    }
}

/// The contents of a payload.
pub(super) struct Content<'a> {
    pub(super) digest: Digest,
    pub(super) ops: Vec<Placed<'a>>,
    pub(super) is_continued: bool,
}

/// Reads what a [`Draft`] wrote; `None` for anything else.
pub(super) fn read_payload(bytes: &[u8]) -> Option<Content<'_>> {
    let digest = Digest::from_bytes(bytes.get(..DIGEST_BYTES)?.try_into().ok()?);
    let mut ops = Vec::new();
    if bytes[DIGEST_BYTES..] == [CONTINUED] {
        return Some(Content {
            digest,
            ops,
            is_continued: true,
        });
    }
    let mut at = DIGEST_BYTES;
    let take = |at: &mut usize, length: usize| {
        let part = bytes.get(*at..at.checked_add(length)?)?;
        *at += length;
        Some(part)
    };
    while at < bytes.len() {
        let kind = *take(&mut at, 1)?.first()?;
        let key_length = u16::from_le_bytes(take(&mut at, 2)?.try_into().ok()?);
        let key = take(&mut at, key_length.into())?;
        let value = match kind {
            REMOVE => None,
            PUT => {
                let length = u32::from_le_bytes(take(&mut at, 4)?.try_into().ok()?);
                let start = at;
                take(&mut at, usize::try_from(length).ok()?)?;
                Some(start..at)
            }
            _ => return None,
        };
        ops.push(Placed { key, value });
    }
    Some(Content {
        digest,
        ops,
        is_continued: false,
    })
}

/// Stands in a slot for the copy of a frame that is too large for it.
pub(super) fn stub(keys: &Keys, before: Position) -> Vec<u8> {
    Draft::marked(Digest::default(), STUB).whole(keys, before).0
}

/// A whole frame.
pub(super) struct Whole<'b> {
    pub(super) bytes: &'b [u8],
    pub(super) before: Position,
    pub(super) position: Position,
}

/// The payload of a whole frame.
pub(super) fn payload_of(bytes: &[u8]) -> &[u8] {
    &bytes[HEAD_BYTES..bytes.len() - MAC_BYTES]
}

impl Whole<'_> {
    /// Whether it only says that there was a frame.
    pub(super) fn is_stub(&self) -> bool {
        payload_of(self.bytes) == STUB_PAYLOAD
    }
}

/// The length of the whole frame and its sequence, as its first bytes claim. Both are untrusted until the MAC is
/// checked.
pub(super) fn claims(bytes: &[u8]) -> Option<(usize, u64)> {
    let length = u32::from_le_bytes(bytes.get(..4)?.try_into().ok()?);
    let sequence = u64::from_le_bytes(bytes.get(4..12)?.try_into().ok()?);
    let whole = usize::try_from(length)
        .ok()?
        .checked_add(HEAD_BYTES + MAC_BYTES)?;
    (sequence > 0).then_some((whole, sequence))
}

/// The frame at the start of `bytes`, if it is whole.
pub(super) fn decode<'b>(keys: &Keys, bytes: &'b [u8]) -> Option<Whole<'b>> {
    let (length, sequence) = claims(bytes)?;
    let bytes = bytes.get(..length)?;
    let (proven, told) = bytes.split_at(length - MAC_BYTES);
    let head: Mac = told.try_into().ok()?;
    if keys.journal(&[proven]) != head && !broken::is(Fault::Macs) {
        return None;
    }
    Some(Whole {
        bytes,
        before: Position {
            sequence: sequence - 1,
            head: proven.get(12..HEAD_BYTES)?.try_into().ok()?,
        },
        position: Position { sequence, head },
    })
}
