//! What goes wrong at the door: one shape on every wire.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use crate::error_code::ErrorCode;

/// A refusal: what happened and what was kept, what to do next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, thiserror::Error)]
#[error("{message}")]
#[ts(export_to = "wire.ts", optional_fields)]
pub struct CommandError {
    /// For programs.
    pub code: ErrorCode,
    /// For people: what happened and what was kept.
    pub message: String,
    /// For people: what to do next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// Single findings, when there are several.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional = nullable, as = "Option<Vec<String>>")]
    pub details: Vec<String>,
}

impl CommandError {
    /// A refusal with this code and message.
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            hint: None,
            details: Vec::new(),
        }
    }

    /// Adds what to do next.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Adds single findings.
    pub fn details(mut self, details: impl IntoIterator<Item = String>) -> Self {
        self.details = details.into_iter().collect();
        self
    }
}
