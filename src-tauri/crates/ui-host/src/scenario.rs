//! Directories as they are after some time of use, made by the commands that people would use.

use std::io;
use std::path::Path;

use portreeve_commands::directory::wire::KeyLocation;
use portreeve_commands::session::wire::SessionKind;
use portreeve_commands::wire::secret::WireSecret;
use portreeve_commands::{CommandError, ErrorClass};
use portreeve_core::ports::Clock;
use serde_json::{Value, json};

use crate::clock::MovedClock;
use crate::keychain::MemoryKeychain;
use crate::live::Live;
use crate::team::dump;

/// Every person's password, also of every key file and of the newest backup.
const PASSWORD: &str = "harbour-lantern-otter";
/// The recipient of the backup before that.
const RECIPIENT: &str = "age1t7rxyev2z3rw82stdlrrepyc39nvn86l5078zqkf5uasdy86jp6svpy7pa";
const IDENTITY: &str = "AGE-SECRET-KEY-1GQ9778VQXMMJVE8SK7J6VT8UJ4HDQAJUVSFCWCM02D8GEWQ72PVQ2Y5J33";

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
/// How many days ago the directory was made.
const FIRST_DAY: i64 = 200;

/// A closed directory of a team with some months of history.
pub fn team(place: &Path, people: u32) -> io::Result<Live> {
    let live = Live::new(
        place,
        MovedClock::ahead_by(-FIRST_DAY * DAY),
        MemoryKeychain::default(),
    )?;
    remember(&live, people).map_err(told)?;
    live.close();
    Ok(live)
}

/// A team of any size without a history.
pub fn large(place: &Path, people: u32) -> io::Result<Live> {
    let live = Live::new(place, MovedClock::ahead_by(0), MemoryKeychain::default())?;
    found(&live, people).map_err(told)?;
    live.close();
    Ok(live)
}

/// Signs a person in as the window does, which first opens the key file if the key is in one.
pub fn sign_in(live: &Live, login: &str, key: KeyLocation) -> Result<(), CommandError> {
    if key == KeyLocation::PassphraseFile {
        live.call("open_directory", json!({ "passphrase": PASSWORD }))?;
    }
    let request = json!({ "login": login, "password": PASSWORD });
    live.call("sign_in", request).map(drop)
}

/// Moves the key from the keychain into a file.
pub fn move_key(live: &Live) -> Result<(), CommandError> {
    sign_in(live, "root", KeyLocation::OsKeychain)?;
    done(
        live,
        "key.move",
        json!({ "to": "passphrase_file", "passphrase": PASSWORD }),
    )
    .map(drop)
}

fn found(live: &Live, people: u32) -> Result<(), CommandError> {
    let request = json!({
        "team": "Acme",
        "superuser": "root",
        "password": PASSWORD,
        "key_location": "os_keychain",
    });
    live.call("create_directory", request)?;
    let path = live.files().join("dump.json");
    std::fs::write(&path, dump(people, live.clock.now().unix_ms())).map_err(not_written)?;
    pass(live, HOUR)?;
    done(live, "import.people", json!({ "path": path, "dry_run": false }))?;
    done(
        live,
        "user.set_password",
        json!({ "user": "ada", "password": PASSWORD }),
    )?;
    let nested = json!({ "group": "Invoice approvers", "parent": "Finance" });
    done(live, "group.add_parent", nested).map(drop)
}

