//! A directory to test with: founded, its superuser signed in.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use portreeve_commands::{
    App, Caller, Command, CommandError, NewDirectory, Ports, create_directory, perform,
};
use portreeve_core::audit::Via;
use portreeve_core::id::DirectoryId;
use portreeve_core::kind::Kind;
use portreeve_core::ports::{Clock, Entropy, Store, StoreError};
use portreeve_core::secret::{SecretBytes, SecretText};
use portreeve_storage::engine::{Batch, Changes, CommitError, Engine, MemoryEngine, Op, Revision, Visitor};
use portreeve_storage::{DirectoryStore, Opening};
use portreeve_testkit::{FakeClock, FakeVault, MemoryFiles, SeededEntropy};
use serde_json::{Value, json};

/// The password of the superuser and of every other person.
pub use portreeve_commands::example::PASSWORD;

/// A disk that can be told to refuse, and that counts what is read from it.
pub struct Disk {
    memory: Arc<MemoryEngine>,
    is_full: Arc<AtomicBool>,
    reads: Arc<Reads>,
}

/// How many records of each kind were read.
#[derive(Default)]
pub struct Reads(Mutex<BTreeMap<Kind, usize>>);

impl Reads {
    fn add(&self, key: &[u8]) {
        if let Some(kind) = portreeve_storage::kind(key) {
            *self.0.lock().unwrap().entry(kind).or_default() += 1;
        }
    }

    pub fn clear(&self) {
        self.0.lock().unwrap().clear();
    }

    pub fn of(&self, kind: Kind) -> usize {
        self.0.lock().unwrap().get(&kind).copied().unwrap_or_default()
    }
}

