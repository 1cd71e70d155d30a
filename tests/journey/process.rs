//! Running a program to its end, with a limit.

use std::io::Write;
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::channel;
use std::time::Duration;

/// Far longer than any program here takes: one that reaches the limit hangs.
pub const LIMIT: Duration = Duration::from_secs(120);

/// Runs `command` with `input` as its standard input; `None` if it does not end within `limit`.
pub fn run(command: &mut Command, input: &str, limit: Duration) -> Option<Output> {
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command
        .spawn()
        .unwrap_or_else(|error| panic!("{:?}: {error}", command.get_program()));
    let mut pipe = child.stdin.take().expect("a pipe");
    // A program that refuses before it reads closes the pipe.
    let _ = pipe.write_all(input.as_bytes());
    drop(pipe);
    finish(child, limit)
}

fn finish(child: Child, limit: Duration) -> Option<Output> {
    let id = child.id();
    let (sender, ended) = channel();
    std::thread::spawn(move || sender.send(child.wait_with_output()));
    match ended.recv_timeout(limit) {
        Ok(output) => Some(output.expect("the output of a program")),
        Err(_) => {
            end(id);
            None
        }
    }
}

#[cfg(unix)]
fn end(id: u32) {
    let id = i32::try_from(id)
        .ok()
        .and_then(rustix::process::Pid::from_raw)
        .expect("an id");
    // Its parent has not waited for it yet, so the id is still its own.
    let _ = rustix::process::kill_process(id, rustix::process::Signal::KILL);
}

#[cfg(not(unix))]
fn end(_: u32) {}
