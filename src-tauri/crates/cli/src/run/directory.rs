//! Creating the directory, signing in and out, and the status.

use portreeve_commands::directory::wire::{DirectoryResponse, KeyLocation};
use portreeve_commands::home::{CreateDirectoryRequest, HomeState, HomeStatus};
use portreeve_commands::wire::Nothing;
use portreeve_commands::wire::secret::WireSecret;
use portreeve_commands::{CommandError, Reason};
use portreeve_host::HostSession;

use crate::args::{Init, KeyPlace, PasswordStdin};
use crate::exit::Answer;
use crate::output::Output;
use crate::prompt::{self, Source};
use crate::table::plain;

pub(super) fn init(host: &HostSession, init: Init, output: &Output) -> Result<Answer, CommandError> {
    // Checked before the person types a password in vain.
    let status = host.status()?;
    if let Some(trouble) = status.trouble {
        return Err(trouble);
    }
    if status.state != HomeState::Absent {
        let folder = host.home().folder().display();
        return Err(CommandError::new(
            Reason::DIRECTORY_EXISTS,
            format!("there is a directory in {folder} already"),
        )
        .hint("sign in with `portreeve login NAME`, or set PORTREEVE_HOME to another folder"));
    }
    let source = Source::stdin_or(init.password.password_stdin, Source::Chosen);
    let password = prompt::password(source, &format!("password for {}", init.superuser))?;
    let (key_location, passphrase) = key_place(host, init.key)?;
    let request = CreateDirectoryRequest {
        team: init.name,
        superuser: init.superuser,
        password,
        key_location,
        passphrase,
    };
    let status = host.create_directory(request)?;
    output.answer(&status, || {
        format!(
            "made the directory of {} in {}",
            plain(status.team.as_deref().unwrap_or("")),
            status.folder
        )
    });
    output.note(&format!(
        "its key is in the {}; you are signed in",
        place_words(key_location)
    ));
    output.note("hint: bring people in with `portreeve import django FILE`, or `portreeve user add NAME`");
    Ok(Answer::Yes)
}

/// The place for the key, and its passphrase if it needs one.
pub(super) fn key_place(
    host: &HostSession,
    wanted: Option<KeyPlace>,
) -> Result<(KeyLocation, Option<WireSecret>), CommandError> {
    let from_file = host.home().passphrase()?;
    let place = wanted.unwrap_or(if from_file.is_some() {
        KeyPlace::PassphraseFile
    } else {
        KeyPlace::OsKeychain
    });
    match place {
        KeyPlace::OsKeychain => Ok((KeyLocation::OsKeychain, None)),
        KeyPlace::PassphraseFile => {
            let passphrase = match &from_file {
                Some(passphrase) => WireSecret::from(passphrase),
                None => prompt::password(Source::Chosen, "passphrase for the key")?,
            };
            Ok((KeyLocation::PassphraseFile, Some(passphrase)))
        }
    }
}

pub(super) fn login(
    host: &HostSession,
    name: &str,
    password: PasswordStdin,
    output: &Output,
) -> Result<Answer, CommandError> {
    let source = Source::stdin_or(password.password_stdin, Source::Once);
    let status = host.sign_in(name, prompt::password(source, &format!("password for {name}"))?)?;
    // The stored name, which may differ from the typed one in case.
    let login = status.me.as_ref().map_or(name, |me| me.user.login.as_str());
    output.answer(&status, || format!("signed in as {}", plain(login)));
    Ok(Answer::Yes)
}

pub(super) fn logout(host: &HostSession, output: &Output) -> Result<Answer, CommandError> {
    let status = host.sign_out()?;
    output.answer(&status, || "signed out".to_owned());
    Ok(Answer::Yes)
}

pub(super) fn status(host: &HostSession, output: &Output) -> Result<Answer, CommandError> {
    let status = host.status()?;
    if let Some(trouble) = status.trouble {
        return Err(trouble);
    }
    let directory: Option<DirectoryResponse> = match status.state {
        HomeState::SignedIn => Some(host.ask("directory.show", &Nothing {})?),
        HomeState::Absent
        | HomeState::PassphraseNeeded
        | HomeState::KeychainNeeded
        | HomeState::Damaged
        | HomeState::SignedOut
        | HomeState::Locked => None,
    };
    let whole = serde_json::json!({ "home": status, "directory": directory });
    output.answer(&whole, || words(&status, directory.as_ref()));
    if let Some(warning) = &status.warning {
        output.note(&format!("warning: {}", plain(warning)));
    }
    if status.state == HomeState::SignedIn {
        super::backup::remind(&host.ask("backup.status", &Nothing {})?, output);
    }
    if let Some(secs) = directory.and_then(|directory| directory.clock_behind_secs) {
        output.note(&super::clock::behind(secs));
    }
    Ok(Answer::Yes)
}

/// Keeps the directory open for the person's other commands until the process ends.
#[cfg(unix)]
pub(super) fn serve(host: &HostSession, output: &Output) -> Result<Answer, CommandError> {
    host.listen()?;
    output.note("the directory is open; end with Ctrl+C");
    loop {
        std::thread::park();
    }
}

fn words(status: &HomeStatus, directory: Option<&DirectoryResponse>) -> String {
    let mut lines = vec![format!("folder     {}", status.folder)];
    if let Some(location) = status.key_location {
        lines.push(format!("key        {}", place_words(location)));
    }
    lines.push(match status.state {
        HomeState::Absent => "directory  none yet: `portreeve init --name TEAM --superuser NAME`".to_owned(),
        HomeState::PassphraseNeeded => "directory  closed: its passphrase is needed".to_owned(),
        HomeState::KeychainNeeded if status.key_location == Some(KeyLocation::PassphraseFile) => {
            "directory  closed: the key is not in the key file: restore the right file, or `portreeve \
             recovery-kit restore`"
                .to_owned()
        }
        HomeState::KeychainNeeded => {
            "directory  closed: the keychain is locked, or the key is not in it".to_owned()
        }
        HomeState::Damaged => "directory  damaged: `portreeve doctor`".to_owned(),
        HomeState::SignedOut => "signed in  nobody: `portreeve login NAME`".to_owned(),
        HomeState::Locked | HomeState::SignedIn => {
            let login = status.me.as_ref().map_or("", |me| me.user.login.as_str());
            format!("signed in  {}", plain(login))
        }
    });
    if let Some(directory) = directory {
        lines.push(format!("team       {}", plain(&directory.team)));
        lines.push(format!(
            "people     {} ({} active)",
            directory.users, directory.active_users
        ));
        lines.push(format!("groups     {}", directory.groups));
        lines.push(format!("apps       {}", directory.clients));
        lines.push(format!("issuer     {}", directory.issuer));
    }
    lines.join("\n")
}

pub(super) fn place_words(location: KeyLocation) -> &'static str {
    match location {
        KeyLocation::OsKeychain => "OS keychain",
        KeyLocation::PassphraseFile => "passphrase file",
    }
}
