//! Directories to measure.

use std::path::Path;
use std::sync::Arc;

use portreeve_commands::{App, Caller, CommandError, NewDirectory, Ports, create_directory, perform};
use portreeve_core::audit::Via;
use portreeve_core::change::ChangeSet;
use portreeve_core::id::DirectoryId;
use portreeve_core::ports::{Clock, Entropy, Files, Store};
use portreeve_core::secret::{SecretBytes, SecretText};
use portreeve_core::time::Timestamp;
use portreeve_core::write::Write as Change;
use portreeve_storage::engine::{JournaledEngine, Place, Position};
use portreeve_storage::{DirectoryStore, Opening};
use portreeve_testkit::{FakeVault, MemoryFiles, SeededEntropy, event, group, user};
use serde_json::value::RawValue;
use serde_json::{Value, json};

const DIRECTORY: DirectoryId = DirectoryId::from_bytes([7; 16]);
pub const PASSWORD: &str = "harbour-lantern-otter";

fn root_key() -> SecretBytes {
    SecretBytes::new(vec![7; 32])
}

pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        let since = std::time::SystemTime::now()
            .duration_since(std::time::UNIX_EPOCH)
            .unwrap();
        Timestamp::from_unix_ms(since.as_millis() as i64)
    }

    fn monotonic_us(&self) -> u64 {
        0
    }
}

/// Makes a directory with `users` users, and closes it. Returns its last position.
pub fn fill(folder: &Path, users: usize) -> Position {
    let entropy: Arc<dyn Entropy> = Arc::new(SeededEntropy::new(users as u64));
    let place = Place::folder(folder).unwrap();
    let engine = Arc::new(JournaledEngine::create(place, &root_key(), DIRECTORY).unwrap());
    let store = DirectoryStore::open(engine.clone(), &root_key(), entropy.clone(), Opening::New).unwrap();
    let now = SystemClock.now();
    let new_directory = NewDirectory::new("Acme", "root", PASSWORD.into()).unwrap();
    create_directory(
        &store,
        &SystemClock,
        entropy.as_ref(),
        DirectoryId::new(now, entropy.as_ref()),
        new_directory,
    )
    .unwrap();
    let editors = Arc::new(group("Editors", &["people.add_invoice"], now, entropy.as_ref()));
    let commit = |writes: Vec<Change>| {
        store
            .submit(
                ChangeSet::new(event("fill", now), writes).on_nothing(),
                store.lineage(),
            )
            .wait()
            .unwrap();
    };
    commit(vec![Change::put(editors.as_ref().clone())]);
    let (first, last) = (
        ["Ada", "Barbara", "Grace", "Zoë", "Łukasz"],
        ["Liskov", "Hopper", "Nowak", "Perlman"],
    );
    let numbers: Vec<usize> = (0..users).collect();
    for thousand in numbers.chunks(1000) {
        let added = thousand.iter().map(|number| {
            let mut added = user(&format!("user-{number}"), now, entropy.as_ref());
            added.first_name = first[number % first.len()].into();
            added.last_name = last[number % last.len()].into();
            added.email = format!("user-{number}@example.org");
            added.is_active = number % 10 != 0;
            added.is_staff = number % 7 == 0;
            if number % 3 == 0 {
                added.groups.insert(editors.id);
            }
            Change::put(added)
        });
        commit(added.collect());
    }
    drop(store);
    engine.position()
}

pub fn engine(folder: &Path, anchor: Option<Position>) -> JournaledEngine {
    let place = Place::folder(folder).unwrap();
    JournaledEngine::open(place, &root_key(), DIRECTORY, anchor).unwrap()
}

/// A directory with only its first superuser.
pub fn new_directory(folder: &Path) -> App {
    let anchor = fill(&folder.join("data"), 0);
    open(&folder.join("data"), Some(anchor))
}

pub fn open(folder: &Path, anchor: Option<Position>) -> App {
    open_on(Arc::new(engine(folder, anchor)))
}

pub fn open_on(engine: Arc<JournaledEngine>) -> App {
    open_by(engine, Arc::new(SystemClock))
}

fn entropy() -> Arc<dyn Entropy> {
    Arc::new(SeededEntropy::new(SystemClock.now().unix_ms() as u64))
}

pub fn store_on(engine: Arc<JournaledEngine>) -> DirectoryStore {
    DirectoryStore::open(engine, &root_key(), entropy(), Opening::Existing).unwrap()
}

/// By another clock than the system's.
pub fn open_by(engine: Arc<JournaledEngine>, clock: Arc<dyn Clock>) -> App {
    let store: Arc<dyn Store> = Arc::new(store_on(engine));
    let files: Arc<dyn Files> = Arc::new(MemoryFiles::default());
    let ports = Ports {
        store,
        vault: Arc::new(FakeVault::default()),
        clock,
        entropy: entropy(),
        files,
    };
    App::open(ports, Vec::new()).unwrap()
}

pub fn signed_in(app: &App) -> SecretText {
    let request = json!({ "login": "root", "password": PASSWORD, "kind": "cli" });
    let response = ask(app, None, "session.sign_in", request).unwrap();
    let response: Value = serde_json::from_str(response.get()).unwrap();
    response["token"].as_str().unwrap().into()
}

/// The answer to a command, as JSON text.
pub fn ask(
    app: &App,
    session: Option<&SecretText>,
    command: &str,
    request: Value,
) -> Result<Box<RawValue>, CommandError> {
    let caller = Caller::new(Via::CommandLine, session);
    perform(app, caller, command, request).map(|done| done.response)
}
