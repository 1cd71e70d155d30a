//! Permissions: Django's `app.codename` strings (`django.contrib.auth.models.Permission`).

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use crate::irreversible::Irreversible;
use crate::kind::Kind;
use crate::name::{NameError, check_text};
use crate::set::Set;
use crate::stored::{Field, Show, Shown, Stored, UniqueName, fields};
use crate::target::{Names, Target, TargetKind};
use crate::text::find_unseen;

/// One permission, for example `people.approve_invoice`. Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Permission(Arc<str>);

/// Longest app label and codename, in characters (Django's column sizes).
pub const PART_CHARS_MAX: usize = 100;
/// Longest label, in characters (Django's `Permission.name`).
pub const LABEL_CHARS_MAX: usize = 255;

/// The app label of Portreeve's own permissions.
pub const OWN_APP: &str = "portreeve";

/// Why a text is not a permission.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
#[error("`{0}` is not a permission: write app.codename, for example people.approve_invoice")]
pub struct PermissionError(String);

impl Permission {
    /// From an app label and a codename.
    pub fn new(app: &str, codename: &str) -> Result<Self, PermissionError> {
        format!("{app}.{codename}").parse()
    }

    /// The whole `app.codename`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part before the dot.
    pub fn app(&self) -> &str {
        self.0.split_once('.').map_or("", |(app, _)| app)
    }

    /// The part after the dot.
    pub fn codename(&self) -> &str {
        self.0.split_once('.').map_or("", |(_, codename)| codename)
    }

    /// Whether it is one of Portreeve's own, which count in Portreeve and not in a local app.
    pub fn is_own(&self) -> bool {
        self.app() == OWN_APP
    }

    /// The codename as words: `approve_invoice` gives "approve invoice".
    pub fn words(&self) -> String {
        self.codename().replace('_', " ")
    }
}

impl FromStr for Permission {
    type Err = PermissionError;

    fn from_str(text: &str) -> Result<Self, PermissionError> {
        let fits = |part: &str| (1..=PART_CHARS_MAX).contains(&part.chars().count());
        let is_label = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
        // An app label has no dot, so the first one ends it. Django allows any codename: `order.ship`, `ship order`.
        let is_seen = |codename: &str| codename.trim() == codename && find_unseen(codename).is_none();
        match text.split_once('.') {
            Some((app, codename))
                if fits(app) && app.chars().all(is_label) && fits(codename) && is_seen(codename) =>
            {
                Ok(Self(text.into()))
            }
            _ => Err(PermissionError(text.chars().take(80).collect())),
        }
    }
}

impl fmt::Display for Permission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A permission that the directory knows, whether or not anyone has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PermissionEntry {
    /// The permission.
    pub permission: Permission,
    /// Its label, for example "Can approve invoice".
    pub label: String,
}

/// Checks a label: like a display name, but as long as Django allows.
pub fn check_label(text: &str) -> Result<String, NameError> {
    check_text(text, LABEL_CHARS_MAX)
}

impl From<&Permission> for Target {
    fn from(permission: &Permission) -> Self {
        Self::new(TargetKind::Permission, permission, permission.as_str())
    }
}

impl Show for Set<Permission> {
    fn show(&self, _: &dyn Names) -> Shown {
        Shown::Set(self.iter().map(ToString::to_string).collect())
    }
}

impl Stored for PermissionEntry {
    type Id = Permission;
    const KIND: Kind = Kind::Permission;
    const FIELDS: &'static [Field<Self>] = fields! {
        PermissionEntry { value label, }
        neither: permission
    };

    fn id(&self) -> Permission {
        self.permission.clone()
    }

    fn names(&self) -> Vec<UniqueName> {
        Vec::new()
    }

    fn target(permission: &Permission, _: Option<&Self>, _: &dyn Names) -> Option<Target> {
        Some(Target::from(permission))
    }

    fn finality(_: Option<&Self>, _: &Self::Id, _: &dyn Names) -> Option<Irreversible> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_permission_is_app_dot_codename() {
        let ok: Permission = "people.approve_invoice".parse().unwrap();
        assert_eq!(
            (ok.app(), ok.codename(), ok.words().as_str()),
            ("people", "approve_invoice", "approve invoice")
        );
        for bad in [
            "",
            "people",
            ".x",
            "people.",
            "a b.c",
            "a. b",
            "a.b\n",
            &format!("a.{}", "x".repeat(101)),
        ] {
            assert!(bad.parse::<Permission>().is_err(), "{bad:?} was taken");
        }
    }

    #[test]
    fn a_codename_is_any_text_as_in_django() {
        for codename in [
            "order.ship",
            "ship order",
            "order:ship",
            "order/ship",
            "Übersicht",
            "it's",
        ] {
            let permission = Permission::new("shop", codename).unwrap();
            assert_eq!((permission.app(), permission.codename()), ("shop", codename));
        }
    }
}
