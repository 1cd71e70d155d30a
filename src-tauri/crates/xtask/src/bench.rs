//! `cargo xtask bench`: figures against the floor.

use std::process::ExitCode;

use crate::tools::{cargo, hand_over};

/// Measures and prints; what is given goes to the benchmarks.
pub fn bench(arguments: &[&str]) -> ExitCode {
    let store = [
        "bench",
        "--package",
        "portreeve-storage",
        "--features",
        "bench-sqlite",
        "--bench",
        "commits",
        "--",
    ];
    let whole = ["bench", "--package", "portreeve-host", "--bench", "ratios", "--"];
    // What is released is measured, too.
    let command_line = ["build", "--release", "--package", "portreeve-cli"];
    let mut steps = [
        cargo(&command_line),
        cargo(&[&store[..], arguments].concat()),
        cargo(&[&whole[..], arguments].concat()),
    ];
    let failed = steps
        .iter_mut()
        .map(hand_over)
        .find(|ended| *ended != ExitCode::SUCCESS);
    failed.unwrap_or(ExitCode::SUCCESS)
}
