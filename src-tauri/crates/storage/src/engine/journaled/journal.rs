//! The end of the journal, to which frames are appended.

use std::io;
use std::sync::Arc;

use super::anchor_positions::AnchorPositions;
use super::checkpoint::Mark;
use super::frame::{self, Draft, HEAD_BYTES, Position};
use super::keys::Keys;
use super::record_mac::Digest;
use super::segment::{FRAMES_AT, SLOT_BYTES, STEP_BYTES, Segment, slot_of};
use crate::broken::{self, Way};
use crate::disk::{Disk, DiskFile};
use crate::engine::Op;

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

/// A written frame, and the place of its payload.
pub(super) struct Appended {
    pub(super) file: Arc<dyn DiskFile>,
    pub(super) at: u64,
    pub(super) frame: Vec<u8>,
}

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

    /// Writes `ops`, after which the records have `digest`. Returns when the frame would survive power loss.
    pub(super) fn append(&mut self, digest: Digest, ops: &[Op]) -> io::Result<Appended> {
        let draft = Draft::of(digest, ops);
        if u32::try_from(draft.payload().len()).is_err() {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        if self.is_broken {
            self.rotate()?;
        }
        let (frame, position) = draft.seal(&self.keys, self.position);
        let reserved = self.reserve(frame.len() as u64);
        reserved.or_else(|error| match broken::is(Way::Errors) {
            true => Ok(()),
            false => Err(error),
        })?;
        if let Err(error) = self.write(&frame, position)
            && !broken::is(Way::Errors)
        {
            self.is_broken = true;
            return Err(error);
        }
        let appended = Appended {
            file: self.file.clone(),
            at: self.end + HEAD_BYTES as u64,
            frame,
        };
        self.end += appended.frame.len() as u64;
        self.position = position;
        self.digest = digest;
        Ok(appended)
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
            let (frame, position) = Draft::continued(self.digest).seal(&self.keys, self.position);
            // The new file counts as soon as it exists. This frame matters only if it is lost.
            let _ = self.write(&frame, position);
        }
        *self = Self {
            remembered: self.remembered,
            moved_at: self.moved_at,
            ..next
        };
        Ok(())
    }

    /// Writes a frame and its copy, and syncs both together. If the frame is too large for a copy, the slot only says
    /// that the frame exists; so the frame is synced first.
    fn write(&self, frame: &[u8], position: Position) -> io::Result<()> {
        let slot = slot_of(position.sequence);
        self.file.write_at(frame, self.end)?;
        if frame.len() <= SLOT_BYTES {
            self.file.write_at(frame, slot)?;
        } else {
            self.sync()?;
            self.file
                .write_at(&frame::stub(&self.keys, self.position), slot)?;
        }
        self.sync()
    }

    fn sync(&self) -> io::Result<()> {
        match broken::is(Way::Sync) {
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
