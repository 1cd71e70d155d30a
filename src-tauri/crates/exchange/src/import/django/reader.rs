//! Reads the fields of one object. A value that cannot be used is left out or adapted, and noted.

use portreeve_core::name::{NAME_CHARS_MAX, NameError, check_display_name, check_email};
use portreeve_core::password::{EncodedHash, HashError};
use portreeve_core::permission::{LABEL_CHARS_MAX, check_label};
use portreeve_core::text::is_unseen;
use portreeve_core::time::Timestamp;
use serde_json::{Map, Value};

use super::error::shown;
use super::held::Why;
use super::note::Notes;
use super::zone::{Zone, is_beyond_latest};

/// The fields of one object.
pub(super) struct Reader<'f, 'n> {
    fields: &'f Map<String, Value>,
    /// The object's name in notes.
    name: String,
    notes: &'n mut Notes,
}

impl<'f, 'n> Reader<'f, 'n> {
    pub(super) fn new(fields: &'f Map<String, Value>, name: String, notes: &'n mut Notes) -> Self {
        Self { fields, name, notes }
    }

    /// Adds a note about this object.
    fn tell(&mut self, what: impl Into<std::borrow::Cow<'static, str>>) {
        self.notes.about(what, &self.name);
    }

    /// Text; empty if there is none.
    pub(super) fn text(&mut self, field: &'static str) -> &'f str {
        match self.fields.get(field) {
            None | Some(Value::Null) => "",
            Some(Value::String(text)) => text,
            Some(_) => {
                self.tell(format!("`{field}` is not text: left empty"));
                ""
            }
        }
    }

    /// A given or family name.
    pub(super) fn name(&mut self, field: &'static str) -> String {
        self.fitted(field, NAME_CHARS_MAX, check_display_name)
    }

    /// The label of a permission.
    pub(super) fn label(&mut self, field: &'static str) -> String {
        self.fitted(field, LABEL_CHARS_MAX, check_label)
    }

    /// Text that satisfies `check`: refused characters become spaces, and long text is cut.
    fn fitted(
        &mut self,
        field: &'static str,
        chars_max: usize,
        check: fn(&str) -> Result<String, NameError>,
    ) -> String {
        let text = self.text(field);
        let why = match check(text) {
            Ok(good) => return good,
            Err(NameError::TooLong(_)) => "is too long: shortened",
            Err(_) => "holds line breaks or the like: read as spaces",
        };
        let plain: String = text
            .chars()
            .map(|c| if is_unseen(c) { ' ' } else { c })
            .take(chars_max)
            .collect();
        match check(&plain) {
            Ok(fitted) => {
                self.tell(format!("`{field}` {why}"));
                fitted
            }
            Err(_) => {
                self.tell(format!("`{field}` cannot be used: left empty"));
                String::new()
            }
        }
    }

    /// An e-mail address, or empty text.
    pub(super) fn email(&mut self, field: &'static str) -> String {
        check_email(self.text(field)).unwrap_or_else(|_| {
            self.tell(format!("`{field}` is not an e-mail address: left empty"));
            String::new()
        })
    }

    /// A boolean. Databases without booleans store 0 and 1; any other value counts as false.
    pub(super) fn flag(&mut self, field: &'static str, absent: bool) -> bool {
        let flag = match self.fields.get(field) {
            None => return absent,
            Some(Value::Bool(flag)) => return *flag,
            Some(Value::Number(number)) if number.as_i64() == Some(1) => true,
            Some(Value::Number(number)) if number.as_i64() == Some(0) => false,
            Some(Value::Null) => false,
            Some(_) => {
                self.tell(format!("`{field}` is neither true nor false: read as no"));
                return false;
            }
        };
        self.tell(format!(
            "`{field}` is 0, 1 or null: 1 is read as yes, the others as no"
        ));
        flag
    }

    /// A time, or none.
    pub(super) fn moment(&mut self, field: &'static str, zone: &Zone) -> Option<Timestamp> {
        let text = self.text(field);
        if text.is_empty() {
            return None;
        }
        if let Ok(moment) = text.parse() {
            return Some(moment);
        }
        let moment = zone.moment(text);
        if moment.is_none() && is_beyond_latest(text) {
            self.tell(format!(
                "`{field}` is at the end of time: read as {}",
                Timestamp::LATEST
            ));
            return Some(Timestamp::LATEST);
        }
        match moment {
            Some(_) => self.notes.count(format!(
                "`{field}` has no time zone and was read as {zone}; `--time-zone` names another"
            )),
            None => self.tell(format!("`{field}` is not a date and time: left empty")),
        }
        moment
    }

    /// A list of references.
    pub(super) fn list(&mut self, field: &'static str) -> &'f [Value] {
        match self.fields.get(field) {
            None | Some(Value::Null) => &[],
            Some(Value::Array(items)) => items,
            Some(_) => {
                self.tell(format!("`{field}` is not a list: left empty"));
                &[]
            }
        }
    }

    /// The stored password. A value that Portreeve cannot verify counts as no password; no message repeats it.
    pub(super) fn password(&mut self, field: &'static str) -> Result<EncodedHash, Why> {
        let text = match self.fields.get(field) {
            Some(Value::String(text)) => text.as_str(),
            _ => "",
        };
        if text.starts_with('!') {
            return Ok(EncodedHash::parse(text).unwrap_or_else(|_| EncodedHash::unusable()));
        }
        match EncodedHash::parse(text) {
            Ok(hash) => return Ok(hash),
            Err(error @ HashError::TooCostly { .. }) => return Err(Why::HashTooCostly(error.to_string())),
            Err(_) if text.is_empty() => self.tell("there is no password: they have none until one is set"),
            Err(HashError::Malformed { algorithm }) => {
                self.tell(format!(
                    "the {algorithm} hash is damaged: they have no password until one is set"
                ));
            }
            Err(HashError::Unknown(prefix)) => {
                let name = match prefix.as_str() {
                    "" => self.name.clone(),
                    prefix => format!("{} ({})", self.name, shown(prefix)),
                };
                let what = "the password is stored in a way that Portreeve does not know: they have none until one is set";
                self.notes.about(what, &name);
            }
        }
        Ok(EncodedHash::unusable())
    }
}
