//! Who is meant by a name, and whether a name may be made beside those there are.

use std::collections::HashMap;
use std::sync::Arc;

use portreeve_core::client::Client;
use portreeve_core::directory::Directory;
use portreeve_core::group::Group;
use portreeve_core::id::{GroupId, UserId};
use portreeve_core::name::{Likeness, Login, NameKey};
use portreeve_core::own::OwnPermission;
use portreeve_core::permission::{OWN_APP, Permission, PermissionEntry};
use portreeve_core::user::{User, UserState};

use crate::error::{CommandError, ErrorCode};
use crate::error_map::{name_taken, not_found};

/// The user with this identifier or login name, deleted ones included.
pub(crate) fn user<'d>(directory: &'d Directory, text: &str) -> Result<&'d Arc<User>, CommandError> {
    directory.find_user(text).ok_or_else(|| {
        let key = NameKey::new(text);
        let like = directory.users_like(&key).map(|(user, _)| user.login.as_str());
        unknown("user", text, like)
    })
}

/// The group with this identifier or name.
pub(crate) fn group<'d>(directory: &'d Directory, text: &str) -> Result<&'d Arc<Group>, CommandError> {
    directory.find_group(text).ok_or_else(|| {
        let key = NameKey::new(text);
        let like = directory.groups_like(&key).map(|(group, _)| group.name.as_str());
        unknown("group", text, like)
    })
}

/// The local app with this identifier or name.
pub(crate) fn client<'d>(directory: &'d Directory, text: &str) -> Result<&'d Arc<Client>, CommandError> {
    directory.find_client(text).ok_or_else(|| {
        let key = NameKey::new(text);
        let like = directory
            .clients_like(&key)
            .map(|(client, _)| client.name.as_str());
        unknown("local app", text, like)
    })
}

/// Only names that look like the one that was typed are told: the caller could have typed them as well.
fn unknown<'n>(kind: &str, name: &str, like: impl Iterator<Item = &'n str>) -> CommandError {
    let error = not_found(kind, name);
    let like: Vec<String> = like.map(|name| format!("`{name}`")).collect();
    if like.is_empty() {
        return error;
    }
    error.hint(format!("did you mean {}? Nothing was changed", like.join(" or ")))
}

/// Whether a name may be made, and what to say of those that it could be mistaken for.
pub(crate) type Free = Result<Vec<String>, CommandError>;

/// Whether `login` may be made, for the user `own` if it is a new name for one.
pub(crate) fn free_login(directory: &Directory, login: &Login, own: Option<UserId>) -> Free {
    let key = login.key();
    let others = directory
        .users_like(&key)
        .filter(|(user, _)| Some(user.id) != own);
    let others: Vec<_> = others.collect();
    let alike = others
        .iter()
        .map(|(user, likeness)| (user.login.as_str(), *likeness));
    free("user", login.as_str(), alike).map_err(|error| {
        let holder = others.iter().find(|(_, likeness)| *likeness == Likeness::Same);
        match holder {
            Some((holder, _)) if holder.state() == UserState::Deleted => {
                error.hint("that account is deleted: restore it, or choose another name")
            }
            _ => error,
        }
    })
}

/// Whether a group may be called `name`.
pub(crate) fn free_group(directory: &Directory, name: &str, own: Option<GroupId>) -> Free {
    let key = NameKey::new(name);
    let others = directory
        .groups_like(&key)
        .filter(|(group, _)| Some(group.id) != own);
    free(
        "group",
        name,
        others.map(|(group, likeness)| (group.name.as_str(), likeness)),
    )
}

/// Whether `client` may be called and addressed as it is: a token for one local app must not open another, so its
/// audience is nobody else's audience or name either.
pub(crate) fn free_client(directory: &Directory, client: &Client) -> Free {
    let (name, audience) = (client.key(), NameKey::new(&client.audience));
    let others = directory.clients().filter(|other| other.id != client.id);
    let others: Vec<&Arc<Client>> = others.collect();
    let alike = |wanted: &NameKey, have: &str| wanted.likeness(&NameKey::new(have));
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
                return Err(CommandError::new(ErrorCode::NameTaken, why)
                    .hint("choose another audience, or another name; nothing was changed"));
            }
        }
    }
    Ok(similar)
}

/// Whether a permission may be made known in `directory`, or called, so.
pub(crate) fn free_permission(directory: &Directory, entry: &PermissionEntry) -> Result<(), CommandError> {
    PermissionNames::of(directory).free(entry)
}

/// Permissions that there are, for the question whether another may be made known beside them.
pub(crate) struct PermissionNames(HashMap<NameKey, Permission>);

impl PermissionNames {
    /// Those that `directory` knows.
    pub(crate) fn of(directory: &Directory) -> Self {
        let mut names = Self(HashMap::new());
        directory
            .permissions()
            .for_each(|(permission, _)| names.add(permission));
        names
    }

    /// One more.
    pub(crate) fn add(&mut self, permission: &Permission) {
        self.0
            .insert(NameKey::new(permission.as_str()), permission.clone());
    }

    /// Whether `entry` may be made known, or called, so: none passes for one of Portreeve's own, or for another in letters
    /// of another script.
    pub(crate) fn free(&self, entry: &PermissionEntry) -> Result<(), CommandError> {
        require_not_own(entry)?;
        let name = NameKey::new(entry.permission.as_str());
        // Plain letters and digits make no twins, so only few are compared.
        let is_twin = |other: &NameKey| {
            let is_plain = name.as_str().is_ascii() && other.as_str().is_ascii();
            !is_plain && matches!(name.likeness(other), Some(Likeness::Twin))
        };
        let others = || self.0.iter().find(|(other, _)| is_twin(other));
        let same = self.0.get(&name).filter(|same| **same != entry.permission);
        match same.or_else(|| others().map(|(_, twin)| twin)) {
            Some(other) => Err(name_taken(
                "permission",
                entry.permission.as_str(),
                other.as_str(),
            )),
            None => Ok(()),
        }
    }
}

fn require_not_own(entry: &PermissionEntry) -> Result<(), CommandError> {
    let (permission, label) = (&entry.permission, NameKey::new(&entry.label));
    let is_like = |one: &str, other: &str| NameKey::new(one).likeness(&NameKey::new(other)).is_some();
    let is_own_label = |own: OwnPermission| label.likeness(&NameKey::new(own.label())).is_some();
    if is_like(permission.app(), OWN_APP) || OwnPermission::ALL.into_iter().any(is_own_label) {
        let why = format!(
            "{permission}, \"{}\", passes for one of Portreeve's own permissions",
            entry.label
        );
        return Err(CommandError::new(ErrorCode::RuleViolated, why)
            .hint("choose another app label, or call it otherwise; nothing was changed"));
    }
    Ok(())
}

fn free<'n>(kind: &str, name: &str, others: impl Iterator<Item = (&'n str, Likeness)>) -> Free {
    let mut similar = Vec::new();
    for (other, likeness) in others {
        match likeness {
            Likeness::Same | Likeness::Twin => return Err(name_taken(kind, name, other)),
            Likeness::Similar => {
                similar.push(format!("`{name}` is easily mistaken for the {kind} `{other}`"))
            }
        }
    }
    // A name that cannot be told from another's is told of that first.
    NameKey::new(name).require_unmixed()?;
    Ok(similar)
}
