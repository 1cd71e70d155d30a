//! The restore drill, by the real command line: a directory comes back from its backup as it was, and a backup with
//! any of its blocks damaged is refused before anything is touched.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::dice::Dice;
use crate::row::{Reach, Report};

const BLOCK_BYTES: usize = 1 << 10;
const PASSWORD: &str = "harbour-lantern-otter";
/// A published pair: rage tests with it, too.
const RECIPIENT: &str = "age1t7rxyev2z3rw82stdlrrepyc39nvn86l5078zqkf5uasdy86jp6svpy7pa";
const IDENTITY: &str = "AGE-SECRET-KEY-1GQ9778VQXMMJVE8SK7J6VT8UJ4HDQAJUVSFCWCM02D8GEWQ72PVQ2Y5J33";

/// Where a directory is, and what its command line needs.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("passphrase"), "seven quiet gulls").expect("a file");
        fs::write(folder.path().join("identity"), IDENTITY).expect("a file");
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs the command line; gives its answer, or what it says against it.
    fn run(&self, arguments: &[&str], input: &str) -> Result<Value, String> {
        let mut child = Command::new(portreeve())
            .arg("--json")
            .args(arguments)
            .env_clear()
            .env("HOME", self.folder.path())
            .env("PORTREEVE_HOME", self.path("home"))
            .env("PORTREEVE_PASSPHRASE_FILE", self.path("passphrase"))
            .current_dir(self.folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| format!("{}: {error}", portreeve().display()))?;
        if let Some(mut stdin) = child.stdin.take() {
            // Whoever reads nothing has ended; then how it ended is what counts.
            let _ = stdin.write_all(input.as_bytes());
        }
        let output = child.wait_with_output().map_err(|error| error.to_string())?;
        if output.status.success() {
            serde_json::from_slice(&output.stdout).map_err(|error| error.to_string())
        } else {
            Err(String::from_utf8_lossy(&output.stderr).into_owned())
        }
    }

    /// A directory with so many people.
    fn found(&self, people: usize) -> Result<(), String> {
        let init = [
            "init",
            "--name",
            "Acme",
            "--superuser",
            "root",
            "--password-stdin",
        ];
        self.run(&init, PASSWORD)?;
        fs::write(self.path("dump.json"), dump(people)).expect("a file");
        self.run(&["import", "django", "dump.json"], "").map(drop)
    }

    /// All people, as the directory shows them; that somebody has signed in since is no difference.
    fn people(&self) -> Result<Value, String> {
        let mut people = self.run(&["user", "list", "--limit", "1000000"], "")?;
        people["took_us"] = Value::Null;
        for row in people["rows"].as_array_mut().ok_or("no rows")? {
            row["last_sign_in_at"] = Value::Null;
        }
        Ok(people)
    }
}

/// The command line, built beside this program.
fn portreeve() -> PathBuf {
    let this = std::env::current_exe().expect("this program");
    let target = this
        .parent()
        .and_then(Path::parent)
        .expect("the folder of builds");
    target.join("portreeve")
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

/// The drill, then one damaged block after the other.
pub fn drill(report: &mut Report, dice: Dice, reach: Reach) {
    let people = reach.cases(200, 100_000) as usize;
    report.case(&format!("backup and restore of {people} people"), || {
        let desk = Desk::new();
        desk.found(people)?;
        let before = desk.people()?;
        desk.run(&["backup", "team.backup", "--recipient", RECIPIENT], "")?;
        fs::remove_dir_all(desk.path("home")).map_err(|error| error.to_string())?;
        desk.run(&["restore", "team.backup", "--identity-file", "identity"], "")?;
        desk.run(&["login", "root", "--password-stdin"], PASSWORD)?;
        if desk.people()? != before {
            return Err("it came back as something else".into());
        }
        desk.run(&["doctor"], "")?;
        Ok("came back as it was")
    });
    let desk = Desk::new();
    let made = desk
        .found(20)
        .and_then(|()| desk.run(&["backup", "team.backup", "--recipient", RECIPIENT], ""));
    if let Err(why) = made {
        return report.case("a backup to damage", || Err(why));
    }
    let whole = fs::read(desk.path("team.backup")).expect("the backup");
    let blocks = whole.len().div_ceil(BLOCK_BYTES);
    let step = if reach == Reach::Full {
        1
    } else {
        blocks.div_ceil(6)
    };
    for block in (0..blocks).step_by(step) {
        report.case(&format!("block {block} of {blocks}"), || {
            let mut damaged = whole.clone();
            let start = block * BLOCK_BYTES;
            let length = BLOCK_BYTES.min(whole.len() - start) as u64;
            damaged[start + dice.below(length) as usize] ^= 1 << dice.below(8);
            fs::write(desk.path("damaged.backup"), damaged).expect("a file");
            let before = files(&desk.path("home"));
            let line = [
                "restore",
                "damaged.backup",
                "--identity-file",
                "identity",
                "--replace",
            ];
            if desk.run(&line, "").is_ok() {
                return Err("it was restored".into());
            }
            if files(&desk.path("home")) != before {
                return Err("something was touched".into());
            }
            Ok("refused, nothing touched")
        });
    }
}

fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let paths = crate::folder::files(folder).into_iter();
    let stays = |path: &PathBuf| {
        path.file_name()
            .is_some_and(|name| name != "lock" && name != "control")
    };
    paths
        .filter(stays)
        .map(|path| (path.clone(), fs::read(path).expect("a file")))
        .collect()
}
