//! The only place that decides whether an actor has a right, and says why not.

use std::collections::BTreeSet;

use crate::directory::Directory;
use crate::id::GroupId;
use crate::own::OwnPermission;
use crate::permission::{Permission, PermissionEntry};
use crate::rights::{Excess, Rights, Worth};
use crate::user::User;

/// A refusal, with what would change it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{why}")]
pub struct Denied {
    /// What the actor lacks.
    pub why: String,
    /// What would change it.
    pub remedy: String,
}

fn refusal(why: impl Into<String>, remedy: impl Into<String>) -> Denied {
    Denied {
        why: why.into(),
        remedy: remedy.into(),
    }
}

/// Whether `actor` can use something that needs `permission`.
pub fn authorize(directory: &Directory, actor: &Rights, permission: OwnPermission) -> Result<(), Denied> {
    let permission = permission.permission();
    if actor.has(&permission) {
        return Ok(());
    }
    let granting: Vec<&str> = directory
        .groups()
        .filter(|group| group.permissions.contains(&permission))
        .map(|group| group.name.as_str())
        .collect();
    let remedy = if granting.is_empty() {
        format!("ask a superuser to grant you {permission}")
    } else {
        format!(
            "ask to be added to {}, or to be granted {permission}",
            granting.join(" or ")
        )
    };
    Err(refusal(
        format!("{} does not have {permission}", actor.user().login),
        remedy,
    ))
}

/// Whether `actor` can do what gives out everything.
pub fn authorize_superuser(actor: &Rights) -> Result<(), Denied> {
    if actor.is_superuser() {
        return Ok(());
    }
    Err(refusal(
        format!("{} is not a superuser", actor.user().login),
        "ask a superuser to do it, or to make you one",
    ))
}

/// Whether `actor` can grant `permissions`: no one grants more than they have.
pub fn authorize_grant<'p>(
    actor: &Rights,
    permissions: impl IntoIterator<Item = &'p Permission>,
) -> Result<(), Denied> {
    let missing = permissions.into_iter().find(|permission| !actor.has(permission));
    missing.map_or(Ok(()), |permission| {
        Err(refusal(
            format!(
                "{} cannot grant {permission} without having it",
                actor.user().login
            ),
            "ask someone who has it, or a superuser",
        ))
    })
}

/// Whether `actor` can change `target`'s account, name, password or sessions. No one takes over an account that can do
/// more than they can, or that is in a group they do not handle. Grants of inactive accounts count too, because they
/// return when the account does.
pub fn authorize_over(directory: &Directory, actor: &Rights, target: &User) -> Result<(), Denied> {
    if actor.is_superuser() || actor.user().id == target.id {
        return Ok(());
    }
    let Some(excess) = Worth::of(directory, target).excess_over(actor.worth()) else {
        return Ok(());
    };
    let (target, actor) = (&target.login, &actor.user().login);
    Err(match excess {
        Excess::Superuser => refusal(
            format!("{target} is a superuser and {actor} is not"),
            "ask a superuser",
        ),
        Excess::Staff => refusal(
            format!("{target} is staff and {actor} is not"),
            "ask a staff member or a superuser",
        ),
        Excess::Permission(permission) => refusal(
            format!("{target} has {permission}, which {actor} does not have"),
            "ask someone who has it, or a superuser",
        ),
        Excess::Group(id) => {
            let group = group_name(directory, id);
            refusal(
                format!("{target} is in {group}, or manages it, and {actor} does neither"),
                format!("ask a member of {group}, or a superuser"),
            )
        }
    })
}

/// Whether `actor` can set `target`'s password. Everyone can set their own (Django's `PasswordChangeView`); the command
/// asks for the current one.
pub fn authorize_password(directory: &Directory, actor: &Rights, target: &User) -> Result<(), Denied> {
    if actor.user().id == target.id {
        return Ok(());
    }
    authorize(directory, actor, OwnPermission::ChangeUser)?;
    authorize_over(directory, actor, target)
}

/// Whether `actor` can give `target` the address `email`. Tokens carry it, and apps may identify people by it. So no
/// one takes another person's address, or gives it to a third without power over its owner.
pub fn authorize_email(
    directory: &Directory,
    actor: &Rights,
    target: &User,
    email: &str,
) -> Result<(), Denied> {
    let is_own = actor.user().id == target.id;
    let is_kept = directory
        .user(target.id)
        .is_some_and(|before| before.email == email);
    if email.is_empty() || is_kept || (actor.is_superuser() && !is_own) {
        return Ok(());
    }
    let holders = directory.users_with_email(email);
    for holder in holders.iter().filter(|holder| holder.id != target.id) {
        if is_own {
            return Err(refusal(
                "someone else has this e-mail address",
                "use one of your own, or ask a superuser",
            ));
        }
        authorize_over(directory, actor, holder)?;
    }
    Ok(())
}

/// Whether `actor` can add people to `group` and remove them, change, rename or delete it. That covers the groups above
/// it as well, because its members belong to all of them.
pub fn authorize_group(directory: &Directory, actor: &Rights, group: GroupId) -> Result<(), Denied> {
    authorize_groups(directory, actor, &directory.with_ancestors(group))
}

/// Whether `actor` handles each of `groups`: its grants and its name, which goes into tokens. So they must be in it, or
/// manage it.
pub fn authorize_groups(
    directory: &Directory,
    actor: &Rights,
    groups: &BTreeSet<GroupId>,
) -> Result<(), Denied> {
    if actor.is_superuser() {
        return Ok(());
    }
    if let Some(foreign) = groups.iter().find(|id| !actor.handles(**id)) {
        return Err(not_handled(directory, actor, *foreign));
    }
    let granted = groups.iter().filter_map(|id| directory.group(*id));
    authorize_grant(actor, granted.flat_map(|group| &group.permissions))
}

/// Why `actor` does not handle `group`.
pub fn not_handled(directory: &Directory, actor: &Rights, group: GroupId) -> Denied {
    let group = group_name(directory, group);
    refusal(
        format!("{} is not in {group} and does not manage it", actor.user().login),
        format!("ask a member of {group}, or a superuser; `portreeve group manager add` makes managers"),
    )
}

fn group_name(directory: &Directory, id: GroupId) -> String {
    directory
        .group(id)
        .map_or_else(|| id.to_string(), |group| group.name.clone())
}

/// Whether `actor` can relabel a permission like this: a friendly label gets it granted, so no one relabels what they
/// do not have.
pub fn authorize_label(directory: &Directory, actor: &Rights, entry: &PermissionEntry) -> Result<(), Denied> {
    match directory.permission_label(&entry.permission) {
        Some(before) if before != entry.label => authorize_grant(actor, [&entry.permission]),
        Some(_) | None => Ok(()),
    }
}

/// Whether `actor` can give `target` the flags it has, or take them: only superusers make and unmake superusers, only
/// staff makes and unmakes staff.
pub fn authorize_flags(actor: &Rights, target: &User) -> Result<(), Denied> {
    if actor.is_superuser() {
        return Ok(());
    }
    if target.is_superuser {
        return Err(refusal(
            "only a superuser can make or unmake superusers",
            "ask a superuser",
        ));
    }
    if !actor.is_staff() && target.is_staff {
        return Err(refusal(
            "only staff can make or unmake staff",
            "ask a staff member or a superuser",
        ));
    }
    Ok(())
}
