//! What has come to depend on a record that is to go, or what a record that is to come back depends on.

use std::collections::BTreeSet;
use std::sync::Arc;

use portreeve_core::audit::{Final, Reversal, Target, TargetKind};
use portreeve_core::client::Client;
use portreeve_core::directory::Directory;
use portreeve_core::group::Group;
use portreeve_core::id::{ClientId, GroupId, UserId};
use portreeve_core::permission::Permission;
use portreeve_core::user::{User, UserState};
use portreeve_core::write::{Reversible, Write};

use super::{after, newest};
use crate::context::Context;
use crate::error::{CommandError, ErrorCode};
use crate::error_map::from_store;
use crate::names::{self, PermissionNames};

/// Checks that `writes`, which take event `number` back in `head`, leave a directory in which everything fits, and
/// lets deleted users go of groups that go: as when a group is deleted by hand.
pub(super) fn settle(
    context: &Context,
    head: &Directory,
    writes: &mut Vec<Write>,
    number: u64,
) -> Result<(), CommandError> {
    let next = after(head, writes);
    let permissions = PermissionNames::of(&next);
    // Nothing refers to the others, and they refer to what stands here.
    for write in writes.iter().filter_map(Write::reversible) {
        match write {
            Reversible::User(user) => fits_user(head, &next, user)?,
            Reversible::Group(group) => fits_group(head, &next, group)?,
            Reversible::RemoveGroup(id) => frees_group(head, &next, id)?,
            Reversible::Permission(entry) => permissions.free(entry)?,
            Reversible::RemovePermission(permission) => frees_permission(&next, permission)?,
            Reversible::Client(client) => fits_client(head, client, writes)?,
            Reversible::RemoveClient(id) => frees_client(context, head, id, number)?,
            Reversible::Profile(_) => {}
        }
    }
    let gone: BTreeSet<GroupId> = writes
        .iter()
        .filter_map(|write| match write {
            Write::RemoveGroup(id) => Some(*id),
            _ => None,
        })
        .collect();
    if !gone.is_empty() {
        release(head, &next, &gone, writes);
    }
    Ok(())
}

fn stands(why: &str, hint: &str) -> CommandError {
    CommandError::new(
        ErrorCode::RuleViolated,
        format!("this cannot be undone: {why}; nothing was changed"),
    )
    .hint(hint)
}

fn fits_user(head: &Directory, next: &Directory, user: &User) -> Result<(), CommandError> {
    names::free_login(head, &user.login, Some(user.id))?;
    let before = head.user(user.id);
    for id in user
        .groups
        .iter()
        .filter(|id| before.is_none_or(|before| !before.groups.contains(id)))
    {
        if next.group(*id).is_none() {
            let why = format!("a group that {} was in is not there any more", user.login);
            return Err(stands(
                &why,
                "undo the deletion of the group first, or change it by hand",
            ));
        }
    }
    let before = before.map(|before| &before.permissions);
    require_known(next, before, &user.permissions)
}

fn fits_group(head: &Directory, next: &Directory, group: &Group) -> Result<(), CommandError> {
    names::free_group(head, &group.name, Some(group.id))?;
    for id in &group.parents {
        if next.group(*id).is_none() {
            let why = format!("a group that {} belonged to is not there any more", group.name);
            return Err(stands(
                &why,
                "undo the deletion of that group first, or change it by hand",
            ));
        }
        if next.with_descendants(group.id).contains(id) {
            let why = format!(
                "{} would belong to itself, as groups were arranged since",
                group.name
            );
            return Err(stands(&why, "arrange the groups by hand"));
        }
    }
    let before = head.group(group.id).map(|before| &before.permissions);
    require_known(next, before, &group.permissions)
}