impl Engine for Disk {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        self.reads.add(key);
        self.memory.get(key)
    }

    fn visit(&self, prefix: &[u8], visitor: &mut Visitor<'_>) -> Result<(), StoreError> {
        self.memory.visit(prefix, &mut |key, value| {
            self.reads.add(key);
            visitor(key, value);
        })
    }

    /// Keys are no reads: the values stay where they are.
    fn keys(&self, prefix: &[u8]) -> Result<Vec<Vec<u8>>, StoreError> {
        self.memory.keys(prefix)
    }

    fn commit(&self, batch: Batch) -> Result<Revision, CommitError> {
        if self.is_full.load(Ordering::SeqCst) {
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

pub struct TestApp {
    pub app: Arc<App>,
    pub clock: Arc<FakeClock>,
    pub files: Arc<MemoryFiles>,
    pub vault: Arc<FakeVault>,
    pub engine: Arc<MemoryEngine>,
    is_full: Arc<AtomicBool>,
    pub reads: Arc<Reads>,
    pub store: Arc<DirectoryStore>,
    pub root: SecretText,
}

impl TestApp {
    pub fn new() -> Self {
        let (clock, files) = (Arc::new(FakeClock::new()), Arc::new(MemoryFiles::default()));
        let entropy: Arc<dyn Entropy> = Arc::new(SeededEntropy::new(7));
        let engine = Arc::new(MemoryEngine::default());
        let root_key = SecretBytes::new(vec![7; 32]);
        let is_full = Arc::new(AtomicBool::new(false));
        let reads = Arc::new(Reads::default());
        let disk = Disk {
            memory: engine.clone(),
            is_full: is_full.clone(),
            reads: reads.clone(),
        };
        let store = DirectoryStore::open(disk, &root_key, entropy.clone(), Opening::New);
        let store = Arc::new(store.unwrap());
        let new_directory = NewDirectory::new("Acme", "root", PASSWORD.into()).unwrap();
        let id = DirectoryId::new(clock.now(), entropy.as_ref());
        create_directory(
            store.as_ref(),
            clock.as_ref(),
            entropy.as_ref(),
            id,
            new_directory,
        )
        .unwrap();
        let vault = Arc::new(FakeVault::default());
        let app = open(
            store.clone(),
            vault.clone(),
            clock.clone(),
            files.clone(),
            entropy,
        );
        let app = Arc::new(app);
        let root = sign_in(&app, "root").unwrap();
        Self {
            app,
            clock,
            files,
            vault,
            engine,
            is_full,
            reads,
            store,
            root,
        }
    }

    /// An office with the people and things in the examples of the commands.
    pub fn of_the_examples() -> Self {
        let office = Self::new();
        let dump = include_bytes!("../../../../../tests/fixtures/django/dump_pk.json");
        office.files.put("/dump.json", dump);
        for login in ["ada", "bo"] {
            office.done("user.create", json!({ "login": login, "password": PASSWORD }));
        }
        office.done(
            "permission.add",
            json!({ "permission": "billing.pay", "label": "" }),
        );
        for group in ["Finance", "Staff"] {
            office.done("group.create", json!({ "name": group, "permissions": [] }));
        }
        for (app, algorithm) in [("billing", "HS256"), ("wiki", "EdDSA")] {
            office.done("client.create", json!({ "name": app, "algorithm": algorithm }));
        }
        office.done(
            "backup.create",
            json!({ "path": "/acme.backup", "passphrase": PASSWORD }),
        );
        office.done("user.update", json!({ "user": "ada", "first_name": "Ada" }));
        office
    }

    /// A copy of the directory in a store of its own. Both use the same vault and the same files.
    pub fn copy(&self) -> Self {
        let engine = MemoryEngine::default();
        let mut ops = Vec::new();
        self.engine
            .visit(b"", &mut |key, value| {
                ops.push(Op::Put(key.to_vec(), value.to_vec()))
            })
            .unwrap();
        engine
            .commit(Batch {
                ops,
                ..Batch::default()
            })
            .unwrap();
        let mut copy = Self {
            app: self.app.clone(),
            clock: Arc::new(FakeClock::new()),
            files: self.files.clone(),
            vault: self.vault.clone(),
            engine: Arc::new(engine),
            is_full: Arc::default(),
            reads: Arc::default(),
            store: self.store.clone(),
            root: self.root.clone(),
        };
        copy.clock.set(self.clock.now());
        copy.restart();
        copy
    }

    /// A copy in which the example of `command` works, and the request.
    pub fn ready_for(&self, command: &Command) -> (Self, Value) {
        let mut office = self.copy();
        let mut request = (command.example)();
        match command.declared.name {
            // A refresh needs an issued token.
            "token.refresh" => {
                let issued = office.done("token.issue", json!({ "client": "wiki", "user": "ada" }));
                request["refresh_token"] = issued["refresh_token"].clone();
            }
            // Only what was saved is tested.
            "client.test_config" => {
                let saved =
                    json!({ "client": "wiki", "preset": "jose", "path": "/wiki.mjs", "replace": true });
                office.done("client.export", saved);
            }
            // A check needs an earlier code.
            "audit.check" => request["code"] = office.done("audit.head", json!({}))["code"].clone(),
            // Only a clock that was ahead is put right.
            "clock.accept" => {
                office.clock.advance_secs(3600);
                office.done("user.disable", json!({ "user": "bo" }));
                office.clock.jump_secs(-3600);
            }
            // Only old events are removed.
            "audit.prune" => {
                office.clock.advance_secs(31 * 24 * 3600);
                office.sign_in_again();
            }
            _ => {}
        }
        (office, request)
    }

    /// The program ends and is started again.
    pub fn restart(&mut self) {
        let entropy: Arc<dyn Entropy> = Arc::new(SeededEntropy::new(8));
        let root_key = SecretBytes::new(vec![7; 32]);
        let opening = Opening::Existing;
        let store = DirectoryStore::open(self.engine.clone(), &root_key, entropy.clone(), opening).unwrap();
        self.store = Arc::new(store);
        self.app = Arc::new(open(
            self.store.clone(),
            self.vault.clone(),
            self.clock.clone(),
            self.files.clone(),
            entropy,
        ));
    }

    /// The same directory by another clock.
    pub fn by_clock(self, clock: Arc<dyn Clock>) -> App {
        let entropy: Arc<dyn Entropy> = Arc::new(SeededEntropy::new(9));
        open(self.store, self.vault, clock, self.files, entropy)
    }

    /// Fills the disk of the directory, or frees it again.
    pub fn fill_disk(&self, is_full: bool) {
        self.is_full.store(is_full, Ordering::SeqCst);
    }

    /// Signs the superuser in again.
    pub fn sign_in_again(&mut self) {
        self.root = sign_in(&self.app, "root").unwrap();
    }

    /// Performs a command as the superuser.
    pub fn ask(&self, command: &str, request: Value) -> Result<Value, CommandError> {
        dispatch(&self.app, Some(&self.root), command, request)
    }

    /// Performs a command as the superuser, and panics if it is refused.
    pub fn done(&self, command: &str, request: Value) -> Value {
        self.ask(command, request.clone())
            .unwrap_or_else(|error| panic!("{command} {request}: {error:?}"))
    }

    /// Performs a command as the superuser and returns the notes beside the answer. Panics if the command is refused.
    pub fn notes(&self, command: &str, request: Value) -> String {
        let done = perform(
            &self.app,
            Caller::new(Via::CommandLine, Some(&self.root)),
            command,
            request.clone(),
        );
        let done = done.unwrap_or_else(|error| panic!("{command} {request}: {error:?}"));
        done.notes.join("; ")
    }

    /// Performs a command as the superuser and returns the reason of the refusal. Panics if there is none.
    pub fn refused(&self, command: &str, request: Value) -> String {
        self.ask(command, request.clone())
            .expect_err(&format!("{command} {request} was not refused"))
            .reason
            .into_owned()
    }

    /// Adds a user with a password and these permissions, and signs them in.
    pub fn member(&self, login: &str, permissions: &[&str]) -> SecretText {
        self.done("user.create", json!({ "login": login, "password": PASSWORD }));
        for permission in permissions {
            self.done("user.grant", json!({ "user": login, "permission": permission }));
        }
        sign_in(&self.app, login).unwrap()
    }

    /// The number of the last event in the audit trail.
    pub fn events(&self) -> u64 {
        self.store.audit_head().unwrap().last
    }

    /// The last event, as `audit.list` shows it.
    pub fn last_event(&self) -> Value {
        self.event(self.events())
    }

    /// One event, as `audit.list` shows it.
    pub fn event(&self, number: u64) -> Value {
        self.done("audit.list", json!({ "before": number + 1, "limit": 1 }))["rows"][0].clone()
    }
}

fn open(
    store: Arc<DirectoryStore>,
    vault: Arc<FakeVault>,
    clock: Arc<dyn Clock>,
    files: Arc<MemoryFiles>,
    entropy: Arc<dyn Entropy>,
) -> App {
    let ports = Ports {
        store,
        vault,
        clock,
        entropy,
        files,
    };
    App::open(ports, Vec::new()).unwrap()
}

pub fn sign_in(app: &App, login: &str) -> Result<SecretText, CommandError> {
    sign_in_with(app, login, PASSWORD)
}

pub fn sign_in_with(app: &App, login: &str, password: &str) -> Result<SecretText, CommandError> {
    let request = json!({ "login": login, "password": password, "kind": "cli" });
    let response = dispatch(app, None, "session.sign_in", request)?;
    Ok(response["token"].as_str().unwrap().into())
}

/// A command that comes from the command line.
pub fn dispatch(
    app: &App,
    session: Option<&SecretText>,
    command: &str,
    request: Value,
) -> Result<Value, CommandError> {
    let caller = Caller::new(Via::CommandLine, session);
    perform(app, caller, command, request).map(|done| serde_json::from_str(done.response.get()).unwrap())
}
