//! Folders with a directory in them, to be copied, damaged and put back.

use std::fs;
use std::path::{Path, PathBuf};

use portreeve_storage::engine::{JournaledEngine, Place, Position};

use crate::dice::Dice;
use crate::ledger::{self, Ledger};

/// A directory in a real folder, as it is when closed or after its owner was killed.
pub struct Specimen {
    folder: tempfile::TempDir,
    pub ledger: Ledger,
    /// The position that its anchor holds.
    pub anchor: Option<Position>,
}

impl Specimen {
    /// A closed one.
    pub fn closed(dice: &Dice) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let (engine, ledger, _) = work(folder.path(), dice);
        let anchor = Some(engine.position());
        drop(engine);
        Self {
            folder,
            ledger,
            anchor,
        }
    }

    /// One whose owner was killed, with all that the kernel had received by then; the anchor is some commits behind.
    pub fn killed(dice: &Dice) -> Self {
        let live = tempfile::tempdir().expect("a folder");
        let (engine, ledger, anchor) = work(live.path(), dice);
        let folder = tempfile::tempdir().expect("a folder");
        copy(live.path(), folder.path());
        drop(engine);
        Self {
            folder,
            ledger,
            anchor: Some(anchor),
        }
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// A copy for damaging.
    pub fn copy(&self) -> tempfile::TempDir {
        let target = tempfile::tempdir().expect("a folder");
        copy(self.path(), target.path());
        target
    }
}

/// Makes commits, a snapshot, a close and more commits. Returns a position some commits before the end.
fn work(folder: &Path, dice: &Dice) -> (JournaledEngine, Ledger, Position) {
    let mut ledger = Ledger::default();
    let mut commits = |engine: &JournaledEngine, count: u32| {
        for _ in 0..count {
            assert!(
                ledger.commit_of(engine, dice, 600),
                "a disk that works takes commits"
            );
        }
    };
    let engine = ledger::create(place(folder)).expect("an empty folder takes a directory");
    commits(&engine, 60);
    engine.compact().expect("a disk that works takes a snapshot");
    commits(&engine, 15);
    drop(engine);
    let engine = ledger::open(place(folder), None).expect("it opens");
    commits(&engine, 10);
    let anchor = engine.position();
    commits(&engine, 5);
    (engine, ledger, anchor)
}

pub fn place(folder: &Path) -> Place {
    Place::folder(folder).expect("the folder is there")
}

pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.file_type().expect("a kind").is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a copy");
        }
    }
}

/// Every file below `folder`, in a fixed order.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}
