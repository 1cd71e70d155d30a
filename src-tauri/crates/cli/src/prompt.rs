//! Passwords: from standard input when asked to, otherwise from the terminal. Never from the command line itself.

use std::io::{BufRead, IsTerminal, stdin};

use portreeve_commands::wire::secret::WireSecret;
use portreeve_commands::{CommandError, ErrorCode};
use zeroize::Zeroizing;

/// Where a password comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// The first line of standard input.
    Stdin,
    /// Asked for once on the terminal.
    Once,
    /// Asked for twice on the terminal, as it is being chosen.
    Chosen,
}

impl Source {
    /// Standard input when `--password-stdin` was given.
    pub(crate) fn stdin_or(is_stdin: bool, otherwise: Self) -> Self {
        if is_stdin { Self::Stdin } else { otherwise }
    }
}

/// Gets a password; `what` names it in the prompt.
pub(crate) fn password(source: Source, what: &str) -> Result<WireSecret, CommandError> {
    let text = match source {
        Source::Stdin => stdin_line()?,
        Source::Once => terminal(what)?,
        Source::Chosen => {
            let first = terminal(what)?;
            let second = terminal(&format!("{what}, again"))?;
            if *first != *second {
                return Err(CommandError::new(
                    ErrorCode::InvalidRequest,
                    "the two are not the same; nothing was changed",
                ));
            }
            first
        }
    };
    Ok(WireSecret::from(text.to_string()))
}

/// All of standard input, without the line end at its end.
pub(crate) fn stdin_text() -> Result<Zeroizing<String>, CommandError> {
    let text = std::io::read_to_string(stdin())
        .map(Zeroizing::new)
        .map_err(unreadable)?;
    Ok(Zeroizing::new(text.trim().to_owned()))
}

/// Words from standard input, until there are so many or it ends. Numbers are left out.
pub(crate) fn stdin_words(wanted: usize) -> Result<Zeroizing<Vec<String>>, CommandError> {
    let mut words = Zeroizing::new(Vec::new());
    while words.len() < wanted {
        let mut line = Zeroizing::new(String::new());
        if stdin().lock().read_line(&mut line).map_err(unreadable)? == 0 {
            break;
        }
        let found = line
            .split_whitespace()
            .filter(|word| !word.starts_with(|c: char| c.is_ascii_digit()));
        words.extend(found.map(str::to_owned));
    }
    Ok(words)
}

fn stdin_line() -> Result<Zeroizing<String>, CommandError> {
    let mut line = Zeroizing::new(String::new());
    stdin().lock().read_line(&mut line).map_err(unreadable)?;
    Ok(Zeroizing::new(line.trim_end_matches(['\r', '\n']).to_owned()))
}

fn terminal(what: &str) -> Result<Zeroizing<String>, CommandError> {
    if !stdin().is_terminal() {
        return Err(CommandError::new(
            ErrorCode::InvalidRequest,
            format!("there is no terminal to ask for the {what}"),
        )
        .hint(
            "pipe a password in with --password-stdin, or name the file of a passphrase or identity: `--help` shows \
             what this command takes",
        ));
    }
    let typed = rpassword::prompt_password(format!("{what}: ")).map(Zeroizing::new);
    typed.map_err(unreadable)
}

fn unreadable(error: std::io::Error) -> CommandError {
    CommandError::new(
        ErrorCode::InvalidRequest,
        format!("standard input cannot be read: {error}"),
    )
}
