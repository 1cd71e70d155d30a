//! The side that asks. Blocking: a command line has nothing else to do, and the window asks on worker threads.

use std::io::{Read, Write};

use portreeve_commands::wire::secret::WireSecret;
use portreeve_commands::{CommandError, ErrorCode};
use portreeve_core::secret::SecretText;
use serde_json::Value;

use super::{Answer, Ask, MESSAGE_BYTES_MAX};
use crate::home::Home;

/// Reaches the owner; each call is a connection of its own, so that none waits for another.
pub(crate) struct Client {
    home: Home,
}

impl Client {
    /// The owner of the directory in `home`, if one listens.
    pub(crate) fn connect(home: &Home) -> Option<Self> {
        connect(home).ok().map(|_| Self { home: home.clone() })
    }

    pub(crate) fn call(
        &self,
        session: Option<&SecretText>,
        command: &str,
        request: Value,
    ) -> Result<Value, CommandError> {
        let ask = Ask::Call {
            session: session.map(WireSecret::from),
            command: command.to_owned(),
            request,
        };
        let mut stream = connect(&self.home).map_err(gone)?;
        send(&mut stream, &ask).map_err(gone)?;
        match receive(&mut stream).map_err(gone)? {
            Answer::Done(response) => Ok(response),
            Answer::Refused(error) => Err(error),
            Answer::Changed(_) => Err(CommandError::new(
                ErrorCode::Internal,
                "an answer of the wrong kind",
            )),
        }
    }

    /// Calls `listener` after each change until the owner is gone.
    pub(crate) fn follow(&self, listener: impl Fn(u64) + Send + 'static) {
        let home = self.home.clone();
        std::thread::spawn(move || {
            let Ok(mut stream) = connect(&home) else { return };
            if send(&mut stream, &Ask::Follow).is_err() {
                return;
            }
            while let Ok(Answer::Changed(revision)) = receive(&mut stream) {
                listener(revision);
            }
        });
    }
}

#[cfg(unix)]
fn connect(home: &Home) -> std::io::Result<std::os::unix::net::UnixStream> {
    std::os::unix::net::UnixStream::connect(home.control_socket())
}

/// Named pipes are still to come; until then a second process waits for the first (docs/platforms.md).
#[cfg(not(unix))]
fn connect(_: &Home) -> std::io::Result<std::fs::File> {
    Err(std::io::ErrorKind::Unsupported.into())
}

fn send(stream: &mut impl Write, ask: &Ask) -> std::io::Result<()> {
    let message = zeroize::Zeroizing::new(serde_json::to_vec(ask)?);
    let length = u32::try_from(message.len()).map_err(|_| std::io::ErrorKind::FileTooLarge)?;
    stream.write_all(&length.to_be_bytes())?;
    stream.write_all(&message)?;
    stream.flush()
}

fn receive(stream: &mut impl Read) -> std::io::Result<Answer> {
    let mut length = [0; 4];
    stream.read_exact(&mut length)?;
    let length = u32::from_be_bytes(length) as usize;
    if length > MESSAGE_BYTES_MAX {
        return Err(std::io::ErrorKind::FileTooLarge.into());
    }
    let mut message = zeroize::Zeroizing::new(vec![0; length]);
    stream.read_exact(&mut message)?;
    Ok(serde_json::from_slice(&message)?)
}

fn gone(error: std::io::Error) -> CommandError {
    CommandError::new(
        ErrorCode::DirectoryInUse,
        format!("the Portreeve that has the directory open is gone: {error}"),
    )
    .hint("try again; what it acknowledged is kept")
}
