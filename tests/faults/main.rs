//! The fault lab: one harness, one seed. Each row breaks something on purpose and checks the rest; the oracle that
//! knows what was acknowledged is outside the broken part.
//!
//! ```text
//! faults [--row N] [--seed S] [--full]
//! ```
//!
//! Prints one line of JSON for each row; the exit code says whether all passed. The same seed repeats the same faults.

mod backups;
mod cli_fixture;
mod clock;
mod damage;
mod dice;
mod drill;
mod folder;
mod forger;
mod full_disk;
mod kill;
mod ledger;
mod power;
mod rollback;
mod row;
mod test_app;
mod trail;
mod transplant;

use std::process::ExitCode;

use crate::row::{ROWS, Reach};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let Some(code) = kill::child(&arguments).or_else(|| full_disk::child(&arguments)) {
        return code;
    }
    let value = |name: &str| {
        let at = arguments.iter().position(|argument| argument == name)?;
        arguments.get(at + 1)?.parse::<u64>().ok()
    };
    let seed = value("--seed").unwrap_or(1);
    let reach = if arguments.iter().any(|argument| argument == "--full") {
        Reach::Full
    } else {
        Reach::Short
    };
    let only = value("--row");
    let rows: Vec<_> = ROWS
        .iter()
        .filter(|row| only.is_none_or(|only| only == row.number))
        .collect();
    if rows.is_empty() {
        eprintln!("there is no such row");
        return ExitCode::from(2);
    }
    let failed = rows.iter().filter(|row| !row.run(seed, reach)).count();
    println!("{} passed, {failed} failed", rows.len() - failed);
    if failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
