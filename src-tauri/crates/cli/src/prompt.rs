//! Reads passwords: from standard input on request, otherwise from the terminal. Never from the command line itself.

use std::io::{BufRead, IsTerminal, stdin};

use portreeve_commands::wire::secret::WireSecret;
use portreeve_commands::{CommandError, ErrorClass};
use portreeve_host::{Unfit, one_line, read_text};
use zeroize::Zeroizing;

/// Where a password comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// All of standard input: one line.
    Stdin,
    /// The same, but it may be empty: the password is only checked, and other programs accept an empty one.
    StdinOrNothing,
    /// Asked once on the terminal.
    Once,
    /// Asked twice on the terminal, for a new password.
    Chosen,
}

impl Source {
    /// Standard input if `--password-stdin` was given.
    pub(crate) fn stdin_or(is_stdin: bool, otherwise: Self) -> Self {
        if is_stdin { Self::Stdin } else { otherwise }
    }
}

/// Reads a password; `what` names it in the prompt.
pub(crate) fn password(source: Source, what: &str) -> Result<WireSecret, CommandError> {
    let text = match source {
        Source::Stdin => {
            let text = stdin_all()?;
            one_line(&text).map_err(unfit)?;
            text
        }
        Source::StdinOrNothing => {
            let text = stdin_all()?;
            if !text.is_empty() {
                one_line(&text).map_err(unfit)?;
            }
            text
        }
        Source::Once => terminal(what)?,
        Source::Chosen => {
            let first = terminal(what)?;
            let second = terminal(&format!("{what}, again"))?;
            if *first != *second {
                return Err(CommandError::new(
                    ErrorClass::InvalidRequest,
                    "the two are not the same; nothing was changed",
                ));
            }
            first
        }
    };
    Ok(WireSecret::from(text.to_string()))
}

/// Reads the signed-in person's password, as a proof of identity.
pub(crate) fn proof(source: Source) -> Result<WireSecret, CommandError> {
    let is_asked = matches!(source, Source::Once | Source::Chosen);
    if is_asked && !stdin().is_terminal() {
        return Err(CommandError::new(
            ErrorClass::ProofNeeded,
            "this needs your password, and there is no terminal to ask for it; nothing was changed",
        )
        .hint("pipe it in with --password-stdin"));
    }
    password(source, "your password")
}

/// A new password from the first line of standard input. The second line, if there is one, is the current password,
/// which a person needs to change their own; `is_own` says that it is their own.
pub(crate) fn new_and_present(is_own: bool) -> Result<(WireSecret, Option<WireSecret>), CommandError> {
    let text = match stdin().is_terminal() {
        true => read_text(typed_line()?.as_bytes()),
        false => read_text(stdin().lock()),
    };
    let text = text.map_err(unfit)?;
    let Some((new, present)) = text
        .split_once('\n')
        .filter(|(_, present)| is_own && !present.trim().is_empty())
    else {
        return Ok((WireSecret::from(one_line(&text).map_err(unfit)?.to_owned()), None));
    };
    let present = one_line(present).map_err(unfit)?.to_owned();
    let new = one_line(new).map_err(unfit)?.to_owned();
    Ok((WireSecret::from(new), Some(WireSecret::from(present))))
}

/// All of standard input, trimmed.
pub(crate) fn stdin_text() -> Result<Zeroizing<String>, CommandError> {
    let text = read_text(stdin().lock()).map_err(unfit)?;
    Ok(Zeroizing::new(text.trim().to_owned()))
}

/// Reads standard input until `is_enough` accepts it. A terminal is read line by line, so that the person need not end
/// the input.
pub(crate) fn stdin_until(is_enough: impl Fn(&str) -> bool) -> Result<Zeroizing<String>, CommandError> {
    if !stdin().is_terminal() {
        return read_text(stdin().lock()).map_err(unfit);
    }
    let mut text = Zeroizing::new(String::new());
    while !is_enough(&text) {
        let line = typed_line()?;
        if line.is_empty() {
            break;
        }
        text.push_str(&line);
    }
    Ok(text)
}

fn stdin_all() -> Result<Zeroizing<String>, CommandError> {
    match stdin().is_terminal() {
        true => read_text(typed_line()?.as_bytes()),
        false => read_text(stdin().lock()),
    }
    .map_err(unfit)
}

/// A line from the terminal with its line end; empty at the end of input.
fn typed_line() -> Result<Zeroizing<String>, CommandError> {
    let mut line = Zeroizing::new(String::new());
    stdin().lock().read_line(&mut line).map_err(unreadable)?;
    Ok(line)
}

fn unfit(unfit: Unfit) -> CommandError {
    CommandError::new(
        ErrorClass::InvalidRequest,
        format!("standard input {}; nothing was changed", unfit.why),
    )
    .hint(unfit.mend)
}

fn terminal(what: &str) -> Result<Zeroizing<String>, CommandError> {
    if !stdin().is_terminal() {
        return Err(CommandError::new(
            ErrorClass::InvalidRequest,
            format!("there is no terminal to ask for the {what}"),
        )
        .hint(
            "pipe a password in with --password-stdin, or name the file of a passphrase or identity: `--help` shows \
             what this command takes",
        ));
    }
    let typed = crate::terminal::ask(&format!("{what}: ")).map(Zeroizing::new);
    typed.map_err(unreadable)
}

fn unreadable(error: std::io::Error) -> CommandError {
    CommandError::new(
        ErrorClass::InvalidRequest,
        format!("standard input cannot be read: {error}"),
    )
}
