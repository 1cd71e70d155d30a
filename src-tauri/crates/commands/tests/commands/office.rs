//! A directory to test with: founded, its superuser signed in.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use portreeve_commands::{App, Caller, CommandError, ErrorCode, Founding, Ports, found, perform};
use portreeve_core::audit::Via;
use portreeve_core::id::DirectoryId;
use portreeve_core::ports::{Clock, Entropy, Store, StoreError};
use portreeve_core::secret::{SecretBytes, SecretText};
use portreeve_storage::engine::{Batch, Changes, CommitError, Engine, MemoryEngine, Revision, Visitor};
use portreeve_storage::{DirectoryStore, Opening};
use portreeve_testkit::{FakeClock, FakeVault, MemoryFiles, SeededEntropy};
use serde_json::{Value, json};

/// The superuser's password, and everybody else's.
pub const PASSWORD: &str = "harbour-lantern-otter";

/// A disk that can be told to refuse.
pub struct Disk {
    memory: Arc<MemoryEngine>,
    is_full: Arc<AtomicBool>,
}

impl Engine for Disk {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        self.memory.get(key)
    }

    fn visit(&self, prefix: &[u8], visitor: &mut Visitor<'_>) -> Result<(), StoreError> {
        self.memory.visit(prefix, visitor)
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

pub struct Office {
    pub app: Arc<App>,
    pub clock: Arc<FakeClock>,
    pub files: Arc<MemoryFiles>,
    pub vault: Arc<FakeVault>,
    pub engine: Arc<MemoryEngine>,
    is_full: Arc<AtomicBool>,
    pub store: Arc<DirectoryStore>,
    pub root: SecretText,
}

impl Office {
    pub fn new() -> Self {
        let (clock, files) = (Arc::new(FakeClock::new()), Arc::new(MemoryFiles::default()));
        let entropy: Arc<dyn Entropy> = Arc::new(SeededEntropy::new(7));
        let engine = Arc::new(MemoryEngine::default());
        let root_key = SecretBytes::new(vec![7; 32]);
        let is_full = Arc::new(AtomicBool::new(false));
        let disk = Disk {
            memory: engine.clone(),
            is_full: is_full.clone(),
        };
        let store = DirectoryStore::open(disk, &root_key, entropy.clone(), Opening::New);
        let store = Arc::new(store.unwrap());
        let founding = Founding::new("Acme", "root", PASSWORD.into()).unwrap();
        let id = DirectoryId::new(clock.now(), entropy.as_ref());
        found(store.as_ref(), clock.as_ref(), entropy.as_ref(), id, founding).unwrap();
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
            store,
            root,
        }
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

    /// Has the directory's own disk full, or not any more.
    pub fn fill_disk(&self, is_full: bool) {
        self.is_full.store(is_full, Ordering::SeqCst);
    }

    /// Signs the superuser in again.
    pub fn sign_in_again(&mut self) {
        self.root = sign_in(&self.app, "root").unwrap();
    }

    /// A command as the superuser.
    pub fn ask(&self, command: &str, request: Value) -> Result<Value, CommandError> {
        dispatch(&self.app, Some(&self.root), command, request)
    }

    /// A command as the superuser that has to work.
    pub fn done(&self, command: &str, request: Value) -> Value {
        self.ask(command, request.clone())
            .unwrap_or_else(|error| panic!("{command} {request}: {error:?}"))
    }

    /// What the superuser is told beside the answer to a command that has to work.
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

    /// Why a command as the superuser is refused.
    pub fn refused(&self, command: &str, request: Value) -> ErrorCode {
        self.ask(command, request.clone())
            .expect_err(&format!("{command} {request} was not refused"))
            .code
    }

    /// Adds somebody with a password and signs them in.
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
