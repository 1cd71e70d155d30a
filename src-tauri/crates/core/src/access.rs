//! The one place that answers "may they?", and says why not.

use std::collections::BTreeSet;

use crate::directory::Directory;
use crate::id::GroupId;
use crate::own::OwnPermission;
use crate::permission::{Permission, PermissionEntry};
use crate::rights::{Excess, Rights, Worth};
use crate::user::User;

/// A no, with what would make it a yes.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{why}")]
pub struct Refusal {
    /// What is missing.
    pub why: String,
    /// What would change it.
    pub remedy: String,
}

fn refusal(why: impl Into<String>, remedy: impl Into<String>) -> Refusal {
    Refusal {
        why: why.into(),
        remedy: remedy.into(),
    }
}

/// Whether `actor` may use something that needs `permission`.
pub fn authorize(directory: &Directory, actor: &Rights, permission: OwnPermission) -> Result<(), Refusal> {
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

/// Whether `actor` may do what hands out everything there is.
pub fn authorize_superuser(actor: &Rights) -> Result<(), Refusal> {
    if actor.is_superuser() {
        return Ok(());
    }
    Err(refusal(
        format!("{} is not a superuser", actor.user().login),
        "ask a superuser to do it, or to make you one",
    ))
}

/// Whether `actor` may hand out `permissions`: nobody grants more than they have.
pub fn authorize_grant(actor: &Rights, permissions: &BTreeSet<Permission>) -> Result<(), Refusal> {
    let missing = permissions.iter().find(|permission| !actor.has(permission));
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

/// Whether `actor` may change `target`'s account, name, password or sessions: nobody takes over an account that can
/// do more than they can, or that is in a group which is not theirs to hand out. Grants of inactive accounts count too,
/// as they come back when the account does.
pub fn authorize_over(directory: &Directory, actor: &Rights, target: &User) -> Result<(), Refusal> {
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

/// Whether `actor` may set `target`'s password. Everybody may set their own (Django's `PasswordChangeView`); who is asked
/// shows the present one.
pub fn authorize_password(directory: &Directory, actor: &Rights, target: &User) -> Result<(), Refusal> {
    if actor.user().id == target.id {
        return Ok(());
    }
    authorize(directory, actor, OwnPermission::ChangeUser)?;
    authorize_over(directory, actor, target)
}

/// Whether `actor` may give `target` the address `email`. Tokens carry it, and apps may go by it: nobody takes one for
/// their own that somebody else has, or gives it to others without power over whoever has it.
pub fn authorize_email(
    directory: &Directory,
    actor: &Rights,
    target: &User,
    email: &str,
) -> Result<(), Refusal> {
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

/// Whether `actor` may put people into `group` and take them out, change, rename or delete it. That disposes of the
/// groups above it as well: members are in all of them.
pub fn authorize_group(directory: &Directory, actor: &Rights, group: GroupId) -> Result<(), Refusal> {
    authorize_groups(directory, actor, &directory.with_ancestors(group))
}

/// Whether `actor` may dispose of each of `groups`, of what it grants and of its name, which goes into tokens: so they
/// have to be in it, or to manage it.
pub fn authorize_groups(
    directory: &Directory,
    actor: &Rights,
    groups: &BTreeSet<GroupId>,
) -> Result<(), Refusal> {
    if actor.is_superuser() {
        return Ok(());
    }
    if let Some(foreign) = groups.iter().find(|id| !actor.handles(**id)) {
        return Err(not_handled(directory, actor, *foreign));
    }
    let granted = groups.iter().filter_map(|id| directory.group(*id));
    let granted = granted.flat_map(|group| group.permissions.iter().cloned());
    authorize_grant(actor, &granted.collect())
}

/// Why `actor` may not dispose of `group`.
pub fn not_handled(directory: &Directory, actor: &Rights, group: GroupId) -> Refusal {
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

/// Whether `actor` may call a permission so: a friendly label gets it granted, so nobody relabels what they do not have.
pub fn authorize_label(
    directory: &Directory,
    actor: &Rights,
    entry: &PermissionEntry,
) -> Result<(), Refusal> {
    match directory.permission_label(&entry.permission) {
        Some(before) if before != entry.label => authorize_grant(actor, &[entry.permission.clone()].into()),
        Some(_) | None => Ok(()),
    }
}

/// Whether `actor` may give `target` the flags it has, or take them: only superusers make and unmake superusers, only
/// staff makes and unmakes staff.
pub fn authorize_flags(actor: &Rights, target: &User) -> Result<(), Refusal> {
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
