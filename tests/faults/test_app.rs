//! An open directory on a simulated disk, with a clock that tests can set. It takes commands as from the command line.

use std::sync::Arc;

use portreeve_commands::{
    App, Caller, CommandError, ErrorClass, NewDirectory, Ports, create_directory, perform,
};
use portreeve_core::audit::Via;
use portreeve_core::ports::{Clock, Entropy};
use portreeve_core::secret::SecretText;
use portreeve_core::time::Timestamp;
use portreeve_storage::disk::{CrashStyle, SimulatedDisk};
use portreeve_storage::{DirectoryStore, Opening};
use portreeve_testkit::{FakeClock, FakeVault, MemoryFiles, SeededEntropy};
use serde_json::{Value, json};

use crate::dice::Dice;
use crate::ledger;
use crate::power::place;

/// Every person's password.
const PASSWORD: &str = "harbour-lantern-otter";

/// How a program ends.
#[derive(Clone, Copy, Debug)]
pub enum Ending {
    Closed,
    Killed,
}

pub struct TestApp {
    disk: SimulatedDisk,
    vault: Arc<FakeVault>,
    entropy: Arc<SeededEntropy>,
    pub clock: Arc<FakeClock>,
    /// `None` while the directory is closed.
    app: Option<App>,
    root: SecretText,
}

impl TestApp {
    /// A directory whose superuser is signed in.
    pub fn found(dice: &Dice) -> Result<Self, String> {
        let disk = SimulatedDisk::new();
        let (clock, entropy) = (FakeClock::new(), Arc::new(SeededEntropy::new(dice.seed())));
        let engine = ledger::create(place(&disk)).map_err(|error| error.to_string())?;
        let store = DirectoryStore::open(engine, &ledger::root_key(), entropy.clone(), Opening::New)
            .map_err(|error| error.to_string())?;
        let new_directory = NewDirectory::new("Acme", "root", PASSWORD.into()).map_err(words)?;
        create_directory(
            &store,
            &clock,
            entropy.as_ref(),
            ledger::directory(),
            new_directory,
        )
        .map_err(words)?;
        drop(store);
        let mut office = Self {
            disk,
            vault: Arc::default(),
            entropy,
            clock: Arc::new(clock),
            app: None,
            root: SecretText::from(""),
        };
        office.open()?;
        office.root = office.sign_in("root", "cli")?;
        Ok(office)
    }

    /// Opens the closed directory.
    pub fn open(&mut self) -> Result<(), String> {
        let engine = ledger::open(place(&self.disk), None).map_err(|error| error.to_string())?;
        let entropy: Arc<dyn Entropy> = self.entropy.clone();
        let opened = DirectoryStore::open(engine, &ledger::root_key(), entropy.clone(), Opening::Existing);
        let ports = Ports {
            store: Arc::new(opened.map_err(|error| error.to_string())?),
            vault: self.vault.clone(),
            clock: self.clock.clone(),
            entropy,
            files: Arc::new(MemoryFiles::default()),
        };
        self.app = Some(App::open(ports, Vec::new()).map_err(words)?);
        Ok(())
    }

    /// Ends the program. The machine's clock goes on, but the monotonic clock starts again.
    pub fn end(&mut self, ending: Ending) {
        if let Ending::Killed = ending {
            self.disk = self.disk.crash(CrashStyle::KeepAll);
        }
        self.app = None;
        let clock = FakeClock::new();
        clock.set(self.clock.now());
        self.clock = Arc::new(clock);
    }

    pub fn app(&self) -> &App {
        self.app.as_ref().expect("the directory is open")
    }

    /// Signs a person in. Returns the session's token.
    pub fn sign_in(&self, login: &str, kind: &str) -> Result<SecretText, String> {
        let request = json!({ "login": login, "password": PASSWORD, "kind": kind });
        let answer = self.ask(None, "session.sign_in", request).map_err(words)?;
        Ok(text(&answer, "token").into())
    }

    /// Performs a command for `session`.
    pub fn ask(
        &self,
        session: Option<&SecretText>,
        command: &str,
        request: Value,
    ) -> Result<Value, CommandError> {
        let caller = Caller::new(Via::CommandLine, session);
        let done = perform(self.app(), caller, command, request)?;
        let internal = |error: serde_json::Error| CommandError::new(ErrorClass::Internal, error.to_string());
        serde_json::from_str(done.response.get()).map_err(internal)
    }

    /// Performs a command as the superuser, who signs in again if necessary.
    pub fn as_root(&mut self, command: &str, request: Value) -> Result<Value, CommandError> {
        match self.ask(Some(&self.root), command, request.clone()) {
            Err(error) if error.class == ErrorClass::NotSignedIn => {
                let internal = |why: String| CommandError::new(ErrorClass::Internal, why);
                self.root = self.sign_in("root", "cli").map_err(internal)?;
                self.ask(Some(&self.root), command, request)
            }
            answer => answer,
        }
    }

    /// Performs a command that must succeed.
    pub fn done(&mut self, command: &str, request: Value) -> Result<Value, String> {
        let answer = self.as_root(command, request);
        answer.map_err(|error| format!("{command}: {}", words(error)))
    }

    /// Enters the superuser's password again, as commands that hand out a key demand.
    pub fn confirm(&mut self) -> Result<(), String> {
        self.done("session.confirm", json!(PASSWORD)).map(drop)
    }

    /// Adds a person with a password.
    pub fn add_member(&mut self, login: &str) -> Result<(), String> {
        self.done("user.create", json!({ "login": login, "password": PASSWORD }))
            .map(drop)
    }

    /// The time on the machine's clock.
    pub fn wall(&self) -> Timestamp {
        self.clock.now()
    }
}

pub fn text(answer: &Value, field: &str) -> String {
    answer[field].as_str().unwrap_or_default().to_owned()
}

pub fn words(error: CommandError) -> String {
    format!("{}: {}", error.reason, error.message)
}
