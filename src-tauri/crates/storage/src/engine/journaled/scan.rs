//! Reading the journal from start to end, and telling what its end means.

use std::io;
use std::sync::Arc;

use super::frame::{self, HEAD_BYTES, Position};
use super::keys::{Keys, MAC_BYTES};
use super::segment::{HEADER_BYTES, Header, Segment};
use crate::broken::{self, Way};
use crate::disk::{self, DiskFile};

/// A frame that was found whole.
pub(super) struct Frame<'a> {
    pub(super) position: Position,
    pub(super) file: &'a Arc<dyn DiskFile>,
    /// Where its payload starts in `file`.
    pub(super) at: u64,
    pub(super) payload: &'a [u8],
}

/// What the journal turned out to be.
pub(super) struct Scan {
    /// After the last frame.
    pub(super) position: Position,
    /// The file to go on with, and where in it.
    pub(super) end: Option<(Arc<dyn DiskFile>, u64)>,
    /// Number of the first frame that is missing although a later one was found.
    pub(super) lost: Option<u64>,
    /// Number of the last such frame.
    pub(super) last_lost: Option<u64>,
    /// The end does not look as a written end does: something may have been cut off.
    pub(super) is_cut: bool,
    /// What was put right on the way.
    pub(super) mended: Vec<String>,
}

/// Why the journal cannot be read at all.
pub(super) enum ScanError {
    Io(io::Error),
    Foreign(String),
    Newer(String),
}

impl Scan {
    /// The frames from `first` to `last` are missing.
    fn lose(&mut self, first: u64, last: u64) {
        self.lost.get_or_insert(first);
        self.last_lost = self.last_lost.max(Some(last));
    }
}

impl From<io::Error> for ScanError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Reads the frames after `from` and hands each to `visitor`.
pub(super) fn scan(
    keys: &Keys,
    segments: &[Segment],
    from: Position,
    visitor: &mut dyn FnMut(Frame<'_>),
) -> Result<Scan, ScanError> {
    let mut scan = Scan {
        position: from,
        end: None,
        lost: None,
        last_lost: None,
        is_cut: false,
        mended: Vec::new(),
    };
    for (index, segment) in segments.iter().enumerate() {
        let next = segments.get(index + 1).map(|next| next.first);
        if next.is_some_and(|next| next <= from.sequence + 1) {
            continue;
        }
        let Some(start) = start_of(keys, segment, &mut scan)? else {
            scan.lose(scan.position.sequence + 1, next.map_or(u64::MAX, |next| next - 1));
            continue;
        };
        let last = next.map_or(u64::MAX, |next| next - 1);
        let mut reader = Reader {
            keys,
            segment,
            cursor: start,
            at: HEADER_BYTES as u64,
            last_frame: Vec::new(),
        };
        reader.read(last, from, &mut scan, visitor)?;
        if next.is_some() && reader.cursor.sequence < last {
            scan.lose(reader.cursor.sequence + 1, last);
        }
        scan.position = reader.cursor;
        let too_early = if broken::is(Way::Resume) {
            reader.last_frame.len() as u64
        } else {
            0
        };
        scan.end = Some((segment.file.clone(), reader.at - too_early));
    }
    Ok(scan)
}

/// What comes before the first frame of `segment`; `None` if nothing can be known of it.
fn start_of(keys: &Keys, segment: &Segment, scan: &mut Scan) -> Result<Option<Position>, ScanError> {
    let follows = segment.first == scan.position.sequence + 1;
    match segment.header(keys)? {
        Header::Foreign => Err(ScanError::Foreign(segment.name.clone())),
        Header::Newer => Err(ScanError::Newer(segment.name.clone())),
        Header::Follows(before) => {
            if (follows && before != scan.position) || segment.first > scan.position.sequence + 1 {
                scan.lose(scan.position.sequence + 1, before.sequence);
            }
            Ok(Some(before))
        }
        // Its name and the chain say all that its header would.
        Header::Damaged if follows => {
            if segment.mend(keys, scan.position).is_ok() {
                scan.mended
                    .push(format!("the header of {} was damaged", segment.name));
            }
            Ok(Some(scan.position))
        }
        Header::Damaged => Ok(None),
    }
}

struct Reader<'a> {
    keys: &'a Keys,
    segment: &'a Segment,
    cursor: Position,
    at: u64,
    last_frame: Vec<u8>,
}

/// What is where the next frame should be.
enum Here {
    /// The frame, perhaps from its copy or with its MAC put right: then it is to be written back.
    Frame { bytes: Vec<u8>, is_mended: bool },
    /// Nothing, and nothing behind it either. `is_cut`: the last frame's copy is missing.
    End { is_cut: bool },
    /// A later frame proves that the one that should be here was lost; reading goes on there.
    Lost { skip: u64, before: Position },
}

