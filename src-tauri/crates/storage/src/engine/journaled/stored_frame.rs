//! A frame that lies in a file of the journal, and its operations one after the other: it can be large.

use std::sync::Arc;

use portreeve_core::ports::StoreError;

use super::frame::{HEAD_BYTES, PIECE_BYTES, PUT, REMOVE};
use super::keys::{Keys, MAC_BYTES, RunningMac};
use super::record_mac::DIGEST_BYTES;
use crate::disk::{self, DiskFile};
use crate::engine::{Op, from_io};

/// Where a frame lies.
pub(super) struct StoredFrame {
    pub(super) file: Arc<dyn DiskFile>,
    pub(super) at: u64,
    /// How long it is, with its head and its MAC.
    pub(super) bytes: usize,
    pub(super) sequence: u64,
}

impl StoredFrame {
    /// Where its payload starts in the file.
    pub(super) fn payload_at(&self) -> u64 {
        self.at + HEAD_BYTES as u64
    }

    /// How long its payload is.
    pub(super) fn payload_bytes(&self) -> usize {
        self.bytes - HEAD_BYTES - MAC_BYTES
    }

    /// Its operations. Only where no error comes, at the end either, were they what was written.
    pub(super) fn ops(self, keys: &Keys) -> impl Iterator<Item = Result<Op, StoreError>> + use<> {
        let mut reader = Reader {
            mac: keys.begin_journal(),
            left: self.bytes - MAC_BYTES,
            next: self.at,
            buffer: Vec::new(),
            used: 0,
            has_begun: false,
            frame: self,
        };
        let mut has_ended = false;
        std::iter::from_fn(move || {
            if has_ended {
                return None;
            }
            let op = reader.read().transpose();
            has_ended = !matches!(op, Some(Ok(_)));
            op
        })
    }
}

struct Reader {
    frame: StoredFrame,
    /// Of what was read so far.
    mac: RunningMac,
    /// What of the frame was not read yet, but for its MAC, and where that is.
    left: usize,
    next: u64,
    buffer: Vec<u8>,
    /// How much of the buffer was taken.
    used: usize,
    has_begun: bool,
}

impl Reader {
    /// The next operation; `None` where there are no more and the frame is proven whole.
    fn read(&mut self) -> Result<Option<Op>, StoreError> {
        if !std::mem::replace(&mut self.has_begun, true) {
            self.take(HEAD_BYTES + DIGEST_BYTES)?;
        }
        if self.left == 0 && self.used == self.buffer.len() {
            return self.prove().map(|()| None);
        }
        let [kind] = self.take_array()?;
        let key_length = u16::from_le_bytes(self.take_array()?);
        let key = self.take(key_length.into())?.to_vec();
        match kind {
            REMOVE => Ok(Some(Op::Remove(key))),
            PUT => {
                let length = u32::from_le_bytes(self.take_array()?);
                let value = self.take(length as usize)?.to_vec();
                Ok(Some(Op::Put(key, value)))
            }
            _ => Err(self.damaged()),
        }
    }

    fn take(&mut self, length: usize) -> Result<&[u8], StoreError> {
        while self.buffer.len() - self.used < length {
            self.fill()?;
        }
        let taken = self.used..self.used + length;
        self.used += length;
        Ok(&self.buffer[taken])
    }

    fn take_array<const N: usize>(&mut self) -> Result<[u8; N], StoreError> {
        let mut array = [0; N];
        array.copy_from_slice(self.take(N)?);
        Ok(array)
    }

    fn fill(&mut self) -> Result<(), StoreError> {
        let length = self.left.min(PIECE_BYTES);
        if length == 0 {
            return Err(self.damaged());
        }
        let bytes =
            disk::read(self.frame.file.as_ref(), self.next, length).map_err(|error| from_io(&error))?;
        self.mac.update(&bytes);
        self.buffer.drain(..self.used);
        self.buffer.extend_from_slice(&bytes);
        (self.used, self.left, self.next) = (0, self.left - length, self.next + length as u64);
        Ok(())
    }

    fn prove(&self) -> Result<(), StoreError> {
        let told =
            disk::read(self.frame.file.as_ref(), self.next, MAC_BYTES).map_err(|error| from_io(&error))?;
        match self.mac.clone().finish() == *told {
            true => Ok(()),
            false => Err(self.damaged()),
        }
    }

    fn damaged(&self) -> StoreError {
        StoreError::Damaged(format!("entry {} of the journal", self.frame.sequence))
    }
}

#[cfg(test)]
mod tests {
    use portreeve_core::id::DirectoryId;
    use portreeve_core::secret::SecretBytes;

    use super::super::frame::Position;
    use super::super::journal::Journal;
    use super::super::record_mac::Digest;
    use super::*;
    use crate::disk::SimulatedDisk;

    /// A frame of so many values of a thousand bytes, and what it should say.
    fn written(values: u32) -> (Keys, StoredFrame, Vec<Op>) {
        let keys = Keys::new(&SecretBytes::new(vec![7; 32]), DirectoryId::from_bytes([1; 16]));
        let disk = Arc::new(SimulatedDisk::new());
        let start = Position::genesis(&keys);
        let mut journal = Journal::start(disk, keys.clone(), start, Digest::default()).unwrap();
        let put = |number: u32| Op::Put(number.to_be_bytes().into(), vec![number as u8; 1000]);
        let mut ops: Vec<Op> = (0..values).map(put).collect();
        ops.push(Op::Remove(b"gone".to_vec()));
        let appended = journal.append(Digest::default(), ops.clone()).unwrap();
        (keys, appended.frame, ops)
    }

    #[test]
    fn a_frame_is_read_as_it_was_written_however_large() {
        for values in [0, 1, 60, 1036, 1037, 3000] {
            let (keys, frame, ops) = written(values);
            let read: Result<Vec<Op>, StoreError> = frame.ops(&keys).collect();
            assert!(read == Ok(ops), "{values}");
        }
    }

    #[test]
    fn a_damaged_frame_is_told_wherever_it_is() {
        let (_, frame, _) = written(2500);
        let length = frame.bytes as u64;
        for at in [0, 5, 20, 60, 61, 64, 1 << 20, 2 << 20, length - 33, length - 1] {
            let (keys, frame, _) = written(2500);
            let mut byte = [0];
            frame.file.read_at(&mut byte, frame.at + at).unwrap();
            frame.file.write_at(&[byte[0] ^ 1], frame.at + at).unwrap();
            let mut read: Vec<_> = frame.ops(&keys).collect();
            let last = read.pop();
            assert!(matches!(last, Some(Err(StoreError::Damaged(_)))), "at {at}");
            assert!(read.iter().all(Result::is_ok), "nothing comes after the error");
        }
    }
}
