//! `cargo xtask test`: every check, the cheap ones first.

use std::process::{Command, ExitCode};

use crate::desktop::{self, Profile};
use crate::journal::{Failure, Journal, Outcome};
use crate::node::npm;
use crate::step::Steps;
use crate::tools::{cargo, works};
use crate::{counterparts, debian, faults, made_up, node, workspace};

/// How much is checked.
#[derive(Clone, Copy, PartialEq)]
pub enum Reach {
    /// Everything. The first run takes minutes, because it builds the desktop program.
    Everything,
    /// Everything that does not need the desktop program.
    Fast,
}

/// Sets up and runs the checks. The last line counts the steps.
pub fn test(reach: Reach) -> ExitCode {
    let mut steps = Steps::new();
    let packages = match reach {
        Reach::Fast => debian::TO_TEST.to_vec(),
        Reach::Everything => [debian::TO_BUILD, debian::TO_TEST, debian::TO_DRIVE].concat(),
    };
    let has_packages = steps.step("Debian packages", |journal| debian::ensure(journal, &packages));
    steps.step("Rust formatting", |journal| {
        run_component(journal, "fmt", &["--all", "--check"])
    });
    // Without it, tests/dependencies.rs checks most of the same.
    if works(&mut cargo(&["deny", "--version"])) {
        steps.step("Licences, versions and sources of dependencies", |journal| {
            let parts = ["licenses", "bans", "sources"];
            journal.run(cargo(&["deny", "--offline", "check", "--hide-inclusion-graph"]).args(parts))
        });
    }
    // Journeys run the command line and UI tests the program behind the window; no test runner builds them.
    steps.step("The programs that tests run", |journal| {
        journal.run(&mut cargo(&[
            "build",
            "--workspace",
            "--no-default-features",
            "--bins",
            "--quiet",
        ]))
    });
    let has_pages = check_ui(&mut steps);
    steps.step("Clippy without the window", |journal| {
        clippy(
            journal,
            &[
                "--workspace",
                "--no-default-features",
                "--features",
                "portreeve-desktop/window-test",
            ],
        )
    });
    let has_counterparts = steps.step("Counterparts: packages", counterparts::install);
    steps.step("Rust tests, and that the bindings are current", |journal| {
        journal.run(&mut rust_tests())
    });
    steps.step("The fault lab, a few cases of each row", faults::few);
    steps.step(faults::PROOF, faults::prove);
    steps.step(made_up::TITLE, made_up::prove);
    if has_counterparts {
        steps.step("Counterparts: every preset", counterparts::prove);
    }
    if reach == Reach::Everything {
        if has_packages && has_pages {
            check_desktop(&mut steps, has_counterparts);
        } else {
            steps.skip("The desktop program and its window", "its packages or its pages");
        }
    }
    steps.conclude()
}

/// Returns whether the pages were built.
fn check_ui(steps: &mut Steps) -> bool {
    let ui = workspace::ui();
    if !steps.step("JavaScript packages", |journal| node::install(journal, &ui)) {
        return false;
    }
    let script = |script: &'static str| {
        let mut command = npm(&ui, &["run", script]);
        move |journal: &mut Journal| journal.run(&mut command)
    };
    steps.step("Biome", script("check"));
    steps.step("UI tests", |journal| {
        journal.run(npm(&ui, &["run", "test"]).env("PORTREEVE_UI_HOST", workspace::ui_host()))
    });
    steps.step("The window's pages", node::build_ui)
}

fn check_desktop(steps: &mut Steps, has_counterparts: bool) {
    let title = "The desktop program";
    let has_program = steps.step(title, |journal| desktop::build(journal, Profile::Dev));
    steps.step("Clippy with the window", |journal| {
        clippy(journal, &["--package", "portreeve-desktop"])
    });
    steps.step("Tests of the desktop program", |journal| {
        // The same two packages as in the build, so that nothing is compiled again.
        let packages = ["--package", "portreeve-desktop", "--package", "portreeve-cli"];
        journal.run(cargo(&["test", "--bins", "--quiet"]).args(packages))
    });
    let journey = "The real window";
    if has_program && has_counterparts {
        if steps.step("Driver of the window", desktop::install_driver) {
            steps.step(journey, desktop::drive);
        }
    } else {
        steps.skip(journey, title);
    }
}

/// Warnings are errors here, and only here: during work they are allowed.
fn clippy(journal: &mut Journal, of: &[&str]) -> Outcome {
    let strict = ["--all-targets", "--quiet", "--", "--deny", "warnings"];
    run_component(journal, "clippy", &[of, &strict].concat())
}

/// Runs a tool that is optional in a Rust installation: cargo alone only says that there is no such command.
fn run_component(journal: &mut Journal, name: &str, arguments: &[&str]) -> Outcome {
    if !works(&mut cargo(&[name, "--version"])) {
        return Err(Failure(format!(
            "`cargo {name}` is missing. Install it: rustup component add rustfmt clippy"
        )));
    }
    journal.run(cargo(&[name]).args(arguments))
}

/// Uses nextest if it is installed: it is faster, and runs each test in a process of its own.
fn rust_tests() -> Command {
    if works(&mut cargo(&["nextest", "--version"])) {
        cargo(&[
            "nextest",
            "run",
            "--workspace",
            "--no-default-features",
            "--no-fail-fast",
        ])
    } else {
        cargo(&["test", "--workspace", "--no-default-features", "--no-fail-fast"])
    }
}
