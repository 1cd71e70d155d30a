//! What every engine must do, tried on each engine.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Barrier};

use portreeve_core::id::DirectoryId;
use portreeve_core::kind::Kind;
use portreeve_core::progress::unwatched;
use portreeve_core::secret::SecretBytes;
use portreeve_storage::disk::{Disk, SimulatedDisk};
use portreeve_storage::engine::{
    Batch, Changes, CommitError, Engine, JournaledEngine, MemoryEngine, Op, Place, Revision,
};
use portreeve_storage::prefix;

/// How often two writers race.
const ROUNDS: u32 = 50;

/// An engine under test.
trait Subject: Engine {
    /// Makes it forget when records were written.
    fn forget(&self);
}

impl Subject for MemoryEngine {
    fn forget(&self) {
        // It forgets when too many keys are removed.
        for number in 0..5_000_u32 {
            let key = format!("z{number}").into_bytes();
            self.commit([Op::Remove(key)].into()).unwrap();
        }
    }
}

impl Subject for JournaledEngine {
    fn forget(&self) {
        self.compact().unwrap();
        // The second compaction takes in the first frame of the new journal.
        self.compact().unwrap();
    }
}

/// Runs the whole suite on empty engines from `open`.
fn conforms<S: Subject>(open: impl Fn() -> S) {
    a_batch_is_whole_and_its_last_step_counts(&open());
    every_kind_is_kept_apart(&open());
    keys_are_listed_without_those_that_are_gone(&open());
    what_must_be_absent_is(&open());
    what_must_be_unchanged_is(&open());
    a_refused_batch_leaves_nothing(&open());
    conditions_are_of_the_moment_before_the_batch(&open());
    every_batch_makes_a_later_revision(&open());
    changes_are_told_in_order_and_the_last_of_each_key(&open());
    changes_from_too_long_ago_are_loaded_anew(&open());
    what_was_forgotten_is_unchanged_since(&open());
    one_of_two_takes_a_key(&Arc::new(open()));
    nobody_counts_over_somebody_else(&Arc::new(open()));
    who_comes_last_counts_in_every_copy(&Arc::new(open()));
}

#[test]
fn the_memory_engine_conforms() {
    conforms(MemoryEngine::default);
}

#[test]
fn the_journaled_engine_on_a_simulated_disk_conforms() {
    conforms(|| {
        create(Place {
            disk: Arc::new(SimulatedDisk::new()),
            state: None,
        })
    });
}

#[test]
fn the_journaled_engine_in_a_folder_conforms() {
    let folder = tempfile::tempdir().unwrap();
    let count = std::cell::Cell::new(0);
    conforms(|| {
        count.set(count.get() + 1);
        create(Place::folder(&folder.path().join(count.get().to_string())).unwrap())
    });
}

#[test]
fn a_journal_that_is_opened_again_goes_on_counting_and_knows_what_was_written() {
    let folder = tempfile::tempdir().unwrap();
    let engine = create(Place::folder(folder.path()).unwrap());
    let first = put(&engine, b"u1", b"a");
    engine.compact().unwrap();
    let second = put(&engine, b"u2", b"b");
    drop(engine);

    let engine = reopen(folder.path());
    assert!(engine.revision().unwrap() >= second);
    assert_eq!(known(&engine, first), [put_op(b"u2", b"b")]);
    let unchanged = |key: &[u8], seen| Batch {
        unchanged: vec![(key.to_vec(), seen)],
        ..Batch::default()
    };
    let now = engine.revision().unwrap();
    assert!(engine.commit(unchanged(b"u1", now)).is_ok());
    assert!(engine.commit(unchanged(b"u2", second)).is_ok());
    assert_eq!(
        engine.commit(unchanged(b"u2", first)),
        Err(CommitError::Conflict(b"u2".to_vec()))
    );
    assert!(put(&engine, b"u3", b"c") > now);
}

