//! The state: every record by key, in sled. It follows the journal, so it never decides. But it is a second copy of
//! everything, from which the journal and the snapshots can be rebuilt if they are damaged.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::Duration;

use portreeve_core::ports::StoreError;

use super::checkpoint::{MARK_BYTES, Mark};
use super::keys::Keys;
use super::merged_view::View;
use super::record_mac::{Digest, Tag};
use super::recovery::SET_ASIDE;
use crate::engine::{Op, from_io};

/// sled's page cache, in bytes. Its real use is several times that; the read model answers nearly everything anyway.
const CACHE_BYTES: u64 = 4 << 20;
/// How many of many records are written together. sled never frees the memory that it needs for a batch.
const BATCH_RECORDS: usize = 128;
/// After so many records of a large step sled writes all that it has in hand; it would gather tens of MiB of it.
const FLUSHED_RECORDS: usize = 32 * BATCH_RECORDS;
/// The key of the state's checkpoint. Record keys begin with letters, so no record has this key.
const MARK: &[u8] = b"\0position";

pub(super) struct State {
    database: sled::Db,
    keys: Keys,
}

impl State {
    pub(super) fn open(folder: &Path, keys: &Keys) -> Result<Self, StoreError> {
        std::fs::create_dir_all(folder).map_err(|error| from_io(&error))?;
        remove_partial_snapshots(folder).map_err(|error| from_io(&error))?;
        Ok(Self {
            database: open_when_closed(folder)?,
            keys: keys.clone(),
        })
    }

    /// An empty state in place of the one in `folder`, which is kept beside it if `keep` is set.
    pub(super) fn replace(folder: &Path, keys: &Keys, keep: bool) -> Result<Self, StoreError> {
        let failed = |error: io::Error| from_io(&error);
        match (folder.exists(), keep) {
            (true, true) => std::fs::rename(folder, set_aside(folder)).map_err(failed)?,
            // If a stop leaves half of it, that does not fit the journal and is rebuilt.
            (true, false) => std::fs::remove_dir_all(folder).map_err(failed)?,
            (false, _) => {}
        }
        Self::open(folder, keys)
    }

    /// Notes that the state in `folder` is still to be made: the folder exists and is empty until then.
    pub(super) fn leave_to_be_made(folder: &Path) -> io::Result<()> {
        std::fs::create_dir_all(folder)
    }

    /// Whether the state in `folder` is noted as still to be made.
    pub(super) fn is_to_be_made(folder: &Path) -> bool {
        std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none())
    }

    pub(super) fn get(&self, key: &[u8]) -> Option<Vec<u8>> {
        let found = catch_unwind(AssertUnwindSafe(|| self.database.get(key)));
        found.ok()?.ok()?.map(|value| value.to_vec())
    }

    /// Corrects a wrong record.
    pub(super) fn mend(&self, key: &[u8], value: &[u8]) {
        // After a failure it is found wrong again at its next use.
        let _ = catch_unwind(AssertUnwindSafe(|| self.database.insert(key, value)));
    }

    /// Its checkpoint: the entry it has reached, and the digest that its records should have.
    pub(super) fn mark(&self) -> Option<Mark> {
        let bytes = self.get(MARK)?;
        let (proven, mac) = bytes.split_at_checked(MARK_BYTES)?;
        let is_ours = self.keys.record(&[b"mark", proven]) == *mac;
        Mark::from_bytes(proven).filter(|_| is_ours)
    }

    /// Writes `ops`, after which the state is at `mark`.
    pub(super) fn apply(
        &self,
        mark: Mark,
        ops: impl IntoIterator<Item = Result<Op, StoreError>>,
    ) -> Result<(), StoreError> {
        // sled keeps a batch in memory several times over, so a large step is written in parts, and each part is freed.
        // Half of a step does no harm: the mark comes last, so the whole step is written again.
        let mut batch = sled::Batch::default();
        for (number, op) in ops.into_iter().enumerate() {
            match op? {
                Op::Put(key, value) => batch.insert(key, value),
                Op::Remove(key) => batch.remove(key),
            }
            if number % BATCH_RECORDS == BATCH_RECORDS - 1 {
                self.write(std::mem::take(&mut batch))?;
            }
            // What cannot be flushed is written with the mark, or not at all.
            if number % FLUSHED_RECORDS == FLUSHED_RECORDS - 1 {
                self.flush();
            }
        }
        let mut bytes = mark.to_bytes();
        let mac = self.keys.record(&[b"mark", &bytes]);
        bytes.extend_from_slice(&mac);
        batch.insert(MARK, bytes);
        self.write(batch)
    }

    /// Writes all records of `view`, without a checkpoint.
    pub(super) fn fill(&self, view: View) -> Result<(), StoreError> {
        let mut batch = sled::Batch::default();
        let mut records = 0;
        let mut failure = None;
        view.visit(&self.keys, &[], &mut |key, value| {
            batch.insert(key, value);
            records += 1;
            if records == BATCH_RECORDS && failure.is_none() {
                records = 0;
                failure = self.write(std::mem::take(&mut batch)).err();
            }
        })?;
        failure.map_or(Ok(()), Err)?;
        self.write(batch)
    }

    /// Passes every record to `visitor`, in key order.
    pub(super) fn visit(&self, visitor: &mut dyn FnMut(&[u8], &[u8])) -> Result<(), StoreError> {
        let visited = catch_unwind(AssertUnwindSafe(|| {
            for found in self.database.iter() {
                let (key, value) = found.map_err(from_sled)?;
                if &*key != MARK {
                    visitor(&key, &value);
                }
            }
            Ok(())
        }));
        visited.unwrap_or_else(|_| Err(unrecoverable()))
    }

    /// The digest of the actual records.
    pub(super) fn digest(&self) -> Result<Digest, StoreError> {
        let mut digest = Digest::default();
        self.visit(&mut |key, value| digest.add(Tag::of(&self.keys, key, value)))?;
        Ok(digest)
    }

    /// Returns whether the operating system has all data.
    pub(super) fn flush(&self) -> bool {
        catch_unwind(AssertUnwindSafe(|| self.database.flush())).is_ok_and(|flushed| flushed.is_ok())
    }

    /// The size on the disk, in bytes.
    pub(super) fn disk_bytes(&self) -> u64 {
        self.database.size_on_disk().unwrap_or(0)
    }

    fn write(&self, batch: sled::Batch) -> Result<(), StoreError> {
        let written = catch_unwind(AssertUnwindSafe(|| self.database.apply_batch(batch)));
        match written {
            Ok(written) => written.map_err(from_sled),
            Err(_) => Err(StoreError::Io("sled panicked".into())),
        }
    }
}

