//! The control socket: commands from the other processes of the same person.
//!
//! A message is a length (u32, big-endian) and JSON. Only processes of the owner's own user may connect; the session
//! they show decides what they can do, as everywhere. A message may be hostile, and a sender may be stuck: nothing that
//! one connection sends, or fails to send, delays the others.

mod client;
#[cfg(unix)]
mod server;
#[cfg(unix)]
mod slots;
#[cfg(test)]
#[cfg(unix)]
mod tests;
#[cfg(unix)]
mod turns;

use portreeve_commands::job::JobProgress;
use portreeve_commands::wire::Answered;
use portreeve_commands::wire::secret::WireSecret;
use portreeve_commands::{CommandError, ErrorClass};
use serde::{Deserialize, Serialize};

pub(crate) use client::Client;
#[cfg(unix)]
pub(crate) use server::{Limits, Listening, listen};

/// Largest message from a connection that has not shown a live session, in bytes.
const STRANGERS_BYTES_MAX: usize = 64 << 10;
/// Largest message from a connection that has.
const MESSAGE_BYTES_MAX: usize = 1 << 20;
/// Largest answer. It comes from the owner, who is trusted, and may be the whole list of people.
const ANSWER_BYTES_MAX: usize = 64 << 20;

/// A message to the owner. `R` is the request of a command, which is decoded last.
#[derive(Serialize, Deserialize)]
enum Ask<R> {
    /// Answer that you are there.
    Greeting,
    /// Check the session: from here on messages may be longer.
    SignedIn { session: WireSecret },
    /// Perform a command. While it is a job, anything more on this connection cancels it, and so does its end: then the
    /// caller has gone.
    Call {
        session: Option<WireSecret>,
        command: String,
        request: R,
    },
    /// Report each change of the directory, as long as the session lives.
    Follow { session: WireSecret },
}

#[derive(Serialize, Deserialize)]
enum Answer {
    /// The owner is there, or accepts the session.
    Here,
    Done(Answered),
    /// How far a job is. The answer comes later.
    Progress(JobProgress),
    Refused(CommandError),
    /// The directory has changed: its state now, and the kinds of the records that were written.
    Changed {
        revision: u64,
        kinds: Vec<String>,
    },
}

fn too_long(bytes_max: usize) -> CommandError {
    let words = format!(
        "the request is longer than {} KiB; nothing was changed",
        bytes_max >> 10
    );
    CommandError::new(ErrorClass::InvalidRequest, words).hint(match bytes_max {
        STRANGERS_BYTES_MAX => "sign in first with `portreeve login NAME`; then longer messages are allowed",
        _ => "ask for less at a time",
    })
}

/// The owner has not begun the command.
fn busy() -> CommandError {
    CommandError::new(
        ErrorClass::Busy,
        "too many programs ask at once; nothing was changed",
    )
    .hint("try again in a moment")
}
