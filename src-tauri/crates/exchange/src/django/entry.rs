//! The objects of a dump, not yet looked into.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::error::Category;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::DUMP_BYTES_MAX;
use super::error::{DumpError, Kind, shown};

/// One object: `{"model": …, "pk": …, "fields": {…}}`.
#[derive(Deserialize)]
pub(super) struct Entry<'a> {
    /// Which model, for example `auth.user`.
    #[serde(borrow)]
    pub model: Cow<'a, str>,
    /// Its primary key; `--natural-primary` leaves it out.
    #[serde(default, borrow)]
    pk: Option<&'a RawValue>,
    // Raw: only one object at a time is unfolded, and objects that are skipped never are.
    #[serde(borrow)]
    fields: &'a RawValue,
    /// Its place in the file, counted from 1.
    #[serde(skip)]
    place: usize,
}

/// Splits a dump into its objects.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Entry<'_>>, DumpError> {
    if bytes.len() > DUMP_BYTES_MAX {
        return Err(DumpError::TooLarge {
            mib: bytes.len() >> 20,
            mib_max: DUMP_BYTES_MAX >> 20,
        });
    }
    let text = std::str::from_utf8(bytes).map_err(|_| DumpError::NotUtf8)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        return Err(DumpError::Empty);
    }
    let mut entries: Vec<Entry<'_>> = serde_json::from_str(text).map_err(|error| json_error(&error))?;
    for (index, entry) in entries.iter_mut().enumerate() {
        entry.place = index + 1;
    }
    Ok(entries)
}

fn json_error(error: &serde_json::Error) -> DumpError {
    let (line, column) = (error.line(), error.column());
    match error.classify() {
        Category::Eof => DumpError::CutShort { line, column },
        Category::Data => DumpError::NotADump,
        _ if is_recursion_limit(error) => DumpError::TooDeep,
        _ => DumpError::NotJson { line, column },
    }
}

/// serde_json has no category of its own for it.
fn is_recursion_limit(error: &serde_json::Error) -> bool {
    error.to_string().starts_with("recursion limit exceeded")
}

impl Entry<'_> {
    /// Unfolds the fields.
    pub(super) fn fields(&self) -> Result<Map<String, Value>, DumpError> {
        serde_json::from_str(self.fields.get()).map_err(|error| match error.classify() {
            Category::Data => DumpError::NotADump,
            _ if is_recursion_limit(&error) => DumpError::TooDeep,
            // What is left after the first pass over the file: a bad escape, a number out of range.
            _ => DumpError::BadValue {
                model: shown(&self.model),
                place: self.place,
            },
        })
    }

    /// The key references use, as JSON in its one canonical spelling.
    pub(super) fn key(&self) -> Option<String> {
        let key: Value = serde_json::from_str(self.pk?.get()).ok()?;
        (!key.is_null()).then(|| key.to_string())
    }

    /// Whether it has the fields of a custom user model (`AbstractUser`).
    pub(super) fn looks_like_a_user(&self) -> bool {
        self.fields().is_ok_and(|fields| {
            let is_text = |name| fields.get(name).is_some_and(Value::is_string);
            is_text("username")
                && is_text("password")
                && fields.get("is_superuser").is_some_and(Value::is_boolean)
        })
    }

    /// What to call it in a message.
    pub(super) fn shown(&self, kind: Kind, fields: &Map<String, Value>) -> String {
        let name = match kind {
            Kind::User => "username",
            Kind::Group => "name",
            Kind::Permission => "codename",
        };
        match fields.get(name).and_then(Value::as_str) {
            Some(text) if !text.is_empty() => shown(text),
            _ => format!("object number {} of the file", self.place),
        }
    }
}
