//! What is printed, and where.

use std::cell::OnceCell;
use std::io::{Error, ErrorKind, IsTerminal, Write};
use std::ops::ControlFlow;

use portreeve_commands::job::JobProgress;
use portreeve_commands::{CommandError, Reason};
use portreeve_core::text::{escaped, json_escaped};
use serde::Serialize;

use crate::progress;
use crate::table::plain;

/// Standard output for data, standard error for everything else; JSON or words.
pub(crate) struct Output {
    is_json: bool,
    /// The first reason why data could not be written.
    failed: OnceCell<Error>,
}

impl Output {
    pub(crate) fn new(is_json: bool) -> Self {
        Self {
            is_json,
            failed: OnceCell::new(),
        }
    }

    /// Prints the answer: as JSON with `--json`, else as `words`.
    pub(crate) fn answer(&self, answer: &impl Serialize, words: impl FnOnce() -> String) {
        self.text(&match self.is_json {
            true => json(answer),
            false => lines(&words()),
        });
    }

    /// Prints text that is the same with and without `--json`.
    pub(crate) fn text(&self, text: &str) {
        self.bytes(format!("{text}\n").as_bytes());
    }

    /// Prints an answer that is a file: the whole answer with `--json`, else only the contents.
    pub(crate) fn file(&self, answer: &impl Serialize, contents: &str) {
        match self.is_json {
            true => self.answer(answer, String::new),
            false => self.bytes(contents.as_bytes()),
        }
    }

    fn bytes(&self, bytes: &[u8]) {
        let mut stdout = std::io::stdout().lock();
        if let Err(error) = stdout.write_all(bytes).and_then(|()| stdout.flush()) {
            let _ = self.failed.set(error);
        }
    }

    /// Whether all data was written. A reader that closes the pipe is no failure.
    pub(crate) fn written(&self) -> Result<(), CommandError> {
        match self.failed.get() {
            Some(error) if error.kind() != ErrorKind::BrokenPipe => Err(CommandError::new(
                Reason::TARGET_UNWRITABLE,
                format!(
                    "the answer cannot be written to standard output: {error}; what the command did is done and kept"
                ),
            )
            .hint(
                "make room, or write the answer elsewhere; where the command changes something, see what it did before \
                 you repeat it: `portreeve audit list`",
            )),
            _ => Ok(()),
        }
    }

    /// Prints a line for people that is not data.
    pub(crate) fn note(&self, text: &str) {
        if !self.is_json {
            let _ = writeln!(std::io::stderr(), "{}", lines(text));
        }
    }

    /// A function that prints what people should know beside an answer.
    pub(crate) fn teller(&self) -> impl Fn(&str) + Send + Sync + 'static {
        let is_json = self.is_json;
        move |note| {
            if !is_json {
                let _ = writeln!(std::io::stderr(), "note: {}", plain(note));
            }
        }
    }

    /// A watcher of jobs, which shows people at a terminal how far they are.
    pub(crate) fn watcher(&self) -> impl Fn(Option<&JobProgress>) -> ControlFlow<()> + Send + Sync + 'static {
        progress::watcher(!self.is_json && std::io::stderr().is_terminal())
    }

    /// Prints a refusal: in JSON as on every wire, else as `error:` and `hint:` lines.
    pub(crate) fn error(&self, error: &CommandError) {
        let error = error.at_command_line();
        let mut text = String::new();
        if self.is_json {
            text = json(&serde_json::json!({ "error": error }));
        } else {
            text.push_str(&format!("error: {}", plain(&error.message)));
            for detail in &error.details {
                text.push_str(&format!("\n  - {}", plain(detail)));
            }
            if let Some(hint) = &error.hint {
                text.push_str(&format!("\nhint: {}", plain(hint)));
            }
        }
        let _ = writeln!(std::io::stderr(), "{text}");
    }
}

/// Lines without characters that control a terminal: another person may have written the text.
fn lines(text: &str) -> String {
    text.split('\n').map(escaped).collect::<Vec<_>>().join("\n")
}

/// JSON without characters that control a terminal: another person may have written the text.
pub(crate) fn json(value: &impl Serialize) -> String {
    let text = serde_json::to_string_pretty(value).unwrap_or_else(|_| "null".to_owned());
    json_escaped(&text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_lines_and_nothing_else_that_steers() {
        assert_eq!(lines("a\nb\u{9b}2J\rc"), "a\nb\\u{9b}2J\\rc");
    }
}
