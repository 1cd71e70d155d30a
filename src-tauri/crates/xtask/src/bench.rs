//! `cargo xtask bench`: figures against the floor.

use std::process::ExitCode;

/// Measures and prints.
pub fn bench(_arguments: &[&str]) -> ExitCode {
    eprintln!("cargo xtask bench: nothing is measured yet");
    ExitCode::FAILURE
}
