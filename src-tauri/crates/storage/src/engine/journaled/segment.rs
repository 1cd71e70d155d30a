//! Segments: the files of the journal.
//!
//! ```text
//! journal-<number of its first frame, hexadecimal>.<attempt>
//! 0       "prvjrnl1" | directory id (16) | number of its first frame u64 | MAC of the frame before (32) | MAC (32)
//! 4 KiB   two slots of 64 KiB: copies of the last two frames, alternately
//! 132 KiB frames; then zeros
//! ```
//!
//! A segment's header names the frame before it, so a later segment decides where an earlier one ends: it cuts off what
//! a failed disk may have kept of a refused frame. A torn write was never acknowledged, but damage to the last frame
//! must be found: the copy of that frame, elsewhere in the file, distinguishes the two.

use std::io;
use std::sync::Arc;

use super::frame::{self, Draft, Position};
use super::keys::{Keys, MAC_BYTES};
use super::record_mac::Digest;
use crate::disk::{self, Disk, DiskFile, write_whole};

const MAGIC: &[u8; 8] = b"prvjrnl1";
const PROVEN_BYTES: usize = 8 + 16 + 8 + MAC_BYTES;
const HEADER_BYTES: usize = PROVEN_BYTES + MAC_BYTES;
const SLOTS_AT: u64 = 4 << 10;
pub(super) const SLOT_BYTES: usize = 64 << 10;
/// The offset of the first frame.
pub(super) const FRAMES_AT: u64 = SLOTS_AT + 2 * SLOT_BYTES as u64;
/// Files grow by this many bytes of zeros: syncing a write inside a file is cheaper than growing it.
pub(super) const STEP_BYTES: u64 = 1 << 20;
const PREFIX: &str = "journal-";

/// A segment, according to its name.
#[derive(Clone)]
pub(super) struct Segment {
    pub(super) name: String,
    /// The number of its first frame.
    pub(super) first: u64,
    pub(super) file: Arc<dyn DiskFile>,
}

/// The contents of a segment's header.
pub(super) enum Header {
    /// It follows this position.
    Follows(Position),
    /// It belongs to another directory.
    Foreign,
    /// A later version wrote it.
    Newer,
    /// It cannot be trusted.
    Damaged,
}

impl Segment {
    /// All segments in the order of their frames. Of two for the same frames the later attempt counts.
    pub(super) fn list(disk: &dyn Disk) -> io::Result<Vec<Self>> {
        let mut found = Vec::new();
        for name in disk.list()? {
            if let Some((first, attempt)) = parse(&name) {
                found.push((first, attempt, name));
            }
        }
        found.sort();
        let mut segments: Vec<Self> = Vec::new();
        for (first, _, name) in found {
            let file = disk.open(&name)?;
            segments.pop_if(|earlier| earlier.first == first);
            segments.push(Self { name, first, file });
        }
        Ok(segments)
    }

    /// Makes the segment after `before`, whole or not at all. Its first frame contains only the digest, so that every
    /// segment has a frame. Returns the journal's position after it, and the frame's length.
    pub(super) fn create(
        disk: &dyn Disk,
        keys: &Keys,
        before: Position,
        digest: Digest,
    ) -> io::Result<(Self, Position, u64)> {
        let first = before.sequence + 1;
        let attempts = disk.list()?.into_iter().filter_map(|name| parse(&name));
        let latest = attempts
            .filter(|(number, _)| *number == first)
            .map(|(_, attempt)| attempt)
            .max();
        let attempt = latest.map_or(0, |latest| latest + 1);
        let name = format!("{PREFIX}{first:016x}.{attempt}");
        let (frame, position) = Draft::of(digest, Vec::new()).whole(keys, before);
        let mut bytes = header(keys, before);
        for at in [slot_of(first), FRAMES_AT] {
            bytes.resize(bytes.len().max(at as usize + frame.len()), 0);
            bytes[at as usize..at as usize + frame.len()].copy_from_slice(&frame);
        }
        bytes.resize(STEP_BYTES as usize, 0);
        let file = write_whole(disk, &name, &bytes)?;
        let segment = Self { name, first, file };
        Ok((segment, position, frame.len() as u64))
    }

    /// Removes what a failed attempt to make the segment from `first` on has left. Returns whether nothing is left.
    pub(super) fn withdraw(disk: &dyn Disk, first: u64) -> bool {
        let withdraw = || {
            let names = disk.list()?.into_iter();
            let left: Vec<String> = names
                .filter(|name| parse(name).is_some_and(|(number, _)| number == first))
                .collect();
            for name in &left {
                disk.remove(name)?;
            }
            if left.is_empty() {
                Ok(())
            } else {
                disk.sync_names()
            }
        };
        withdraw().is_ok()
    }

    pub(super) fn header(&self, keys: &Keys) -> io::Result<Header> {
        if self.file.length()? < HEADER_BYTES as u64 {
            return Ok(Header::Damaged);
        }
        let bytes = disk::read(self.file.as_ref(), 0, HEADER_BYTES)?;
        let (proven, mac) = bytes.split_at(PROVEN_BYTES);
        let head = proven[32..].try_into().map_err(|_| io::ErrorKind::InvalidData)?;
        let before = Position {
            sequence: self.first - 1,
            head,
        };
        Ok(if header(keys, before) == bytes {
            Header::Follows(before)
        } else if proven[..7] == MAGIC[..7]
            && proven[7] > MAGIC[7]
            && proven[8..24] == keys.directory.to_bytes()
        {
            Header::Newer
        } else if proven[..8] == *MAGIC
            && proven[8..24] != keys.directory.to_bytes()
            && keys.journal(&[proven]) != *mac
        {
            Header::Foreign
        } else {
            Header::Damaged
        })
    }

    /// The copies that are whole.
    pub(super) fn copies(&self, keys: &Keys) -> io::Result<Vec<Vec<u8>>> {
        let length = self.file.length()?;
        let mut copies = Vec::new();
        for at in [slot_of(0), slot_of(1)] {
            let left = length.saturating_sub(at).min(SLOT_BYTES as u64);
            let bytes = disk::read(self.file.as_ref(), at, left as usize)?;
            copies.extend(frame::decode(keys, &bytes).map(|whole| whole.bytes.to_vec()));
        }
        Ok(copies)
    }

    /// Rewrites a damaged header.
    pub(super) fn mend(&self, keys: &Keys, before: Position) -> io::Result<()> {
        self.file.write_at(&header(keys, before), 0)?;
        self.file.sync()
    }
}

/// The offset for the copy of a frame.
pub(super) fn slot_of(sequence: u64) -> u64 {
    SLOTS_AT + sequence % 2 * SLOT_BYTES as u64
}

fn header(keys: &Keys, before: Position) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    bytes.extend_from_slice(&keys.directory.to_bytes());
    bytes.extend_from_slice(&(before.sequence + 1).to_le_bytes());
    bytes.extend_from_slice(&before.head);
    let mac = keys.journal(&[&bytes]);
    bytes.extend_from_slice(&mac);
    bytes
}

fn parse(name: &str) -> Option<(u64, u32)> {
    let (first, attempt) = name.strip_prefix(PREFIX)?.split_once('.')?;
    let first = u64::from_str_radix(first, 16).ok().filter(|first| *first > 0)?;
    Some((first, attempt.parse().ok()?))
}
