//! Ports that tests control.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use portreeve_core::backup::{
    BackupFault, BackupFigures, BackupKey, BackupLabel, BackupLock, BackupSchedule, Rehearsal,
};
use portreeve_core::finding::Finding;
use portreeve_core::id::DirectoryId;
use portreeve_core::ports::{
    Clock, Entropy, FileError, Files, KeyLocation, Prepared, PreparedBackup, PreparedKeyMove,
    SecretStoreError, Vault,
};
use portreeve_core::progress::{Stage, Watch, tell};
use portreeve_core::secret::{Secret, SecretText};
use portreeve_core::time::Timestamp;

/// A clock that stands still until a test moves it.
#[derive(Debug)]
pub struct FakeClock {
    wall_ms: AtomicI64,
    monotonic_us: AtomicU64,
}

impl FakeClock {
    /// A clock at 2026-05-03T09:00:00Z.
    pub fn new() -> Self {
        Self {
            wall_ms: AtomicI64::new(1_777_798_800_000),
            monotonic_us: AtomicU64::new(0),
        }
    }

    /// Lets time pass.
    pub fn advance_secs(&self, secs: u32) {
        self.jump_secs(secs.into());
        let us = u64::from(secs) * 1_000_000;
        self.monotonic_us.fetch_add(us, Ordering::SeqCst);
    }

    /// Sets the wall clock while no time passes.
    pub fn set(&self, wall: Timestamp) {
        self.wall_ms.store(wall.unix_ms(), Ordering::SeqCst);
    }

    /// Moves the wall clock forward or back while no time passes.
    pub fn jump_secs(&self, secs: i64) {
        self.wall_ms.fetch_add(secs * 1000, Ordering::SeqCst);
    }
}

impl Default for FakeClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for FakeClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_unix_ms(self.wall_ms.load(Ordering::SeqCst))
    }

    fn monotonic_us(&self) -> u64 {
        self.monotonic_us.load(Ordering::SeqCst)
    }
}

/// Bytes that look random, the same for the same seed (SplitMix64).
#[derive(Debug)]
pub struct SeededEntropy(AtomicU64);

impl SeededEntropy {
    /// Starts from `seed`.
    pub fn new(seed: u64) -> Self {
        Self(AtomicU64::new(seed))
    }
}

impl Entropy for SeededEntropy {
    fn fill(&self, buffer: &mut [u8]) {
        for chunk in buffer.chunks_mut(8) {
            let mut word = self.0.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::SeqCst);
            word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            word ^= word >> 31;
            chunk.copy_from_slice(&word.to_le_bytes()[..chunk.len()]);
        }
    }
}

/// A disk in memory. Every folder exists except those called `missing`; folders called `full` have no space, and
/// folders called `vanishing` disappear when a file is put in place.
#[derive(Clone, Debug, Default)]
pub struct MemoryFiles(Arc<Mutex<BTreeMap<String, Vec<u8>>>>);

impl MemoryFiles {
    /// Stores a file.
    pub fn put(&self, path: &str, contents: &[u8]) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(path.to_owned(), contents.to_vec());
    }

    /// The contents of a file, as text.
    pub fn text(&self, path: &str) -> Option<String> {
        let files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        files
            .get(path)
            .map(|contents| String::from_utf8_lossy(contents).into_owned())
    }
}

impl Files for MemoryFiles {
    fn read(&self, path: &str, max_bytes: u64) -> Result<Vec<u8>, FileError> {
        let files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let contents = files.get(path).ok_or(FileError::NotFound)?;
        if contents.len() as u64 > max_bytes {
            Err(FileError::TooLarge(max_bytes))
        } else {
            Ok(contents.clone())
        }
    }

    fn prepare(
        &self,
        path: &str,
        contents: &Secret<Vec<u8>>,
        replace: bool,
    ) -> Result<Box<dyn Prepared>, FileError> {
        if path.contains("/missing/") {
            return Err(FileError::NotFound);
        }
        if path.contains("/full/") {
            return Err(FileError::Full);
        }
        if !replace && self.text(path).is_some() {
            return Err(FileError::Exists);
        }
        Ok(Box::new(MemoryPrepared {
            files: self.clone(),
            path: path.to_owned(),
            contents: contents.expose().clone(),
        }))
    }

    fn make_folder(&self, path: &str) -> Result<(), FileError> {
        if path.starts_with("/missing") {
            return Err(FileError::NotFound);
        }
        Ok(())
    }
}

struct MemoryPrepared {
    files: MemoryFiles,
    path: String,
    contents: Vec<u8>,
}

impl Prepared for MemoryPrepared {
    fn path(&self) -> &str {
        &self.path
    }

    fn place(self: Box<Self>) -> Result<(), FileError> {
        if self.path.contains("/vanishing/") {
            return Err(FileError::NotFound);
        }
        self.files.put(&self.path, &self.contents);
        Ok(())
    }
}

