//! The requests that tests send: new directories, calls to them, and changes to their machine.

use std::collections::BTreeMap;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use portreeve_commands::directory::wire::KeyLocation;
use portreeve_commands::{CommandError, ErrorClass};
use serde::Deserialize;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::clock::MovedClock;
use crate::damage::Damage;
use crate::keychain::{Condition, MemoryKeychain};
use crate::live::Live;
use crate::scenario;

/// The number of people in a small team, without its first superuser.
const SMALL: u32 = 60;

/// All directories with open windows.
pub struct Directories {
    lives: Mutex<BTreeMap<u64, Arc<Live>>>,
    /// The number of the newest directory.
    last: AtomicU64,
    /// The directory that most others are copies of.
    small: Live,
    // Must be dropped last.
    place: TempDir,
}

/// The state in which a window opens.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Scenario {
    /// The number of people; without it there is no directory yet.
    people: Option<u32>,
    /// The place of the key.
    #[serde(default = "in_keychain")]
    key: KeyLocation,
    /// The state of the keychain.
    #[serde(default)]
    keychain: Condition,
    /// The damage, if any.
    damage: Option<Damage>,
    /// The person who is signed in.
    #[serde(rename = "as")]
    login: Option<String>,
}

fn in_keychain() -> KeyLocation {
    KeyLocation::OsKeychain
}

/// A change to the machine.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Turn {
    id: u64,
    /// Moves the clock forward or back.
    clock_secs: Option<i64>,
    /// Lets time pass.
    passed_secs: Option<i64>,
    /// Ends the program and starts it again.
    #[serde(default)]
    restart: bool,
    keychain: Option<Condition>,
    damage: Option<Damage>,
    /// Holds jobs at their next step, or lets them go on.
    hold_jobs: Option<bool>,
}

#[derive(Deserialize)]
struct Call {
    id: u64,
    call: String,
    request: Value,
}

#[derive(Deserialize)]
struct Close {
    /// Part of every request about a directory.
    id: u64,
}

impl Directories {
    /// Makes the directory that most others are copies of.
    pub fn open() -> io::Result<Self> {
        let place = TempDir::with_prefix_in("portreeve-ui-", memory())?;
        let small = scenario::team(place.path(), SMALL)?;
        Ok(Self {
            lives: Mutex::default(),
            last: AtomicU64::default(),
            small,
            place,
        })
    }

    /// Closes all directories.
    pub fn close(&self) {
        self.lives().clear();
        // The process ends without dropping what other threads still hold.
        let _ = std::fs::remove_dir_all(self.place.path());
    }

    /// The answer to a request, as JSON; `None` for an unknown path.
    pub fn answer(&self, path: &str, body: &[u8]) -> Option<Vec<u8>> {
        let answered = catch_unwind(AssertUnwindSafe(|| match path {
            "/new" => Some(read(body).and_then(|scenario| self.make(&scenario))),
            "/call" => Some(read(body).and_then(|call: Call| {
                self.find(call.id)
                    .and_then(|live| live.call(&call.call, call.request))
            })),
            "/turn" => Some(read(body).and_then(|turn| self.turn(&turn))),
            "/close" => Some(read(body).map(|Close { id }| {
                drop(self.take(id));
                json!({})
            })),
            _ => None,
        }));
        let fault = |_panic| {
            Some(Err(CommandError::new(
                ErrorClass::Internal,
                "a fault in Portreeve",
            )))
        };
        let answered = answered.unwrap_or_else(fault)?;
        let asked = read(body).and_then(|Close { id }| self.find(id));
        let touches = asked.ok().map(|live| live.touches());
        let answer = match answered {
            Ok(answer) => json!({ "answer": answer, "touches": touches }),
            Err(error) => json!({ "error": error, "touches": touches }),
        };
        Some(answer.to_string().into_bytes())
    }

    fn make(&self, scenario: &Scenario) -> Result<Value, CommandError> {
        let place = self.place.path();
        let live = match scenario.people {
            None => Live::new(place, MovedClock::ahead_by(0), MemoryKeychain::default()),
            Some(SMALL) => self.small.copy(place),
            Some(people) => scenario::large(place, people),
        }
        .map_err(failed)?;
        if scenario.key == KeyLocation::PassphraseFile && scenario.people.is_some() {
            scenario::move_key(&live)?;
            live.close();
        }
        live.keychain.turn(scenario.keychain);
        if let Some(damage) = scenario.damage {
            damage.inflict(&live.home()).map_err(failed)?;
        }
        if let Some(login) = &scenario.login {
            scenario::sign_in(&live, login, scenario.key)?;
        }
        // Never reused: a window may still ask for a closed directory.
        let id = self.last.fetch_add(1, Ordering::SeqCst) + 1;
        let answer = json!({ "id": id, "home": live.home(), "files": live.files() });
        self.lives().insert(id, Arc::new(live));
        Ok(answer)
    }

