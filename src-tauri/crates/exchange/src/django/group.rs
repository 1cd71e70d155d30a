//! The groups of a dump.

use std::collections::BTreeSet;

use portreeve_core::name::{NameError, check_name};
use portreeve_core::permission::Permission;

use super::entry::Entry;
use super::error::{DumpError, Kind, Problem, shown};
use super::held::{Held, Why};
use super::index::Index;
use super::note::Notes;
use super::reader::Reader;
use super::{DumpGroup, tell_unknown, twins};
use crate::capped::Capped;

/// A group as the file has it.
pub(super) struct FileGroup {
    /// Its name before it is trimmed: the natural key.
    pub raw_name: String,
    pub key: Option<String>,
    place: usize,
    /// The name as it is made here, or why it is not.
    name: Result<String, Why>,
    permissions: BTreeSet<Permission>,
}

pub(super) fn read(entry: &Entry<'_>, index: &mut Index, notes: &mut Notes) -> Result<FileGroup, DumpError> {
    let fields = entry.fields()?;
    let raw_name = fields
        .get("name")
        .and_then(serde_json::Value::as_str)
        .unwrap_or_default()
        .to_owned();
    let name = check_name(&raw_name).map_err(|error| match error {
        NameError::Empty => Why::NoName,
        error => Why::Name(error),
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

/// Sorts out which groups can be made, and makes all of them known under their keys.
pub(super) fn settle(
    groups: Vec<FileGroup>,
    index: &mut Index,
    held: &mut Capped<Held>,
    notes: &mut Notes,
    problems: &mut Capped<Problem>,
) -> Vec<DumpGroup> {
    let named = groups
        .iter()
        .filter_map(|group| Some((group.name.as_deref().ok()?, group.place)));
    let mut twins = twins::find(named, notes);
    let mut usable = Vec::with_capacity(groups.len());
    for group in groups {
        let why = match (&group.name, twins.remove(&group.place)) {
            (Ok(name), None) => {
                index.add_group(&group, Some(name), problems);
                usable.push(DumpGroup {
                    name: name.clone(),
                    permissions: group.permissions,
                    place: group.place,
                });
                continue;
            }
            (Ok(_), Some(why)) => why,
            (Err(why), _) => why.clone(),
        };
        index.add_group(&group, None, problems);
        held.push(Held {
            kind: Kind::Group,
            name: shown(&group.raw_name),
            place: group.place,
            key: group.key,
            is_active: true,
            last_sign_in_at: None,
            why,
        });
    }
    usable
}
