//! The end of the journal, to which frames are appended.

use std::io;
use std::sync::Arc;

use super::anchor_positions::AnchorPositions;
use super::checkpoint::Mark;
use super::frame::{self, Draft, HEAD_BYTES, PIECE_BYTES, Position, Sealed, Sealing};
use super::keys::{Keys, MAC_BYTES};
use super::record_mac::{DIGEST_BYTES, Digest};
use super::segment::{FRAMES_AT, SLOT_BYTES, STEP_BYTES, Segment, slot_of};
use super::stored_frame::StoredFrame;
use crate::broken::{self, Fault};
use crate::disk::{self, Disk, DiskFile};
use crate::engine::{Made, Op};

pub(super) struct Journal {
    disk: Arc<dyn Disk>,
    keys: Keys,
    file: Arc<dyn DiskFile>,
    position: Position,
    digest: Digest,
    /// The positions that the anchor may hold.
    pub(super) remembered: AnchorPositions,
    /// The position at opening if there was no anchor: once an anchor is written, the folder counts as moved to another
    /// place.
    pub(super) moved_at: Option<Position>,
    /// The offset of the next frame.
    end: u64,
    /// The length of the file; the part after `end` is zeros.
    capacity: u64,
    /// Set after a failed write or sync. What it left behind is unknown, and no later sync of the file can be believed,
    /// so the next frame goes into a new file.
    is_broken: bool,
}

/// A frame that was written.
pub(super) struct Appended {
    /// Where it lies.
    pub(super) frame: StoredFrame,
    /// Its operations, and where in the payload their values are.
    pub(super) ops: Sealed,
}

/// A frame that has a copy is written in one piece.
const _: () = assert!(SLOT_BYTES <= PIECE_BYTES);

impl Journal {
    /// Goes on in `file`, whose frames end at `end`.
    pub(super) fn resume(
        disk: Arc<dyn Disk>,
        keys: Keys,
        file: Arc<dyn DiskFile>,
        end: u64,
        position: Position,
        digest: Digest,
    ) -> io::Result<Self> {
        let capacity = file.length()?;
        Ok(Self {
            disk,
            keys,
            file,
            position,
            digest,
            remembered: AnchorPositions::default(),
            moved_at: None,
            end,
            capacity,
            is_broken: false,
        })
    }

    /// Starts a journal, or goes on in a new file. `digest` is that of the records.
    pub(super) fn start(
        disk: Arc<dyn Disk>,
        keys: Keys,
        before: Position,
        digest: Digest,
    ) -> io::Result<Self> {
        let (segment, position, length) = Segment::create(disk.as_ref(), &keys, before, digest)?;
        let end = FRAMES_AT + length;
        Self::resume(disk, keys, segment.file, end, position, digest)
    }

    pub(super) fn position(&self) -> Position {
        self.position
    }

    pub(super) fn mark(&self) -> Mark {
        Mark {
            position: self.position,
            digest: self.digest,
            remembered: self.remembered,
        }
    }

    /// The current position is about to be written to the anchor.
    pub(super) fn announce(&mut self) -> Position {
        if let Some(position) = self.moved_at.take() {
            self.remembered = self.remembered.moved(position);
        }
        self.remembered.announce(self.position);
        self.position
    }

    /// The digest of the records.
    pub(super) fn digest(&self) -> Digest {
        self.digest
    }

