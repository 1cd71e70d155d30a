//! `portreeve serve`: a process that keeps the directory open for the others.

use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStderr, Stdio};

use crate::cli_fixture::CliFixture;
use crate::tools;

/// Ends with the test.
pub struct Owner {
    child: Child,
    /// Kept open, so that the owner can go on writing.
    _told: BufReader<ChildStderr>,
}

impl Owner {
    /// Starts it, and waits until it says that the directory is open.
    pub fn start(desk: &CliFixture) -> Self {
        let mut command = desk.command(tools::portreeve());
        command
            .arg("serve")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        let mut child = command.spawn().expect("portreeve serve starts");
        let mut told = BufReader::new(child.stderr.take().expect("a pipe"));
        let mut line = String::new();
        told.read_line(&mut line).expect("a line of text");
        assert!(line.contains("is open"), "portreeve serve said: {line}");
        Self { child, _told: told }
    }

    /// Sends `kill -9`, and waits for the end.
    pub fn kill(mut self) {
        self.child.kill().expect("it runs");
        self.child.wait().expect("it ends");
    }

    /// Suspends it: it exists but does not answer.
    #[cfg(unix)]
    pub fn stop(&self) {
        self.signal(rustix::process::Signal::STOP);
    }

    #[cfg(unix)]
    pub fn go_on(&self) {
        self.signal(rustix::process::Signal::CONT);
    }

    #[cfg(unix)]
    fn signal(&self, signal: rustix::process::Signal) {
        let id = i32::try_from(self.child.id())
            .ok()
            .and_then(rustix::process::Pid::from_raw)
            .expect("an id");
        rustix::process::kill_process(id, signal).expect("it runs");
    }
}

impl Drop for Owner {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