fn require_known(
    next: &Directory,
    before: Option<&BTreeSet<Permission>>,
    after: &BTreeSet<Permission>,
) -> Result<(), CommandError> {
    let added = after
        .iter()
        .filter(|permission| before.is_none_or(|before| !before.contains(permission)));
    match added
        .into_iter()
        .find(|permission| next.permission_label(permission).is_none())
    {
        Some(unknown) => Err(stands(
            &format!("{unknown} is not known any more"),
            "make the permission known again first",
        )),
        None => Ok(()),
    }
}

fn frees_group(head: &Directory, next: &Directory, id: GroupId) -> Result<(), CommandError> {
    let name = head
        .group(id)
        .map_or_else(|| id.to_string(), |group| group.name.clone());
    let mut people = next.users().filter(|user| user.state() != UserState::Deleted);
    let newcomer = people
        .find(|user| user.groups.contains(&id))
        .map(|user| user.login.to_string());
    let newcomer = newcomer.or_else(|| next.children(id).next().map(|child| child.name.clone()));
    match newcomer {
        Some(newcomer) => {
            let why = format!("{newcomer} has come into {name} since");
            Err(stands(&why, "delete the group instead"))
        }
        None => Ok(()),
    }
}

fn frees_permission(next: &Directory, permission: &Permission) -> Result<(), CommandError> {
    let by_group = next.groups().any(|group| group.permissions.contains(permission));
    let by_user = || {
        next.users()
            .any(|user| user.state() != UserState::Deleted && user.permissions.contains(permission))
    };
    if by_group || by_user() {
        return Err(stands(
            &format!("{permission} has been granted since"),
            "take it back from everybody first",
        ));
    }
    Ok(())
}

fn fits_client(head: &Directory, client: &Client, writes: &[Write]) -> Result<(), CommandError> {
    names::free_client(head, client)?;
    let has_secret = writes
        .iter()
        .any(|write| matches!(write, Write::ClientSecret(id, _) if *id == client.id));
    if client.algorithm.is_symmetric() && head.client(client.id).is_none() && !has_secret {
        return Err(stands(
            "the secret that the app shared with us is not kept",
            "add the app anew",
        ));
    }
    Ok(())
}

/// Tokens and secrets that were given out cannot be called back by pretending that there was never an app.
fn frees_client(context: &Context, head: &Directory, id: ClientId, number: u64) -> Result<(), CommandError> {
    let name = head
        .client(id)
        .map_or_else(|| id.to_string(), |client| client.name.clone());
    let instead = "delete the local app instead: that also ends its refresh tokens";
    let families = context.store().list_token_families().map_err(from_store)?;
    if families.iter().any(|family| family.client == id) {
        return Err(stands(&format!("tokens were given out for {name}"), instead));
    }
    let target = Target::new(TargetKind::Client, id, &name);
    let shown = newest(context, number, |_, event| {
        let is_shown = event.reversal == Reversal::Impossible(Final::SecretShown);
        Ok(is_shown
            && event
                .targets
                .iter()
                .any(|known| (known.kind, &known.id) == (target.kind, &target.id)))
    })?;
    match shown {
        Some((by, _)) => Err(stands(
            &format!("the secret of {name} was written to a file by event {by}"),
            instead,
        )),
        None => Ok(()),
    }
}

/// Deleted users hold on to their groups for a restore, but not to groups that go.
fn release(head: &Directory, next: &Directory, gone: &BTreeSet<GroupId>, writes: &mut Vec<Write>) {
    let holding: Vec<UserId> = next
        .users()
        .filter(|user| !user.groups.is_disjoint(gone))
        .map(|user| user.id)
        .collect();
    for id in holding {
        let planned = writes.iter_mut().find_map(|write| match write {
            Write::User { user, .. } if user.id == id => Some(user),
            _ => None,
        });
        match planned {
            Some(user) => Arc::make_mut(user).groups.retain(|group| !gone.contains(group)),
            None => writes.extend(head.user(id).map(|user| {
                let mut freed = User::clone(user);
                freed.groups.retain(|group| !gone.contains(group));
                Write::User {
                    user: Arc::new(freed),
                    previous: Some(user.login.key()),
                }
            })),
        }
    }
}
