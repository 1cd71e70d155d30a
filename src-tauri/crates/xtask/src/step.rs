//! Runs steps one after the other: each says what it does, how long it took, and how it ended.

use std::process::ExitCode;

use crate::journal::{Failure, Journal, Outcome};
use crate::workspace;

/// How much of a failed command is shown.
const TAIL_LINES: usize = 80;

/// Runs steps and counts their results.
pub struct Steps {
    passed: usize,
    failed: Vec<String>,
}

impl Steps {
    pub fn new() -> Self {
        Self {
            passed: 0,
            failed: Vec::new(),
        }
    }

    /// Runs one step. Returns whether it succeeded.
    pub fn step(&mut self, title: &str, work: impl FnOnce(&mut Journal) -> Outcome) -> bool {
        println!("[{}] {title}", self.passed + self.failed.len() + 1);
        let mut journal = match Journal::open(&workspace::target().join("xtask"), title) {
            Ok(journal) => journal,
            Err(error) => return self.fail(title, &format!("its journal cannot be written: {error}")),
        };
        let outcome = work(&mut journal);
        let seconds = journal.elapsed().as_secs_f32();
        match outcome {
            Ok(()) => {
                let summary = journal
                    .summary()
                    .map(|line| format!(": {line}"))
                    .unwrap_or_default();
                println!("    done in {seconds:.1} s{summary}");
                self.passed += 1;
                true
            }
            Err(Failure(why)) => {
                println!("{}", journal.tail(TAIL_LINES));
                println!("    all of it is in {}", journal.path().display());
                self.fail(title, &format!("after {seconds:.1} s, {why}"))
            }
        }
    }

    /// Notes a step that cannot run because an earlier one failed.
    pub fn skip(&mut self, title: &str, because_of: &str) {
        println!("[{}] {title}", self.passed + self.failed.len() + 1);
        self.fail(title, &format!("not tried, because of: {because_of}"));
    }

    fn fail(&mut self, title: &str, why: &str) -> bool {
        println!("    FAILED {why}");
        self.failed.push(title.to_owned());
        false
    }

    /// Prints the failures and the count.
    pub fn conclude(self) -> ExitCode {
        println!();
        for title in &self.failed {
            println!("FAILED: {title}");
        }
        println!("{} passed, {} failed", self.passed, self.failed.len());
        if self.failed.is_empty() {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }
}
