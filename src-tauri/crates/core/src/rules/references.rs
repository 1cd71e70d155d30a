//! Whatever a record refers to is there, and groups belong to each other without a circle.

use std::collections::BTreeSet;

use super::{Decision, RuleError};
use crate::directory::Directory;
use crate::group::Group;
use crate::permission::{Permission, PermissionEntry};
use crate::record::of_kind;
use crate::user::{User, UserState};

/// Asks about what the change set adds, and about what it takes away.
pub(super) fn check(decision: &Decision) -> Result<(), RuleError> {
    let next = decision.next;
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
    Ok(())
}

/// What is only in `after`.
fn added<'s, T: Ord>(before: Option<&'s BTreeSet<T>>, after: &'s BTreeSet<T>) -> impl Iterator<Item = &'s T> {
    let is_new = move |item: &&T| before.is_none_or(|before| !before.contains(item));
    after.iter().filter(is_new)
}

fn user_fits(next: &Directory, before: Option<&User>, after: &User) -> Result<(), RuleError> {
    let mut joined = added(before.map(|before| &before.groups), &after.groups);
    if joined.any(|id| next.group(*id).is_none()) {
        return Err(RuleError::new(
            format!("a group that {} was in is not there any more", after.login),
            "undo the deletion of the group first, or change it by hand",
        ));
    }
    are_known(next, before.map(|before| &before.permissions), &after.permissions)
}

fn group_fits(next: &Directory, before: Option<&Group>, after: &Group) -> Result<(), RuleError> {
    for id in added(before.map(|before| &before.parents), &after.parents) {
        let Some(parent) = next.group(*id) else {
            return Err(RuleError::new(
                format!("a group that {} belonged to is not there any more", after.name),
                "undo the deletion of that group first, or change it by hand",
            ));
        };
        if next.with_descendants(after.id).contains(id) {
            return Err(RuleError::new(
                format!(
                    "{} already belongs to {}, so this would go round in a circle",
                    parent.name, after.name
                ),
                "take that one out of the other first; nothing was changed",
            ));
        }
    }
    are_known(next, before.map(|before| &before.permissions), &after.permissions)
}

/// A slip of the pen grants nothing.
fn are_known(
    next: &Directory,
    before: Option<&BTreeSet<Permission>>,
    after: &BTreeSet<Permission>,
) -> Result<(), RuleError> {
    let unknown = added(before, after).find(|permission| next.permission_label(permission).is_none());
    unknown.map_or(Ok(()), |unknown| {
        Err(RuleError::UnknownPermission(unknown.to_string()))
    })
}

/// Deleted users may hold on to a group that goes: whoever removes it lets them go of it.
fn is_empty(next: &Directory, gone: &Group) -> Result<(), RuleError> {
    let mut people = next.users().filter(|user| user.state() != UserState::Deleted);
    let left = people
        .find(|user| user.groups.contains(&gone.id))
        .map(|user| user.login.to_string());
    let left = left.or_else(|| next.children(gone.id).next().map(|child| child.name.clone()));
    left.map_or(Ok(()), |left| {
        Err(RuleError::new(
            format!("{left} has come into {} since", gone.name),
            "delete the group instead",
        ))
    })
}

fn is_held_by_nobody(next: &Directory, gone: &Permission) -> Result<(), RuleError> {
    let by_group = next.groups().any(|group| group.permissions.contains(gone));
    let by_user = || {
        next.users()
            .any(|user| user.state() != UserState::Deleted && user.permissions.contains(gone))
    };
    match by_group || by_user() {
        true => Err(RuleError::new(
            format!("{gone} has been granted since"),
            "take it back from everybody first",
        )),
        false => Ok(()),
    }
}