#[test]
fn a_journal_that_has_grown_long_is_short_after_the_close() {
    const VALUE: usize = 256 << 10;
    let folder = tempfile::tempdir().unwrap();
    let engine = create(Place::folder(folder.path()).unwrap());
    let write = |key: u8| put(&engine, &[b'u', key], &[key; VALUE]);
    // With a snapshot of 12 MiB, no compaction is due before the journal has 6 MiB.
    for key in 0..48 {
        write(key);
    }
    engine.compact().unwrap();
    for key in 0..20 {
        write(key);
    }
    let journal_bytes = || -> u64 {
        let files = std::fs::read_dir(folder.path()).unwrap().map(Result::unwrap);
        let journal = files.filter(|file| file.file_name().to_string_lossy().starts_with("journal"));
        journal.map(|file| file.metadata().unwrap().len()).sum()
    };
    assert!(journal_bytes() > 4 << 20);
    drop(engine);
    assert!(journal_bytes() < 2 << 20);
    assert_eq!(
        reopen(folder.path()).get(b"u\x13").unwrap(),
        Some(vec![0x13; VALUE])
    );
}

#[test]
fn changes_whose_place_in_the_journal_is_damaged_are_loaded_anew() {
    let disk = SimulatedDisk::new();
    let engine = create(Place {
        disk: Arc::new(disk.clone()),
        state: None,
    });
    let before = engine.revision().unwrap();
    put(&engine, b"u1", b"a value that is found again");
    for name in disk.list().unwrap() {
        let mut bytes = disk.bytes(&name).unwrap();
        let needle = b"a value that is found again";
        let places: Vec<usize> = (0..bytes.len().saturating_sub(needle.len()))
            .filter(|at| bytes[*at..].starts_with(needle))
            .collect();
        assert!(!places.is_empty(), "it is not in {name}");
        places.into_iter().for_each(|at| bytes[at] ^= 1);
        let file = disk.open(&name).unwrap();
        file.write_at(&bytes, 0).unwrap();
    }
    assert_eq!(engine.changes(before).unwrap(), Changes::Forgotten);
}

fn root_key() -> SecretBytes {
    SecretBytes::new(vec![7; 32])
}

fn create(place: Place) -> JournaledEngine {
    JournaledEngine::create(place, &root_key(), DirectoryId::from_bytes([1; 16])).unwrap()
}

fn reopen(folder: &Path) -> JournaledEngine {
    let place = Place::folder(folder).unwrap();
    JournaledEngine::open(place, &root_key(), DirectoryId::from_bytes([1; 16]), None).unwrap()
}

fn put_op(key: &[u8], value: &[u8]) -> Op {
    Op::Put(key.to_vec(), value.to_vec())
}

fn put(engine: &dyn Engine, key: &[u8], value: &[u8]) -> Revision {
    engine.commit([put_op(key, value)].into()).unwrap()
}

fn remove(engine: &dyn Engine, key: &[u8]) -> Revision {
    engine.commit([Op::Remove(key.to_vec())].into()).unwrap()
}

fn get(engine: &dyn Engine, key: &[u8]) -> Option<Vec<u8>> {
    engine.get(key).unwrap()
}

/// Puts `value` under `key`, if the key does not exist.
fn put_absent(engine: &dyn Engine, key: &[u8], value: &[u8]) -> Result<Revision, CommitError> {
    engine.commit(Batch {
        ops: vec![put_op(key, value)],
        absent: vec![key.to_vec()],
        unchanged: Vec::new(),
    })
}

/// Puts `value` under `key`, if its record was not written after `seen`.
fn put_unchanged(
    engine: &dyn Engine,
    key: &[u8],
    seen: Revision,
    value: &[u8],
) -> Result<Revision, CommitError> {
    engine.commit(Batch {
        ops: vec![put_op(key, value)],
        absent: Vec::new(),
        unchanged: vec![(key.to_vec(), seen)],
    })
}

fn conflict<T>(key: &[u8]) -> Result<T, CommitError> {
    Err(CommitError::Conflict(key.to_vec()))
}