    /// Writes `ops`, after which the records add up to `digest`; returns when that would survive power loss. The ops go
    /// as they are written.
    pub(super) fn append(&mut self, digest: Digest, ops: Vec<Op>) -> io::Result<Appended> {
        let draft = Draft::of(digest, ops);
        if u32::try_from(draft.payload_bytes()).is_err() {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        if self.is_broken {
            self.rotate()?;
        }
        let bytes = draft.bytes();
        let reserved = self.reserve(bytes as u64);
        reserved.or_else(|error| match broken::is(Fault::Errors) {
            true => Ok(()),
            false => Err(error),
        })?;
        let mut sealing = draft.seal(&self.keys, self.position);
        if let Err(error) = self.write(&mut sealing, bytes)
            && !broken::is(Fault::Errors)
        {
            self.is_broken = true;
            return Err(error);
        }
        let (position, ops) = sealing.finish();
        Ok(self.appended(position, digest, bytes, ops))
    }

    /// The same for `ops` and those that are `made` while they are written. `add` returns what the records add up to after
    /// each.
    ///
    /// What they add up to comes before them in the frame, and the frame's MAC covers both in that order. So the frame is
    /// read again for the MAC, and its head is written last.
    pub(super) fn append_made(
        &mut self,
        ops: Vec<Op>,
        made: Made,
        add: &mut dyn FnMut(&Op) -> Digest,
    ) -> io::Result<Appended> {
        let ops_bytes = ops.iter().map(frame::op_bytes).sum::<usize>();
        let payload = DIGEST_BYTES + ops_bytes + made.payload_bytes();
        if u32::try_from(payload).is_err() {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        if self.is_broken {
            self.rotate()?;
        }
        let bytes = HEAD_BYTES + payload + MAC_BYTES;
        self.reserve(bytes as u64)?;
        let written = self.write_made(payload, ops, made, add);
        let (position, digest, ops) = written.inspect_err(|_| self.is_broken = true)?;
        Ok(self.appended(position, digest, bytes, ops))
    }

    fn write_made(
        &self,
        payload: usize,
        ops: Vec<Op>,
        made: Made,
        add: &mut dyn FnMut(&Op) -> Digest,
    ) -> io::Result<(Position, Digest, Sealed)> {
        let keys = ops.iter().map(|op| op.key().len()).sum::<usize>() + made.size().keys;
        let mut sealed = Sealed::with_capacity(ops.len() + made.size().steps, keys);
        let mut digest = self.digest;
        let payload_at = self.end + HEAD_BYTES as u64;
        let (mut piece, mut piece_at) = (Vec::new(), DIGEST_BYTES);
        for op in ops.into_iter().chain(made) {
            digest = add(&op);
            sealed.push(&op, &mut piece, piece_at);
            if piece_at + piece.len() > payload {
                return Err(io::ErrorKind::InvalidData.into());
            }
            if piece.len() >= PIECE_BYTES {
                self.file.write_at(&piece, payload_at + piece_at as u64)?;
                piece_at += piece.len();
                piece.clear();
            }
        }
        self.file.write_at(&piece, payload_at + piece_at as u64)?;
        if piece_at + piece.len() != payload {
            return Err(io::ErrorKind::InvalidData.into());
        }
        let mut head = frame::head(payload, self.position);
        head.extend_from_slice(&digest.to_bytes());
        let mut mac = self.keys.begin_journal();
        mac.update(&head);
        let (mut at, end) = (self.end + head.len() as u64, payload_at + payload as u64);
        while at < end {
            let length = (end - at).min(PIECE_BYTES as u64);
            mac.update(&disk::read(self.file.as_ref(), at, length as usize)?);
            at += length;
        }
        let position = Position {
            sequence: self.position.sequence + 1,
            head: mac.finish(),
        };
        self.file.write_at(&position.head, end)?;
        self.file.write_at(&head, self.end)?;
        self.sync()?;
        self.write_stub()?;
        self.sync()?;
        Ok((position, digest, sealed))
    }

    /// Says in the place of the copy of the next frame that the frame was there.
    fn write_stub(&self) -> io::Result<()> {
        let slot = slot_of(self.position.sequence + 1);
        self.file.write_at(&frame::stub(&self.keys, self.position), slot)
    }

    /// Goes on after the frame that was written.
    fn appended(&mut self, position: Position, digest: Digest, bytes: usize, ops: Sealed) -> Appended {
        let frame = StoredFrame {
            file: self.file.clone(),
            at: self.end,
            bytes,
            sequence: position.sequence,
        };
        self.end += bytes as u64;
        self.position = position;
        self.digest = digest;
        Appended { frame, ops }
    }

    /// Goes on in a new file, and says so at the end of this one, so that a missing new file is noticed.
    pub(super) fn rotate(&mut self) -> io::Result<()> {
        let next = Self::start(self.disk.clone(), self.keys.clone(), self.position, self.digest);
        // A half-made new file could still count after a crash. If it cannot be removed, nothing may be appended here.
        let next = next.inspect_err(|_| {
            let first = self.position.sequence + 1;
            self.is_broken |= !Segment::withdraw(self.disk.as_ref(), first);
        })?;
        if !self.is_broken {
            let draft = Draft::continued(self.digest);
            let bytes = draft.bytes();
            // The new file counts as soon as it exists. This frame matters only if it is lost.
            let _ = self.write(&mut draft.seal(&self.keys, self.position), bytes);
        }
        *self = Self {
            remembered: self.remembered,
            moved_at: self.moved_at,
            ..next
        };
        Ok(())
    }

    /// Writes a frame of so many bytes and its copy, and syncs both together. What stands for a copy that would be too
    /// large says that the frame was there, so that must be true first.
    fn write(&self, frame: &mut Sealing, bytes: usize) -> io::Result<()> {
        let slot = slot_of(self.position.sequence + 1);
        let has_copy = bytes <= SLOT_BYTES;
        let mut at = self.end;
        while let Some(piece) = frame.next() {
            self.file.write_at(piece, at)?;
            at += piece.len() as u64;
            if has_copy {
                self.file.write_at(piece, slot)?;
            }
        }
        if !has_copy {
            self.sync()?;
            self.write_stub()?;
        }
        self.sync()
    }

    fn sync(&self) -> io::Result<()> {
        match broken::is(Fault::Sync) {
            true => Ok(()),
            false => self.file.sync(),
        }
    }

    /// Reserves space before writing, so that a full disk is noticed while nothing needs to be undone.
    fn reserve(&mut self, length: u64) -> io::Result<()> {
        let needed = self.end + length;
        if needed <= self.capacity {
            return Ok(());
        }
        let capacity = needed.next_multiple_of(STEP_BYTES);
        let zeros = vec![0; STEP_BYTES as usize];
        let mut at = self.capacity;
        while at < capacity {
            let part = zeros.len().min((capacity - at) as usize);
            self.file.write_at(&zeros[..part], at)?;
            at += part as u64;
        }
        if let Err(error) = self.file.sync() {
            self.is_broken = true;
            return Err(error);
        }
        self.capacity = capacity;
        Ok(())
    }
}
