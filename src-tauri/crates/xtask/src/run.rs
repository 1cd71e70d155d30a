//! `cargo xtask run`: from a fresh clone to an open window.

use std::env;
use std::process::ExitCode;

use crate::desktop::{self, Profile};
use crate::step::Steps;
use crate::tools::{cargo, command, hand_over};
use crate::{debian, node, workspace};

/// Sets up, builds and opens the app. Without a display, runs the demo in the terminal.
pub fn run(profile: Profile) -> ExitCode {
    if !has_display() {
        println!("There is no display here, so there is no window to open. The same job in the terminal:\n");
        return hand_over(&mut cargo(&["run", "--package", "portreeve-cli", "--", "demo"]));
    }
    let mut steps = Steps::new();
    let ready = (!cfg!(target_os = "linux")
        || steps.step("Debian packages", |journal| {
            debian::ensure(journal, debian::TO_BUILD)
        }))
        && steps.step("JavaScript packages", |journal| {
            node::install(journal, &workspace::ui())
        })
        && steps.step("The window's pages", node::build_ui)
        && steps.step("The desktop program", |journal| desktop::build(journal, profile));
    if !ready {
        return steps.conclude();
    }
    println!("Opening Portreeve.");
    hand_over(&mut command(desktop::program(profile), &[]))
}

fn has_display() -> bool {
    let given = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || given("DISPLAY") || given("WAYLAND_DISPLAY")
}