/// The changes after `from`, in their order.
fn known(engine: &dyn Engine, from: Revision) -> Vec<Op> {
    match engine.changes(from).unwrap() {
        Changes::Known { ops, revision } => {
            assert_eq!(revision, engine.revision().unwrap());
            assert!(ops.is_sorted_by_key(|(made, _)| *made));
            assert!(ops.iter().all(|(made, _)| from < *made && *made <= revision));
            ops.into_iter().map(|(_, op)| op).collect()
        }
        Changes::Forgotten => panic!("{from:?} is not that long ago"),
    }
}

fn a_batch_is_whole_and_its_last_step_counts(engine: &dyn Engine) {
    put(engine, b"u2", b"old");
    let ops = [
        put_op(b"u1", b"first"),
        put_op(b"u1", b"second"),
        Op::Remove(b"u2".to_vec()),
        put_op(b"u3", b"there"),
        Op::Remove(b"u3".to_vec()),
        Op::Remove(b"u4".to_vec()),
        put_op(b"u4", b"back"),
        Op::Remove(b"never there".to_vec()),
    ];
    engine.commit(ops.into()).unwrap();
    let pairs = engine.scan(b"").unwrap();
    let expected = [(&b"u1"[..], &b"second"[..]), (b"u4", b"back")];
    assert_eq!(pairs, expected.map(|(key, value)| (key.to_vec(), value.to_vec())));
}

fn every_kind_is_kept_apart(engine: &dyn Engine) {
    let key = |kind| [prefix(kind), b"\0key"].concat();
    let ops: Vec<Op> = Kind::ALL
        .into_iter()
        .map(|kind| Op::Put(key(kind), kind.words().into()))
        .collect();
    engine.commit(ops.into()).unwrap();
    for kind in Kind::ALL {
        let found = engine.scan(prefix(kind)).unwrap();
        assert_eq!(found, [(key(kind), kind.words().into())], "{kind:?}");
    }
}

/// Some keys are in the snapshot of a journal, others in the journal.
fn keys_are_listed_without_those_that_are_gone(engine: &dyn Subject) {
    for key in [&b"k1"[..], b"k2", b"k4", b"l1"] {
        put(engine, key, b"old");
    }
    engine.forget();
    put(engine, b"k2", b"new");
    put(engine, b"k3", b"new");
    remove(engine, b"k4");
    put(engine, b"k5", b"new");
    remove(engine, b"k5");
    let keys: Vec<Vec<u8>> = engine
        .scan(b"k")
        .unwrap()
        .into_iter()
        .map(|(key, _)| key)
        .collect();
    assert_eq!(engine.keys(b"k").unwrap(), keys);
    assert_eq!(keys, [b"k1", b"k2", b"k3"]);
}

fn what_must_be_absent_is(engine: &dyn Engine) {
    assert!(put_absent(engine, b"n1", b"ada").is_ok());
    assert_eq!(put_absent(engine, b"n1", b"zoe"), conflict(b"n1"));
    assert_eq!(get(engine, b"n1"), Some(b"ada".to_vec()));
    remove(engine, b"n1");
    assert!(put_absent(engine, b"n1", b"zoe").is_ok(), "it is free again");
}

fn what_must_be_unchanged_is(engine: &dyn Engine) {
    let never = engine.revision().unwrap();
    assert_eq!(put_unchanged(engine, b"s1", never, b"0"), conflict(b"s1"));
    let written = put(engine, b"s1", b"1");
    let other = put(engine, b"s2", b"-");
    assert_eq!(put_unchanged(engine, b"s1", never, b"2"), conflict(b"s1"));
    let written = put_unchanged(engine, b"s1", written, b"2").unwrap();
    assert_eq!(put_unchanged(engine, b"s1", other, b"3"), conflict(b"s1"));
    // It still holds later.
    let later = put(engine, b"s2", b"-");
    assert!(later > written);
    put_unchanged(engine, b"s1", later, b"3").unwrap();
    assert_eq!(get(engine, b"s1"), Some(b"3".to_vec()));

    let removed = remove(engine, b"s1");
    assert_eq!(put_unchanged(engine, b"s1", removed, b"4"), conflict(b"s1"));
    put(engine, b"s1", b"5");
    assert_eq!(
        put_unchanged(engine, b"s1", removed, b"6"),
        conflict(b"s1"),
        "it is another record now"
    );
}

