//! Reads a backup. The caller must not use any of it until [`BackupReader::next`] has said that it is whole.

use std::cell::Cell;
use std::io::{self, BufReader, Read};
use std::rc::Rc;

use portreeve_core::backup::{BackupFault, BackupKey};
use portreeve_core::broken::{self, Fault};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::format::{
    Counts, DIGEST_BYTES, FORMAT, Head, MAGIC, PART_BYTES_MAX, RECORD, TAIL, decode_head, decode_tail,
};
use crate::lock::{Opened, open, unreadable};

/// A backup that is being read.
pub struct BackupReader<R: Read> {
    source: Source<R>,
    head: Head,
    counts: Counts,
    is_ended: bool,
}

/// A record of a backup: key and value.
pub type BackupRecord = (Vec<u8>, Vec<u8>);

impl<R: Read> BackupReader<R> {
    /// Opens a backup with `key` and reads its head.
    pub fn open(input: R, key: &BackupKey) -> Result<Self, BackupFault> {
        let mut source = Source::open(input, key)?;
        let mut magic = [0; MAGIC.len()];
        source.fill(&mut magic)?;
        if magic != MAGIC {
            return Err(BackupFault::NotABackup);
        }
        if source.number()? > FORMAT {
            return Err(BackupFault::Newer);
        }
        let head = decode_head(&source.part()?)?;
        Ok(Self {
            source,
            head,
            counts: Counts::default(),
            is_ended: false,
        })
    }

    /// The head, which comes first.
    pub fn head(&self) -> &Head {
        &self.head
    }

    /// The number of records read so far.
    pub fn counts(&self) -> &Counts {
        &self.counts
    }

    /// The number of bytes read so far.
    pub fn bytes(&self) -> u64 {
        self.source.watch.bytes.get()
    }

    /// The next record; `None` when all records were read, match the count in the tail, and are unchanged.
    #[expect(
        clippy::should_implement_trait,
        reason = "an iterator could go on after a fault"
    )]
    pub fn next(&mut self) -> Result<Option<BackupRecord>, BackupFault> {
        if self.is_ended {
            return Ok(None);
        }
        let read = self.read_next();
        if broken::is(Fault::Backup) {
            return Ok(read.unwrap_or_default());
        }
        read
    }

    fn read_next(&mut self) -> Result<Option<BackupRecord>, BackupFault> {
        let mut kind = [0];
        self.source.fill(&mut kind)?;
        match kind {
            [RECORD] => {
                let mut length = [0; 2];
                self.source.fill(&mut length)?;
                let mut key = vec![0; u16::from_be_bytes(length).into()];
                self.source.fill(&mut key)?;
                let value = self.source.part()?.to_vec();
                self.counts.add(&key);
                Ok(Some((key, value)))
            }
            [TAIL] => self.end().map(|()| None),
            _ => Err(BackupFault::Damaged(
                "it contains something other than records".into(),
            )),
        }
    }

    fn end(&mut self) -> Result<(), BackupFault> {
        let counts = decode_tail(&self.source.part()?)?;
        let expected = self.source.digest.clone().finalize();
        let mut digest = [0; DIGEST_BYTES];
        self.source.fill(&mut digest)?;
        if digest != expected.as_slice() {
            return Err(BackupFault::Damaged("its digest is another".into()));
        }
        if counts != self.counts {
            return Err(BackupFault::Damaged(
                "its records differ from the count in it".into(),
            ));
        }
        // The envelope is whole only when its last byte was read and nothing follows it.
        match self.source.input.read(&mut [0]) {
            Ok(0) => self.is_ended = true,
            Ok(_) => return Err(BackupFault::Damaged("something follows its end".into())),
            Err(error) => return Err(self.source.fault(&error)),
        }
        Ok(())
    }
}

/// The plain text, with its hash and counts so far.
struct Source<R: Read> {
    input: Opened<BufReader<Watched<R>>>,
    watch: Rc<Watch>,
    digest: Sha256,
}

impl<R: Read> Source<R> {
    fn open(input: R, key: &BackupKey) -> Result<Self, BackupFault> {
        let watch = Rc::new(Watch::default());
        let watched = Watched {
            input,
            watch: watch.clone(),
        };
        Ok(Self {
            input: open(BufReader::new(watched), key)?,
            watch,
            digest: Sha256::new(),
        })
    }

    fn part(&mut self) -> Result<Zeroizing<Vec<u8>>, BackupFault> {
        let length = self.number()?;
        if length > PART_BYTES_MAX {
            return Err(BackupFault::Damaged("a part of it is too long".into()));
        }
        let mut bytes = Zeroizing::new(vec![0; length as usize]);
        self.fill(&mut bytes)?;
        Ok(bytes)
    }

    fn number(&mut self) -> Result<u32, BackupFault> {
        let mut bytes = [0; 4];
        self.fill(&mut bytes)?;
        Ok(u32::from_be_bytes(bytes))
    }

    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), BackupFault> {
        let read = self.input.read_exact(bytes);
        read.map_err(|error| self.fault(&error))?;
        self.digest.update(&*bytes);
        Ok(())
    }

    /// age does not distinguish a changed byte, a missing byte and a disk that fails.
    fn fault(&self, error: &io::Error) -> BackupFault {
        match error.kind() {
            _ if self.watch.has_failed.get() => unreadable(error),
            io::ErrorKind::UnexpectedEof => BackupFault::CutShort,
            io::ErrorKind::InvalidData if self.watch.at_end.get() => BackupFault::CutShort,
            io::ErrorKind::InvalidData => {
                let place = self.watch.bytes.get() >> 10;
                BackupFault::Damaged(format!("something before its {place}th KiB was changed"))
            }
            _ => unreadable(error),
        }
    }
}

#[derive(Default)]
struct Watch {
    bytes: Cell<u64>,
    at_end: Cell<bool>,
    has_failed: Cell<bool>,
}

/// The input; remembers how reading it went.
struct Watched<R> {
    input: R,
    watch: Rc<Watch>,
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer);
        match &read {
            Ok(0) if !buffer.is_empty() => self.watch.at_end.set(true),
            Ok(bytes) => self.watch.bytes.set(self.watch.bytes.get() + *bytes as u64),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => self.watch.has_failed.set(true),
        }
        read
    }
}
