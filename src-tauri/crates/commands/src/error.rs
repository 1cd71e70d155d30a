//! Refusals, with one shape on every wire.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use crate::error_class::ErrorClass;
pub use crate::reason::Reason;
use crate::reason::numbered;

/// A refusal: what happened, what was kept, and what to do next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, thiserror::Error)]
#[error("{message}")]
#[ts(export_to = "wire.ts", optional_fields)]
pub struct CommandError {
    /// For programs: what kind of thing went wrong. A closed set.
    pub class: ErrorClass,
    /// For programs: the exact cause, for example `import.collision`, or the name of the class if none is given. An
    /// open set: a program that does not know a reason acts on the class.
    pub reason: Cow<'static, str>,
    /// For people: what happened and what was kept.
    pub message: String,
    /// For people: what to do next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// For people at the command line: what to do there beside that, such as an option. The window does not show it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cli_hint: Option<Box<str>>,
    /// Further findings, if there are several.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional = nullable, as = "Option<Vec<String>>")]
    pub details: Vec<String>,
}

impl CommandError {
    /// A refusal with this reason and this message. A class is the reason if there is no more exact one.
    pub fn new(reason: impl Into<Reason>, message: impl Into<String>) -> Self {
        let Reason { class, name } = reason.into();
        Self {
            class,
            reason: name.into(),
            message: message.into(),
            hint: None,
            cli_hint: None,
            details: Vec::new(),
        }
    }

    /// Adds what to do next.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Adds what to do next at the command line.
    pub fn cli_hint(mut self, hint: impl Into<String>) -> Self {
        self.cli_hint = Some(hint.into().into_boxed_str());
        self
    }

    /// The error as the command line shows it: with one hint, which says both.
    pub fn at_command_line(&self) -> Self {
        let hints = [self.hint.as_deref(), self.cli_hint.as_deref()];
        let hints: Vec<&str> = hints.into_iter().flatten().collect();
        Self {
            hint: (!hints.is_empty()).then(|| hints.join("; ")),
            cli_hint: None,
            ..self.clone()
        }
    }

    /// Adds further findings.
    pub fn details(mut self, details: impl IntoIterator<Item = String>) -> Self {
        self.details = details.into_iter().collect();
        self
    }

    /// Whether it happened for exactly this reason.
    pub fn is(&self, reason: impl Into<Reason>) -> bool {
        let Reason { class, name } = reason.into();
        self.class == class && self.reason == name
    }

    /// The exit code of the command line.
    pub fn exit(&self) -> u8 {
        numbered(&self.reason).map_or(self.class.exit(), |row| row.exit)
    }
}