fn a_refused_batch_leaves_nothing(engine: &dyn Engine) {
    put(engine, b"n1", b"ada");
    let before = engine.scan(b"").unwrap();
    let revision = engine.revision().unwrap();
    let refused = engine.commit(Batch {
        ops: vec![
            put_op(b"u1", b"new"),
            put_op(b"n1", b"zoe"),
            Op::Remove(b"n1".to_vec()),
        ],
        absent: vec![b"u1".to_vec(), b"n1".to_vec()],
        unchanged: vec![(b"n1".to_vec(), revision)],
    });
    assert_eq!(refused, conflict(b"n1"), "the key that is in the way is named");
    assert_eq!(engine.scan(b"").unwrap(), before);
    assert_eq!(engine.revision().unwrap(), revision);
    assert!(known(engine, revision).is_empty());
    assert!(put(engine, b"u1", b"new") > revision, "it goes on");
}

fn conditions_are_of_the_moment_before_the_batch(engine: &dyn Engine) {
    let seen = put(engine, b"n1", b"ada");
    let moved = engine.commit(Batch {
        ops: vec![Op::Remove(b"n1".to_vec()), put_op(b"n2", b"ada")],
        absent: vec![b"n2".to_vec()],
        unchanged: vec![(b"n1".to_vec(), seen)],
    });
    assert!(moved.is_ok());
    let late = engine.commit(Batch {
        ops: vec![Op::Remove(b"n2".to_vec())],
        absent: vec![b"n2".to_vec()],
        unchanged: Vec::new(),
    });
    assert_eq!(late, conflict(b"n2"), "removing it comes after");
}

fn every_batch_makes_a_later_revision(engine: &dyn Engine) {
    let mut last = engine.revision().unwrap();
    for number in 0..10u8 {
        let ops = match number % 2 {
            0 => vec![put_op(b"u1", &[number])],
            _ => Vec::new(),
        };
        let made = engine.commit(ops.into()).unwrap();
        assert!(made > last, "also an empty one");
        assert_eq!(engine.revision().unwrap(), made);
        last = made;
    }
}

fn changes_are_told_in_order_and_the_last_of_each_key(engine: &dyn Engine) {
    let start = engine.revision().unwrap();
    assert!(known(engine, start).is_empty());
    let first = engine
        .commit([put_op(b"u3", b"1"), put_op(b"u1", b"1"), put_op(b"u2", b"1")].into())
        .unwrap();
    let second = engine
        .commit([Op::Remove(b"u2".to_vec()), put_op(b"u0", b"2")].into())
        .unwrap();
    let third = put(engine, b"u1", b"3");
    assert_eq!(
        known(engine, start),
        [
            put_op(b"u3", b"1"),
            put_op(b"u0", b"2"),
            Op::Remove(b"u2".to_vec()),
            put_op(b"u1", b"3"),
        ]
    );
    assert_eq!(known(engine, second), [put_op(b"u1", b"3")]);
    assert!(known(engine, third).is_empty());
    // A reader who applies them one after the other has the current records.
    for from in [start, first, second, third] {
        let mut copy: BTreeMap<Vec<u8>, Vec<u8>> = BTreeMap::new();
        if from >= first {
            copy.extend([&b"u1"[..], b"u2", b"u3"].map(|key| (key.to_vec(), b"1".to_vec())));
        }
        if from >= second {
            copy.remove(&b"u2"[..]);
            copy.insert(b"u0".to_vec(), b"2".to_vec());
        }
        if from >= third {
            copy.insert(b"u1".to_vec(), b"3".to_vec());
        }
        for op in known(engine, from) {
            match op {
                Op::Put(key, value) => drop(copy.insert(key, value)),
                Op::Remove(key) => drop(copy.remove(&key)),
            }
        }
        assert_eq!(copy.into_iter().collect::<Vec<_>>(), engine.scan(b"").unwrap());
    }
}

