//! Reads the journal from start to end, and decides what its end means.

use std::io;
use std::sync::Arc;

use super::frame::{self, HEAD_BYTES, Position};
use super::keys::Keys;
use super::segment::{FRAMES_AT, Header, Segment, slot_of};
use crate::disk::{self, DiskFile};

/// A whole frame.
pub(super) struct Frame<'a> {
    pub(super) position: Position,
    pub(super) file: &'a Arc<dyn DiskFile>,
    /// The offset of its payload in `file`.
    pub(super) at: u64,
    pub(super) payload: &'a [u8],
}

/// The result of reading the journal.
pub(super) struct Scan {
    /// The position after the last frame.
    pub(super) position: Position,
    /// The file in which the journal goes on, and the offset there.
    pub(super) end: Option<(Arc<dyn DiskFile>, u64)>,
    /// The number of the first frame that is missing although a later one was found.
    pub(super) lost: Option<u64>,
    /// The number of the last such frame.
    pub(super) last_lost: Option<u64>,
    /// Whether the end looks unlike a written end: something may have been cut off.
    pub(super) is_cut: bool,
    /// Repairs made while reading.
    pub(super) mended: Vec<String>,
}

/// Why the journal cannot be read at all.
pub(super) enum ScanError {
    Io(io::Error),
    Foreign(String),
    Newer(String),
}

impl Scan {
    /// Notes that the frames from `first` to `last` are missing.
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

/// Reads the frames after `from` and passes each to `visitor`.
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
            at: FRAMES_AT,
            last_frame: Vec::new(),
        };
        reader.read(last, from, &mut scan, visitor)?;
        if next.is_some() && reader.cursor.sequence < last {
            scan.lose(reader.cursor.sequence + 1, last);
        }
        scan.position = reader.cursor;
        scan.end = Some((segment.file.clone(), reader.at));
    }
    Ok(scan)
}

/// The position before the first frame of `segment`; `None` if it is unknown.
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
        // Its name and the chain say everything that its header would.
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

/// What stands in place of the next frame.
enum Here {
    /// The frame. If it came from its copy, it must be written back.
    Frame {
        bytes: Vec<u8>,
        position: Position,
        is_mended: bool,
    },
    /// Nothing, and no proof that there was more.
    End,
    /// A later frame proves that this one was lost; reading goes on at the later one.
    Lost { skip: u64, before: Position },
    /// The copy of a later frame proves that all frames from here to it are lost.
    LostEnd { last: u64 },
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
                Here::Frame {
                    bytes,
                    position,
                    is_mended,
                } => {
                    if is_mended {
                        // One of the next commits overwrites the copy, so the write must succeed before any commit.
                        self.segment.file.write_at(&bytes, self.at)?;
                        self.segment.file.sync()?;
                        let number = position.sequence;
                        scan.mended
                            .push(format!("entry {number} of the journal was damaged"));
                    }
                    if position.sequence == from.sequence && position.head != from.head {
                        scan.lose(position.sequence, position.sequence);
                    }
                    if position.sequence > from.sequence {
                        visitor(Frame {
                            position,
                            file: &self.segment.file,
                            at: self.at + HEAD_BYTES as u64,
                            payload: frame::payload_of(&bytes),
                        });
                    }
                    self.cursor = position;
                    self.at += bytes.len() as u64;
                    self.last_frame = bytes;
                }
                Here::Lost { skip, before } => {
                    scan.lose(self.cursor.sequence + 1, before.sequence);
                    self.cursor = before;
                    self.at += skip;
                }
                Here::LostEnd { last } => {
                    scan.lose(self.cursor.sequence + 1, last);
                    break;
                }
                Here::End => {
                    self.end(scan)?;
                    break;
                }
            }
        }
        Ok(())
    }

    /// Checks the copies at the end: every segment has a frame, and a copy of its last frame.
    fn end(&self, scan: &mut Scan) -> io::Result<()> {
        let copies = self.segment.copies(self.keys)?;
        scan.is_cut |= self.last_frame.is_empty() || copies.is_empty();
        if !copies.contains(&self.last_frame) && self.last_frame.len() <= super::segment::SLOT_BYTES {
            // A damaged copy is repaired now: the next frame goes to the other slot.
            let written = self
                .segment
                .file
                .write_at(&self.last_frame, slot_of(self.cursor.sequence));
            if written.and_then(|()| self.segment.file.sync()).is_ok() && !self.last_frame.is_empty() {
                scan.mended
                    .push("the copy of the journal's last entry was damaged".into());
            }
        }
        Ok(())
    }

    fn look(&self) -> io::Result<Here> {
        let file = self.segment.file.as_ref();
        let left = file.length()?.saturating_sub(self.at);
        if left >= HEAD_BYTES as u64 {
            let head = disk::read(file, self.at, HEAD_BYTES)?;
            if let Some((length, sequence)) = frame::claims(&head)
                && sequence == self.cursor.sequence + 1
                && length as u64 <= left
            {
                let bytes = disk::read(file, self.at, length)?;
                if let Some(position) = self.following(&bytes) {
                    return Ok(Here::Frame {
                        bytes,
                        position,
                        is_mended: false,
                    });
                }
            }
        }
        let copies = self.segment.copies(self.keys)?;
        let followed = copies.iter().find_map(|copy| Some((copy, self.following(copy)?)));
        if let Some((copy, position)) = followed {
            return Ok(Here::Frame {
                bytes: copy.clone(),
                position,
                is_mended: true,
            });
        }
        let rest = disk::read(file, self.at, left as usize)?;
        if let Some(later) = self.find_later(&rest) {
            return Ok(later);
        }
        let last = copies
            .iter()
            .filter_map(|copy| Some(frame::decode(self.keys, copy)?.position.sequence))
            .max();
        Ok(match last.filter(|last| *last > self.cursor.sequence) {
            Some(last) => Here::LostEnd { last },
            None => Here::End,
        })
    }

    /// The position after `bytes`, if they are the next frame.
    fn following(&self, bytes: &[u8]) -> Option<Position> {
        let whole = frame::decode(self.keys, bytes)?;
        (whole.before == self.cursor && !whole.is_stub()).then_some(whole.position)
    }

    /// Finds a later whole frame.
    fn find_later(&self, rest: &[u8]) -> Option<Here> {
        let used = rest.iter().rposition(|byte| *byte != 0)?;
        (1..used).find_map(|offset| {
            let bytes = &rest[offset..];
            let (length, sequence) = frame::claims(bytes)?;
            // Any bytes may look like a length; only plausible ones are worth a MAC.
            if sequence <= self.cursor.sequence + 1 || sequence >> 40 != 0 || length > bytes.len() {
                return None;
            }
            let whole = frame::decode(self.keys, bytes)?;
            Some(Here::Lost {
                skip: offset as u64,
                before: whole.before,
            })
        })
    }
}
