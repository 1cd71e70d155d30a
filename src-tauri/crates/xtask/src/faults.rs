//! `cargo xtask faults`: the fault lab, and the proof that it finds faults.

use std::process::{Command, ExitCode};

use crate::journal::{Failure, Journal, Outcome};
use crate::step::Steps;
use crate::tools::{cargo, hand_over};

/// The title of the proof among the steps.
pub const PROOF: &str = "The fault lab sees what is broken";

/// What is broken on purpose, and the row that must turn red.
const BROKEN: &[(&str, u32)] = &[
    ("acknowledgement", 1),
    ("sync", 2),
    ("compaction", 3),
    ("errors", 4),
    ("macs", 5),
    ("tags", 6),
    ("anchor", 7),
    ("epoch", 7),
    ("errors", 8),
    ("backup", 9),
    ("clock", 21),
    ("trail", 22),
];

/// Every row with as many cases as its pass bar demands, in this terminal.
pub fn whole(arguments: &[&str]) -> ExitCode {
    hand_over(lab("fault-lab").arg("--full").args(arguments))
}

/// A few cases of every row.
pub fn few(journal: &mut Journal) -> Outcome {
    journal.run(&mut lab("fault-lab"))
}

/// [`prove`] as a command of its own.
pub fn prove_alone() -> ExitCode {
    let mut steps = Steps::new();
    steps.step(PROOF, prove);
    steps.conclude()
}

/// Breaks Portreeve in every known way; each must turn its row red.
pub fn prove(journal: &mut Journal) -> Outcome {
    for (way, row) in BROKEN {
        let mut broken = lab("fault-lab-broken");
        broken
            .args(["--row", &row.to_string()])
            .env("PORTREEVE_BREAK", way);
        if journal.run(&mut broken).is_ok() {
            return Err(Failure(format!(
                "row {row} stays green although `{way}` is broken"
            )));
        }
        // The same build with nothing broken must pass: so the fault alone turns it red.
        journal.run(lab("fault-lab-broken").args(["--row", &row.to_string()]))?;
    }
    Ok(())
}

fn lab(feature: &str) -> Command {
    // For the workspace, so that nothing is compiled again for the one package.
    let mut lab = cargo(&["test", "--quiet", "--workspace", "--no-default-features"]);
    let feature = format!("portreeve-desktop/{feature}");
    lab.args(["--features", &feature, "--test", "faults", "--"]);
    lab
}
