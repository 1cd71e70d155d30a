//! Reads the fields of one object and gathers what is wrong with them.

use std::fmt::Display;

use portreeve_core::name::{check_display_name, check_email};
use portreeve_core::time::Timestamp;
use serde_json::{Map, Value};

use super::entry::Entry;
use super::error::{Kind, Problem};

/// The fields of one object. A field that cannot be used is noted and read as absent.
pub(super) struct Reader<'f> {
    kind: Kind,
    shown: String,
    fields: &'f Map<String, Value>,
    bad: Vec<(&'static str, String)>,
}

impl<'f> Reader<'f> {
    pub(super) fn new(kind: Kind, entry: &Entry<'_>, fields: &'f Map<String, Value>) -> Self {
        Self {
            kind,
            shown: entry.shown(kind, fields),
            fields,
            bad: Vec::new(),
        }
    }

    /// Notes that a field cannot be used.
    pub(super) fn bad(&mut self, field: &'static str, why: impl Display) {
        self.bad.push((field, why.to_string()));
    }

    /// Notes the error, if it is one.
    pub(super) fn check<T, E: Display>(&mut self, field: &'static str, result: Result<T, E>) -> Option<T> {
        result.map_err(|error| self.bad(field, error)).ok()
    }

    /// Text that must be there.
    pub(super) fn required(&mut self, field: &'static str) -> Option<&'f str> {
        match self.fields.get(field) {
            Some(Value::String(text)) => Some(text),
            Some(_) => {
                self.bad(field, "it is not text");
                None
            }
            None => {
                self.bad(field, "it is missing");
                None
            }
        }
    }

    /// Text; absent and `null` count as empty.
    pub(super) fn text(&mut self, field: &'static str) -> Option<&'f str> {
        match self.fields.get(field) {
            None | Some(Value::Null) => Some(""),
            Some(_) => self.required(field),
        }
    }

    /// A display name.
    pub(super) fn name(&mut self, field: &'static str) -> Option<String> {
        self.text(field)
            .and_then(|text| self.check(field, check_display_name(text)))
    }

    /// A mail address or nothing.
    pub(super) fn email(&mut self, field: &'static str) -> Option<String> {
        self.text(field)
            .and_then(|text| self.check(field, check_email(text)))
    }

    /// Yes or no.
    pub(super) fn flag(&mut self, field: &'static str, absent: bool) -> bool {
        match self.fields.get(field) {
            None => absent,
            Some(Value::Bool(flag)) => *flag,
            Some(_) => {
                self.bad(field, "it is neither true nor false");
                absent
            }
        }
    }

    /// A moment, or none.
    pub(super) fn moment(&mut self, field: &'static str) -> Option<Timestamp> {
        match self.text(field) {
            None | Some("") => None,
            Some(text) => self.check(field, text.parse::<Timestamp>()),
        }
    }

    /// A list of references.
    pub(super) fn list(&mut self, field: &'static str) -> &'f [Value] {
        match self.fields.get(field) {
            None => &[],
            Some(Value::Array(items)) => items,
            Some(_) => {
                self.bad(field, "it is not a list");
                &[]
            }
        }
    }

    /// Hands over what was noted. Says whether all was well.
    pub(super) fn report(self, problems: &mut Vec<Problem>) -> bool {
        let whole = self.bad.is_empty();
        for (field, why) in self.bad {
            let shown = self.shown.clone();
            problems.push(match self.kind {
                Kind::User => Problem::BadUser {
                    user: shown,
                    field,
                    why,
                },
                Kind::Group => Problem::BadGroup {
                    group: shown,
                    field,
                    why,
                },
                Kind::Permission => Problem::BadPermission {
                    permission: shown,
                    field,
                    why,
                },
            });
        }
        whole
    }
}
