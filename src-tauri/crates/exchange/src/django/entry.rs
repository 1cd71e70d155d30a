//! One object of a dump, not yet looked into.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::error::Category;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::error::{DumpError, shown};
use super::stream::is_recursion_limit;

/// Most bytes of one object's fields: some thousand grants by natural key.
const FIELDS_BYTES_MAX: usize = 1 << 20;

/// Most bytes of a primary key.
const KEY_BYTES_MAX: usize = 200;

/// One object: `{"model": …, "pk": …, "fields": {…}}`.
#[derive(Deserialize)]
pub(super) struct Entry<'a> {
    /// Which model, for example `auth.user`.
    #[serde(borrow)]
    pub model: Cow<'a, str>,
    /// Its primary key; `--natural-primary` leaves it out.
    #[serde(default, borrow)]
    pk: Option<&'a RawValue>,
    // Raw: objects that are skipped are never unfolded.
    #[serde(borrow)]
    fields: &'a RawValue,
    /// Its place in the file, counted from 1.
    #[serde(skip)]
    pub place: usize,
}

impl Entry<'_> {
    /// The same, at this place.
    pub(super) fn at(self, place: usize) -> Self {
        Self { place, ..self }
    }

    /// Unfolds the fields.
    pub(super) fn fields(&self) -> Result<Map<String, Value>, DumpError> {
        let bad = |is_too_large| DumpError::BadObject {
            model: shown(&self.model),
            place: self.place,
            is_too_large,
        };
        if self.fields.get().len() > FIELDS_BYTES_MAX {
            return Err(bad(true));
        }
        serde_json::from_str(self.fields.get()).map_err(|error| match error.classify() {
            Category::Data => DumpError::NotADump,
            _ if is_recursion_limit(&error) => DumpError::TooDeep,
            // What is left after the first pass over the file: a bad escape, a number out of range.
            _ => bad(false),
        })
    }

    /// The key references use, as JSON in its one canonical spelling.
    pub(super) fn key(&self) -> Option<String> {
        let raw = self.pk?.get();
        let key: Value = (raw.len() <= KEY_BYTES_MAX).then(|| serde_json::from_str(raw).ok())??;
        (!key.is_null()).then(|| key.to_string())
    }

    /// What to call it where it has no name: as [`NewName`](super::NewName) calls it.
    pub(super) fn nameless(&self) -> String {
        format!("#{}", self.place)
    }
}