    fn turn(&self, turn: &Turn) -> Result<Value, CommandError> {
        let live = self.find(turn.id)?;
        turn.clock_secs
            .iter()
            .for_each(|secs| live.clock.jump_secs(*secs));
        turn.passed_secs
            .iter()
            .for_each(|secs| live.clock.advance_secs(*secs));
        if turn.restart {
            live.close();
        }
        turn.hold_jobs.iter().for_each(|is_held| live.held.turn(*is_held));
        turn.keychain
            .iter()
            .for_each(|condition| live.keychain.turn(*condition));
        if let Some(damage) = turn.damage {
            damage.inflict(&live.home()).map_err(failed)?;
        }
        Ok(json!({}))
    }

    fn find(&self, id: u64) -> Result<Arc<Live>, CommandError> {
        let gone = || CommandError::new(ErrorClass::NotFound, format!("there is no directory {id} here"));
        self.lives().get(&id).cloned().ok_or_else(gone)
    }

    fn take(&self, id: u64) -> Option<Arc<Live>> {
        let live = self.lives().remove(&id);
        live.iter().for_each(|live| live.held.turn(false));
        live
    }

    fn lives(&self) -> MutexGuard<'_, BTreeMap<u64, Arc<Live>>> {
        self.lives.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A folder in memory, if the system has one: these files are synced often and never read later.
fn memory() -> PathBuf {
    let shared = Path::new("/dev/shm");
    match shared.is_dir() {
        true => shared.to_owned(),
        false => std::env::temp_dir(),
    }
}

fn read<T: serde::de::DeserializeOwned>(body: &[u8]) -> Result<T, CommandError> {
    serde_json::from_slice(body)
        .map_err(|error| CommandError::new(ErrorClass::InvalidRequest, error.to_string()))
}

fn failed(error: io::Error) -> CommandError {
    CommandError::new(ErrorClass::Internal, error.to_string())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

    use super::*;

    fn ask(directories: &Directories, path: &str, request: Value) -> Value {
        let answer = directories.answer(path, request.to_string().as_bytes()).unwrap();
        serde_json::from_slice(&answer).unwrap()
    }

    fn status(directories: &Directories, scenario: Value) -> Value {
        let id = ask(directories, "/new", scenario)["answer"]["id"].clone();
        ask(
            directories,
            "/call",
            json!({ "id": id, "call": "status", "request": {} }),
        )["answer"]
            .clone()
    }

    #[test]
    fn a_window_opens_as_the_scenario_says() {
        let directories = Directories::open().unwrap();
        let scenarios = [
            (json!({}), "absent"),
            (json!({ "people": 60 }), "signed_out"),
            (json!({ "people": 60, "as": "ada" }), "signed_in"),
            (json!({ "people": 3, "as": "root" }), "signed_in"),
            (
                json!({ "people": 60, "key": "passphrase_file" }),
                "passphrase_needed",
            ),
            (json!({ "people": 60, "keychain": "locked" }), "keychain_needed"),
            (json!({ "people": 60, "damage": "journal" }), "damaged"),
            (
                json!({ "people": 60, "key": "passphrase_file", "damage": "key_file" }),
                "damaged",
            ),
        ];
        for (scenario, state) in scenarios {
            assert_eq!(
                status(&directories, scenario.clone())["state"],
                state,
                "{scenario}"
            );
        }
        directories.close();
    }

    #[test]
    fn a_copy_of_a_directory_is_as_good_as_the_first() {
        let directories = Directories::open().unwrap();
        let id = ask(&directories, "/new", json!({ "people": 60, "as": "root" }))["answer"]["id"].clone();
        let doctor = json!({ "command": "directory.doctor", "request": {} });
        let call = json!({ "id": id, "call": "call", "request": doctor });
        let examined = ask(&directories, "/call", call);
        assert_eq!(examined["answer"]["response"]["findings"], json!([]));
        assert!(examined["touches"]["last_sign_in"].as_u64().unwrap() > 0);
        ask(&directories, "/close", json!({ "id": id }));
        let gone = ask(
            &directories,
            "/call",
            json!({ "id": id, "call": "status", "request": {} }),
        );
        assert_eq!(gone["error"]["reason"], "not_found");
        assert_eq!(directories.answer("/elsewhere", b"{}"), None);
    }
}