impl Reader<'_> {
    fn read(
        &mut self,
        last: u64,
        from: Position,
        scan: &mut Scan,
        visitor: &mut dyn FnMut(Frame<'_>),
    ) -> io::Result<()> {
        while self.cursor.sequence < last {
            match self.look()? {
                Here::Frame { bytes, is_mended } => {
                    let Some((payload, position)) = frame::decode(self.keys, self.cursor, &bytes) else {
                        return Err(io::ErrorKind::InvalidData.into());
                    };
                    if is_mended {
                        let written = self.segment.file.write_at(&bytes, self.at);
                        let number = position.sequence;
                        if written.and_then(|()| self.segment.file.sync()).is_ok() {
                            scan.mended
                                .push(format!("entry {number} of the journal was damaged"));
                        }
                    }
                    if position.sequence == from.sequence && position.head != from.head {
                        scan.lose(position.sequence, position.sequence);
                    }
                    if position.sequence > from.sequence {
                        visitor(Frame {
                            position,
                            file: &self.segment.file,
                            at: self.at + HEAD_BYTES as u64,
                            payload,
                        });
                    }
                    self.cursor = position;
                    self.at += bytes.len() as u64;
                    self.last_frame = bytes;
                }
                Here::End { is_cut } => {
                    scan.is_cut |= is_cut;
                    break;
                }
                Here::Lost { skip, before } => {
                    scan.lose(self.cursor.sequence + 1, before.sequence);
                    self.cursor = before;
                    self.at += skip;
                    self.last_frame.clear();
                }
            }
        }
        Ok(())
    }

    fn look(&self) -> io::Result<Here> {
        let file = self.segment.file.as_ref();
        let left = file.length()?.saturating_sub(self.at);
        if left >= (HEAD_BYTES + MAC_BYTES) as u64 {
            let head = disk::read(file, self.at, HEAD_BYTES)?;
            if let Some((length, sequence)) = frame::claims(&head) {
                let whole = (HEAD_BYTES + MAC_BYTES) as u64 + length as u64;
                if sequence == self.cursor.sequence + 1 && whole <= left {
                    let bytes = disk::read(file, self.at, whole as usize)?;
                    if frame::decode(self.keys, self.cursor, &bytes).is_some() {
                        return Ok(Here::Frame {
                            bytes,
                            is_mended: false,
                        });
                    }
                }
            }
        }
        let mut rest = disk::read(file, self.at, left as usize)?;
        if rest.len() >= self.last_frame.len()
            && rest.starts_with(&self.last_frame)
            && !self.last_frame.is_empty()
        {
            // The usual end. Nothing can lie behind it, for the next frame would have replaced this copy.
            return Ok(Here::End { is_cut: false });
        }
        let is_short = rest.len() < self.last_frame.len();
        let used = rest
            .iter()
            .rposition(|byte| *byte != 0)
            .map_or(0, |last| last + 1);
        let is_empty = used == 0;
        // A MAC may end in zeros.
        rest.truncate((used + MAC_BYTES).min(rest.len()));
        Ok(self
            .find_copy(&rest)
            .or_else(|| self.find_later(&rest))
            .unwrap_or(Here::End {
                // A segment is never without a frame, and the last one never without its copy or what replaces that.
                is_cut: is_short || is_empty || self.last_frame.is_empty(),
            }))
    }

    /// The frame that should be here: its second copy, or itself where only its MAC was damaged.
    fn find_copy(&self, rest: &[u8]) -> Option<Here> {
        let wanted = self.cursor.sequence + 1;
        for offset in frames_claimed(rest, wanted, wanted) {
            if let Some((payload, _)) = frame::decode(self.keys, self.cursor, &rest[offset..]) {
                let length = HEAD_BYTES + payload.len() + MAC_BYTES;
                return Some(Here::Frame {
                    bytes: rest[offset..offset + length].to_vec(),
                    is_mended: true,
                });
            }
        }
        let (payload, computed, _) = frame::unchecked(self.keys, self.cursor, rest)?;
        let length = HEAD_BYTES + payload.len() + MAC_BYTES;
        // The frame after it was made with the MAC that this one should have.
        frame::decode(self.keys, computed, rest.get(length..)?)?;
        let mut bytes = rest[..length - MAC_BYTES].to_vec();
        bytes.extend_from_slice(&computed.head);
        Some(Here::Frame {
            bytes,
            is_mended: true,
        })
    }

    /// A whole frame further on. The MAC that it follows stands right before it.
    fn find_later(&self, rest: &[u8]) -> Option<Here> {
        let next = self.cursor.sequence + 2;
        for offset in frames_claimed(rest, next, u64::MAX) {
            let head = offset
                .checked_sub(MAC_BYTES)
                .and_then(|start| rest[start..offset].try_into().ok());
            let (_, sequence) = frame::claims(&rest[offset..])?;
            let before = Position {
                sequence: sequence - 1,
                head: head?,
            };
            if frame::decode(self.keys, before, &rest[offset..]).is_some() {
                return Some(Here::Lost {
                    skip: offset as u64,
                    before,
                });
            }
        }
        None
    }
}

/// Offsets in `bytes` at which a frame with a number from `first` to `last` could start and end.
fn frames_claimed(bytes: &[u8], first: u64, last: u64) -> impl Iterator<Item = usize> {
    (MAC_BYTES..bytes.len().saturating_sub(HEAD_BYTES + MAC_BYTES)).filter(move |offset| {
        frame::claims(&bytes[*offset..]).is_some_and(|(length, sequence)| {
            (first..=last).contains(&sequence)
                && offset
                    .checked_add(HEAD_BYTES + MAC_BYTES)
                    .and_then(|end| end.checked_add(length))
                    .is_some_and(|end| end <= bytes.len())
        })
    })
}
