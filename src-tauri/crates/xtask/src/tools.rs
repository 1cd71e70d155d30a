//! Finds and runs the programs that the other commands need.

use std::env;
use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::{Command, ExitCode, Stdio};

use crate::workspace;

/// A command in the root of the source.
pub fn command(program: impl AsRef<OsStr>, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(workspace::root());
    command
}

/// The cargo that runs this program.
pub fn cargo(arguments: &[&str]) -> Command {
    command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()), arguments)
}

/// Whether this program runs and succeeds.
pub fn works(command: &mut Command) -> bool {
    let quiet = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    quiet.status().is_ok_and(|status| status.success())
}

/// The path of a program that `cargo install` may have installed.
pub fn installed(program: &str) -> Option<PathBuf> {
    let beside_cargo =
        env::var_os("CARGO").and_then(|cargo| PathBuf::from(cargo).parent().map(PathBuf::from));
    let homes = env::var_os("CARGO_HOME").map(PathBuf::from);
    let usual = env::var_os("HOME").map(|home| PathBuf::from(home).join(".cargo"));
    let in_path = env::var_os("PATH")
        .map(|path| env::split_paths(&path).collect::<Vec<_>>())
        .unwrap_or_default();
    let folders = in_path
        .into_iter()
        .chain([homes, usual].into_iter().flatten().map(|home| home.join("bin")));
    folders
        .chain(beside_cargo)
        .map(|folder| folder.join(program))
        .find(|path| path.is_file())
}

/// Runs the command in this terminal and returns its exit code.
pub fn hand_over(command: &mut Command) -> ExitCode {
    match command.status() {
        Ok(status) => status
            .code()
            .and_then(|code| u8::try_from(code).ok())
            .map_or(ExitCode::FAILURE, ExitCode::from),
        Err(error) => {
            eprintln!("{}: {error}", command.get_program().to_string_lossy());
            ExitCode::FAILURE
        }
    }
}
