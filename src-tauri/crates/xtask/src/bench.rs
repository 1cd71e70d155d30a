//! `cargo xtask bench`: figures against the floor.

use std::process::ExitCode;

use crate::tools::{cargo, hand_over};

/// Measures and prints; what is given goes to the benchmark.
pub fn bench(arguments: &[&str]) -> ExitCode {
    hand_over(cargo(&["bench", "--package", "portreeve-host", "--bench", "ratios", "--"]).args(arguments))
}
