//! `portreeve`: the command line.
//!
//! Data goes to standard output, everything else to standard error. Each command line is a few lines of adapter over a
//! command from `portreeve-commands`; no rule is here.

mod args;
mod exit;
mod moment;
mod output;
mod progress;
mod prompt;
mod run;
mod share_words;
mod table;
mod terminal;

use std::process::ExitCode;

use clap::Parser;
use portreeve_commands::{CommandError, ErrorClass};

fn main() -> ExitCode {
    portreeve_host::harden_process();
    let args = match args::Args::try_parse() {
        Ok(args) => args,
        Err(error) if error.use_stderr() && std::env::args_os().any(|word| word == "--json") => {
            output::Output::new(true).error(&not_understood(&error));
            return ExitCode::from(2);
        }
        // Help and version end here, too.
        Err(error) => error.exit(),
    };
    let output = output::Output::new(args.json);
    let answered = run::run(args.command, &output).and_then(|answer| output.written().map(|()| answer));
    match answered {
        Ok(answer) => answer.into(),
        Err(error) => {
            output.error(&error);
            ExitCode::from(error.exit())
        }
    }
}

/// The error for an invalid command line, in the shape of every other refusal.
fn not_understood(error: &clap::Error) -> CommandError {
    let words = error.render().to_string();
    let what = words.split("\n\n").next().unwrap_or_default();
    let what = what.trim().trim_start_matches("error: ");
    CommandError::new(ErrorClass::InvalidRequest, what).hint("`portreeve --help` lists the commands")
}
