//! The window's pages, and other npm packages.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::journal::{Failure, Journal, Outcome};
use crate::tools::{command, works};
use crate::workspace;

/// An npm command in this folder.
pub fn npm(folder: &Path, arguments: &[&str]) -> Command {
    let mut npm = command("npm", arguments);
    npm.current_dir(folder).env("NO_COLOR", "1");
    npm
}

/// Installs exactly the packages of the folder's lock file, unless they are installed already.
pub fn install(journal: &mut Journal, folder: &Path) -> Outcome {
    if !works(&mut command("npm", &["--version"])) {
        return Err(Failure(
            "npm is missing. Install Node.js 20 or newer, with npm.".into(),
        ));
    }
    if is_current(folder) {
        return Ok(());
    }
    journal.run(&mut npm(folder, &["ci", "--no-audit", "--no-fund"]))
}

/// Builds the window's pages.
pub fn build_ui(journal: &mut Journal) -> Outcome {
    journal.run(&mut npm(&workspace::ui(), &["run", "build"]))
}

/// Whether npm has installed since the lock file last changed.
fn is_current(folder: &Path) -> bool {
    let changed = |path: &str| {
        fs::metadata(folder.join(path))
            .and_then(|file| file.modified())
            .ok()
    };
    match (
        changed("node_modules/.package-lock.json"),
        changed("package-lock.json"),
    ) {
        (Some(installed), Some(locked)) => installed >= locked,
        _ => false,
    }
}
