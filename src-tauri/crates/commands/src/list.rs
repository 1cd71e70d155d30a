//! Every command. Each is declared beside its handler: request, response, access, effect, and command line.
//!
//! The window, the command line and the control socket all go through [`dispatch`](crate::dispatch); TypeScript's
//! `commands.ts` is generated from this list.

use crate::command::Command;
use crate::{
    audit, backup, client, clock, directory, group, import, key, permission, recovery, root_key, session,
    token, undo, user,
};

/// The declarations, noun by noun.
const NOUNS: [&[Command]; 15] = [
    directory::COMMANDS,
    session::COMMANDS,
    user::COMMANDS,
    group::COMMANDS,
    permission::COMMANDS,
    client::COMMANDS,
    token::COMMANDS,
    key::COMMANDS,
    root_key::COMMANDS,
    audit::COMMANDS,
    undo::COMMANDS,
    import::COMMANDS,
    backup::COMMANDS,
    recovery::COMMANDS,
    clock::COMMANDS,
];

/// Every command.
pub fn commands() -> impl Iterator<Item = &'static Command> {
    NOUNS.into_iter().flatten()
}
