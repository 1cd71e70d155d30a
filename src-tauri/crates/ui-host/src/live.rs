//! One directory, and the window's host session at it.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard};

use portreeve_commands::session::wire::SessionKind;
use portreeve_commands::{CommandError, ErrorClass, Touches};
use portreeve_host::{Home, HostSession, Machine};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, to_value};
use tempfile::TempDir;

use crate::clock::MovedClock;
use crate::held::Held;
use crate::keychain::MemoryKeychain;

/// A directory in a folder of its own, with a clock and a keychain of its own.
pub struct Live {
    host: RwLock<HostSession>,
    pub clock: Arc<MovedClock>,
    pub keychain: Arc<MemoryKeychain>,
    pub held: Arc<Held>,
    touches: Arc<Mutex<Touches>>,
    // Must be dropped last: closing the directory still writes.
    folder: TempDir,
}

/// A command of the window.
#[derive(Deserialize)]
struct Call {
    command: String,
    request: Value,
}

impl Live {
    /// A new folder in `place`, without a directory yet.
    pub fn new(place: &Path, clock: MovedClock, keychain: MemoryKeychain) -> io::Result<Self> {
        let folder = TempDir::with_prefix_in("", place)?;
        fs::create_dir(folder.path().join("files"))?;
        let (clock, keychain) = (Arc::new(clock), Arc::new(keychain));
        let live = Self {
            host: RwLock::new(host(&folder, &clock, &keychain, SessionKind::Window)),
            clock,
            keychain,
            held: Arc::default(),
            touches: Arc::default(),
            folder,
        };
        live.close();
        Ok(live)
    }

    /// A copy in a new folder in `place`. No process may have this one open.
    pub fn copy(&self, place: &Path) -> io::Result<Self> {
        let clock = MovedClock::ahead_by(self.clock.ahead_secs());
        let copy = Self::new(place, clock, self.keychain.copy())?;
        copy_folder(self.folder.path(), copy.folder.path())?;
        Ok(copy)
    }

    /// Drops the host session and makes a new one: the directory is closed, and no one is signed in.
    pub fn close(&self) {
        // What goes on holds the directory.
        self.held.turn(false);
        let held = self.held.clone();
        let window = self.another_host(SessionKind::Window).watching(move |progress| {
            progress.iter().for_each(|_| held.wait());
            ControlFlow::Continue(())
        });
        *self.host.write().unwrap_or_else(PoisonError::into_inner) = window;
        self.tell_changes();
    }

    fn host(&self) -> RwLockReadGuard<'_, HostSession> {
        self.host.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// A host session for another person at the same directory.
    pub fn another_host(&self, kind: SessionKind) -> HostSession {
        host(&self.folder, &self.clock, &self.keychain, kind)
    }

    /// The directory's own folder.
    pub fn home(&self) -> PathBuf {
        home(&self.folder)
    }

    /// A folder for the files that people export and import.
    pub fn files(&self) -> PathBuf {
        self.folder.path().join("files")
    }

    /// Which kinds of records were touched, each with the number of the last commit that did.
    pub fn touches(&self) -> BTreeMap<&'static str, u64> {
        let touches = self.touches.lock().unwrap_or_else(PoisonError::into_inner);
        touches.last().map(|(kind, last)| (kind.name(), last)).collect()
    }

    fn tell_changes(&self) {
        let touches = self.touches.clone();
        self.host().on_change(Box::new(move |touched| {
            touches
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .add(touched);
        }));
    }

    /// Does what the window's process does when the window calls `name`: see `ipc.rs` of the desktop program.
    pub fn call(&self, name: &str, request: Value) -> Result<Value, CommandError> {
        let host = self.host();
        match name {
            "call" => {
                let Call { command, request } = read(request)?;
                written(host.act(&command, request))
            }
            _ => host.answer(name, request),
        }
    }
}

fn host(
    folder: &TempDir,
    clock: &Arc<MovedClock>,
    keychain: &Arc<MemoryKeychain>,
    kind: SessionKind,
) -> HostSession {
    let keychain = keychain.clone();
    let machine = Machine::new(clock.clone(), move || {
        keychain.connect()?;
        Ok(keychain.clone())
    });
    let home = Home::at(home(folder), None).anchored_in(folder.path().join("state"));
    HostSession::new(home.on(machine), kind)
}

fn home(folder: &TempDir) -> PathBuf {
    folder.path().join("home")
}

fn copy_folder(from: &Path, to: &Path) -> io::Result<()> {
    for entry in fs::read_dir(from)? {
        let (entry, kind) = entry.and_then(|entry| entry.file_type().map(|kind| (entry, kind)))?;
        let to = to.join(entry.file_name());
        if kind.is_dir() {
            fs::create_dir_all(&to)?;
            fs::set_permissions(&to, entry.metadata()?.permissions())?;
            copy_folder(&entry.path(), &to)?;
        } else if kind.is_file() {
            fs::copy(entry.path(), to)?;
        }
    }
    Ok(())
}

fn read<T: DeserializeOwned>(request: Value) -> Result<T, CommandError> {
    serde_json::from_value(request)
        .map_err(|error| CommandError::new(ErrorClass::InvalidRequest, error.to_string()))
}

fn written(answer: Result<impl Serialize, CommandError>) -> Result<Value, CommandError> {
    to_value(answer?).map_err(|error| CommandError::new(ErrorClass::Internal, error.to_string()))
}
