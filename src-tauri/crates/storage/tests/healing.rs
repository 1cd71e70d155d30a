//! Rebuilds one copy of the records from the other, on a disk that fails meanwhile.

#![allow(clippy::unwrap_used, missing_docs, reason = "a test says so by failing")]

mod folder;

use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use portreeve_core::finding::RepairOutcome;
use portreeve_storage::disk::{Disk, DiskFile, FolderDisk};
use portreeve_storage::engine::{Engine, JournaledEngine, Place, Position};

use folder::{DIRECTORY, commit, copy, holds, open, place, root_key};

/// Fails every new file and every change of names once `left` of them have succeeded.
struct FailingDisk {
    disk: FolderDisk,
    left: AtomicI64,
}

impl FailingDisk {
    fn pay(&self) -> io::Result<()> {
        match self.left.fetch_sub(1, Ordering::SeqCst) {
            ..=0 => Err(io::Error::other("the disk has failed")),
            _ => Ok(()),
        }
    }
}

impl Disk for FailingDisk {
    fn list(&self) -> io::Result<Vec<String>> {
        self.disk.list()
    }

    fn open(&self, name: &str) -> io::Result<Arc<dyn DiskFile>> {
        self.disk.open(name)
    }

    fn create(&self, name: &str) -> io::Result<Arc<dyn DiskFile>> {
        self.pay()?;
        self.disk.create(name)
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        self.pay()?;
        self.disk.rename(from, to)
    }

    fn remove(&self, name: &str) -> io::Result<()> {
        self.pay()?;
        self.disk.remove(name)
    }

    fn sync_names(&self) -> io::Result<()> {
        self.pay()?;
        self.disk.sync_names()
    }
}

fn with_prefix(folder: &Path, prefix: &str) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .filter(|path| path.file_name().unwrap().to_string_lossy().starts_with(prefix))
        .collect()
}

/// As a kill leaves it: not closed.
fn killed(folder: &Path, records: u32) -> (tempfile::TempDir, Position) {
    let engine = JournaledEngine::create(place(folder), &root_key(), DIRECTORY).unwrap();
    (0..records / 2).for_each(|number| commit(&engine, number));
    engine.compact().unwrap();
    let anchor = engine.announce();
    (records / 2..records).for_each(|number| commit(&engine, number));
    engine.settle();
    // sled writes on a thread of its own.
    drop(engine);
    let image = tempfile::tempdir().unwrap();
    copy(folder, image.path());
    fs::remove_file(image.path().join("closed")).unwrap();
    (image, anchor)
}

fn damage_middle_of_journal(folder: &Path) {
    let path = with_prefix(folder, "journal-").pop().unwrap();
    let mut bytes = fs::read(&path).unwrap();
    // In an entry with others after it.
    let at = (132 << 10) + 400;
    bytes[at..at + 3].iter_mut().for_each(|byte| *byte ^= 0xff);
    fs::write(path, bytes).unwrap();
}

#[test]
fn healing_that_was_stopped_anywhere_is_begun_again() {
    const RECORDS: u32 = 40;
    let folder = tempfile::tempdir().unwrap();
    let (image, anchor) = killed(folder.path(), RECORDS);
    damage_middle_of_journal(image.path());
    for stop in 0.. {
        let folder = tempfile::tempdir().unwrap();
        copy(image.path(), folder.path());
        let failing = Place {
            disk: Arc::new(FailingDisk {
                disk: FolderDisk::new(folder.path()).unwrap(),
                left: AtomicI64::new(stop),
            }),
            ..place(folder.path())
        };
        let stopped = open(failing, Some(anchor)).map(drop);
        let engine =
            open(place(folder.path()), Some(anchor)).unwrap_or_else(|error| panic!("after {stop}: {error}"));
        assert!(holds(&engine, RECORDS), "after {stop}");
        if stopped.is_ok() {
            assert!(stop > 3, "there are steps to stop at");
            return;
        }
    }
}

#[test]
fn a_second_damaged_state_does_not_take_the_place_of_the_first() {
    let folder = tempfile::tempdir().unwrap();
    drop(JournaledEngine::create(place(folder.path()), &root_key(), DIRECTORY).unwrap());
    for number in 0..3 {
        let engine = open(place(folder.path()), None).unwrap();
        commit(&engine, number);
        engine.settle();
        drop(engine);
        for file in with_prefix(&folder.path().join("state"), "db") {
            fs::write(file, vec![0xa5; 4096]).unwrap();
        }
    }
    assert_eq!(with_prefix(folder.path(), "state.damaged-").len(), 2);
}

#[test]
fn a_state_that_was_missing_is_told_of_but_not_in_a_new_directory() {
    let folder = tempfile::tempdir().unwrap();
    let engine = JournaledEngine::create(place(folder.path()), &root_key(), DIRECTORY).unwrap();
    commit(&engine, 0);
    engine.settle();
    assert_eq!(engine.findings(), Vec::new());
    drop(engine);
    fs::remove_dir_all(folder.path().join("state")).unwrap();
    let engine = open(place(folder.path()), None).unwrap();
    commit(&engine, 1);
    engine.settle();
    assert_eq!(engine.findings().len(), 1);
}

#[test]
fn a_state_that_is_no_file_of_sleds_any_more_is_made_again() {
    let folder = tempfile::tempdir().unwrap();
    let engine = JournaledEngine::create(place(folder.path()), &root_key(), DIRECTORY).unwrap();
    (0..10).for_each(|number| commit(&engine, number));
    engine.settle();
    drop(engine);
    for file in ["db", "conf"] {
        fs::write(folder.path().join("state").join(file), [0xa5; 70_000]).unwrap();
    }
    let engine = open(place(folder.path()), None).unwrap();
    commit(&engine, 10);
    engine.settle();
    assert!(holds(&engine, 11));
    assert!(
        engine
            .findings()
            .iter()
            .all(|finding| finding.outcome == RepairOutcome::Healed)
    );
    assert_eq!(engine.findings().len(), 1);
}
