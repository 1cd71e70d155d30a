//! Resolves the references in a dump.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use portreeve_core::permission::Permission;
use portreeve_core::set::Set;
use serde_json::{Map, Value};

use super::entry::Entry;
use super::error::{DumpError, Problem, shown};
use super::group::FileGroup;
use super::note::Notes;
use super::reader::Reader;
use super::{DumpPermission, PERMISSIONS_MAX, REFERENCES_MAX, require_at_most};
use crate::capped::Capped;

/// Permissions and groups by each key that a reference can use.
///
/// `None` marks an object that is in the dump but unusable. That was reported once; its references are not.
#[derive(Default)]
pub(super) struct Index {
    apps: HashMap<String, (String, Place)>,
    permissions: HashMap<String, (Option<Permission>, Place)>,
    labels: BTreeMap<Permission, String>,
    /// By key: the group's name here, or its name in the file if it is not imported.
    groups: HashMap<String, Result<Arc<str>, Arc<str>>>,
    group_places: HashMap<String, Place>,
    references: usize,
}

/// A place in the file, counted from 1.
type Place = usize;

/// The parsed fields of an object.
type Fields = Map<String, Value>;

/// The permission with these names, if they are valid.
fn named(app: &str, codename: &str, notes: &mut Notes) -> Option<Permission> {
    let permission = Permission::new(app, codename).ok();
    if permission.is_none() {
        let name = format!("{}.{}", shown(app), shown(codename));
        notes.about("permissions with a name that cannot be used: left out", &name);
    }
    permission
}

impl Index {
    pub(super) fn add_content_type(
        &mut self,
        entry: &Entry<'_>,
        mut fields: Fields,
        problems: &mut Capped<Problem>,
    ) -> Result<(), DumpError> {
        // A content type is needed only by its primary key. A permission that refers to a missing one reports that.
        if let Some(key) = entry.key()
            && let Some(Value::String(app)) = fields.remove("app_label")
            && let Some((_, first)) = self.apps.insert(key.clone(), (app, entry.place))
        {
            problems.push(Problem::KeyTwice {
                model: "contenttypes.contenttype",
                key: shown(&key),
                places: [first, entry.place],
            });
        }
        require_at_most(PERMISSIONS_MAX, self.apps.len(), "content types")
    }

    pub(super) fn add_permission(
        &mut self,
        entry: &Entry<'_>,
        fields: Fields,
        notes: &mut Notes,
        problems: &mut Capped<Problem>,
    ) -> Result<(), DumpError> {
        let codename = fields.get("codename").and_then(Value::as_str).unwrap_or_default();
        let app = match fields.get("content_type") {
            // The natural key is app label and model.
            Some(Value::Array(parts)) => parts.first().and_then(Value::as_str),
            Some(key) => self.apps.get(&key.to_string()).map(|(app, _)| app.as_str()),
            None => None,
        };
        let Some(app) = app else {
            // References to this permission then lead nowhere.
            let what = "permissions whose content type is not in the dump: left out; dump contenttypes too, or add \
                        --natural-foreign";
            notes.about(what, codename);
            return Ok(());
        };
        let permission = named(app, codename, notes);
        if let Some(permission) = &permission {
            let label = Reader::new(&fields, permission.to_string(), notes).label("name");
            // Models of one app can share a codename; `has_perm` does not distinguish them either.
            self.labels.entry(permission.clone()).or_insert(label);
        }
        if let Some(key) = entry.key()
            && let Some((_, first)) = self.permissions.insert(key.clone(), (permission, entry.place))
        {
            problems.push(Problem::KeyTwice {
                model: "auth.permission",
                key: shown(&key),
                places: [first, entry.place],
            });
        }
        let most = self.labels.len().max(self.permissions.len());
        require_at_most(PERMISSIONS_MAX, most, "permissions")
    }

