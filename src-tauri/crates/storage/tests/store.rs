//! The store over both engines, and what it leaves on the disk.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

use std::path::Path;
use std::sync::{Arc, Mutex};

use portreeve_core::change::{ChangeSet, Expectation};

use portreeve_core::id::DirectoryId;
use portreeve_core::kind::Kind;
use portreeve_core::ports::{Clock, Store, StoreError};
use portreeve_core::progress::unwatched;
use portreeve_core::secret::SecretBytes;
use portreeve_core::write::Write;
use portreeve_storage::disk::SimulatedDisk;
use portreeve_storage::engine::{
    Batch, Changes, CommitError, Engine, JournaledEngine, MemoryEngine, Op, Place, Revision, Visitor,
};
use portreeve_storage::{DirectoryStore, Opening, kind, prefix};
use portreeve_testkit::{FakeClock, SeededEntropy, client, conformance, event, group, user};

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
            ChangeSet::new(event("add", clock.now()), writes).on_nothing(),
            store.lineage(),
        )
        .wait()
        .map(drop)
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

/// Two handles on one engine, each with its own state like a process.
fn handles(engine: impl Engine) -> [Arc<dyn Store>; 2] {
    let engine = Arc::new(engine);
    let open = |seed| {
        let entropy = Arc::new(SeededEntropy::new(seed));
        Arc::new(DirectoryStore::open(engine.clone(), &root_key(1), entropy, Opening::New).unwrap())
    };
    [open(9), open(10)]
}

fn one_handle(engine: impl Engine) -> [Arc<dyn Store>; 2] {
    let [handle, _] = handles(engine);
    [handle.clone(), handle]
}

/// A new folder for each call.
fn in_folders(folder: &Path) -> impl Fn() -> JournaledEngine {
    let count = std::cell::Cell::new(0);
    move || {
        count.set(count.get() + 1);
        created(&folder.join(count.get().to_string()))
    }
}

fn on_a_simulated_disk() -> JournaledEngine {
    let place = Place {
        disk: Arc::new(SimulatedDisk::new()),
        state: None,
    };
    JournaledEngine::create(place, &root_key(1), directory()).unwrap()
}

#[test]
fn the_store_conforms_in_memory() {
    conformance::run(&|| one_handle(MemoryEngine::default()));
}

#[test]
fn the_store_conforms_in_memory_that_two_share() {
    conformance::run(&|| handles(MemoryEngine::default()));
}

#[test]
fn the_store_conforms_on_a_simulated_disk() {
    conformance::run(&|| one_handle(on_a_simulated_disk()));
}

#[test]
fn the_store_conforms_on_a_simulated_disk_that_two_share() {
    conformance::run(&|| handles(on_a_simulated_disk()));
}

#[test]
fn the_store_conforms_in_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let open = in_folders(folder.path());
    conformance::run(&|| one_handle(open()));
}

#[test]
fn the_store_conforms_in_a_folder_that_two_share() {
    let folder = tempfile::tempdir().unwrap();
    let open = in_folders(folder.path());
    conformance::run(&|| handles(open()));
}

#[test]
fn every_kind_of_record_reaches_the_engine() {
    let memory = Arc::new(MemoryEngine::default());
    let opened = store(memory.clone(), 1, Opening::New).unwrap();
    conformance::write_every_kind(&opened);
    for kind in Kind::ALL {
        let found = memory.scan(prefix(kind)).unwrap();
        assert!(!found.is_empty(), "no record of {kind:?} was written");
    }
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
        .commit([Op::Put(first_key.clone(), second.clone())].into())
        .unwrap();
    assert!(
        matches!(opened.load(), Err(StoreError::Damaged(_))),
        "a swapped record was believed"
    );

    for byte in 0..first.len() {
        let mut flipped = first.clone();
        flipped[byte] ^= 1;
        memory
            .commit([Op::Put(first_key.clone(), flipped)].into())
            .unwrap();
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

/// A disk that refuses on request.
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

    fn commit(&self, batch: Batch) -> Result<Revision, CommitError> {
        if self.is_full.load(std::sync::atomic::Ordering::SeqCst) {
            return Err(StoreError::Full.into());
        }
        self.memory.commit(batch)
    }

    fn revision(&self) -> Result<Revision, StoreError> {
        self.memory.revision()
    }

    fn changes(&self, from: Revision) -> Result<Changes, StoreError> {
        self.memory.changes(from)
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
            ChangeSet::new(event("add", clock.now()), late).on_nothing(),
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

/// An engine to which another writer writes between the store's check and its write.
#[derive(Default)]
struct Raced {
    memory: MemoryEngine,
    /// The kind of record that the other writer writes first, among those that the store is about to write.
    rival: Mutex<Option<Kind>>,
}

impl Engine for Raced {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        self.memory.get(key)
    }

    fn visit(&self, prefix: &[u8], visitor: &mut Visitor<'_>) -> Result<(), StoreError> {
        self.memory.visit(prefix, visitor)
    }

    fn commit(&self, batch: Batch) -> Result<Revision, CommitError> {
        if let Some(rival) = self.rival.lock().unwrap().take() {
            let is_of_it = |op: &&Op| kind(op.key()) == Some(rival);
            let op = batch.ops.iter().find(is_of_it).expect("the store writes one");
            // The same value, written again, is another write.
            let value = self.memory.get(op.key())?.unwrap_or_else(|| b"theirs".to_vec());
            self.memory.commit([Op::Put(op.key().to_vec(), value)].into())?;
        }
        self.memory.commit(batch)
    }

    fn revision(&self) -> Result<Revision, StoreError> {
        self.memory.revision()
    }

    fn changes(&self, from: Revision) -> Result<Changes, StoreError> {
        self.memory.changes(from)
    }
}

/// Each of these holds by a condition of its own, not because no other handle wrote anything.
#[test]
fn what_somebody_else_writes_in_the_last_moment_is_not_written_over() {
    let (now, entropy) = (FakeClock::new().now(), SeededEntropy::new(3));
    let names = || {
        vec![
            Write::put(user("bo", now, &entropy)),
            Write::put(group("writers", &[], now, &entropy)),
            Write::put(client("shop", "shop.example", now, &entropy)),
        ]
    };
    for rival in [
        Kind::LoginName,
        Kind::GroupName,
        Kind::ClientName,
        Kind::Session,
        Kind::TokenFamily,
        Kind::Revision,
        Kind::AuditHead,
    ] {
        let engine = Arc::new(Raced::default());
        let opened = store(engine.clone(), 1, Opening::New).unwrap();
        let written = conformance::write_every_kind(&opened);
        let (session, family) = (written.session, written.family);
        let event = event("second", now);
        let changes = match rival {
            Kind::Session => ChangeSet::new(event, vec![Write::put(session.clone())])
                .expecting(Expectation::SessionIs(Box::new(session))),
            Kind::TokenFamily => ChangeSet::new(event, vec![Write::put(family.clone())])
                .expecting(Expectation::FamilyAt(family.id, family.generation)),
            _ => ChangeSet::new(event, names()),
        };
        let before = engine.scan(b"").unwrap();
        *engine.rival.lock().unwrap() = Some(rival);
        let committed = opened.submit(changes.on_nothing(), opened.lineage()).wait();
        assert_eq!(committed, Err(StoreError::Conflict), "{rival:?}");
        let after = engine.scan(b"").unwrap();
        let theirs = after.iter().filter(|pair| !before.contains(pair));
        assert!(theirs.map(|(_, value)| value).all(|value| value == b"theirs"));
        assert_eq!(opened.verify_trail(None, &unwatched).unwrap().fault, None);
    }
}
