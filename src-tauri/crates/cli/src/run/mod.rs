//! One file for each noun: arguments to request, response to words.

mod client;
mod demo;
mod directory;
mod group;
mod import;
mod key;
mod permission;
mod session;
mod token;
mod user;

use std::path::Path;

use clap::CommandFactory;
use portreeve_commands::wire::session::SessionKind;
use portreeve_commands::{CommandError, ErrorCode};
use portreeve_host::{Home, Seat};

use crate::args::{Args, Command};
use crate::exit::Answer;
use crate::output::Output;
use crate::prompt::{self, Source};

pub(crate) fn run(command: Command, output: &Output) -> Result<Answer, CommandError> {
    match command {
        Command::Init(init) => directory::init(&seat()?, init, output),
        Command::Login { name, password } => directory::login(&open_seat()?, &name, password, output),
        Command::Logout => directory::logout(&open_seat()?, output),
        Command::Status => directory::status(&seat()?, output),
        #[cfg(unix)]
        Command::Serve => directory::serve(&open_seat()?, output),
        Command::User(command) => user::run(&open_seat()?, command, output),
        Command::Group(command) => group::run(&open_seat()?, command, output),
        Command::Permission(command) => permission::run(&open_seat()?, command, output),
        Command::Import(command) => import::run(&open_seat()?, command, output),
        Command::Client(command) => client::run(&open_seat()?, command, output),
        Command::Token(command) => token::run(&open_seat()?, command, output),
        Command::Session(command) => session::run(&open_seat()?, command, output),
        Command::Key(command) => key::run(&open_seat()?, command, output),
        Command::Demo => demo::run(output),
        Command::Completions { shell } => {
            clap_complete::generate(shell, &mut Args::command(), "portreeve", &mut std::io::stdout());
            Ok(Answer::Yes)
        }
    }
}

fn seat() -> Result<Seat, CommandError> {
    Ok(Seat::new(Home::from_env()?, SessionKind::Cli))
}

/// A seat whose directory is open; asks for the passphrase if one is needed and was not given.
fn open_seat() -> Result<Seat, CommandError> {
    let seat = seat()?;
    match seat.open(None) {
        Err(error) if error.code == ErrorCode::WrongPassphrase && seat.home().passphrase()?.is_none() => {
            // Without a terminal the first message says more than "there is nobody to ask".
            let passphrase = prompt::password(Source::Once, "passphrase of the key").map_err(|_| error)?;
            seat.open(Some(&passphrase.to_secret()))?;
        }
        other => other?,
    }
    Ok(seat)
}

/// The process that owns the directory may stand in another folder, so paths are sent whole.
fn absolute(path: &Path) -> String {
    std::path::absolute(path)
        .unwrap_or_else(|_| path.to_owned())
        .display()
        .to_string()
}
