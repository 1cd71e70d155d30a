//! sled 0.34: the embedded engine.
//!
//! sled's own `flush` hands data to the kernel (`sync_file_range`) without waiting for the disk, so a commit here
//! is `apply_batch`, `flush`, and then an `fdatasync` of sled's log through a second handle.

use std::fs::File;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock};
use std::time::Duration;

use portreeve_core::ports::StoreError;

use super::{Engine, Op, Pair};

/// sled's page cache, in bytes. Its real use is a multiple; the read model answers nearly everything anyway.
const CACHE_BYTES: u64 = 16 << 20;

/// The sled engine.
///
/// After an error sled refuses everything until it is opened again, and its memory may hold what its disk does not.
/// So an engine whose commit failed is closed at once and opened again when it is next asked.
pub struct SledEngine {
    folder: PathBuf,
    open: RwLock<Option<Database>>,
}

struct Database {
    tree: sled::Db,
    log: File,
}

impl SledEngine {
    /// Opens or creates the database in `folder`, which must be readable by its owner only.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        std::fs::create_dir_all(folder).map_err(|error| from_io(&error))?;
        Ok(Self {
            folder: folder.to_owned(),
            open: RwLock::new(Some(Database::open(folder)?)),
        })
    }

    fn with<T>(&self, work: impl FnOnce(&Database) -> Result<T, StoreError>) -> Result<T, StoreError> {
        if let Some(database) = self.open.read().unwrap_or_else(PoisonError::into_inner).as_ref() {
            return work(database);
        }
        let mut open = self.open.write().unwrap_or_else(PoisonError::into_inner);
        let database = match open.take() {
            Some(database) => database,
            None => Database::open(&self.folder)?,
        };
        work(open.insert(database))
    }
}

impl Engine for SledEngine {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        self.with(|database| {
            Ok(database
                .tree
                .get(key)
                .map_err(from_sled)?
                .map(|value| value.to_vec()))
        })
    }

    fn visit(&self, prefix: &[u8], visitor: &mut dyn FnMut(Pair)) -> Result<(), StoreError> {
        self.with(|database| {
            for found in database.tree.scan_prefix(prefix) {
                let (key, value) = found.map_err(from_sled)?;
                visitor((key.to_vec(), value.to_vec()));
            }
            Ok(())
        })
    }

    fn commit(&self, batch: &[Op]) -> Result<(), StoreError> {
        let committed = self.with(|database| database.commit(batch));
        if committed.is_err() {
            *self.open.write().unwrap_or_else(PoisonError::into_inner) = None;
        }
        committed
    }
}

impl Database {
    fn open(folder: &Path) -> Result<Self, StoreError> {
        remove_partial_snapshots(folder).map_err(|error| from_io(&error))?;
        let tree = open_when_closed(folder)?;
        let log = File::open(folder.join("db")).map_err(|error| from_io(&error))?;
        log.sync_all().map_err(|error| from_io(&error))?;
        File::open(folder)
            .and_then(|folder| folder.sync_all())
            .map_err(|error| from_io(&error))?;
        Ok(Self { tree, log })
    }

    fn commit(&self, batch: &[Op]) -> Result<(), StoreError> {
        let mut sled_batch = sled::Batch::default();
        for op in batch {
            match op {
                Op::Put(key, value) => sled_batch.insert(key.as_slice(), value.as_slice()),
                Op::Remove(key) => sled_batch.remove(key.as_slice()),
            }
        }
        self.tree.apply_batch(sled_batch).map_err(from_sled)?;
        self.tree.flush().map_err(from_sled)?;
        self.log.sync_data().map_err(|error| from_io(&error))
    }
}

/// How often an open is tried and after how long: five seconds in all.
const TRIES_MAX: u32 = 100;
const TRY_AGAIN: Duration = Duration::from_millis(50);

/// sled's threads let go of its file a moment after the last handle is dropped, and its own attempt to lock it does
/// not wait. The owner's lock is ours, so whoever still holds it is about to be gone.
fn open_when_closed(folder: &Path) -> Result<sled::Db, StoreError> {
    let config = sled::Config::new()
        .path(folder)
        .cache_capacity(CACHE_BYTES)
        .flush_every_ms(None);
    for _ in 0..TRIES_MAX {
        // sled panics on some kinds of damage; a panic here is a finding, not a crash.
        match catch_unwind(AssertUnwindSafe(|| config.open())) {
            Ok(Ok(tree)) => return Ok(tree),
            // sled gives this no kind of its own.
            Ok(Err(sled::Error::Io(error))) if error.to_string().contains("could not acquire lock") => {
                std::thread::park_timeout(TRY_AGAIN);
            }
            Ok(Err(error)) => return Err(from_sled(error)),
            Err(_) => return Err(StoreError::Damaged("the database cannot be recovered".into())),
        }
    }
    Err(StoreError::Io("another process has the database open".into()))
}

/// A snapshot that an abrupt stop left half written keeps sled from opening; sled makes a new one.
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

fn from_sled(error: sled::Error) -> StoreError {
    match error {
        sled::Error::Io(error) => from_io(&error),
        sled::Error::Corruption { .. } => StoreError::Damaged("the database reports corruption".into()),
        other => StoreError::Io(other.to_string()),
    }
}

fn from_io(error: &io::Error) -> StoreError {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => StoreError::Full,
        _ => StoreError::Io(error.to_string()),
    }
}
