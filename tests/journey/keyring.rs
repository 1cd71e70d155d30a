//! A real Secret Service for one test: gnome-keyring on a session bus that ends with the test.

use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use crate::cli_fixture::CliFixture;
use crate::tools;

/// Unlocks its login keyring with an invented password.
const UNLOCKED: &str = "printf invented | gnome-keyring-daemon --unlock --components=secrets";
const LOCKED: &str = "gnome-keyring-daemon --daemonize --components=secrets";

pub struct Keyring {
    bus: Child,
    /// The bus ends when this input closes.
    input: Option<ChildStdin>,
    _answers: BufReader<ChildStdout>,
}

impl Keyring {
    /// Starts it unlocked for `desk`.
    pub fn unlocked(desk: &mut CliFixture) -> Self {
        Self::start(desk, UNLOCKED)
    }

    /// Starts it locked for `desk`; the keyring's files may exist from an unlocked one.
    pub fn locked(desk: &mut CliFixture) -> Self {
        Self::start(desk, LOCKED)
    }

    fn start(desk: &mut CliFixture, daemon: &str) -> Self {
        for program in ["gnome-keyring-daemon", "gdbus", "secret-tool"] {
            tools::system(program);
        }
        let script = format!(
            "{daemon} >&2 && gdbus wait --session --timeout 60 org.freedesktop.secrets >&2 && \
             echo \"$DBUS_SESSION_BUS_ADDRESS\" && exec cat"
        );
        let mut command = desk.command(tools::system("dbus-run-session"));
        command.args(["--", "sh", "-c", &script]);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut bus = command.spawn().expect("a session bus");
        let mut answers = BufReader::new(bus.stdout.take().expect("a pipe"));
        let mut address = String::new();
        answers.read_line(&mut address).expect("the address of the bus");
        assert!(
            address.contains("unix:"),
            "gnome-keyring does not start: {address}"
        );
        desk.set("DBUS_SESSION_BUS_ADDRESS", address.trim());
        Self {
            input: bus.stdin.take(),
            bus,
            _answers: answers,
        }
    }

    /// Ends it, and waits for its end.
    pub fn end(mut self, desk: &mut CliFixture) {
        self.quit();
        desk.unset("DBUS_SESSION_BUS_ADDRESS");
    }

    fn quit(&mut self) {
        self.input = None;
        let _ = self.bus.wait();
    }
}

impl Drop for Keyring {
    fn drop(&mut self) {
        self.quit();
    }
}

/// The account and secret of each item that secret-tool finds for this service.
pub fn items(desk: &CliFixture, service: &str) -> Vec<(String, String)> {
    let mut command: Command = desk.command(tools::system("secret-tool"));
    let output = crate::process::run(
        command.args(["search", "--all", "--unlock", "service", service]),
        "",
        crate::process::LIMIT,
    );
    let output = output.expect("secret-tool answers");
    let text = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    let values = |name: &str| -> Vec<String> {
        text.lines()
            .filter_map(|line| line.strip_prefix(name))
            .map(str::to_owned)
            .collect()
    };
    let (accounts, secrets) = (values("attribute.username = "), values("secret = "));
    assert_eq!(accounts.len(), secrets.len(), "{text}");
    accounts.into_iter().zip(secrets).collect()
}