/// A vault without data that records what it was asked.
#[derive(Debug)]
pub struct FakeVault {
    made: Arc<Mutex<BTreeMap<String, BackupFigures>>>,
    is_full: AtomicBool,
    key_location: Arc<Mutex<KeyLocation>>,
    disk_left: AtomicU64,
}

impl Default for FakeVault {
    fn default() -> Self {
        Self {
            made: Arc::default(),
            is_full: AtomicBool::new(false),
            key_location: Arc::new(Mutex::new(KeyLocation::PassphraseFile)),
            disk_left: AtomicU64::new(1 << 40),
        }
    }
}

struct FakeBackup {
    path: String,
    figures: BackupFigures,
    made: Arc<Mutex<BTreeMap<String, BackupFigures>>>,
}

impl Prepared for FakeBackup {
    fn path(&self) -> &str {
        &self.path
    }

    fn place(self: Box<Self>) -> Result<(), FileError> {
        if self.path.contains("/vanishing/") {
            return Err(FileError::NotFound);
        }
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        made.insert(self.path, self.figures);
        Ok(())
    }
}

struct FakeKeyMove(Arc<Mutex<KeyLocation>>, KeyLocation);

impl PreparedKeyMove for FakeKeyMove {
    fn decide(self: Box<Self>) -> Result<Option<String>, SecretStoreError> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = self.1;
        Ok(None)
    }
}

impl FakeVault {
    /// Makes its disk full, or not full again.
    pub fn break_disk(&self, is_full: bool) {
        self.is_full.store(is_full, Ordering::SeqCst);
    }

    /// Leaves so many bytes on its disk.
    pub fn leave(&self, bytes: u64) {
        self.disk_left.store(bytes, Ordering::SeqCst);
    }

    /// Deletes a backup.
    pub fn lose(&self, path: &str) {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        made.remove(path);
    }

    /// Whether a backup was made at `path`.
    pub fn has(&self, path: &str) -> bool {
        let made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        made.contains_key(path)
    }
}

impl Vault for FakeVault {
    fn key_location(&self) -> KeyLocation {
        *self.key_location.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn prepare_key_move(
        &self,
        to: KeyLocation,
        _: Option<&SecretText>,
    ) -> Result<Box<dyn PreparedKeyMove>, SecretStoreError> {
        if self.is_full.load(Ordering::SeqCst) {
            return Err(SecretStoreError::Full);
        }
        Ok(Box::new(FakeKeyMove(self.key_location.clone(), to)))
    }

    fn examine_files(&self) -> Vec<Finding> {
        Vec::new()
    }

    fn prepare_backup(
        &self,
        path: &str,
        _: &BackupLock,
        label: BackupLabel,
        replace: bool,
        watch: &Watch<'_>,
    ) -> Result<PreparedBackup, BackupFault> {
        tell(watch, Stage::Writing, 0, 1)?;
        if self.is_full.load(Ordering::SeqCst) {
            return Err(BackupFault::Unwritable(FileError::Full));
        }
        if !replace && self.has(path) {
            return Err(BackupFault::Unwritable(FileError::Exists));
        }
        let figures = BackupFigures {
            directory: DirectoryId::from_bytes([0; 16]),
            label,
            records: 1,
            users: 1,
            groups: 0,
            clients: 0,
            bytes: 1,
        };
        let file = Box::new(FakeBackup {
            path: path.to_owned(),
            figures: figures.clone(),
            made: self.made.clone(),
        });
        Ok(PreparedBackup { figures, file })
    }

    fn prepare_scheduled_backup(
        &self,
        schedule: &BackupSchedule,
        label: BackupLabel,
        watch: &Watch<'_>,
    ) -> Result<PreparedBackup, BackupFault> {
        let path = format!("{}/{}.backup", schedule.folder, label.made_at);
        if schedule.folder.contains("missing") {
            return Err(BackupFault::Unwritable(FileError::NotFound));
        }
        self.prepare_backup(&path, &schedule.lock, label, true, watch)
    }

    fn is_there(&self, path: &str) -> bool {
        self.has(path)
    }

    fn rehearse(
        &self,
        path: &str,
        _: &BackupKey,
        _: Timestamp,
        watch: &Watch<'_>,
    ) -> Result<Rehearsal, BackupFault> {
        tell(watch, Stage::Reading, 0, 1)?;
        let made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        let figures = made.get(path).cloned().ok_or(BackupFault::NotABackup)?;
        Ok(Rehearsal { figures, keys: 0 })
    }

    fn disk_left(&self) -> Option<u64> {
        Some(self.disk_left.load(Ordering::SeqCst))
    }

    fn split_key(&self) -> Result<[SecretText; 3], BackupFault> {
        Ok(["one", "two", "three"].map(SecretText::from))
    }
}
