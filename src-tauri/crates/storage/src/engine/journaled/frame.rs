//! Frames: what the journal is made of. Each is one batch, bound to the one before.
//!
//! ```text
//! payload length u32 | sequence u64 | payload | mac          mac = HMAC(key, mac of the frame before | all before mac)
//! payload: digest of the records after it (16) | operations
//! operation: 0 | key length u16 | key                                     removed
//!            1 | key length u16 | key | value length u32 | value          put
//!            2                                                            the journal goes on in another file
//! ```
//! Numbers are little-endian.

use super::keys::{Keys, MAC_BYTES, Mac};
use super::tag::Digest;
use crate::broken::{self, Way};
use crate::engine::Op;

/// Length and sequence.
pub(super) const HEAD_BYTES: usize = 12;
const DIGEST_BYTES: usize = 16;
const REMOVE: u8 = 0;
const PUT: u8 = 1;
const CONTINUED: u8 = 2;

/// How far the journal has come: the number of the last frame and its MAC, which stands for all before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Number of the last frame; 0 before the first.
    pub sequence: u64,
    /// Its MAC.
    pub head: [u8; 32],
}

impl Position {
    /// Before the first frame.
    pub(super) fn genesis(keys: &Keys) -> Self {
        Self {
            sequence: 0,
            head: keys.journal(&[b"genesis", &keys.directory.to_bytes()]),
        }
    }
}

/// An operation as it lies in a payload. `value` is the place of its value there.
pub(super) struct Placed<'a> {
    pub(super) key: &'a [u8],
    pub(super) value: Option<std::ops::Range<usize>>,
}

/// Encodes the payload of one frame. A batch that is too large for the format's numbers is a bug of its maker.
pub(super) fn payload<'a>(digest: Digest, ops: impl IntoIterator<Item = &'a Op>) -> Vec<u8> {
    let mut bytes = digest.to_bytes().to_vec();
    for op in ops {
        let (Op::Put(key, _) | Op::Remove(key)) = op;
        bytes.push(if matches!(op, Op::Put(..)) { PUT } else { REMOVE });
        bytes.extend_from_slice(&(key.len() as u16).to_le_bytes());
        bytes.extend_from_slice(key);
        if let Op::Put(_, value) = op {
            bytes.extend_from_slice(&(value.len() as u32).to_le_bytes());
            bytes.extend_from_slice(value);
        }
    }
    bytes
}

/// The payload of a file's very last frame: the next one is in another file.
pub(super) fn continued(digest: Digest) -> Vec<u8> {
    let mut bytes = digest.to_bytes().to_vec();
    bytes.push(CONTINUED);
    bytes
}

/// What a payload says.
pub(super) struct Content<'a> {
    pub(super) digest: Digest,
    pub(super) ops: Vec<Placed<'a>>,
    pub(super) is_continued: bool,
}

/// Reads what [`payload`] or [`continued`] wrote; `None` if it is not that.
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

/// A frame with `payload` after `before`, and where the journal is then.
pub(super) fn encode(keys: &Keys, before: Position, payload: &[u8]) -> (Vec<u8>, Position) {
    let sequence = before.sequence + 1;
    let mut frame = Vec::with_capacity(HEAD_BYTES + payload.len() + MAC_BYTES);
    frame.extend_from_slice(&(payload.len() as u32).to_le_bytes());
    frame.extend_from_slice(&sequence.to_le_bytes());
    frame.extend_from_slice(payload);
    let head = keys.journal(&[&before.head, &frame]);
    frame.extend_from_slice(&head);
    (frame, Position { sequence, head })
}

/// Length of the payload and sequence that a frame's first bytes tell. They may be anything until its MAC was checked.
pub(super) fn claims(head: &[u8]) -> Option<(usize, u64)> {
    let length = u32::from_le_bytes(head.get(..4)?.try_into().ok()?);
    let sequence = u64::from_le_bytes(head.get(4..HEAD_BYTES)?.try_into().ok()?);
    Some((usize::try_from(length).ok()?, sequence))
}

/// The frame at the start of `bytes`, if it is whole and follows `before`: its payload, and where the journal is then.
pub(super) fn decode<'b>(keys: &Keys, before: Position, bytes: &'b [u8]) -> Option<(&'b [u8], Position)> {
    let (payload, computed, told) = unchecked(keys, before, bytes)?;
    let head = if broken::is(Way::Macs) {
        told
    } else {
        computed.head
    };
    let position = Position { head, ..computed };
    (head == told).then_some((payload, position))
}

/// Like [`decode`], whatever its MAC says: the MAC it should have, and the one it has.
pub(super) fn unchecked<'b>(
    keys: &Keys,
    before: Position,
    bytes: &'b [u8],
) -> Option<(&'b [u8], Position, Mac)> {
    let (length, sequence) = claims(bytes)?;
    if sequence != before.sequence + 1 {
        return None;
    }
    let end = HEAD_BYTES.checked_add(length)?;
    let told = bytes.get(end..end.checked_add(MAC_BYTES)?)?.try_into().ok()?;
    let head = keys.journal(&[&before.head, &bytes[..end]]);
    Some((&bytes[HEAD_BYTES..end], Position { sequence, head }, told))
}
