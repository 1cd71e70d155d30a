//! Every command. Each is declared beside its handler: request, response, access, effect, and command line.
//!
//! The window, the command line and the control socket all go through [`dispatch`](crate::dispatch); TypeScript's
//! `commands.ts` is generated from this list.

use crate::command::Command;

/// The declarations, noun by noun.
const NOUNS: &[&[Command]] = &[
    crate::directory::COMMANDS,
    crate::overview::COMMANDS,
    crate::session::COMMANDS,
    crate::account::COMMANDS,
    crate::user::COMMANDS,
    crate::group::COMMANDS,
    crate::permission::COMMANDS,
    crate::client::COMMANDS,
    crate::token::COMMANDS,
    crate::key::COMMANDS,
    crate::root_key::COMMANDS,
    crate::audit::COMMANDS,
    crate::undo::COMMANDS,
    crate::import::COMMANDS,
    crate::backup::COMMANDS,
    crate::recovery::COMMANDS,
    crate::clock::COMMANDS,
];

/// Every command.
pub fn commands() -> impl Iterator<Item = &'static Command> {
    NOUNS.iter().copied().flatten()
}
