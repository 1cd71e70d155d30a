//! Keeps the output of a step's commands in a file, and shows it only when it matters.

use std::fs::{self, File};
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

/// How often a slow step shows that it is still running.
const SIGN_OF_LIFE_ON_A_TERMINAL: Duration = Duration::from_secs(1);
const SIGN_OF_LIFE_IN_A_LOG: Duration = Duration::from_secs(60);

/// What went wrong, in a sentence.
pub struct Failure(pub String);

pub type Outcome = Result<(), Failure>;

/// The journal of one step.
pub struct Journal {
    file: File,
    path: PathBuf,
    started: Instant,
}

impl Journal {
    /// Opens an empty one in `folder`; the step's title gives the file its name.
    pub fn open(folder: &Path, title: &str) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        let name: String = title
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
            .collect();
        let path = folder.join(format!("{}.log", name.to_lowercase()));
        Ok(Self {
            file: File::create(&path)?,
            path,
            started: now(),
        })
    }

    /// Runs the command with its output to the journal, and shows that it is running.
    pub fn run(&mut self, command: &mut Command) -> Outcome {
        let line = spelled(command);
        let failed = |why: String| Failure(format!("`{line}` {why}"));
        let broken = |error: io::Error| Failure(format!("`{line}`: {error}"));
        writeln!(self.file, "$ {line}").map_err(broken)?;
        command.stdin(Stdio::null());
        command.stdout(self.file.try_clone().map_err(broken)?);
        command.stderr(self.file.try_clone().map_err(broken)?);
        let mut child = command
            .spawn()
            .map_err(|error| failed(format!("does not start: {error}")))?;

        let (ended, end) = mpsc::channel();
        thread::spawn(move || ended.send(child.wait()));
        let status = loop {
            match end.recv_timeout(sign_of_life()) {
                Ok(status) => break status.map_err(broken)?,
                Err(RecvTimeoutError::Timeout) => self.show_life(),
                Err(RecvTimeoutError::Disconnected) => return Err(failed("was lost".into())),
            }
        };
        if io::stdout().is_terminal() {
            print!("\r\x1b[K");
        }
        if status.success() {
            Ok(())
        } else {
            Err(failed(format!("failed: {status}")))
        }
    }

    /// [`run`](Self::run), and what the command has printed.
    pub fn run_and_tell(&mut self, command: &mut Command) -> (Outcome, String) {
        let before = self.text().len();
        let outcome = self.run(command);
        let told = self.text().split_off(before);
        (outcome, told)
    }

    fn text(&self) -> String {
        let bytes = fs::read(&self.path).unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    }

    fn show_life(&self) {
        let seconds = self.started.elapsed().as_secs();
        if io::stdout().is_terminal() {
            print!("\r\x1b[K    {seconds} s");
        } else {
            println!("    still at it, {seconds} s");
        }
        // A closed terminal is no reason to stop.
        let _ = io::stdout().flush();
    }

    /// The time since it was opened.
    pub fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }

    /// The last line in which a test runner counts, if there is one.
    pub fn summary(&self) -> Option<String> {
        let text = fs::read_to_string(&self.path).ok()?;
        let counts = |line: &&str| line.contains(" passed") && line.chars().any(|c| c.is_ascii_digit());
        text.lines().rev().find(counts).map(|line| line.trim().to_owned())
    }

    /// The last lines of the output.
    pub fn tail(&self, lines: usize) -> String {
        let text = self.text();
        let all: Vec<&str> = text.lines().collect();
        all[all.len().saturating_sub(lines)..].join("\n")
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

#[allow(
    clippy::disallowed_methods,
    reason = "how long a step takes is told to the person, and decides nothing"
)]
fn now() -> Instant {
    Instant::now()
}

fn sign_of_life() -> Duration {
    if io::stdout().is_terminal() {
        SIGN_OF_LIFE_ON_A_TERMINAL
    } else {
        SIGN_OF_LIFE_IN_A_LOG
    }
}

/// The command as a person would type it.
fn spelled(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let words = [program.file_name().unwrap_or(program.as_os_str())]
        .into_iter()
        .chain(command.get_args());
    words
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}
