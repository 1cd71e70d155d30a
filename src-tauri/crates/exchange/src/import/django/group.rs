//! The groups of a dump.

use portreeve_core::name::{NameError, check_name};
use portreeve_core::permission::Permission;
use portreeve_core::set::Set;

use super::entry::Entry;
use super::error::{DumpError, Kind, Problem, shown};
use super::held::{Held, Why};
use super::index::Index;
use super::note::Notes;
use super::reader::Reader;
use super::{DumpGroup, NewNames, tell_unknown, twins};
use crate::capped::Capped;

/// A group as it is in the file.
pub(super) struct FileGroup {
    /// Its untrimmed name, which is the natural key.
    pub raw_name: String,
    pub key: Option<String>,
    pub place: usize,
    /// The name to use here, or why it cannot be used; `None` if the group is left out.
    name: Option<Result<String, Why>>,
    permissions: Set<Permission>,
}

impl FileGroup {
    /// Its name in messages: the name, or the place.
    pub(super) fn shown_name(&self) -> String {
        match self.raw_name.as_str() {
            "" => format!("#{}", self.place),
            name => shown(name),
        }
    }
}

pub(super) fn read(
    entry: &Entry<'_>,
    new_names: &mut NewNames<'_>,
    index: &mut Index,
    notes: &mut Notes,
) -> Result<FileGroup, DumpError> {
    let fields = match entry.fields() {
        Ok(fields) => fields,
        Err(why) => {
            let is_left_out = new_names.take("", entry.place) == Some(None);
            return Ok(FileGroup {
                raw_name: String::new(),
                key: entry.key(),
                place: entry.place,
                name: (!is_left_out).then_some(Err(why)),
                permissions: Set::new(),
            });
        }
    };
    let raw_name = fields
        .get("name")
        .and_then(serde_json::Value::as_str)
        .unwrap_or_default()
        .to_owned();
    let new = new_names.take(&raw_name, entry.place);
    let name = new.unwrap_or(Some(&raw_name)).map(|name| {
        check_name(name).map_err(|error| match error {
            NameError::Empty => Why::NoName,
            error => Why::Name(error),
        })
    });
    let references = Reader::new(&fields, shown(&raw_name), notes).list("permissions");
    let (permissions, unknown) = index.permissions(references, notes)?;
    tell_unknown(Kind::Group, &raw_name, Kind::Permission, &unknown, notes);
    Ok(FileGroup {
        raw_name,
        key: entry.key(),
        place: entry.place,
        name,
        permissions,
    })
}

/// Decides which groups can be made, and indexes all of them under their keys.
pub(super) fn settle(
    groups: Vec<FileGroup>,
    index: &mut Index,
    held: &mut Capped<Held>,
    notes: &mut Notes,
    problems: &mut Capped<Problem>,
) -> Vec<DumpGroup> {
    let named = groups
        .iter()
        .filter_map(|group| Some((group.name.as_ref()?.as_deref().ok()?, group.place)));
    let mut twins = twins::find(named, notes);
    let mut usable = Vec::with_capacity(groups.len());
    for group in groups {
        let why = match (&group.name, twins.remove(&group.place)) {
            (None, _) => {
                notes.about("left out, as asked for", &group.shown_name());
                index.add_group(&group, None, problems);
                continue;
            }
            (Some(Ok(name)), None) => {
                index.add_group(&group, Some(name), problems);
                usable.push(DumpGroup {
                    name: name.clone(),
                    permissions: group.permissions,
                    place: group.place,
                });
                continue;
            }
            (Some(Ok(_)), Some(why)) => why,
            (Some(Err(why)), _) => why.clone(),
        };
        index.add_group(&group, None, problems);
        held.push(Held {
            kind: Kind::Group,
            name: group.shown_name(),
            place: group.place,
            key: group.key,
            is_active: true,
            last_sign_in_at: None,
            why,
        });
    }
    usable
}
