//! Every reference leads to a record, groups form no circle, and an app has the secret that it signs with.

use super::{Decision, RuleError};
use crate::client::Client;
use crate::directory::Directory;
use crate::group::Group;
use crate::id::ClientId;
use crate::kind::Removal;
use crate::permission::{Permission, PermissionEntry};
use crate::record::{Change, RecordId, of_kind};
use crate::set::Set;
use crate::user::User;

/// Checks what the change set adds, and what it removes.
pub(super) fn check(decision: &Decision) -> Result<(), RuleError> {
    let next = decision.next;
    let stays =
        |change: &&Change| change.kind().policy().removal == Removal::Lasting && change.after.is_none();
    if let Some(change) = decision.changes.iter().find(stays) {
        return Err(RuleError::new(
            format!("{} is never removed; nothing was changed", change.kind().words()),
            "report this as a bug",
        ));
    }
    for user in of_kind::<User>(decision.changes) {
        if let Some(after) = user.after {
            user_fits(next, user.before.map(AsRef::as_ref), after)?;
        }
    }
    for group in of_kind::<Group>(decision.changes) {
        match (group.before, group.after) {
            (before, Some(after)) => group_fits(next, before.map(AsRef::as_ref), after)?,
            (Some(before), None) => is_empty(next, before)?,
            (None, None) => {}
        }
    }
    for entry in of_kind::<PermissionEntry>(decision.changes) {
        if let (Some(before), None) = (entry.before, entry.after) {
            is_held_by_nobody(next, &before.permission)?;
        }
    }
    for change in decision.changes {
        if let RecordId::Client(id) | RecordId::ClientSecret(id) = change.id {
            has_its_secret(decision, id)?;
        }
    }
    Ok(())
}

/// Members that are only in `after`.
fn added<'s, T: Ord>(before: Option<&'s Set<T>>, after: &'s Set<T>) -> impl Iterator<Item = &'s T> {
    let is_new = move |item: &&T| before.is_none_or(|before| !before.contains(item));
    after.iter().filter(is_new)
}

fn user_fits(next: &Directory, before: Option<&User>, after: &User) -> Result<(), RuleError> {
    let mut joined = added(before.map(|before| &before.groups), &after.groups);
    if joined.any(|id| next.group(*id).is_none()) {
        return Err(RuleError::new(
            format!(
                "a group that {} would be in is not there; nothing was changed",
                after.login
            ),
            "bring the group back first, or leave it out",
        ));
    }
    are_known(next, before.map(|before| &before.permissions), &after.permissions)
}

fn group_fits(next: &Directory, before: Option<&Group>, after: &Group) -> Result<(), RuleError> {
    for id in added(before.map(|before| &before.parents), &after.parents) {
        let Some(parent) = next.group(*id) else {
            return Err(RuleError::new(
                format!(
                    "a group that {} would belong to is not there; nothing was changed",
                    after.name
                ),
                "bring that group back first, or leave it out",
            ));
        };
        if next.with_descendants(after.id).contains(id) {
            return Err(RuleError::new(
                format!(
                    "{} already belongs to {}, so this would go round in a circle; nothing was changed",
                    parent.name, after.name
                ),
                "take the one out of the other first",
            ));
        }
    }
    are_known(next, before.map(|before| &before.permissions), &after.permissions)
}

/// Every permission must be known: a mistyped one would grant nothing.
fn are_known(
    next: &Directory,
    before: Option<&Set<Permission>>,
    after: &Set<Permission>,
) -> Result<(), RuleError> {
    let unknown = added(before, after).find(|permission| next.permission_label(permission).is_none());
    unknown.map_or(Ok(()), |unknown| {
        Err(RuleError::UnknownPermission(unknown.to_string()))
    })
}

/// Deleted users may still refer to a removed group: the command that removes it drops these references.
fn is_empty(next: &Directory, gone: &Group) -> Result<(), RuleError> {
    let mut people = next.users().filter(|user| !user.is_deleted());
    let left = people
        .find(|user| user.groups.contains(&gone.id))
        .map(|user| user.login.to_string());
    let left = left.or_else(|| next.children(gone.id).next().map(|child| child.name.clone()));
    left.map_or(Ok(()), |left| {
        Err(RuleError::new(
            format!("{left} is still in {}; nothing was changed", gone.name),
            "remove its members first, or delete the group",
        ))
    })
}

/// An app that signs with a shared secret has one, and no other app has one: a secret that was known must not return.
fn has_its_secret(decision: &Decision, id: ClientId) -> Result<(), RuleError> {
    let is_symmetric = |client: &Client| client.algorithm.is_symmetric();
    let (before, after) = (decision.head.client(id), decision.next.client(id));
    let written = |change: &&Change| change.id == RecordId::ClientSecret(id);
    let written = decision.changes.iter().find(written);
    let has_one = written.map_or(before.is_some_and(|client| is_symmetric(client)), |secret| {
        secret.after.is_some()
    });
    let Some(client) = after.or(before) else {
        return Ok(());
    };
    if has_one == after.is_some_and(|client| is_symmetric(client)) {
        return Ok(());
    }
    Err(match has_one {
        false => RuleError::new(
            format!(
                "the secret that {} shared with us is not kept; nothing was changed",
                client.name
            ),
            "add the app again",
        ),
        true => RuleError::new(
            format!(
                "{} would keep a secret that it does not sign with; nothing was changed",
                client.name
            ),
            "report this as a bug",
        ),
    })
}

fn is_held_by_nobody(next: &Directory, gone: &Permission) -> Result<(), RuleError> {
    let by_group = next.groups().any(|group| group.permissions.contains(gone));
    let by_user = || {
        next.users()
            .any(|user| !user.is_deleted() && user.permissions.contains(gone))
    };
    match by_group || by_user() {
        true => Err(RuleError::new(
            format!("{gone} is still granted; nothing was changed"),
            "revoke it from everyone first",
        )),
        false => Ok(()),
    }
}
