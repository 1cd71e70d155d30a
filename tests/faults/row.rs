//! The rows of the scorecard, and how one runs and reports.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use serde_json::json;

use crate::dice::Dice;
use crate::{clock, damage, drill, full_disk, kill, power, rollback, trail, transplant};

/// How many cases a row runs.
#[derive(Clone, Copy, PartialEq)]
pub enum Reach {
    /// A few cases, in seconds, with the other tests.
    Short,
    /// As many as the pass bar demands.
    Full,
}

impl Reach {
    /// `full` cases, or `short`.
    pub fn cases(self, short: u64, full: u64) -> u64 {
        match self {
            Self::Short => short,
            Self::Full => full,
        }
    }
}

/// A row of the scorecard.
pub struct Row {
    pub number: u64,
    name: &'static str,
    run: fn(&mut Report, Dice, Reach),
}

pub const ROWS: &[Row] = &[
    Row {
        number: 1,
        name: "acknowledged writes under kill -9",
        run: kill::under_load,
    },
    Row {
        number: 2,
        name: "acknowledged writes under power cuts",
        run: power::cuts,
    },
    Row {
        number: 3,
        name: "killed while opening, recovering, compacting, backing up, restoring",
        run: kill::at_work,
    },
    Row {
        number: 4,
        name: "a crash, then a failing disk",
        run: power::compound,
    },
    Row {
        number: 5,
        name: "flipped bits",
        run: damage::flips,
    },
    Row {
        number: 6,
        name: "transplanted, replayed, dropped",
        run: transplant::transplants,
    },
    Row {
        number: 7,
        name: "an older copy put back",
        run: rollback::rollbacks,
    },
    Row {
        number: 8,
        name: "a full disk at every level",
        run: full_disk::levels,
    },
    Row {
        number: 9,
        name: "the restore drill",
        run: drill::drill,
    },
    Row {
        number: 21,
        name: "clock torture",
        run: clock::torture,
    },
    Row {
        number: 22,
        name: "the audit trail tampered with",
        run: trail::tampering,
    },
];

/// The results of a row.
#[derive(Default)]
pub struct Report {
    cases: u64,
    failures: Vec<String>,
    counts: std::collections::BTreeMap<&'static str, u64>,
    /// Cases that this machine cannot run, and why.
    skipped: Vec<String>,
}

/// How many failures are reported in words; the others are counted.
const TOLD_MAX: usize = 5;

impl Report {
    /// Notes a case that this machine cannot run.
    pub fn skip(&mut self, what: &str, why: String) {
        self.skipped.push(format!("{what}: {why}"));
    }

    /// Runs one case. `work` says how it ended, or what is wrong; a panic counts as wrong.
    pub fn case(&mut self, name: &str, work: impl FnOnce() -> Result<&'static str, String>) {
        self.cases += 1;
        match catch_unwind(AssertUnwindSafe(work)) {
            Ok(Ok(ending)) => *self.counts.entry(ending).or_default() += 1,
            Ok(Err(why)) => self.failures.push(format!("{name}: {why}")),
            Err(_) => self.failures.push(format!("{name}: it panicked")),
        }
    }
}

impl Row {
    /// Returns whether every case passed.
    pub fn run(&self, seed: u64, reach: Reach) -> bool {
        let mut report = Report::default();
        let ((), took) = timed(|| (self.run)(&mut report, Dice::new(seed), reach));
        let told = json!({
            "row": self.number,
            "name": self.name,
            "seed": seed,
            "commit": commit(),
            "cases": report.cases,
            "endings": report.counts,
            "failed": report.failures.len(),
            "failures": report.failures.iter().take(TOLD_MAX).collect::<Vec<_>>(),
            "skipped": report.skipped,
            "seconds": (took.as_secs_f64() * 10.0).round() / 10.0,
        });
        println!("{told}");
        report.failures.is_empty() && report.cases > 0
    }
}

/// The result of `work`, and how long it took.
#[expect(
    clippy::disallowed_methods,
    reason = "how long it takes is a figure of the row"
)]
pub fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let started = std::time::Instant::now();
    (work(), started.elapsed())
}

fn commit() -> Option<String> {
    let output = std::process::Command::new("git")
        .args(["describe", "--always", "--dirty"])
        .output()
        .ok()?;
    Some(String::from_utf8(output.stdout).ok()?.trim().to_owned())
}
