//! What references of a dump point to.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use portreeve_core::permission::Permission;
use serde_json::{Map, Value};

use super::entry::Entry;
use super::error::{DumpError, Kind, Problem, shown};
use super::reader::Reader;
use super::{DumpGroup, DumpPermission};

/// Permissions and groups by each key that can stand for them.
///
/// `None` marks what is in the dump but cannot be used, and is reported once rather than at each use.
#[derive(Default)]
pub(super) struct Index {
    apps: HashMap<String, String>,
    permissions: HashMap<String, Option<Permission>>,
    labels: BTreeMap<Permission, String>,
    orphans: usize,
    groups: HashMap<String, Option<String>>,
}

impl Index {
    pub(super) fn add_content_type(&mut self, entry: &Entry<'_>) -> Result<(), DumpError> {
        // A content type is only ever needed by its primary key, and missed by the permission that does.
        if let Some(key) = entry.key()
            && let Some(Value::String(app)) = entry.fields()?.remove("app_label")
        {
            self.apps.insert(key, app);
        }
        Ok(())
    }

    pub(super) fn add_permission(
        &mut self,
        entry: &Entry<'_>,
        problems: &mut Vec<Problem>,
    ) -> Result<(), DumpError> {
        let fields = entry.fields()?;
        let mut reader = Reader::new(Kind::Permission, entry, &fields);
        let label = reader.name("name");
        let codename = reader.required("codename");
        let app = match fields.get("content_type") {
            // The natural key: app label, model.
            Some(Value::Array(parts)) => parts.first().and_then(Value::as_str),
            Some(key) => self.apps.get(&key.to_string()).map(String::as_str),
            None => None,
        };
        let permission = match (app, codename) {
            (Some(app), Some(codename)) => reader.check("codename", Permission::new(app, codename)),
            (None, Some(_)) => {
                self.orphans += 1;
                None
            }
            (_, None) => None,
        };
        reader.report(problems);
        if let (Some(permission), Some(label)) = (&permission, label) {
            // Models of one app can share a codename; `has_perm` does not tell them apart either.
            self.labels.entry(permission.clone()).or_insert(label);
        }
        if let Some(key) = entry.key()
            && self.permissions.insert(key.clone(), permission).is_some()
        {
            problems.push(Problem::KeyTwice {
                model: "auth.permission",
                key: shown(&key),
            });
        }
        Ok(())
    }

    /// Reports permissions without their content type, all in one.
    pub(super) fn report_orphans(&self, problems: &mut Vec<Problem>) {
        if self.orphans > 0 {
            problems.push(Problem::NoContentTypes {
                permissions: self.orphans,
            });
        }
    }

    pub(super) fn add_group(
        &mut self,
        entry: &Entry<'_>,
        fields: &Map<String, Value>,
        group: Option<&DumpGroup>,
        problems: &mut Vec<Problem>,
    ) {
        let name = group.map(|group| group.name.clone());
        // The natural key is the name as Django has it, before it is trimmed. As JSON: `["Editors"]`.
        if let Some(text @ Value::String(_)) = fields.get("name") {
            self.groups.insert(format!("[{text}]"), name.clone());
        }
        if let Some(key) = entry.key()
            && self.groups.insert(key.clone(), name).is_some()
        {
            problems.push(Problem::KeyTwice {
                model: "auth.group",
                key: shown(&key),
            });
        }
    }

    /// Resolves references to permissions. Also says which cannot be.
    pub(super) fn permissions(&mut self, references: &[Value]) -> (BTreeSet<Permission>, Vec<String>) {
        let mut found = BTreeSet::new();
        let mut unknown = Vec::new();
        for reference in references {
            match self.permission(reference) {
                Some(Some(permission)) => {
                    // Granted by natural key without being listed: it has no label yet.
                    self.labels
                        .entry(permission.clone())
                        .or_insert_with(|| permission.words());
                    found.insert(permission);
                }
                Some(None) => {}
                None => unknown.push(shown_reference(reference)),
            }
        }
        (found, unknown)
    }

    fn permission(&self, reference: &Value) -> Option<Option<Permission>> {
        match reference {
            Value::Array(parts) => match parts.as_slice() {
                // The natural key names everything there is to know; the model adds nothing.
                [Value::String(codename), Value::String(app), Value::String(_)] => {
                    Permission::new(app, codename).ok().map(Some)
                }
                _ => None,
            },
            key => self.permissions.get(&key.to_string()).cloned(),
        }
    }

    /// Resolves references to groups. Also says which cannot be.
    pub(super) fn groups(&self, references: &[Value]) -> (BTreeSet<String>, Vec<String>) {
        let mut found = BTreeSet::new();
        let mut unknown = Vec::new();
        for reference in references {
            match self.groups.get(&reference.to_string()) {
                Some(name) => found.extend(name.clone()),
                None => unknown.push(shown_reference(reference)),
            }
        }
        (found, unknown)
    }

    /// All permissions met, sorted.
    pub(super) fn into_permissions(self) -> Vec<DumpPermission> {
        self.labels
            .into_iter()
            .map(|(permission, label)| DumpPermission { permission, label })
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