fn changes_from_too_long_ago_are_loaded_anew(engine: &dyn Subject) {
    let start = engine.revision().unwrap();
    put(engine, b"u1", b"1");
    engine.forget();
    assert_eq!(engine.changes(start).unwrap(), Changes::Forgotten);
    let now = engine.revision().unwrap();
    assert_eq!(
        engine.changes(Revision(now.0 + 1)).unwrap(),
        Changes::Forgotten,
        "what has not been is another engine's"
    );
    assert!(known(engine, now).is_empty());
    put(engine, b"u2", b"2");
    assert_eq!(known(engine, now), [put_op(b"u2", b"2")]);
}

fn what_was_forgotten_is_unchanged_since(engine: &dyn Subject) {
    let ancient = engine.revision().unwrap();
    put(engine, b"u1", b"1");
    let now = put(engine, b"u2", b"2");
    engine.forget();
    // Since then only the writes that made it forget.
    let now = now.max(engine.revision().unwrap());
    assert!(put_unchanged(engine, b"u1", now, b"3").is_ok());
    assert_eq!(put_unchanged(engine, b"u2", ancient, b"3"), conflict(b"u2"));
    assert_eq!(put_absent(engine, b"u2", b"3"), conflict(b"u2"));
    assert!(put_absent(engine, b"u3", b"3").is_ok());
}

fn one_of_two_takes_a_key<S: Subject>(engine: &Arc<S>) {
    for round in 0..ROUNDS {
        let key = format!("n{round}").into_bytes();
        let start = Barrier::new(2);
        let take = |who: &[u8]| {
            start.wait();
            put_absent(engine, &key, who)
        };
        let (left, right) = std::thread::scope(|scope| {
            let left = scope.spawn(|| take(b"left"));
            let right = take(b"right");
            (left.join().unwrap(), right)
        });
        let winner: &[u8] = match (&left, &right) {
            (Ok(_), Err(_)) => b"left",
            (Err(_), Ok(_)) => b"right",
            both => panic!("round {round}: {both:?}"),
        };
        assert_eq!(get(engine, &key), Some(winner.to_vec()));
    }
}

fn nobody_counts_over_somebody_else<S: Subject>(engine: &Arc<S>) {
    put(engine, b"r", &0_u32.to_be_bytes());
    let count = || {
        for _ in 0..ROUNDS {
            loop {
                let seen = engine.revision().unwrap();
                let last = u32::from_be_bytes(get(engine, b"r").unwrap().try_into().unwrap());
                match put_unchanged(engine, b"r", seen, &(last + 1).to_be_bytes()) {
                    Ok(_) => break,
                    refused => assert_eq!(refused, conflict(b"r")),
                }
            }
        }
    };
    std::thread::scope(|scope| (0..3).for_each(|_| drop(scope.spawn(count))));
    assert_eq!(get(engine, b"r"), Some((3 * ROUNDS).to_be_bytes().to_vec()));
}

fn who_comes_last_counts_in_every_copy<S: Subject>(engine: &Arc<S>) {
    let start = Barrier::new(2);
    let write = |who: &[u8]| {
        for round in 0..10 * ROUNDS {
            start.wait();
            put(engine, format!("u{round}").as_bytes(), who);
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(|| write(b"left"));
        write(b"right");
    });
    assert_eq!(engine.examine(&unwatched), Ok(Vec::new()));
    assert_eq!(engine.count(), Ok(engine.scan(&[]).unwrap().len() as u64));
    assert_eq!(engine.findings(), []);
}
