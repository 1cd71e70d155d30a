//! One person's desk: a directory in a folder of its own, and the command line to use it.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::outcome::{Outcome, Refusal};
use crate::{process, tools};

/// The superuser's password. No output and no file may contain it.
pub const PASSWORD: &str = "harbour-lantern-otter";
/// Creates a directory; the password comes on standard input.
pub const INIT: [&str; 6] = [
    "init",
    "--name",
    "Acme",
    "--superuser",
    "root",
    "--password-stdin",
];
/// The passphrase of the key file.
pub const PASSPHRASE: &str = "seven quiet gulls";

pub struct CliFixture {
    folder: TempDir,
    home: PathBuf,
    variables: BTreeMap<&'static str, OsString>,
}

impl CliFixture {
    /// No directory yet; its key will be in a passphrase file.
    pub fn empty() -> Self {
        let mut desk = Self::without_passphrase();
        let file = desk.file("passphrase", format!("{PASSPHRASE}\n"));
        desk.set("PORTREEVE_PASSPHRASE_FILE", file);
        desk
    }

    /// No directory yet, and no passphrase: its key will be in the OS keychain.
    pub fn without_passphrase() -> Self {
        let folder = tempfile::Builder::new()
            .prefix("portreeve-journey-")
            .tempdir()
            .expect("a folder");
        let mut desk = Self {
            home: folder.path().join("portreeve"),
            folder,
            variables: BTreeMap::new(),
        };
        // Nothing from the surrounding session: neither its keychain nor its directories.
        for name in [
            "HOME",
            "XDG_DATA_HOME",
            "XDG_CONFIG_HOME",
            "XDG_CACHE_HOME",
            "XDG_RUNTIME_DIR",
            "TMPDIR",
        ] {
            let path = desk.path(&name.to_lowercase());
            private_folder(&path);
            desk.set(name, path);
        }
        desk.set("PATH", std::env::var_os("PATH").unwrap_or_default());
        desk.set("PORTREEVE_HOME", desk.home.clone());
        desk
    }

    /// A directory with one superuser, `root`, signed in.
    pub fn founded() -> Self {
        let desk = Self::empty();
        desk.found();
        desk
    }

    /// A directory with the people of the Django site.
    pub fn staffed() -> Self {
        let desk = Self::founded();
        desk.import("dump_pk.json");
        desk
    }

    pub fn found(&self) -> Outcome {
        self.found_with(PASSWORD)
    }

    pub fn found_with(&self, password: &str) -> Outcome {
        self.run_with(&INIT, password).done()
    }

    pub fn import(&self, fixture: &str) -> Value {
        self.json(&["import", "django", path(&tools::fixture(fixture))])
    }

    pub fn login(&self, name: &str, password: &str) {
        self.run_with(&["login", name, "--password-stdin"], password)
            .done();
    }

    /// Adds a person who can sign in.
    pub fn add_user(&self, name: &str, password: &str, permissions: &[&str]) {
        self.run_with(&["user", "add", name, "--password-stdin"], password)
            .done();
        for permission in permissions {
            self.run(&["user", "grant", name, permission]).done();
        }
    }

    /// Runs the command line.
    pub fn run(&self, arguments: &[&str]) -> Outcome {
        self.run_with(arguments, "")
    }

    /// Runs the command line with `input` on its standard input.
    pub fn run_with(&self, arguments: &[&str], input: &str) -> Outcome {
        let limit = process::LIMIT;
        self.run_within(arguments, input, limit)
            .unwrap_or_else(|| panic!("{arguments:?} hung for {limit:?}"))
    }

    /// `None` if it does not end within `limit`.
    pub fn run_within(&self, arguments: &[&str], input: &str, limit: Duration) -> Option<Outcome> {
        let output = process::run(self.command(tools::portreeve()).args(arguments), input, limit)?;
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the output is text");
        let line = arguments.join(" ");
        let (stdout, stderr) = (text(output.stdout), text(output.stderr));
        let outcome = Outcome {
            line,
            code: output.status.code(),
            stdout,
            stderr,
        };
        for secret in [PASSWORD, PASSPHRASE] {
            assert!(
                !outcome.to_string().contains(secret),
                "a secret is told\n{outcome}"
            );
        }
        Some(outcome)
    }

