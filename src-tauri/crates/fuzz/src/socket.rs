//! Messages to the control socket of a directory with a normal server.
//!
//! Invariants: a connection that sends anything gets only whole answers, and no more of them than it sent messages; no
//! command breaks off; and the next connection is greeted.

use std::io::{Read, Write};
use std::net::Shutdown;
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::time::Duration;

use portreeve_commands::directory::wire::KeyLocation;
use portreeve_commands::home::CreateDirectoryRequest;
use portreeve_commands::session::wire::SessionKind;
use portreeve_commands::wire::secret::WireSecret;
use portreeve_core::secret::SecretText;
use portreeve_host::{Home, HostSession};
use serde_json::{Value, json};

use crate::{Target, corpus};

const PASSWORD: &str = "harbour-lantern-otter";
/// A longer wait means that the connection was delayed.
const PATIENCE: Duration = Duration::from_secs(20);

/// A directory with a server.
pub struct Socket {
    path: PathBuf,
    session: SecretText,
    _host: HostSession,
    _folder: tempfile::TempDir,
}

impl Target for Socket {
    const NAME: &'static str = "socket";

    fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder is made");
        let home = Home::at(folder.path().join("home"), None);
        let host = HostSession::new(home, SessionKind::Cli);
        let secret = || WireSecret::from(PASSWORD.to_owned());
        let request = CreateDirectoryRequest {
            team: "Acme".into(),
            superuser: "root".into(),
            password: secret(),
            key_location: KeyLocation::PassphraseFile,
            passphrase: Some(secret()),
        };
        host.create_directory(request).expect("a directory is made");
        host.listen().expect("it is served");
        let path = host.home().folder().join("control");
        let sign_in = json!({ "Call": {
            "session": null,
            "command": "session.sign_in",
            "request": { "login": "root", "password": PASSWORD, "kind": "cli" },
        }});
        let answers = answers(&hear(&path, &framed(sign_in.to_string().as_bytes())));
        let session = answers[0]["Done"]["response"]["token"]
            .as_str()
            .expect("signed in");
        Self {
            session: session.into(),
            path,
            _host: host,
            _folder: folder,
        }
    }

    /// Each line of a file is a message; `SESSION` stands for a live session.
    fn seeds(&self) -> Vec<Vec<u8>> {
        corpus::inputs(Self::NAME, |lines| {
            let lines = String::from_utf8_lossy(&lines).replace("SESSION", self.session.expose());
            lines.lines().flat_map(|line| framed(line.as_bytes())).collect()
        })
    }

    fn check(&self, input: &[u8]) {
        let answers = answers(&hear(&self.path, input));
        assert!(answers.len() <= messages(input), "more answers than messages");
        for answer in answers {
            let is_known = answer == "Here"
                || ["Done", "Refused", "Changed"]
                    .iter()
                    .any(|kind| answer.get(kind).is_some());
            assert!(is_known, "{answer}");
            assert_ne!(
                answer["Refused"]["class"], "internal",
                "a command broke off: {answer}"
            );
        }
        let greeting = framed(br#""Greeting""#);
        assert_eq!(
            self::answers(&hear(&self.path, &greeting)),
            ["Here"],
            "the next one is greeted"
        );
    }
}

fn framed(message: &[u8]) -> Vec<u8> {
    let length = u32::try_from(message.len()).expect("a message is short");
    [&length.to_be_bytes(), message].concat()
}

/// Sends `said` whole. Returns what comes back until the connection closes.
fn hear(path: &PathBuf, said: &[u8]) -> Vec<u8> {
    let mut stream = UnixStream::connect(path).expect("somebody listens");
    stream.set_read_timeout(Some(PATIENCE)).expect("a time is set");
    // The other side hangs up on a message that is too long.
    let _ = stream.write_all(said);
    let _ = stream.shutdown(Shutdown::Write);
    let mut heard = Vec::new();
    if let Err(error) = stream.read_to_end(&mut heard) {
        let is_closed = error.kind() == std::io::ErrorKind::ConnectionReset;
        assert!(is_closed, "kept waiting: {error}");
    }
    heard
}

fn answers(mut heard: &[u8]) -> Vec<Value> {
    let mut answers = Vec::new();
    while let Some((length, rest)) = heard.split_first_chunk() {
        let (answer, rest) = rest.split_at(u32::from_be_bytes(*length) as usize);
        answers.push(serde_json::from_slice(answer).expect("an answer is JSON"));
        heard = rest;
    }
    assert!(heard.is_empty(), "an answer is cut short");
    answers
}

/// The number of messages that begin in `input`.
fn messages(mut input: &[u8]) -> usize {
    let mut count = 0;
    while let Some((length, rest)) = input.split_first_chunk() {
        count += 1;
        let length = u32::from_be_bytes(*length) as usize;
        input = rest.get(length..).unwrap_or_default();
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_seeds_are_messages_and_some_of_them_do_something() {
        let socket = Socket::start();
        let answers: Vec<Value> = socket
            .seeds()
            .iter()
            .flat_map(|seed| {
                let answers = answers(&hear(&socket.path, seed));
                assert_eq!(answers.len(), messages(seed), "each is answered");
                answers
            })
            .collect();
        let done = answers.iter().filter(|answer| answer.get("Done").is_some());
        assert_eq!(done.count(), 2, "{answers:?}");
    }
}
