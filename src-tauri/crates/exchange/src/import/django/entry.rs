//! One object of a dump, not yet interpreted.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::error::{Kind, shown};
use super::held::{Held, Why};

/// Largest fields of one object, in bytes: some thousand grants by natural key.
const FIELDS_BYTES_MAX: usize = 1 << 20;

/// Longest primary key, in bytes.
const KEY_BYTES_MAX: usize = 200;

/// What stands in the place of an object: `{"model": …, "pk": …, "fields": {…}}`. Anything else has an empty model.
#[derive(Default, Deserialize)]
pub(super) struct Entry<'a> {
    /// The model, for example `auth.user`.
    #[serde(borrow)]
    pub model: Cow<'a, str>,
    /// Its primary key; `--natural-primary` leaves it out.
    #[serde(default, borrow)]
    pk: Option<&'a RawValue>,
    // Raw: the fields of skipped objects are never parsed.
    #[serde(default, borrow)]
    fields: Option<&'a RawValue>,
    /// Its place in the file, counted from 1.
    #[serde(skip)]
    pub place: usize,
}

impl<'a> Entry<'a> {
    /// The object as one that cannot be imported, of which only the kind can be read.
    pub(super) fn unreadable(&self, kind: Kind, why: Why) -> Held {
        Held {
            kind,
            name: self.nameless(),
            place: self.place,
            key: self.key().map(|key| shown(&key)),
            is_active: false,
            last_sign_in_at: None,
            why,
        }
    }

    /// Reads the object at `place`. A broken object yields an entry too, so that it does not stop the others.
    pub(super) fn read(raw: &'a RawValue, place: usize) -> Self {
        // serde would also accept a list of values, as the fields in their order.
        let entry = raw
            .get()
            .starts_with('{')
            .then(|| serde_json::from_str(raw.get()).ok());
        Self {
            place,
            ..entry.flatten().unwrap_or_default()
        }
    }

    /// Whether it has every part of a dump's object.
    pub(super) fn is_whole(&self) -> bool {
        !self.model.is_empty() && self.raw_fields().is_some()
    }

    fn raw_fields(&self) -> Option<&'a str> {
        let fields = self.fields.map(RawValue::get);
        fields.filter(|fields| fields.starts_with('{'))
    }

    /// Parses the fields, or says why they cannot be read.
    pub(super) fn fields(&self) -> Result<Map<String, Value>, Why> {
        let fields = self.raw_fields().ok_or(Why::NoFields)?;
        if fields.len() > FIELDS_BYTES_MAX {
            return Err(Why::TooLarge);
        }
        // Errors that the first pass over the file does not find: a bad escape, a number out of range, lists nested too
        // deep.
        serde_json::from_str(fields).map_err(|error| match is_recursion_limit(&error) {
            true => Why::TooDeep,
            false => Why::Broken,
        })
    }

    /// The key that references use, as JSON in canonical spelling.
    pub(super) fn key(&self) -> Option<String> {
        let raw = self.pk?.get();
        let key: Value = (raw.len() <= KEY_BYTES_MAX).then(|| serde_json::from_str(raw).ok())??;
        (!key.is_null()).then(|| key.to_string())
    }

    /// Stands for a name if there is none, in the form that [`NewName`](super::NewName) takes.
    pub(super) fn nameless(&self) -> String {
        format!("#{}", self.place)
    }
}

/// serde_json has no category of its own for this error.
fn is_recursion_limit(error: &serde_json::Error) -> bool {
    error.to_string().starts_with("recursion limit exceeded")
}
