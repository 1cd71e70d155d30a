//! A program that runs beside the test and ends with it.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use rustix::process::{Pid, Signal, kill_process_group};

/// A program in a process group of its own, so that all its children end with it, and no other process does.
pub struct Background {
    child: Child,
}

impl Background {
    /// Starts the program. Its standard error goes to `log`.
    pub fn start(command: &mut Command, log: &Path) -> Self {
        let program = command.get_program().to_string_lossy().into_owned();
        let log = File::create(log).expect("a log file");
        let child = command
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .unwrap_or_else(|error| panic!("{program} does not start: {error}"));
        Self { child }
    }

    /// Waits for the line with which the program says that it is ready.
    pub fn ready_line(&mut self) -> String {
        let mut line = String::new();
        let out = self.child.stdout.as_mut().expect("a pipe");
        BufReader::new(out).read_line(&mut line).expect("a line of text");
        assert!(!line.is_empty(), "the program ended before it was ready");
        line.trim().to_owned()
    }

    /// Writes `input` to the program, and closes its input.
    pub fn tell(&mut self, input: &str) {
        let mut pipe = self.child.stdin.take().expect("a pipe");
        pipe.write_all(input.as_bytes()).expect("the program reads");
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        if let Some(group) = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw) {
            // It may have ended already.
            let _ = kill_process_group(group, Signal::TERM);
        }
        let _ = self.child.wait();
    }
}
