//! A batch so large that it is written, and read for the state, in pieces.

#![allow(clippy::unwrap_used, missing_docs, reason = "a test says so by failing")]

mod folder;

use std::fs;
use std::io;
use std::sync::Arc;

use portreeve_core::finding::RepairOutcome;
use portreeve_storage::disk::{CrashStyle, Fault, SimulatedDisk};
use portreeve_storage::engine::{
    Batch, CommitError, Engine, JournaledEngine, Made, MadeSize, Op, Place, Revision,
};

use folder::{DIRECTORY, commit, copy, holds, key, open, place, root_key};

/// Together they are longer than two pieces, and shorter than what makes the journal start over.
const RECORDS: u32 = 2600;
/// What else is there.
const SMALL: u32 = 3;

fn value(number: u32) -> Vec<u8> {
    let word = number.to_le_bytes();
    word.iter().copied().cycle().take(1000).collect()
}

/// How the batch is handed over: at once, or most of it made while it is written.
const WAYS: [bool; 2] = [false, true];

fn large(is_made: bool) -> Batch {
    let puts = (SMALL..RECORDS).map(|number| Op::Put(key(number), value(number)));
    if !is_made {
        return puts.chain([Op::Remove(key(0))]).collect::<Vec<_>>().into();
    }
    let mut size = MadeSize::default();
    (SMALL..RECORDS).for_each(|number| size.add_put(key(number).len(), value(number).len()));
    Batch {
        ops: vec![Op::Remove(key(0))],
        // Not in the order of their keys, as an import has them.
        made: Made::puts(size, puts.rev()),
        ..Batch::default()
    }
}

/// Whether all of the batch is there; `None` where a part of it is.
fn is_there(engine: &JournaledEngine) -> Option<bool> {
    let get = |number| engine.get(&key(number)).unwrap();
    let is_removed = get(0).is_none();
    let there = (SMALL..RECORDS).filter(|number| get(*number) == Some(value(*number)));
    match there.count() as u32 {
        0 if !is_removed => Some(false),
        count if count == RECORDS - SMALL && is_removed => Some(true),
        _ => None,
    }
}

fn small(place: Place) -> JournaledEngine {
    let engine = JournaledEngine::create(place, &root_key(), DIRECTORY).unwrap();
    (0..SMALL).for_each(|number| commit(&engine, number));
    engine
}

fn commit_large(engine: &JournaledEngine, is_made: bool) -> Result<Revision, CommitError> {
    engine.commit(large(is_made))
}

#[test]
fn the_state_follows_it_and_heals_the_journal_it_was_read_from() {
    WAYS.into_iter().for_each(the_state_follows);
}

fn the_state_follows(is_made: bool) {
    let folder = tempfile::tempdir().unwrap();
    let engine = small(place(folder.path()));
    commit_large(&engine, is_made).unwrap();
    engine.settle();
    assert_eq!(is_there(&engine), Some(true));
    commit(&engine, 0);
    drop(engine);
    let image = tempfile::tempdir().unwrap();
    copy(folder.path(), image.path());
    let journal = fs::read_dir(image.path())
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let journal = journal
        .filter(|path| {
            path.file_name()
                .unwrap()
                .to_string_lossy()
                .starts_with("journal-")
        })
        .max()
        .unwrap();
    let mut bytes = fs::read(&journal).unwrap();
    bytes[1 << 20] ^= 0xff;
    fs::write(journal, bytes).unwrap();
    let engine = open(place(image.path()), None).unwrap();
    assert!(holds(&engine, 1));
    assert!((SMALL..RECORDS).all(|number| engine.get(&key(number)) == Ok(Some(value(number)))));
    let healed = engine.findings();
    assert!(
        healed
            .iter()
            .any(|finding| finding.outcome == RepairOutcome::Healed),
        "{healed:?}"
    );
}

#[test]
fn it_is_whole_or_absent_wherever_the_disk_fails_and_the_power_is_cut() {
    WAYS.into_iter().for_each(it_is_whole_or_absent);
}

fn it_is_whole_or_absent(is_made: bool) {
    for at in 0.. {
        let disk = SimulatedDisk::new();
        let engine = small(Place {
            disk: Arc::new(disk.clone()),
            state: None,
        });
        disk.set_fault(Some(Fault {
            at,
            kind: io::ErrorKind::Other,
            lasts: true,
        }));
        let committed = commit_large(&engine, is_made).is_ok();
        let styles = (0..6).map(CrashStyle::Torn);
        for style in styles.chain([CrashStyle::DropAll, CrashStyle::KeepAll]) {
            let place = Place {
                disk: Arc::new(disk.crash(style)),
                state: None,
            };
            let engine = open(place, None).unwrap();
            let found = is_there(&engine);
            assert!(found.is_some(), "a part of it is there: fault {at}, {style:?}");
            assert!(!committed || found == Some(true), "it is lost: {style:?}");
        }
        if committed {
            assert!(at > 5, "there are pieces to stop after");
            return;
        }
    }
}

#[test]
fn more_than_was_said_is_not_written() {
    for wrong in [SMALL..RECORDS - 1, SMALL..RECORDS + 1] {
        let disk = SimulatedDisk::new();
        let place = Place {
            disk: Arc::new(disk.clone()),
            state: None,
        };
        let engine = small(place);
        let puts = wrong.map(|number| Op::Put(key(number), value(number)));
        let batch = Batch {
            made: Made::puts(large(true).made.size(), puts),
            ..Batch::default()
        };
        assert!(engine.commit(batch).is_err());
        assert_eq!(is_there(&engine), Some(false));
        commit(&engine, 0);
        drop(engine);
        let place = Place {
            disk: Arc::new(disk),
            state: None,
        };
        let engine = open(place, None).unwrap();
        assert_eq!(is_there(&engine), Some(false));
    }
}
