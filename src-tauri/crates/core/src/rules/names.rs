//! Each name means one record, and no name passes for another.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Decision, RuleError};
use crate::client::Client;
use crate::directory::Directory;
use crate::group::Group;
use crate::id::{GroupId, UserId};
use crate::name::{Likeness, Login, Name, NameKey};
use crate::own::OwnPermission;
use crate::permission::{OWN_APP, Permission, PermissionEntry};
use crate::record::of_kind;
use crate::user::User;

/// Checks names that are new, or new for their owner.
pub(super) fn check(decision: &Decision) -> Result<(), RuleError> {
    let next = decision.next;
    for user in of_kind::<User>(decision.changes) {
        let before = user.before.map(|before| &before.login);
        if let Some(after) = user.after.filter(|after| before != Some(&after.login)) {
            free_login(next, &after.login, Some(after.id))?;
        }
    }
    for group in of_kind::<Group>(decision.changes) {
        let before = group.before.map(|before| &before.name);
        if let Some(after) = group.after.filter(|after| before != Some(&after.name)) {
            free_group(next, &after.name, Some(after.id))?;
        }
    }
    for client in of_kind::<Client>(decision.changes) {
        let names = |client: &Arc<Client>| (client.name.clone(), client.audience.clone());
        let before = client.before.map(names);
        if let Some(after) = client.after.filter(|after| before != Some(names(after))) {
            free_client(next, after)?;
        }
    }
    let mut entries = of_kind::<PermissionEntry>(decision.changes).peekable();
    if entries.peek().is_none() {
        return Ok(());
    }
    // Checked one by one: `next` has all of them, so each would find itself.
    let mut permissions = PermissionNames::of(decision.head);
    for entry in entries {
        if let Some(after) = entry.after.filter(|after| entry.before != Some(after)) {
            permissions.free(after)?;
            permissions.add(&after.permission);
        }
    }
    Ok(())
}

/// Whether a name can be used, and notes about the names that it could be mistaken for.
pub type Free = Result<Vec<String>, RuleError>;

/// Whether `login` is free; `own` is the user who would be renamed to it.
pub fn free_login(directory: &Directory, login: &Login, own: Option<UserId>) -> Free {
    let name = login.name();
    let others = directory
        .users_like(&name)
        .filter(|(user, _)| Some(user.id) != own);
    let others: Vec<_> = others.collect();
    let alike = others
        .iter()
        .map(|(user, likeness)| (user.login.as_str(), *likeness));
    free("user", login.as_str(), alike).map_err(|error| {
        let mut holders = others.iter().filter(|(_, likeness)| *likeness == Likeness::Same);
        match (error, holders.any(|(holder, _)| holder.is_deleted())) {
            (RuleError::NameTaken { why, .. }, true) => RuleError::NameTaken {
                why,
                hint: "that account is deleted: restore it, or choose another name".into(),
            },
            (error, _) => error,
        }
    })
}

/// Whether a group can be called `name`.
pub fn free_group(directory: &Directory, name: &str, own: Option<GroupId>) -> Free {
    let wanted = Name::new(name);
    let others = directory
        .groups_like(&wanted)
        .filter(|(group, _)| Some(group.id) != own);
    free(
        "group",
        name,
        others.map(|(group, likeness)| (group.name.as_str(), likeness)),
    )
}

/// Whether the name and the audience of `client` are free. A token for one local app must not open another, so its
/// audience must not be another's audience or name either.
pub fn free_client(directory: &Directory, client: &Client) -> Free {
    let (name, audience) = (Name::new(&client.name), Name::new(&client.audience));
    let others = directory.clients().filter(|other| other.id != client.id);
    let others: Vec<&Arc<Client>> = others.collect();
    let alike = |wanted: &Name<'_>, have: &str| wanted.likeness(&Name::new(have));
    let names = others
        .iter()
        .filter_map(|other| Some((other.name.as_str(), alike(&name, &other.name)?)));
    let similar = free("local app", &client.name, names)?;
    for other in others {
        for (wanted, have) in [
            (&audience, &other.audience),
            (&audience, &other.name),
            (&name, &other.audience),
        ] {
            if matches!(alike(wanted, have), Some(Likeness::Same | Likeness::Twin)) {
                let why = format!(
                    "{} would take tokens for the local app {}: their audiences cannot be told apart",
                    client.name, other.name
                );
                let hint = "choose another audience, or another name; nothing was changed".into();
                return Err(RuleError::NameTaken { why, hint });
            }
        }
    }
    Ok(similar)
}

