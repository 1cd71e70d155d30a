//! The control socket: commands from the other processes of the same person.
//!
//! A message is a length (u32, big-endian) and JSON. Only the owner's own user may connect; what they may do is
//! decided by the session they show, as everywhere. Anything of theirs may be hostile, or stuck: nothing that one
//! connection sends, or does not send, keeps the others waiting.

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

use portreeve_commands::wire::Answered;
use portreeve_commands::wire::secret::WireSecret;
use portreeve_commands::{CommandError, ErrorClass};
use serde::{Deserialize, Serialize};

pub(crate) use client::Client;
#[cfg(unix)]
pub(crate) use server::{Limits, Listening, listen};

/// Largest message from somebody who has not shown a live session on this connection, in bytes.
const STRANGERS_BYTES_MAX: usize = 64 << 10;
/// Largest message from somebody who has.
const MESSAGE_BYTES_MAX: usize = 1 << 20;
/// Largest answer. It comes from the owner, who is trusted, and may be the whole list of people.
const ANSWER_BYTES_MAX: usize = 64 << 20;

/// A message to the owner; `R` is the request of a command, which is read last.
#[derive(Serialize, Deserialize)]
enum Ask<R> {
    /// Say that somebody is there.
    Greeting,
    /// See that somebody is signed in: from here on messages may be longer.
    SignedIn { session: WireSecret },
    /// Perform a command.
    Call {
        session: Option<WireSecret>,
        command: String,
        request: R,
    },
    /// Tell whenever the directory has changed, as long as the session lives.
    Follow { session: WireSecret },
}

#[derive(Serialize, Deserialize)]
enum Answer {
    /// Somebody is there, or what was shown is good.
    Here,
    Done(Answered),
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

/// Nothing was begun.
fn busy() -> CommandError {
    CommandError::new(
        ErrorClass::Busy,
        "too many programs ask at once; nothing was changed",
    )
    .hint("try again in a moment")
}