/// The new path for a damaged state; no earlier one is overwritten.
fn set_aside(folder: &Path) -> PathBuf {
    let place = |number: u32| folder.with_extension(format!("{SET_ASIDE}{number}"));
    (1..u32::MAX)
        .map(place)
        .find(|place| !place.exists())
        .unwrap_or_else(|| place(u32::MAX))
}

/// sled can wait for ever on a full disk. So it is not used if less space is left than this, in bytes, plus three times
/// the data to write.
const ROOM_BYTES_MIN: u64 = 32 << 20;

/// Whether `folder`'s disk has space for so many bytes.
pub(super) fn has_room(folder: &Path, bytes: u64) -> bool {
    let existing = folder.ancestors().find(|folder| folder.exists());
    // If the space is unknown, sled will report a full disk.
    let left = existing.map_or(Ok(u64::MAX), fs4::available_space);
    left.map_or(true, |left| left >= ROOM_BYTES_MIN + 3 * bytes)
}

/// How often and after how long opening is tried: five seconds in all.
const TRIES_MAX: u32 = 100;
const TRY_AGAIN: Duration = Duration::from_millis(50);

/// Waits for sled's file lock. sled's threads release it a moment after the last handle is dropped, and sled's own
/// attempt to take it does not wait. This process has the owner's lock, so any other holder is about to release the
/// file.
fn open_when_closed(folder: &Path) -> Result<sled::Db, StoreError> {
    for _ in 0..TRIES_MAX {
        // sled panics on some kinds of damage, and if the clock is before 1970. Such a panic is a finding, not a crash.
        let open = || {
            sled::Config::new()
                .path(folder)
                .cache_capacity(CACHE_BYTES)
                .open()
        };
        match catch_unwind(AssertUnwindSafe(open)) {
            Ok(Ok(database)) => return Ok(database),
            // sled has no error kind for this.
            Ok(Err(sled::Error::Io(error))) if error.to_string().contains("could not acquire lock") => {
                std::thread::park_timeout(TRY_AGAIN);
            }
            Ok(Err(error)) => return Err(from_sled(error)),
            Err(_) => return Err(unrecoverable()),
        }
    }
    Err(StoreError::Io("another process has the database open".into()))
}

/// Removes snapshots that an abrupt stop left half written and that keep sled from opening; sled makes a new one.
fn remove_partial_snapshots(folder: &Path) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "generating")
        {
            std::fs::remove_file(path)?;
        }
    }
    Ok(())
}

fn unrecoverable() -> StoreError {
    StoreError::Damaged("the state cannot be recovered".into())
}

fn from_sled(error: sled::Error) -> StoreError {
    match error {
        // A file that ends too early is damaged; any other error is the disk's.
        sled::Error::Io(error) if error.kind() == io::ErrorKind::UnexpectedEof => unrecoverable(),
        sled::Error::Io(error) => from_io(&error),
        // To sled a foreign file looks like one of an old version.
        sled::Error::Unsupported(_) => unrecoverable(),
        sled::Error::Corruption { .. } => StoreError::Damaged("the state reports corruption".into()),
        other => StoreError::Io(other.to_string()),
    }
}
