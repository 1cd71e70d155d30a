//! One file for each noun: turns arguments into a request, and the response into words.

mod account;
mod audit;
mod backup;
mod client;
mod clock;
mod demo;
mod directory;
mod doctor;
mod group;
mod import;
mod key;
mod many;
mod overview;
mod permission;
mod recovery_kit;
mod session;
mod token;
mod undo;
mod user;

use std::path::Path;

use clap::CommandFactory;
use portreeve_commands::session::wire::SessionKind;
use portreeve_commands::wire::path::FilePath;
use portreeve_commands::{CommandError, ErrorClass, unwritable};
use portreeve_host::{Home, HostSession};

use crate::args::{Args, Command};
use crate::exit::Answer;
use crate::output::Output;
use crate::prompt::{self, Source};

pub(crate) fn run(command: Command, output: &Output) -> Result<Answer, CommandError> {
    match command {
        Command::Init(init) => directory::init(&host()?, init, output),
        Command::Login { name, password } => directory::login(&asking_host(output)?, &name, password, output),
        Command::Logout => directory::logout(&asking_host(output)?, output),
        Command::Status => directory::status(&host()?, output),
        Command::Overview(request) => overview::run(&asking_host(output)?, &request, output),
        Command::Doctor => doctor::run(&asking_host(output)?, output),
        Command::Repair => doctor::repair(&asking_host(output)?, output),
        #[cfg(unix)]
        Command::Serve => directory::serve(&asking_host(output)?, output),
        Command::Account(command) => account::run(&asking_host(output)?, command, output),
        Command::User(command) => user::run(&asking_host(output)?, command, output),
        Command::Group(command) => group::run(&asking_host(output)?, command, output),
        Command::Permission(command) => permission::run(&asking_host(output)?, command, output),
        Command::Import(command) => import::run(&asking_host(output)?, command, output),
        Command::Client(command) => client::run(&asking_host(output)?, command, output),
        Command::Token(command) => token::run(&asking_host(output)?, command, output),
        Command::Session(command) => session::run(&asking_host(output)?, command, output),
        Command::Key(command) => key::run(&asking_host(output)?, command, output),
        Command::Audit(command) => audit::run(&asking_host(output)?, command, output),
        Command::Undo {
            request,
            dry_run,
            verbose,
        } => undo::run(&asking_host(output)?, &request, dry_run, verbose, output),
        Command::Backup(command) => backup::run(&asking_host(output)?, command, output),
        Command::Restore(command) => backup::restore(&host()?.watching(output.watcher()), command, output),
        Command::Clock(command) => clock::run(&asking_host(output)?, &command, output),
        Command::RecoveryKit(command) => recovery_kit::run(command, output),
        Command::Demo => demo::run(output),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Args::command(), "portreeve", &mut script);
            output.text(&String::from_utf8_lossy(&script));
            Ok(Answer::Yes)
        }
    }
}

fn host() -> Result<HostSession, CommandError> {
    Ok(HostSession::new(Home::from_env()?, SessionKind::Cli))
}

/// A host session that opens the directory at its first call. Piped input is read before that, so that two of our commands in
/// one pipe do not wait for each other.
fn asking_host(output: &Output) -> Result<HostSession, CommandError> {
    let host = host()?.telling(output.teller()).watching(output.watcher());
    let host = host.proving(|| Ok(prompt::password(Source::Once, "your present password")?.to_secret()));
    Ok(host.asking(|| Ok(prompt::password(Source::Once, "passphrase of the key")?.to_secret())))
}

/// Whether `--out -` was given: then the file's contents go to standard output.
fn is_standard_output(path: &Path) -> bool {
    path == Path::new("-")
}

/// The path for a file or folder that standard output cannot replace.
fn file_target(path: &Path) -> Result<FilePath, CommandError> {
    target(path)?.ok_or_else(|| {
        CommandError::new(
            ErrorClass::InvalidRequest,
            "this does not go to standard output; nothing was written",
        )
        .hint("name a file or folder; one that is called `-` is ./-")
    })
}

/// The path for a file; `None` for standard output. Refuses the passphrase file named in this process's environment,
/// which the process that owns the directory cannot know.
fn target(path: &Path) -> Result<Option<FilePath>, CommandError> {
    if is_standard_output(path) {
        return Ok(None);
    }
    Home::from_env()?
        .require_not_ours(path)
        .map_err(|why| unwritable(&path.display().to_string(), why))?;
    // The process that owns the directory may have another working folder.
    Ok(Some(FilePath::here(path)))
}

/// The path of a file to read. A name like `/dev/stdin` means another file in the process that owns the directory, so
/// the file's own name is sent.
fn source(path: &Path) -> FilePath {
    let is_own = path.starts_with("/dev") || path.starts_with("/proc");
    let real = is_own.then(|| path.canonicalize().ok()).flatten();
    FilePath::here(real.as_deref().unwrap_or(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(target_os = "linux")]
    fn a_file_that_only_this_process_has_open_is_sent_by_its_own_name() {
        use std::os::fd::AsRawFd;

        let file = tempfile::NamedTempFile::new().unwrap();
        let number = file.as_file().as_raw_fd();
        for folder in ["/dev/fd", "/proc/self/fd"] {
            let given = Path::new(folder).join(number.to_string());
            let real = file.path().canonicalize().unwrap();
            assert_eq!(source(&given), FilePath::here(&real));
        }
        assert_eq!(&*source(Path::new("/dev/no such file")), "/dev/no such file");
    }
}
