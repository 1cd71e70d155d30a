//! Time, memory and disk space of opening a directory: after a proper close, and after a kill under load.
//!
//! Each measurement runs in a process of its own, because memory that another one freed is not returned to the system.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use portreeve_storage::engine::{Engine, Position};
use serde_json::json;

use crate::directory::{self, engine, fill, open, open_on, signed_in};
use crate::figures::{disk_kib, line, resident_kib, tell};

/// How long the process writes before the kill.
const WRITING: Duration = Duration::from_secs(5);
const WRITERS: usize = 8;

/// Measures with `users` users.
pub fn opening(users: usize) {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let anchor = ask("fill", &data, &users.to_string());
    measure(&format!("open with {users} users"), &data, &anchor);
    let (mut writing, mut told) = start("write", &data, &anchor);
    // The position that the anchor holds at the kill.
    let anchor = read_line(&mut told);
    std::thread::park_timeout(WRITING);
    writing.kill().unwrap();
    writing.wait().unwrap();
    measure("  after a kill under load", &data, &anchor);
}

fn measure(what: &str, data: &Path, anchor: &str) {
    // In this order: the second finds it closed.
    let told = ask("open", data, anchor);
    let alone = milliseconds(&ask("engine", data, anchor));
    let (opened, resident) = told.split_once(' ').unwrap();
    line(
        &format!("{what}, against the engine"),
        milliseconds(opened),
        alone,
    );
    tell("  resident memory", &format!("{resident} MiB"));
    tell("  on disk", &format!("{} MiB", disk_kib(data) / 1024));
}

pub fn milliseconds(text: &str) -> Duration {
    Duration::from_millis(text.parse().unwrap())
}

/// The output of a process that is started to do `work`.
pub fn ask(work: &str, data: &Path, argument: &str) -> String {
    let (mut child, mut told) = start(work, data, argument);
    let answer = read_line(&mut told);
    assert!(child.wait().unwrap().success(), "{work}");
    answer
}

fn start(work: &str, data: &Path, argument: &str) -> (Child, BufReader<std::process::ChildStdout>) {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.arg(work).arg(data).arg(argument).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let told = BufReader::new(child.stdout.take().unwrap());
    (child, told)
}

fn read_line(told: &mut impl BufRead) -> String {
    let mut line = String::new();
    told.read_line(&mut line).unwrap();
    line.trim_end().to_owned()
}

/// Does the work of a started process; returns whether this is such a process.
pub fn child(arguments: &[String]) -> bool {
    let [work, data, argument] = arguments else {
        return false;
    };
    let data = Path::new(data);
    let started = Instant::now();
    match work.as_str() {
        "fill" => answer(&told(fill(data, argument.parse().unwrap()))),
        "engine" => {
            let mut users = 0;
            engine(data, position(argument))
                .visit(b"u", &mut |_, _| users += 1)
                .unwrap();
            answer(&started.elapsed().as_millis().to_string());
            assert!(users > 0);
        }
        "open" => {
            let app = open(data, position(argument));
            let opened = started.elapsed().as_millis();
            answer(&format!("{opened} {}", resident_kib() / 1024));
            drop(app);
        }
        "write" => write(data, argument),
        _ => return false,
    }
    true
}

/// Writes until the process is killed.
fn write(data: &Path, anchor: &str) {
    let engine = Arc::new(engine(data, position(anchor)));
    let app = open_on(engine.clone());
    let session = signed_in(&app);
    answer(&told(engine.announce()));
    std::thread::scope(|scope| {
        for writer in 0..WRITERS {
            let (app, session) = (&app, &session);
            scope.spawn(move || {
                for number in 0.. {
                    let request = json!({ "login": format!("written-{writer}-{number}") });
                    directory::ask(app, Some(session), "user.create", request).unwrap();
                }
            });
        }
    });
}

fn answer(text: &str) {
    println!("{text}");
    std::io::stdout().flush().unwrap();
}

pub fn told(position: Position) -> String {
    let head: String = position.head.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{}.{head}", position.sequence)
}

pub fn position(text: &str) -> Option<Position> {
    let (sequence, head) = text.split_once('.')?;
    let byte = |at: usize| u8::from_str_radix(head.get(2 * at..2 * at + 2)?, 16).ok();
    let head: Option<Vec<u8>> = (0..32).map(byte).collect();
    Some(Position {
        sequence: sequence.parse().ok()?,
        head: head?.try_into().ok()?,
    })
}
