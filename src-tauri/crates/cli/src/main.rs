//! `portreeve`: the command line.
//!
//! Data goes to standard output, everything else to standard error. Each command line is a few lines of adapter over
//! a command from `portreeve-commands`; no rule lives here.

mod args;
mod exit;
mod output;
mod prompt;
mod run;
mod table;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let args = args::Args::parse();
    let output = output::Output::new(args.json);
    match run::run(args.command, &output) {
        Ok(answer) => answer.into(),
        Err(error) => {
            output.error(&error);
            exit::code(error.code)
        }
    }
}
