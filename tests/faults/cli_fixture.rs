//! A directory in a folder of its own, with its anchor and backups beside it, and a host session like the command line's.

use std::fs;
use std::path::{Path, PathBuf};

use portreeve_commands::directory::wire::KeyLocation;
use portreeve_commands::home::{CreateDirectoryRequest, RestoreRequest};
use portreeve_commands::session::wire::SessionKind;
use portreeve_commands::wire::path::FilePath;
use portreeve_commands::wire::secret::WireSecret;
use portreeve_host::{Home, HostSession};
use serde_json::{Value, json};

use crate::test_app::words;

const PASSPHRASE: &str = "seven quiet gulls";
const PASSWORD: &str = "harbour-lantern-otter";
/// A published pair: rage tests with it, too.
const RECIPIENT: &str = "age1t7rxyev2z3rw82stdlrrepyc39nvn86l5078zqkf5uasdy86jp6svpy7pa";
const IDENTITY: &str = "AGE-SECRET-KEY-1GQ9778VQXMMJVE8SK7J6VT8UJ4HDQAJUVSFCWCM02D8GEWQ72PVQ2Y5J33";

pub struct CliFixture {
    folder: PathBuf,
}

impl CliFixture {
    /// The desk in `folder`, with whatever is there.
    pub fn at(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
        }
    }

    /// A new directory with `people` people; its superuser is signed in.
    pub fn found(folder: &Path, people: usize) -> Result<Self, String> {
        let desk = Self::at(folder);
        fs::write(desk.path("passphrase"), PASSPHRASE).map_err(|error| error.to_string())?;
        #[cfg(unix)]
        fs::set_permissions(
            desk.path("passphrase"),
            std::os::unix::fs::PermissionsExt::from_mode(0o600),
        )
        .map_err(|error| error.to_string())?;
        fs::write(desk.path("dump.json"), dump(people)).map_err(|error| error.to_string())?;
        let host = desk.host();
        let request = CreateDirectoryRequest {
            team: "Acme".into(),
            superuser: "root".into(),
            password: secret(PASSWORD),
            key_location: KeyLocation::PassphraseFile,
            passphrase: Some(secret(PASSPHRASE)),
        };
        host.create_directory(request).map_err(words)?;
        let dump = json!({ "path": desk.path("dump.json"), "dry_run": false });
        done(&host, "import.people", dump)?;
        let app = json!({ "name": "app", "algorithm": "EdDSA" });
        done(&host, "client.create", app)?;
        Ok(desk)
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// The folder of the directory.
    pub fn home(&self) -> PathBuf {
        self.path("home")
    }

    /// The folder of the anchor.
    pub fn anchors(&self) -> PathBuf {
        self.path("state")
    }

    /// A new host session. The directory is open from its first command until it is dropped.
    pub fn host(&self) -> HostSession {
        let home = Home::at(self.home(), Some(self.path("passphrase"))).anchored_in(self.anchors());
        HostSession::new(home, SessionKind::Cli)
    }

    /// A new host session at which the superuser has signed in.
    pub fn signed_in(&self) -> Result<HostSession, String> {
        let host = self.host();
        host.sign_in("root", secret(PASSWORD)).map_err(words)?;
        Ok(host)
    }

    /// Makes a backup. Returns the number of people in it.
    pub fn back_up(&self, host: &HostSession, name: &str) -> Result<u64, String> {
        let request = json!({ "path": self.path(name), "recipients": [RECIPIENT], "replace": true });
        people_in(&done(host, "backup.create", request)?)
    }

    /// Rehearses a backup. Returns the number of people in it.
    pub fn rehearse(&self, host: &HostSession, name: &str) -> Result<u64, String> {
        let request = json!({ "path": self.path(name), "identity": IDENTITY });
        people_in(&done(host, "backup.verify", request)?)
    }

    /// Restores a backup over the current directory. Returns the number of people in it.
    pub fn restore(&self, name: &str) -> Result<u64, String> {
        let request = RestoreRequest {
            path: FilePath::here(&self.path(name)),
            passphrase: None,
            identity: Some(secret(IDENTITY)),
            key_location: KeyLocation::PassphraseFile,
            key_passphrase: Some(secret(PASSPHRASE)),
            replace: true,
        };
        let restored = self.host().restore(request).map_err(words)?;
        Ok(restored.backup.users)
    }
}

/// Performs a command that must succeed.
pub fn done(host: &HostSession, command: &str, request: Value) -> Result<Value, String> {
    let answer = host.act(command, request);
    let answer = answer.map_err(|error| format!("{command}: {}", words(error)))?;
    serde_json::from_str(answer.response.get()).map_err(|error| format!("{command}: {error}"))
}

/// Everything that the directory shows of its contents, without times of sign-ins.
pub fn shown(host: &HostSession) -> Result<Value, String> {
    let mut users = done(host, "user.list", json!({ "limit": 1_000_000 }))?;
    users["took_us"] = Value::Null;
    for row in users["rows"].as_array_mut().ok_or("no rows")? {
        row["last_sign_in_at"] = Value::Null;
    }
    let list = |command| done(host, command, json!({}));
    Ok(json!({
        "users": users,
        "groups": list("group.list")?,
        "permissions": list("permission.list")?,
        "clients": list("client.list")?,
        "keys": list("key.list")?,
    }))
}

fn people_in(answer: &Value) -> Result<u64, String> {
    answer["backup"]["users"]
        .as_u64()
        .ok_or_else(|| "a backup of nobody".into())
}

fn secret(text: &str) -> WireSecret {
    WireSecret::from(text.to_owned())
}

fn dump(people: usize) -> String {
    let person = |number: usize| {
        json!({ "model": "auth.user", "fields": {
            "username": format!("person{number}"), "password": "!", "first_name": "Zoë",
            "last_name": format!("Liskov {number}"), "email": format!("Person{number}@example.org"),
            "is_active": !number.is_multiple_of(10), "is_staff": false, "is_superuser": false, "last_login": null,
            "date_joined": "2026-05-03T09:00:00Z", "groups": [], "user_permissions": [],
        } })
    };
    Value::Array((0..people).map(person).collect()).to_string()
}
