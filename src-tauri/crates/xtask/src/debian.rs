//! Debian packages: installs missing ones if possible, and otherwise names them.

use std::process::Command;

use crate::journal::{Failure, Journal, Outcome};
use crate::tools::{command, works};

/// For compiling the desktop program.
pub const TO_BUILD: &[&str] = &["build-essential", "pkg-config", "libwebkit2gtk-4.1-dev"];

/// For tests with a real keyring.
pub const TO_TEST: &[&str] = &["dbus-daemon", "gnome-keyring", "libsecret-tools"];

/// For driving the window without a screen.
pub const TO_DRIVE: &[&str] = &["libglib2.0-bin", "webkit2gtk-driver", "xvfb"];

/// Installs the missing ones of the packages.
pub fn ensure(journal: &mut Journal, packages: &[&str]) -> Outcome {
    if !works(&mut command("dpkg-query", &["--version"])) {
        // On another system the compiler or a test says what is missing. These are the names to look for.
        println!(
            "    not Debian; needed, by its names there: {}",
            packages.join(" ")
        );
        return Ok(());
    }
    let missing: Vec<&str> = packages
        .iter()
        .copied()
        .filter(|package| !is_installed(package))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let by_hand = || {
        Failure(format!(
            "some packages are missing. Install them: sudo apt-get install {}",
            missing.join(" ")
        ))
    };
    println!("    installing {}", missing.join(" "));
    let mut update = as_root("apt-get").ok_or_else(by_hand)?;
    journal.run(update.args(["update", "--quiet"]))?;
    let mut install = as_root("apt-get").ok_or_else(by_hand)?;
    install
        .args(["install", "--quiet", "--yes", "--no-install-recommends"])
        .args(&missing);
    journal.run(install.env("DEBIAN_FRONTEND", "noninteractive"))
}

fn is_installed(package: &str) -> bool {
    let asked = command(
        "dpkg-query",
        &["--show", "--showformat=${db:Status-Status}", package],
    )
    .output();
    asked.is_ok_and(|answer| answer.stdout == b"installed")
}

/// A command with root's rights, if they need no password.
fn as_root(program: &str) -> Option<Command> {
    let id = command("id", &["-u"]).output().ok()?;
    if id.stdout.trim_ascii() == b"0" {
        return Some(command(program, &[]));
    }
    works(&mut command("sudo", &["-n", "true"])).then(|| command("sudo", &["-n", program]))
}