    /// Runs the command line with `--json`, asserts that it succeeds, and returns the answer.
    pub fn json(&self, arguments: &[&str]) -> Value {
        let answer = self.run(&[&["--json"], arguments].concat()).done().json();
        let mut names = answer.as_object().into_iter().flat_map(|answer| answer.keys());
        let figure = names.find(|name| name.starts_with("took_"));
        assert_eq!(figure, None, "{arguments:?}: how long it took differs each time");
        answer
    }

    /// Runs the command line with `--json`, asserts that it refuses, and returns the message and hint.
    pub fn refuses(&self, arguments: &[&str], refusal: Refusal) -> String {
        self.refuses_with(arguments, "", refusal)
    }

    pub fn refuses_with(&self, arguments: &[&str], input: &str, refusal: Refusal) -> String {
        self.run_with(&[&["--json"], arguments].concat(), input)
            .refused(refusal)
    }

    /// An access token.
    pub fn token(&self, client: &str, user: &str) -> String {
        let line = ["token", "issue", "--client", client, "--user", user];
        self.run(&line).done().stdout.trim().to_owned()
    }

    /// Everything that the directory shows of its contents.
    pub fn state(&self) -> Value {
        json!({
            "users": self.json(&["user", "list"]),
            "groups": self.json(&["group", "list"]),
            "permissions": self.json(&["permission", "list"]),
            "clients": self.json(&["client", "list"]),
        })
    }

    /// Every file of the directory with its contents, without the lock and the control socket.
    pub fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = BTreeMap::new();
        if self.home.exists() {
            read_all(&self.home, &mut files);
        }
        files.retain(|path, _| !path.ends_with("lock"));
        files
    }

    /// Those of `needles` that a file of the directory contains in plain text.
    pub fn readable<'n>(&self, needles: &[&'n str]) -> Vec<&'n str> {
        let files = self.files();
        assert!(!files.is_empty(), "there is something to look into");
        let holds =
            |bytes: &Vec<u8>, needle: &str| bytes.windows(needle.len()).any(|part| part == needle.as_bytes());
        let is_there = |needle: &&&str| files.values().any(|bytes| holds(bytes, needle));
        needles.iter().filter(is_there).copied().collect()
    }

    /// A program that sees this desk and nothing of the surrounding session.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command
            .env_clear()
            .envs(&self.variables)
            .current_dir(self.folder.path());
        command
    }

    pub fn set(&mut self, name: &'static str, value: impl Into<OsString>) {
        self.variables.insert(name, value.into());
    }

    pub fn unset(&mut self, name: &'static str) {
        self.variables.remove(name);
    }

    /// The folder of the directory.
    pub fn home(&self) -> &Path {
        &self.home
    }

    /// Uses the directory in `home` from now on.
    pub fn move_home(&mut self, home: PathBuf) {
        self.set("PORTREEVE_HOME", home.clone());
        self.home = home;
    }

    /// A path on the desk, beside the directory.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file beside the directory, for its owner only.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, content).expect("a file");
        #[cfg(unix)]
        std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o600))
            .expect("our own file");
        path
    }
}

/// A path as an argument.
pub fn path(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

/// Copies a folder with all its contents.
pub fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        if entry.path().is_dir() {
            copy(&entry.path(), &to.join(entry.file_name()));
        } else {
            std::fs::copy(entry.path(), to.join(entry.file_name())).expect("a copy");
        }
    }
}

pub fn private_folder(path: &Path) {
    std::fs::create_dir(path).expect("a folder");
    #[cfg(unix)]
    std::fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o700))
        .expect("our own folder");
}

fn read_all(folder: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            read_all(&path, files);
        } else if path.is_file() {
            let content = std::fs::read(&path).expect("a file");
            files.insert(path, content);
        }
    }
}
