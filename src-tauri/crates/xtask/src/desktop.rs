//! Builds the desktop program, and runs the journey in its real window.

use std::fs;
use std::path::{Path, PathBuf};

use crate::journal::{Failure, Journal, Outcome};
use crate::tools::{cargo, installed};
use crate::{python, workspace};

/// How the program is built.
#[derive(Clone, Copy)]
pub enum Profile {
    /// Takes minutes, and can be debugged.
    Dev,
    /// The shipped build; takes much longer.
    Release,
}

impl Profile {
    fn name(self) -> &'static str {
        match self {
            Self::Dev => "dev",
            Self::Release => "release",
        }
    }

    fn folder(self) -> &'static str {
        match self {
            Self::Dev => "debug",
            Self::Release => "release",
        }
    }
}

/// The built program, in a place where a build without the window does not replace it.
pub fn program(profile: Profile) -> PathBuf {
    workspace::target()
        .join("desktop")
        .join(profile.folder())
        .join("portreeve-desktop")
}

/// Builds the program. The window's pages must be built already, because they become part of it. The command line is
/// built along with it: the two share their dependencies.
pub fn build(journal: &mut Journal, profile: Profile) -> Outcome {
    let packages = ["--package", "portreeve-desktop", "--package", "portreeve-cli"];
    journal.run(cargo(&["build", "--profile", profile.name()]).args(packages))?;
    let built = workspace::target()
        .join(profile.folder())
        .join("portreeve-desktop");
    keep(&built, &program(profile)).map_err(|error| Failure(format!("{}: {error}", built.display())))
}

fn keep(built: &Path, kept: &Path) -> std::io::Result<()> {
    if let Some(folder) = kept.parent() {
        fs::create_dir_all(folder)?;
    }
    // A running copy cannot be overwritten, but its name can be reused.
    if kept.exists() {
        fs::remove_file(kept)?;
    }
    fs::copy(built, kept).map(drop)
}

/// Installs the WebDriver for the window.
pub fn install_driver(journal: &mut Journal) -> Outcome {
    if installed("tauri-driver").is_some() {
        return Ok(());
    }
    journal.run(&mut cargo(&[
        "install",
        "tauri-driver",
        "--version",
        "^2",
        "--locked",
    ]))
}

/// Runs the journey in the real window.
pub fn drive(journal: &mut Journal) -> Outcome {
    let driver = installed("tauri-driver")
        .ok_or_else(|| Failure("tauri-driver is not where cargo installs".into()))?;
    let mut test = cargo(&["test", "--package", "portreeve-desktop", "--no-default-features"]);
    // Without the window's own dependencies: this half only uses it from outside.
    test.args([
        "--features",
        "window-test",
        "--test",
        "window",
        "--",
        "--nocapture",
    ]);
    test.env("PORTREEVE_DESKTOP", program(Profile::Dev));
    test.env("PORTREEVE_CLI", workspace::target().join("debug/portreeve"));
    test.env("PORTREEVE_PYTHON", python::interpreter());
    test.env("PORTREEVE_TAURI_DRIVER", driver);
    test.env("PORTREEVE_PICTURES", workspace::target().join("window"));
    journal.run(&mut test)
}