    /// Adds a group under each key that a reference can use; `None` if it is not imported.
    pub(super) fn add_group(
        &mut self,
        group: &FileGroup,
        usable: Option<&str>,
        problems: &mut Capped<Problem>,
    ) {
        let name: Result<Arc<str>, Arc<str>> =
            usable.map(Into::into).ok_or_else(|| group.shown_name().into());
        // The natural key is Django's untrimmed name, as JSON: `["Editors"]`.
        let natural = Value::from(group.raw_name.as_str());
        self.groups.insert(format!("[{natural}]"), name.clone());
        let Some(key) = &group.key else { return };
        self.groups.insert(key.clone(), name);
        if let Some(first) = self.group_places.insert(key.clone(), group.place) {
            problems.push(Problem::KeyTwice {
                model: "auth.group",
                key: shown(key),
                places: [first, group.place],
            });
        }
    }

    /// Resolves references to permissions. Also returns those that lead nowhere.
    pub(super) fn permissions(
        &mut self,
        references: &[Value],
        notes: &mut Notes,
    ) -> Result<(Set<Permission>, Capped<String>), DumpError> {
        self.count(references)?;
        let mut found = Vec::new();
        let mut unknown = Capped::default();
        for reference in references {
            match self.permission(reference, notes) {
                Some(Some(permission)) => {
                    // Shares the text with all others who have it.
                    let known = self.labels.get_key_value(&permission);
                    let known = known.map(|(known, _)| known.clone());
                    found.push(known.unwrap_or_else(|| {
                        // Granted by natural key but not listed, so it has no label yet.
                        self.labels.insert(permission.clone(), permission.words());
                        permission
                    }));
                }
                Some(None) => {}
                None => unknown.push(shown_reference(reference)),
            }
        }
        require_at_most(PERMISSIONS_MAX, self.labels.len(), "permissions")?;
        Ok((found.into_iter().collect(), unknown))
    }

    fn permission(&self, reference: &Value, notes: &mut Notes) -> Option<Option<Permission>> {
        match reference {
            Value::Array(parts) => match parts.as_slice() {
                // The natural key contains the whole name; the model adds nothing.
                [Value::String(codename), Value::String(app), Value::String(_)] => {
                    Some(named(app, codename, notes))
                }
                _ => None,
            },
            key => {
                let found = self.permissions.get(&key.to_string())?;
                Some(found.0.clone())
            }
        }
    }

    /// Resolves references to groups. Also returns those that lead nowhere.
    pub(super) fn groups(
        &mut self,
        references: &[Value],
    ) -> Result<(Set<Arc<str>>, Capped<String>), DumpError> {
        self.count(references)?;
        let mut found = Vec::new();
        let mut unknown = Capped::default();
        for reference in references {
            match self.groups.get(&reference.to_string()) {
                Some(Ok(name)) => found.push(name.clone()),
                // Reported for the members who are imported.
                Some(Err(_)) => {}
                None => unknown.push(shown_reference(reference)),
            }
        }
        Ok((found.into_iter().collect(), unknown))
    }

    /// The names of the groups among `references` that are not imported.
    pub(super) fn other_groups(&self, references: &[Value]) -> Box<[Arc<str>]> {
        let groups = references
            .iter()
            .map(|reference| self.groups.get(&reference.to_string()));
        groups
            .filter_map(|group| group?.as_ref().err().cloned())
            .collect()
    }

    fn count(&mut self, references: &[Value]) -> Result<(), DumpError> {
        self.references += references.len();
        require_at_most(REFERENCES_MAX, self.references, "memberships and grants")
    }

    /// All permissions in the dump, sorted.
    pub(super) fn into_permissions(self) -> Vec<DumpPermission> {
        self.labels
            .into_iter()
            .map(|(permission, label)| DumpPermission {
                label: if label.is_empty() {
                    permission.words()
                } else {
                    label
                },
                permission,
            })
            .collect()
    }
}

fn shown_reference(reference: &Value) -> String {
    match reference {
        Value::Array(parts) => {
            let parts: Vec<&str> = parts.iter().filter_map(Value::as_str).collect();
            shown(&parts.join(" "))
        }
        key => shown(&key.to_string()),
    }
}