/// Whether a permission can be added to `directory`, or relabelled, like this.
pub fn free_permission(directory: &Directory, entry: &PermissionEntry) -> Free {
    PermissionNames::of(directory).free(entry)?;
    let (name, label) = (Name::new(entry.permission.as_str()), Name::new(&entry.label));
    let others = directory
        .permissions()
        .filter(|(other, _)| **other != entry.permission);
    let similar = others.filter(|(other, other_label)| {
        name.likeness(&Name::new(other.as_str())).is_some()
            || label.likeness(&Name::new(other_label)).is_some()
    });
    let notes = similar.map(|(other, other_label)| {
        format!(
            "`{}`, \"{}\", is easily mistaken for the permission `{other}`, \"{other_label}\"",
            entry.permission, entry.label
        )
    });
    Ok(notes.chain(odd_letter(&name)).collect())
}

/// Known permissions, for checking a new one against them.
pub struct PermissionNames(HashMap<NameKey, Permission>);

impl PermissionNames {
    /// The permissions in `directory`.
    pub fn of(directory: &Directory) -> Self {
        let mut names = Self(HashMap::new());
        directory
            .permissions()
            .for_each(|(permission, _)| names.add(permission));
        names
    }

    /// Adds a permission.
    pub fn add(&mut self, permission: &Permission) {
        self.0
            .insert(NameKey::new(permission.as_str()), permission.clone());
    }

    /// Whether `entry` can be added, or relabelled, like this: it must not pass for one of Portreeve's own, or for
    /// another in letters of another script.
    pub fn free(&self, entry: &PermissionEntry) -> Result<(), RuleError> {
        require_not_own(entry)?;
        let name = Name::new(entry.permission.as_str());
        // Plain letters and digits make no twins, so only few permissions are compared.
        let is_twin = |other: &&Permission| {
            let is_plain = name.key().as_str().is_ascii() && other.as_str().is_ascii();
            !is_plain && name.likeness(&Name::new(other.as_str())) == Some(Likeness::Twin)
        };
        let same = self.0.get(name.key()).filter(|same| **same != entry.permission);
        match same.or_else(|| self.0.values().find(is_twin)) {
            Some(other) => Err(name_taken(
                "permission",
                entry.permission.as_str(),
                other.as_str(),
            )),
            None => Ok(()),
        }
    }
}

fn require_not_own(entry: &PermissionEntry) -> Result<(), RuleError> {
    let permission = &entry.permission;
    let is_like = |one: &str, other: &str| Name::new(one).likeness(&Name::new(other)).is_some();
    let is_own_label = |own: OwnPermission| is_like(&entry.label, own.label());
    if is_like(permission.app(), OWN_APP) || OwnPermission::ALL.into_iter().any(is_own_label) {
        let why = format!(
            "{permission}, \"{}\", passes for one of Portreeve's own permissions",
            entry.label
        );
        let hint = "choose another app label, or call it otherwise; nothing was changed";
        return Err(RuleError::new(why, hint));
    }
    Ok(())
}

fn free<'n>(kind: &str, name: &str, others: impl Iterator<Item = (&'n str, Likeness)>) -> Free {
    let mut similar = Vec::new();
    for (other, likeness) in others {
        match likeness {
            Likeness::Same | Likeness::Twin => return Err(name_taken(kind, name, other)),
            Likeness::Similar => {
                similar.push(format!("`{name}` is easily mistaken for the {} `{other}`", kind))
            }
        }
    }
    // A name that looks like another's is reported as that first.
    let name = Name::new(name);
    name.key().require_unmixed()?;
    similar.extend(odd_letter(&name));
    Ok(similar)
}

fn odd_letter(name: &Name<'_>) -> Option<String> {
    let letter = name.odd_letter()?;
    Some(format!(
        "`{}` holds `{letter}`, which is rare in names: people can take it for another letter",
        name.as_str()
    ))
}

fn name_taken(kind: &str, name: &str, holder: &str) -> RuleError {
    let why = if name == holder {
        format!("there is a {kind} `{holder}` already")
    } else {
        format!("`{name}` cannot be distinguished from the {kind} `{holder}`")
    };
    let hint = "choose another name; nothing was changed".into();
    RuleError::NameTaken { why, hint }
}
