//! The control socket: commands from the other processes of the same person.
//!
//! A message is a length (u32, big-endian) and JSON. Only the owner's own user may connect; what they may do is
//! decided by the session they show, as everywhere.

mod client;
#[cfg(unix)]
mod server;

use portreeve_commands::CommandError;
use portreeve_commands::wire::Done;
use portreeve_commands::wire::secret::WireSecret;
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub(crate) use client::Client;
#[cfg(unix)]
pub(crate) use server::listen;

/// Largest message, in bytes.
const MESSAGE_BYTES_MAX: usize = 64 << 20;

#[derive(Serialize, Deserialize)]
enum Ask {
    /// Say that somebody is there.
    Greeting,
    /// Perform a command.
    Call {
        session: Option<WireSecret>,
        command: String,
        request: Value,
    },
    /// Tell whenever the directory has changed, until the connection ends.
    Follow,
}

#[derive(Serialize, Deserialize)]
enum Answer {
    /// Somebody is there.
    Here,
    Done(Done<Value>),
    Refused(CommandError),
    Changed(u64),
}
