//! `cargo xtask bindings`: the window's TypeScript types, from the list of commands.

use std::process::ExitCode;

use crate::step::Steps;
use crate::tools::cargo;

/// Writes `ui/src/bindings`.
pub fn write() -> ExitCode {
    let mut steps = Steps::new();
    steps.step("TypeScript from the lists of commands and calls", |journal| {
        let mut generator = cargo(&[
            "test",
            "--package",
            "portreeve-commands",
            "--package",
            "portreeve-host",
            "--",
            "bindings",
            "fixtures",
        ]);
        journal.run(generator.env("PORTREEVE_WRITE_BINDINGS", "1"))
    });
    steps.conclude()
}
