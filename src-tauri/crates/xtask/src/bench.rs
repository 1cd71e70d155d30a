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
    let measured = hand_over(cargo(&store).args(arguments));
    if measured != ExitCode::SUCCESS {
        return measured;
    }
    hand_over(cargo(&whole).args(arguments))
}
