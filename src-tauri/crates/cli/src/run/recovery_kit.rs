//! `portreeve recovery-kit`

use std::path::Path;

use portreeve_commands::recovery::wire::*;
use portreeve_commands::wire::Nothing;
use portreeve_commands::wire::secret::WireSecret;
use portreeve_commands::{CommandError, Reason};
use portreeve_host::HostSession;

use super::{asking_host, directory, file_target, host};
use crate::args::{KeyPlace, PasswordStdin, RecoveryKit};
use crate::exit::Answer;
use crate::output::Output;
use crate::prompt::{self, Source};
use crate::share_words::{self, Found, WORDS};
use crate::table::plain;

pub(super) fn run(command: RecoveryKit, output: &Output) -> Result<Answer, CommandError> {
    match command {
        RecoveryKit::Create { out, password } => create(&asking_host(output)?, &out, &password, output),
        RecoveryKit::Restore { key } => restore(&host()?, key, output),
    }
}

fn create(
    host: &HostSession,
    out: &Path,
    password: &PasswordStdin,
    output: &Output,
) -> Result<Answer, CommandError> {
    let folder = Some(file_target(out)?);
    let source = Source::stdin_or(password.password_stdin, Source::Once);
    let request = RecoveryKitRequest {
        folder,
        password: prompt::proof(source)?,
    };
    let response: RecoveryKitResponse = host.ask("recovery_kit.create", &request)?;
    output.answer(&response, || plain_lines(&response.paths));
    output.note("print them, keep them apart, then remove the files: two of them are the key");
    Ok(Answer::Yes)
}

fn restore(host: &HostSession, key: Option<KeyPlace>, output: &Output) -> Result<Answer, CommandError> {
    let (key_location, key_passphrase) = directory::key_place(host, key)?;
    output.note(&format!(
        "type the {WORDS} words of one share, then those of another; where the lines end does not matter"
    ));
    let [one, other] = shares()?;
    host.restore_key(RestoreKeyRequest {
        one,
        other,
        key_location,
        key_passphrase,
    })?;
    output.answer(&Nothing {}, || {
        format!("the key is in the {} again", directory::place_words(key_location))
    });
    Ok(Answer::Yes)
}

/// Reads two shares, one after the other, or two whole pages.
fn shares() -> Result<[WireSecret; 2], CommandError> {
    let text = prompt::stdin_until(|text| matches!(share_words::find(text), Found::Two(_)))?;
    match share_words::find(&text) {
        Found::Two(shares) => Ok(shares.map(WireSecret::from)),
        Found::Words(count) => Err(CommandError::new(
            Reason::SHARE_REJECTED,
            format!("two shares have {} words, not {count}", 2 * WORDS),
        )
        .hint("give all words of one share, then all of the other; nothing was changed")),
    }
}

fn plain_lines(paths: &[String]) -> String {
    paths
        .iter()
        .map(|path| plain(path))
        .collect::<Vec<_>>()
        .join("\n")
}
