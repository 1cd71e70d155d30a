//! Writes a backup, one record after the other.

use std::io::{self, Write};

use portreeve_core::backup::{BackupFault, BackupLock};
use sha2::{Digest, Sha256};

use crate::format::{Counts, FORMAT, Head, MAGIC, RECORD, TAIL, encode_head, encode_tail};
use crate::lock::{Sealing, close, unwritable};

/// A backup in progress.
pub struct BackupWriter<W: Write> {
    output: Sealing<W>,
    digest: Sha256,
    counts: Counts,
}

impl<W: Write> BackupWriter<W> {
    /// Starts a backup that `lock` encrypts.
    pub fn start(output: W, lock: &BackupLock, head: &Head) -> Result<Self, BackupFault> {
        let mut writer = Self {
            output: close(output, lock)?,
            digest: Sha256::new(),
            counts: Counts::default(),
        };
        let begun = encode_head(head).and_then(|head| {
            writer.write(MAGIC)?;
            writer.write(&FORMAT.to_be_bytes())?;
            writer.write_part(&head)
        });
        begun.map_err(|error| unwritable(&error))?;
        Ok(writer)
    }

    /// Adds a record.
    pub fn add(&mut self, key: &[u8], value: &[u8]) -> Result<(), BackupFault> {
        self.counts.add(key);
        self.write_record(key, value).map_err(|error| unwritable(&error))
    }

    /// Finishes the backup. Returns the output and the number of records.
    pub fn finish(mut self) -> Result<(W, Counts), BackupFault> {
        let ended = encode_tail(&self.counts).and_then(|tail| {
            self.write(&[TAIL])?;
            self.write_part(&tail)
        });
        let Self {
            mut output,
            digest,
            counts,
        } = self;
        let written = ended
            .and_then(|()| output.write_all(&digest.finalize()))
            .and_then(|()| output.finish());
        Ok((written.map_err(|error| unwritable(&error))?, counts))
    }

    fn write_record(&mut self, key: &[u8], value: &[u8]) -> io::Result<()> {
        let length = u16::try_from(key.len()).map_err(|_| io::ErrorKind::FileTooLarge)?;
        self.write(&[RECORD])?;
        self.write(&length.to_be_bytes())?;
        self.write(key)?;
        self.write_part(value)
    }

    fn write_part(&mut self, bytes: &[u8]) -> io::Result<()> {
        let length = u32::try_from(bytes.len()).map_err(|_| io::ErrorKind::FileTooLarge)?;
        self.write(&length.to_be_bytes())?;
        self.write(bytes)
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.digest.update(bytes);
        self.output.write_all(bytes)
    }
}
