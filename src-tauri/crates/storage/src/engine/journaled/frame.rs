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

use super::keys::{Keys, MAC_BYTES, Mac};
use super::record_mac::{DIGEST_BYTES, Digest};
use crate::broken::{self, Way};
use crate::engine::Op;

/// Length, sequence and the MAC of the frame before.
pub(super) const HEAD_BYTES: usize = 12 + MAC_BYTES;
const REMOVE: u8 = 0;
const PUT: u8 = 1;
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
    pub(super) value: Option<std::ops::Range<usize>>,
}

/// A frame being built: space for its head, and its payload. A frame can be large, so there is only one copy of it.
pub(super) struct Draft(Vec<u8>);

impl Draft {
    fn new(payload_bytes: usize) -> Self {
        let mut bytes = Vec::with_capacity(HEAD_BYTES + payload_bytes + MAC_BYTES);
        bytes.resize(HEAD_BYTES, 0);
        Self(bytes)
    }

    /// A frame for `ops`. The caller must not pass a batch too large for the format's numbers.
    pub(super) fn of(digest: Digest, ops: &[Op]) -> Self {
        let length = |op: &Op| match op {
            Op::Put(key, value) => 1 + 2 + key.len() + 4 + value.len(),
            Op::Remove(key) => 1 + 2 + key.len(),
        };
        let mut draft = Self::new(DIGEST_BYTES + ops.iter().map(length).sum::<usize>());
        let bytes = &mut draft.0;
        bytes.extend_from_slice(&digest.to_bytes());
        for op in ops {
            let key = op.key();
            bytes.push(if matches!(op, Op::Put(..)) { PUT } else { REMOVE });
            bytes.extend_from_slice(&(key.len() as u16).to_le_bytes());
            bytes.extend_from_slice(key);
            if let Op::Put(_, value) = op {
                bytes.extend_from_slice(&(value.len() as u32).to_le_bytes());
                bytes.extend_from_slice(value);
            }
        }
        draft
    }

    /// The last frame of a file: the next one is in another file.
    pub(super) fn continued(digest: Digest) -> Self {
        let mut draft = Self::new(DIGEST_BYTES + 1);
        draft.0.extend_from_slice(&digest.to_bytes());
        draft.0.push(CONTINUED);
        draft
    }

    pub(super) fn payload(&self) -> &[u8] {
        &self.0[HEAD_BYTES..]
    }

    /// The finished frame after `before`, and the journal's position after it.
    pub(super) fn seal(self, keys: &Keys, before: Position) -> (Vec<u8>, Position) {
        let sequence = before.sequence + 1;
        let length = self.payload().len() as u32;
        let mut frame = self.0;
        frame[..4].copy_from_slice(&length.to_le_bytes());
        frame[4..12].copy_from_slice(&sequence.to_le_bytes());
        frame[12..HEAD_BYTES].copy_from_slice(&before.head);
        let head = keys.journal(&[&frame]);
        frame.extend_from_slice(&head);
        (frame, Position { sequence, head })
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
    let mut draft = Draft::new(STUB_PAYLOAD.len());
    draft.0.extend_from_slice(&STUB_PAYLOAD);
    draft.seal(keys, before).0
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
    if keys.journal(&[proven]) != head && !broken::is(Way::Macs) {
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
