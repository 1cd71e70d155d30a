//! The client side. It blocks: a command line has nothing else to do, and the window calls it from worker threads.

use std::io::{Read, Write};
use std::time::Duration;

use portreeve_commands::wire::Answered;
use portreeve_commands::wire::secret::WireSecret;
use portreeve_commands::{CommandError, ErrorClass, Reason, Touched};
use portreeve_core::revision::Revision;
use portreeve_core::secret::SecretText;
use serde_json::Value;
use zeroize::Zeroizing;

use super::{ANSWER_BYTES_MAX, Answer, Ask, MESSAGE_BYTES_MAX, STRANGERS_BYTES_MAX, busy, too_long};
use crate::connection::{CallError, in_use};
use crate::home::Home;
use crate::jobs::Job;

/// How long an owner may take to answer the greeting.
const GREETING_LIMIT: Duration = Duration::from_secs(5);

/// How long a follower waits before it comes back.
const COME_BACK: Duration = Duration::from_secs(1);

/// How long to wait before asking a busy owner again: longer each time, seven seconds in all.
const PAUSES: [Duration; 7] = [
    Duration::from_millis(50),
    Duration::from_millis(150),
    Duration::from_millis(400),
    Duration::from_millis(900),
    Duration::from_millis(1500),
    Duration::from_secs(2),
    Duration::from_secs(2),
];

/// A way to the owner. Each call opens a connection of its own, so that no call waits for another.
pub(crate) struct Client {
    home: Home,
}

impl Client {
    /// The owner of the directory in `home`, if one listens. An owner that listens but does not answer is an error: it
    /// has the directory, and waiting for it could last for ever.
    pub(crate) fn connect(home: &Home) -> Result<Option<Self>, CommandError> {
        let Ok(mut stream) = connect(home) else {
            return Ok(None);
        };
        set_patience(&stream, Some(GREETING_LIMIT)).map_err(|error| lost(&error))?;
        match greet(&mut stream) {
            Ok(_) => Ok(Some(Self { home: home.clone() })),
            Err(error) if is_timeout(&error) => Err(in_use()),
            Err(_) => Ok(None),
        }
    }

    pub(crate) fn call(
        &self,
        session: Option<&SecretText>,
        command: &str,
        request: Value,
        job: Option<&Job>,
    ) -> Result<Answered, CallError> {
        let session = session.map(WireSecret::from);
        let ask = Ask::Call {
            session: session.clone(),
            command: command.to_owned(),
            request,
        };
        let message = encode(&ask).map_err(|error| CallError::Refused(lost(&error)))?;
        for pause in PAUSES {
            match self.say(session.clone(), &message, job) {
                // The owner has not begun the command, so asking again is safe.
                Err(CallError::Refused(error)) if error == busy() => std::thread::park_timeout(pause),
                answered => return answered,
            }
        }
        self.say(session, &message, job)
    }

    fn say(
        &self,
        session: Option<WireSecret>,
        message: &[u8],
        job: Option<&Job>,
    ) -> Result<Answered, CallError> {
        let mut stream = connect(&self.home).map_err(|_| CallError::NotSent)?;
        match (message.len(), session) {
            (..=STRANGERS_BYTES_MAX, _) => {}
            (..=MESSAGE_BYTES_MAX, Some(session)) => show(&mut stream, session)?,
            (_, None) => return Err(CallError::Refused(too_long(STRANGERS_BYTES_MAX))),
            (_, Some(_)) => return Err(CallError::Refused(too_long(MESSAGE_BYTES_MAX))),
        }
        send(&mut stream, message).map_err(|_| CallError::NotSent)?;
        if let Some(job) = job {
            let other = stream.try_clone();
            let other = other.map_err(|error| CallError::Refused(lost(&error)))?;
            job.at_cancel(move || hang_up(&other));
        }
        loop {
            match receive(&mut stream).map_err(|error| CallError::Refused(lost(&error)))? {
                Answer::Done(done) => return Ok(done),
                Answer::Refused(error) => return Err(CallError::Refused(error)),
                // A cancel goes its own way, and the owner answers it.
                Answer::Progress(progress) => {
                    let _ = job.map(|job| job.note(progress));
                }
                Answer::Here | Answer::Changed { .. } => return Err(CallError::Refused(wrong_kind())),
            }
        }
    }

