//! Who performs a command.

use crate::id::UserId;

/// Who performs a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Actor {
    /// Nobody is signed in.
    Nobody,
    /// The person at the computer, before there is a directory to sign in to.
    Setup,
    /// A signed-in user.
    User(UserId),
}