fn remember(live: &Live, people: u32) -> Result<(), CommandError> {
    let mut clock = Calendar {
        live,
        days: FIRST_DAY,
    };
    found(live, people)?;
    let app = |name: &str, algorithm: &str| {
        done(
            live,
            "client.create",
            json!({ "name": name, "algorithm": algorithm }),
        )
    };
    app("billing-app", "RS256")?;
    app("wiki", "RS256")?;
    app("stock-room", "HS256")?;
    // Enough events for more than one page of the trail.
    for day in (50..190).rev().step_by(7) {
        clock.go_to(day)?;
        for user in (1..21).filter(|number| number % 3 != 0) {
            let email = format!("desk{user}.day{day}@acme.example");
            done(
                live,
                "user.update",
                json!({ "user": format!("user{user}"), "email": email }),
            )?;
        }
        wrong_password(live, "user7");
    }
    clock.go_to(41)?;
    let path = live.files().join("acme-october.backup");
    done(
        live,
        "backup.create",
        json!({ "path": path, "recipients": [RECIPIENT] }),
    )?;
    done(
        live,
        "backup.verify",
        json!({ "path": path, "identity": IDENTITY }),
    )?;
    clock.go_to(3)?;
    done(
        live,
        "user.update",
        json!({ "user": "user22", "email": "front.desk@acme.example" }),
    )?;
    clock.go_to(2)?;
    let path = live.files().join("acme-nightly.backup");
    done(
        live,
        "backup.create",
        json!({ "path": path, "passphrase": PASSWORD }),
    )?;
    clock.go_to(1)?;
    let member = json!({ "group": "On call", "user": "user10" });
    done(live, "group.add_member", member)?;
    let grant = json!({ "group": "Viewers", "permission": "people.view_profile" });
    done(live, "group.grant", grant)?;
    pass(live, HOUR)?;
    done(
        live,
        "user.set_password",
        json!({ "user": "user10", "password": PASSWORD }),
    )?;
    pass(live, 22 * HOUR)?;
    for user in ["ada", "user2", "user4"] {
        done(
            live,
            "token.issue",
            json!({ "client": "billing-app", "user": user }),
        )?;
    }
    for _ in 0..4 {
        wrong_password(live, "user10");
    }
    let terminal = live.another_host(SessionKind::Cli);
    terminal.sign_in("user10", secret(PASSWORD)?)?;
    // Refused, so that the trail shows a refusal.
    let _ = terminal.act("group.delete", json!({ "group": "Finance" }));
    let window = live.another_host(SessionKind::Window);
    window.sign_in("ada", secret(PASSWORD)?)?;
    live.call("sign_out", json!({}))?;
    clock.go_to(0)
}

/// Moves from day to day, and signs in again on each.
struct Calendar<'a> {
    live: &'a Live,
    /// How many days ago it is now.
    days: i64,
}

impl Calendar<'_> {
    fn go_to(&mut self, days: i64) -> Result<(), CommandError> {
        self.days = days;
        let ahead = self.live.clock.ahead_secs();
        self.live.clock.advance_secs(-days * DAY - ahead);
        match days {
            0 => Ok(()),
            _ => sign_in(self.live, "root", KeyLocation::OsKeychain),
        }
    }
}

/// Lets time pass, and signs in again.
fn pass(live: &Live, secs: i64) -> Result<(), CommandError> {
    live.clock.advance_secs(secs);
    sign_in(live, "root", KeyLocation::OsKeychain)
}

fn wrong_password(live: &Live, login: &str) {
    let host = live.another_host(SessionKind::Window);
    let _ = secret("not this one").and_then(|password| host.sign_in(login, password));
    // After several attempts the next has to wait.
    live.clock.advance_secs(MINUTE);
}

fn done(live: &Live, command: &str, request: Value) -> Result<Value, CommandError> {
    live.call("call", json!({ "command": command, "request": request }))
}

fn secret(text: &str) -> Result<WireSecret, CommandError> {
    serde_json::from_value(text.into())
        .map_err(|error| CommandError::new(ErrorClass::Internal, error.to_string()))
}

fn not_written(error: io::Error) -> CommandError {
    CommandError::new(ErrorClass::Internal, error.to_string())
}

fn told(error: CommandError) -> io::Error {
    let hint = error.hint.as_deref().unwrap_or_default();
    io::Error::other(format!("{error} ({hint})"))
}
