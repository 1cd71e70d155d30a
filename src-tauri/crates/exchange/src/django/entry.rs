//! One object of a dump, not yet looked into.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::held::Why;

/// Most bytes of one object's fields: some thousand grants by natural key.
const FIELDS_BYTES_MAX: usize = 1 << 20;

/// Most bytes of a primary key.
const KEY_BYTES_MAX: usize = 200;

/// What stands where an object should be: `{"model": …, "pk": …, "fields": {…}}`. What is none has an empty model.
#[derive(Default, Deserialize)]
pub(super) struct Entry<'a> {
    /// Which model, for example `auth.user`.
    #[serde(borrow)]
    pub model: Cow<'a, str>,
    /// Its primary key; `--natural-primary` leaves it out.
    #[serde(default, borrow)]
    pk: Option<&'a RawValue>,
    // Raw: objects that are skipped are never unfolded.
    #[serde(default, borrow)]
    fields: Option<&'a RawValue>,
    /// Its place in the file, counted from 1.
    #[serde(skip)]
    pub place: usize,
}

impl<'a> Entry<'a> {
    /// What stands at this place. One that is broken holds up no other, so there is always something.
    pub(super) fn read(raw: &'a RawValue, place: usize) -> Self {
        // A list of values would be read as the fields in their order.
        let entry = raw
            .get()
            .starts_with('{')
            .then(|| serde_json::from_str(raw.get()).ok());
        Self {
            place,
            ..entry.flatten().unwrap_or_default()
        }
    }

    /// Whether it has what every object of a dump has.
    pub(super) fn is_whole(&self) -> bool {
        !self.model.is_empty() && self.raw_fields().is_some()
    }

    fn raw_fields(&self) -> Option<&'a str> {
        let fields = self.fields.map(RawValue::get);
        fields.filter(|fields| fields.starts_with('{'))
    }

    /// Unfolds the fields, or says why they cannot be read.
    pub(super) fn fields(&self) -> Result<Map<String, Value>, Why> {
        let fields = self.raw_fields().ok_or(Why::NoFields)?;
        if fields.len() > FIELDS_BYTES_MAX {
            return Err(Why::TooLarge);
        }
        // What is left after the first pass over the file: a bad escape, a number out of range, too many lists in lists.
        serde_json::from_str(fields).map_err(|error| match is_recursion_limit(&error) {
            true => Why::TooDeep,
            false => Why::Broken,
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

/// serde_json has no category of its own for it.
fn is_recursion_limit(error: &serde_json::Error) -> bool {
    error.to_string().starts_with("recursion limit exceeded")
}
