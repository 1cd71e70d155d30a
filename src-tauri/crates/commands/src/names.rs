//! Who is meant by a name, and whether a name may be made beside those there are.

use std::collections::HashMap;
use std::sync::Arc;

use portreeve_core::client::Client;
use portreeve_core::directory::Directory;
use portreeve_core::group::Group;
use portreeve_core::id::{GroupId, UserId};
use portreeve_core::name::{Likeness, Login, Name, NameKey};
use portreeve_core::own::OwnPermission;
use portreeve_core::permission::{OWN_APP, Permission, PermissionEntry};
use portreeve_core::user::{User, UserState};

use crate::context::Context;
use crate::error::{CommandError, ErrorCode};
use crate::error_map::{name_taken, not_found};

/// What goes by names of its own.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    User,
    Group,
    Client,
}

impl Kind {
    pub(crate) const ALL: [Self; 3] = [Self::User, Self::Group, Self::Client];

    fn word(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Group => "group",
            Self::Client => "local app",
        }
    }

    /// What the caller needs to be told which of them there are.
    fn viewing(self) -> OwnPermission {
        match self {
            Self::User => OwnPermission::ViewUser,
            Self::Group => OwnPermission::ViewGroup,
            Self::Client => OwnPermission::ViewClient,
        }
    }

    /// What other names look like this one.
    fn like(self, directory: &Directory, name: &Name<'_>) -> Vec<String> {
        let is_other = |likeness: &Likeness| *likeness != Likeness::Same;
        match self {
            Self::User => directory
                .users_like(name)
                .filter(|(_, likeness)| is_other(likeness))
                .map(|(user, _)| user.login.to_string())
                .collect(),
            Self::Group => directory
                .groups_like(name)
                .filter(|(_, likeness)| is_other(likeness))
                .map(|(group, _)| group.name.clone())
                .collect(),
            Self::Client => directory
                .clients_like(name)
                .filter(|(_, likeness)| is_other(likeness))
                .map(|(client, _)| client.name.clone())
                .collect(),
        }
    }
}

/// The user with this identifier or login name, deleted ones included.
pub(crate) fn user<'d>(
    context: &Context,
    directory: &'d Directory,
    text: &str,
) -> Result<&'d Arc<User>, CommandError> {
    let found = directory.find_user(text);
    found.ok_or_else(|| unknown(context, directory, Kind::User, text))
}

/// The group with this identifier or name.
pub(crate) fn group<'d>(
    context: &Context,
    directory: &'d Directory,
    text: &str,
) -> Result<&'d Arc<Group>, CommandError> {
    let found = directory.find_group(text);
    found.ok_or_else(|| unknown(context, directory, Kind::Group, text))
}

/// The local app with this identifier or name.
pub(crate) fn client<'d>(
    context: &Context,
    directory: &'d Directory,
    text: &str,
) -> Result<&'d Arc<Client>, CommandError> {
    let found = directory.find_client(text);
    found.ok_or_else(|| unknown(context, directory, Kind::Client, text))
}

fn unknown(context: &Context, directory: &Directory, kind: Kind, name: &str) -> CommandError {
    let error = not_found(kind.word(), name);
    match did_you_mean(context, directory, &[kind], name) {
        Some(question) => error.hint(format!("{question} Nothing was changed")),
        None => error,
    }
}

/// Asks whether the caller means one of those of `kinds` whose names look like `text`. The caller is told the names only of
/// what they could list.
pub(crate) fn did_you_mean(
    context: &Context,
    directory: &Directory,
    kinds: &[Kind],
    text: &str,
) -> Option<String> {
    let name = Name::new(text);
    let told = kinds.iter().filter(|kind| context.holds(kind.viewing()));
    let like: Vec<String> = told
        .flat_map(|kind| kind.like(directory, &name))
        .map(|name| format!("`{name}`"))
        .collect();
    (!like.is_empty()).then(|| format!("did you mean {}?", like.join(" or ")))
}

/// Whether a name may be made, and what to say of those that it could be mistaken for.
pub(crate) type Free = Result<Vec<String>, CommandError>;

/// Whether `login` may be made, for the user `own` if it is a new name for one.
pub(crate) fn free_login(directory: &Directory, login: &Login, own: Option<UserId>) -> Free {
    let name = login.name();
    let others = directory
        .users_like(&name)
        .filter(|(user, _)| Some(user.id) != own);
    let others: Vec<_> = others.collect();
    let alike = others
        .iter()
        .map(|(user, likeness)| (user.login.as_str(), *likeness));
    free(Kind::User, login.as_str(), alike).map_err(|error| {
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
    let wanted = Name::new(name);
    let others = directory
        .groups_like(&wanted)
        .filter(|(group, _)| Some(group.id) != own);
    free(
        Kind::Group,
        name,
        others.map(|(group, likeness)| (group.name.as_str(), likeness)),
    )
}

/// Whether `client` may be called and addressed as it is: a token for one local app must not open another, so its
/// audience is nobody else's audience or name either.
pub(crate) fn free_client(directory: &Directory, client: &Client) -> Free {
    let (name, audience) = (Name::new(&client.name), Name::new(&client.audience));
    let others = directory.clients().filter(|other| other.id != client.id);
    let others: Vec<&Arc<Client>> = others.collect();
    let alike = |wanted: &Name<'_>, have: &str| wanted.likeness(&Name::new(have));
    let names = others
        .iter()
        .filter_map(|other| Some((other.name.as_str(), alike(&name, &other.name)?)));
    let similar = free(Kind::Client, &client.name, names)?;
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
pub(crate) fn free_permission(directory: &Directory, entry: &PermissionEntry) -> Free {
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
        let name = Name::new(entry.permission.as_str());
        // Plain letters and digits make no twins, so only few are compared.
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

fn require_not_own(entry: &PermissionEntry) -> Result<(), CommandError> {
    let permission = &entry.permission;
    let is_like = |one: &str, other: &str| Name::new(one).likeness(&Name::new(other)).is_some();
    let is_own_label = |own: OwnPermission| is_like(&entry.label, own.label());
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

/// What to say of the address that somebody gets, if it could be mistaken for one that another has. Plain ASCII is not
/// compared: it passes for other letters only by way of those, and people of one domain are often called alike.
pub(crate) fn similar_email(directory: &Directory, email: &str, own: Option<UserId>) -> Option<String> {
    let holder = match email.is_ascii() {
        true => None,
        false => directory.user_with_email_like(email, own),
    };
    holder.map(|holder| {
        format!(
            "`{email}` is easily mistaken for `{}`, the e-mail address of {}",
            holder.email, holder.login
        )
    })
}

fn free<'n>(kind: Kind, name: &str, others: impl Iterator<Item = (&'n str, Likeness)>) -> Free {
    let mut similar = Vec::new();
    for (other, likeness) in others {
        match likeness {
            Likeness::Same | Likeness::Twin => return Err(name_taken(kind.word(), name, other)),
            Likeness::Similar => similar.push(format!(
                "`{name}` is easily mistaken for the {} `{other}`",
                kind.word()
            )),
        }
    }
    // A name that cannot be told from another's is told of that first.
    let name = Name::new(name);
    name.key().require_unmixed()?;
    similar.extend(odd_letter(&name));
    Ok(similar)
}

fn odd_letter(name: &Name<'_>) -> Option<String> {
    let letter = name.odd_letter()?;
    Some(format!(
        "`{}` holds `{letter}`, which names hardly ever do: people may read it as another letter",
        name.as_str()
    ))
}
