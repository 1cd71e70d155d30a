//! The store over both engines, and what it leaves on the disk.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

use std::path::Path;
use std::sync::Arc;

use portreeve_core::change::ChangeSet;

use portreeve_core::id::DirectoryId;
use portreeve_core::ports::{Clock, Store, StoreError};
use portreeve_core::secret::SecretBytes;
use portreeve_core::write::Write;
use portreeve_storage::engine::{Engine, JournaledEngine, MemoryEngine, Op, Place, Visitor};
use portreeve_storage::{DirectoryStore, Opening};
use portreeve_testkit::{FakeClock, SeededEntropy, conformance, event, user};

fn store(engine: impl Engine, root_key: u8, opening: Opening) -> Result<DirectoryStore, StoreError> {
    DirectoryStore::open(
        engine,
        &SecretBytes::new(vec![root_key; 32]),
        Arc::new(SeededEntropy::new(9)),
        opening,
    )
}

fn add(store: &dyn Store, login: &str, email: &str, seed: u64) -> Result<(), StoreError> {
    let clock = FakeClock::new();
    let mut added = user(login, clock.now(), &SeededEntropy::new(seed));
    added.email = email.into();
    let writes = vec![Write::put(added)];
    store
        .submit(
            ChangeSet::new(event("add", clock.now()), writes).committed_blind(),
            store.lineage(),
        )
        .wait()
        .map(drop)
}

#[test]
fn the_memory_engine_conforms() {
    conformance::run(&|| Box::new(store(MemoryEngine::default(), 1, Opening::New).unwrap()));
}

fn root_key(byte: u8) -> SecretBytes {
    SecretBytes::new(vec![byte; 32])
}

fn directory() -> DirectoryId {
    DirectoryId::from_bytes([7; 16])
}

fn created(folder: &Path) -> JournaledEngine {
    JournaledEngine::create(Place::folder(folder).unwrap(), &root_key(1), directory()).unwrap()
}

#[test]
fn the_journaled_engine_conforms() {
    let folder = tempfile::tempdir().unwrap();
    let count = std::cell::Cell::new(0);
    conformance::run(&|| {
        count.set(count.get() + 1);
        let engine = created(&folder.path().join(count.get().to_string()));
        Box::new(store(engine, 1, Opening::New).unwrap())
    });
}

#[test]
fn what_was_acknowledged_is_there_after_reopening() {
    let folder = tempfile::tempdir().unwrap();
    let first = store(created(folder.path()), 1, Opening::New).unwrap();
    add(&first, "ada", "", 1).unwrap();
    drop(first);
    let place = Place::folder(folder.path()).unwrap();
    let engine = JournaledEngine::open(place, &root_key(1), directory(), None).unwrap();
    assert_eq!(engine.findings(), []);
    let again = store(engine, 1, Opening::New).unwrap();
    assert!(again.load().unwrap().find_user("ada").is_some());
}

#[test]
fn nothing_readable_reaches_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let opened = store(created(folder.path()), 1, Opening::New).unwrap();
    add(&opened, "canary-login", "canary-mail@example.org", 1).unwrap();
    drop(opened);
    let mut files = vec![folder.path().to_owned()];
    let mut looked_into = 0;
    while let Some(path) = files.pop() {
        if path.is_dir() {
            files.extend(
                std::fs::read_dir(path)
                    .unwrap()
                    .map(|entry| entry.unwrap().path()),
            );
        } else {
            let bytes = std::fs::read(&path).unwrap();
            looked_into += bytes.len();
            assert!(
                !bytes.windows(6).any(|window| window == b"canary"),
                "{} holds it in the open",
                path.display()
            );
        }
    }
    assert!(looked_into > 0, "there was nothing to look into");
}

#[test]
fn a_flipped_bit_and_a_swapped_record_are_found() {
    let memory = Arc::new(MemoryEngine::default());
    let opened = store(memory.clone(), 1, Opening::New).unwrap();
    add(&opened, "ada", "", 1).unwrap();
    add(&opened, "bo", "", 2).unwrap();
    let users = memory.scan(b"u").unwrap();
    let [(first_key, first), (_, second)] = users.as_slice() else {
        panic!("two users were stored")
    };

    memory
        .commit(vec![Op::Put(first_key.clone(), second.clone())])
        .unwrap();
    assert!(
        matches!(opened.load(), Err(StoreError::Damaged(_))),
        "a swapped record was believed"
    );

    for byte in 0..first.len() {
        let mut flipped = first.clone();
        flipped[byte] ^= 1;
        memory.commit(vec![Op::Put(first_key.clone(), flipped)]).unwrap();
        let loaded = opened.load();
        assert!(
            matches!(loaded, Err(StoreError::Damaged(_) | StoreError::Newer(_))),
            "byte {byte} was believed"
        );
    }
}

#[test]
fn another_key_opens_nothing_and_a_lost_directory_is_not_a_new_one() {
    let memory = Arc::new(MemoryEngine::default());
    let opened = store(memory.clone(), 1, Opening::New).unwrap();
    add(&opened, "ada", "", 1).unwrap();
    drop(opened);
    let wrong_key = store(memory, 2, Opening::New);
    assert!(matches!(wrong_key, Err(StoreError::Damaged(_))));
    let lost = store(MemoryEngine::default(), 1, Opening::Existing);
    assert!(matches!(lost, Err(StoreError::Damaged(_))));
}

/// A disk that can be told to refuse.
struct Refusing {
    memory: MemoryEngine,
    is_full: Arc<std::sync::atomic::AtomicBool>,
}

impl Engine for Refusing {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        self.memory.get(key)
    }

    fn visit(&self, prefix: &[u8], visitor: &mut Visitor<'_>) -> Result<(), StoreError> {
        self.memory.visit(prefix, visitor)
    }

    fn commit(&self, batch: Vec<Op>) -> Result<(), StoreError> {
        if self.is_full.load(std::sync::atomic::Ordering::SeqCst) {
            return Err(StoreError::Full);
        }
        self.memory.commit(batch)
    }
}

#[test]
fn a_refused_commit_leaves_nothing_and_ends_what_was_decided_on_it() {
    let is_full = Arc::new(std::sync::atomic::AtomicBool::new(false));
    let engine = Refusing {
        memory: MemoryEngine::default(),
        is_full: is_full.clone(),
    };
    let opened = store(engine, 1, Opening::New).unwrap();
    add(&opened, "ada", "", 1).unwrap();
    let lineage = opened.lineage();

    is_full.store(true, std::sync::atomic::Ordering::SeqCst);
    assert_eq!(add(&opened, "bo", "", 2), Err(StoreError::Full));
    is_full.store(false, std::sync::atomic::Ordering::SeqCst);

    let clock = FakeClock::new();
    let late = vec![Write::put(user("cy", clock.now(), &SeededEntropy::new(3)))];
    let late = opened
        .submit(
            ChangeSet::new(event("add", clock.now()), late).committed_blind(),
            lineage,
        )
        .wait();
    assert_eq!(
        late,
        Err(StoreError::Conflict),
        "a change decided before the refusal was written after it"
    );
    assert_eq!(
        add(&opened, "bo", "", 4),
        Ok(()),
        "the store goes on once there is space"
    );
    assert_eq!(opened.load().unwrap().users().count(), 2);
}