    /// Tells `listener` of each change until `session` has ended or the owner is gone. The owner takes a window that
    /// does not follow for gone, so this comes back if the connection breaks.
    pub(crate) fn follow(&self, session: &SecretText, listener: impl Fn(&Touched) + Send + 'static) {
        let home = self.home.clone();
        let ask = Ask::<Value>::Follow {
            session: WireSecret::from(session),
        };
        std::thread::spawn(move || {
            let Ok(ask) = encode(&ask) else { return };
            while let Ok(mut stream) = connect(&home) {
                if send(&mut stream, &ask).is_err() {
                    return;
                }
                loop {
                    match receive(&mut stream) {
                        Ok(Answer::Changed { revision, kinds }) => {
                            listener(&Touched::from_names(Revision(revision), &kinds));
                        }
                        Ok(Answer::Here | Answer::Done(_) | Answer::Progress(_) | Answer::Refused(_)) => {
                            return;
                        }
                        Err(_) => break,
                    }
                }
                std::thread::park_timeout(COME_BACK);
            }
        });
    }
}

#[cfg(unix)]
type Stream = std::os::unix::net::UnixStream;

#[cfg(unix)]
fn connect(home: &Home) -> std::io::Result<Stream> {
    Stream::connect(home.control_socket())
}

#[cfg(unix)]
fn set_patience(stream: &Stream, limit: Option<Duration>) -> std::io::Result<()> {
    stream.set_read_timeout(limit)?;
    stream.set_write_timeout(limit)
}

/// Says that nothing more comes: the owner cancels the job that it does for this connection, and answers.
#[cfg(unix)]
fn hang_up(stream: &Stream) {
    // If it fails, the connection has ended already.
    let _ = stream.shutdown(std::net::Shutdown::Write);
}

#[cfg(not(unix))]
fn hang_up(_: &Stream) {}

#[cfg(not(unix))]
type Stream = std::fs::File;

/// Windows has no control socket yet: a second process waits for the first (docs/platforms.md).
#[cfg(not(unix))]
fn connect(_: &Home) -> std::io::Result<Stream> {
    Err(std::io::ErrorKind::Unsupported.into())
}

#[cfg(not(unix))]
fn set_patience(_: &Stream, _: Option<Duration>) -> std::io::Result<()> {
    Ok(())
}

fn is_timeout(error: &std::io::Error) -> bool {
    matches!(
        error.kind(),
        std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut
    )
}

fn greet(stream: &mut Stream) -> std::io::Result<Answer> {
    send(stream, &encode(&Ask::<Value>::Greeting)?)?;
    receive(stream)
}

/// Shows the session, so that the owner accepts a message longer than a stranger's.
fn show(stream: &mut Stream, session: WireSecret) -> Result<(), CallError> {
    let ask = encode(&Ask::<Value>::SignedIn { session });
    ask.and_then(|ask| send(stream, &ask))
        .map_err(|_| CallError::NotSent)?;
    match receive(stream).map_err(|_| CallError::NotSent)? {
        Answer::Here => Ok(()),
        Answer::Refused(error) => Err(CallError::Refused(error)),
        Answer::Done(_) | Answer::Progress(_) | Answer::Changed { .. } => {
            Err(CallError::Refused(wrong_kind()))
        }
    }
}

fn encode(ask: &Ask<Value>) -> std::io::Result<Zeroizing<Vec<u8>>> {
    Ok(Zeroizing::new(serde_json::to_vec(ask)?))
}

fn send(stream: &mut impl Write, message: &[u8]) -> std::io::Result<()> {
    let length = u32::try_from(message.len()).map_err(|_| std::io::ErrorKind::FileTooLarge)?;
    stream.write_all(&length.to_be_bytes())?;
    stream.write_all(message)?;
    stream.flush()
}

fn receive(stream: &mut impl Read) -> std::io::Result<Answer> {
    let mut length = [0; 4];
    stream.read_exact(&mut length)?;
    let length = u32::from_be_bytes(length) as usize;
    if length > ANSWER_BYTES_MAX {
        return Err(std::io::ErrorKind::FileTooLarge.into());
    }
    let mut message = Zeroizing::new(vec![0; length]);
    stream.read_exact(&mut message)?;
    Ok(serde_json::from_slice(&message)?)
}

fn wrong_kind() -> CommandError {
    CommandError::new(ErrorClass::Internal, "an answer of the wrong kind")
}

/// The owner may have performed the command, so it is not repeated.
fn lost(error: &std::io::Error) -> CommandError {
    CommandError::new(
        Reason::DIRECTORY_IN_USE,
        format!("the Portreeve that has the directory open went away before it answered: {error}"),
    )
    .hint("look whether it was done before you repeat it")
}
