//! Every command. Each is declared beside its handler: request, response, who may, what it changes, and its command line.
//!
//! The window, the command line and the control socket all go through [`dispatch`](crate::dispatch); TypeScript's
//! `commands.ts` is made from this.

use crate::declare::CommandSpec;
use crate::{
    audit, backup, client, clock, directory, group, import, key, permission, recovery, root_key, session,
    token, undo, user,
};

/// What is declared, noun by noun.
const NOUNS: [&[CommandSpec]; 15] = [
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
pub fn commands() -> impl Iterator<Item = &'static CommandSpec> {
    NOUNS.into_iter().flatten()
}
