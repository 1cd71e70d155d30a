//! The real libraries of local apps decide whether our tokens and configs are right.

use crate::journal::{Journal, Outcome};
use crate::tools::{cargo, command};
use crate::{node, python, workspace};

/// Installs what the scripts in `tests/counterparts` need.
pub fn install(journal: &mut Journal) -> Outcome {
    python::install(journal)?;
    node::install(journal, &workspace::counterparts())
}

/// Tries every preset with the library that it is for.
pub fn prove(journal: &mut Journal) -> Outcome {
    journal.run(&mut cargo(&[
        "build",
        "--package",
        "portreeve-exchange",
        "--example",
        "render",
    ]))?;
    let mut script = command(python::interpreter(), &[]);
    script.arg(workspace::counterparts().join("prove.py"));
    script.arg(workspace::target().join("debug/examples/render"));
    journal.run(script.arg(workspace::counterparts().join("node_modules")))
}
