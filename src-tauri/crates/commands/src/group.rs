//! Groups: members, grants, and groups within groups.

use std::sync::Arc;

use portreeve_core::access;
use portreeve_core::change::{ChangeSet, Write};
use portreeve_core::directory::Directory;
use portreeve_core::group::Group;
use portreeve_core::id::GroupId;
use portreeve_core::name::check_name;
use portreeve_core::permission::Permission;
use portreeve_core::user::User;

use crate::context::Context;
use crate::error::{CommandError, ErrorCode};
use crate::names;
use crate::refuse::not_found;
use crate::user::require_known;
use crate::view::group_row;
use crate::wire::Nothing;
use crate::wire::group::*;

pub(crate) fn list(context: &Context, _: Nothing) -> Result<GroupListResponse, CommandError> {
    let directory = &context.directory;
    let mut groups: Vec<GroupRow> = directory
        .groups()
        .map(|group| group_row(directory, group))
        .collect();
    groups.sort_by_cached_key(|group| portreeve_core::directory::fold(&group.name));
    Ok(GroupListResponse { groups })
}

pub(crate) fn show(context: &Context, request: GroupRequest) -> Result<GroupRow, CommandError> {
    let directory = &context.directory;
    Ok(group_row(directory, names::group(directory, &request.group)?))
}

pub(crate) fn create(context: &Context, request: GroupCreateRequest) -> Result<GroupRow, CommandError> {
    let name = check_name(&request.name)?;
    let permissions = request
        .permissions
        .iter()
        .map(|text| text.parse())
        .collect::<Result<_, _>>()?;
    let id = GroupId::new(context.now, context.entropy());
    let group = Group {
        id,
        name,
        permissions,
        parents: Default::default(),
    };
    context.commit(|head| {
        context.note(names::free_group(head, &group.name, None)?);
        for permission in &group.permissions {
            require_known(head, permission)?;
        }
        access::authorize_grant(head, context.actor(head)?, &group.permissions)?;
        let row = group_row(head, &group);
        let event = context.event(&group, format!("added {}", group.name));
        Ok((ChangeSet::new(event, vec![Write::Group(Arc::new(group))]), row))
    })
}

pub(crate) fn rename(context: &Context, request: GroupRenameRequest) -> Result<GroupRow, CommandError> {
    let name = check_name(&request.name)?;
    change(context, &request.group, |head, group| {
        context.note(names::free_group(head, &name, Some(group.id))?);
        let before = std::mem::replace(&mut group.name, name);
        Ok(format!("renamed from {before}"))
    })
}

/// Removes a group; its members and the groups in it stay, without what it granted.
pub(crate) fn delete(context: &Context, request: GroupRequest) -> Result<Nothing, CommandError> {
    context.commit(|head| {
        let group = names::group(head, &request.group)?;
        authorize_membership(head, context.actor(head)?, group)?;
        let mut writes = vec![Write::RemoveGroup(group.id)];
        // Deleted users hold on to it as well, so all users are looked through.
        for user in head.users().filter(|user| user.groups.contains(&group.id)) {
            let mut left = User::clone(user);
            left.groups.remove(&group.id);
            let previous = Some(left.login.key());
            writes.push(Write::User {
                user: Arc::new(left),
                previous,
            });
        }
        for child in head.children(group.id) {
            let mut freed = Group::clone(child);
            freed.parents.remove(&group.id);
            writes.push(Write::Group(Arc::new(freed)));
        }
        let event = context.event(group.as_ref(), format!("deleted {}", group.name));
        Ok((ChangeSet::new(event, writes), Nothing {}))
    })
}

pub(crate) fn add_member(context: &Context, request: GroupMemberRequest) -> Result<GroupRow, CommandError> {
    change_member(context, request, |head, actor, group, user| {
        authorize_membership(head, actor, group)?;
        user.groups.insert(group.id);
        Ok("added")
    })
}

pub(crate) fn remove_member(
    context: &Context,
    request: GroupMemberRequest,
) -> Result<GroupRow, CommandError> {
    change_member(context, request, |_, _, group, user| {
        user.groups.remove(&group.id);
        Ok("removed")
    })
}

pub(crate) fn add_parent(context: &Context, request: GroupParentRequest) -> Result<GroupRow, CommandError> {
    change(context, &request.group, |head, group| {
        let parent = names::group(head, &request.parent)?;
        if head.with_descendants(group.id).contains(&parent.id) {
            let why = format!(
                "{} already belongs to {}, so this would go round in a circle",
                parent.name, group.name
            );
            return Err(CommandError::new(ErrorCode::RuleViolated, why));
        }
        authorize_membership(head, context.actor(head)?, parent)?;
        group.parents.insert(parent.id);
        Ok(format!("now belongs to {}", parent.name))
    })
}

pub(crate) fn remove_parent(
    context: &Context,
    request: GroupParentRequest,
) -> Result<GroupRow, CommandError> {
    change(context, &request.group, |head, group| {
        let parent = names::group(head, &request.parent)?;
        group.parents.remove(&parent.id);
        Ok(format!("no longer belongs to {}", parent.name))
    })
}

pub(crate) fn grant(context: &Context, request: GroupPermissionRequest) -> Result<GroupRow, CommandError> {
    let permission: Permission = request.permission.parse()?;
    change(context, &request.group, |head, group| {
        require_known(head, &permission)?;
        access::authorize_grant(head, context.actor(head)?, &[permission.clone()].into())?;
        group.permissions.insert(permission.clone());
        Ok(format!("now grants {permission}"))
    })
}

pub(crate) fn revoke(context: &Context, request: GroupPermissionRequest) -> Result<GroupRow, CommandError> {
    let permission: Permission = request.permission.parse()?;
    change(context, &request.group, |_, group| {
        group.permissions.remove(&permission);
        Ok(format!("no longer grants {permission}"))
    })
}

/// Whether `actor` may put anybody into `group`, change or delete it: that disposes of all it grants.
pub(crate) fn authorize_membership(
    directory: &Directory,
    actor: &User,
    group: &Group,
) -> Result<(), CommandError> {
    let mut granted = directory.inherited(group.id);
    granted.extend(group.permissions.iter().cloned());
    Ok(access::authorize_grant(directory, actor, &granted)?)
}

fn change(
    context: &Context,
    name: &str,
    decide: impl FnOnce(&Directory, &mut Group) -> Result<String, CommandError>,
) -> Result<GroupRow, CommandError> {
    let id = context.commit(|head| {
        let before = names::group(head, name)?;
        authorize_membership(head, context.actor(head)?, before)?;
        let mut after = Group::clone(before);
        let detail = decide(head, &mut after)?;
        let event = context.event(&after, format!("{}: {detail}", after.name));
        let id = after.id;
        Ok((ChangeSet::new(event, vec![Write::Group(Arc::new(after))]), id))
    })?;
    row_after(context, id)
}

fn change_member(
    context: &Context,
    request: GroupMemberRequest,
    decide: impl FnOnce(&Directory, &User, &Group, &mut User) -> Result<&'static str, CommandError>,
) -> Result<GroupRow, CommandError> {
    let id = context.commit(|head| {
        let actor = context.actor(head)?;
        let group = names::group(head, &request.group)?;
        let before = names::user(head, &request.user)?;
        access::authorize_over(head, actor, before)?;
        let mut after = User::clone(before);
        let verb = decide(head, actor, group, &mut after)?;
        let event = context.event(group.as_ref(), format!("{}: {verb} {}", group.name, after.login));
        let write = Write::User {
            user: Arc::new(after),
            previous: Some(before.login.key()),
        };
        Ok((ChangeSet::new(event, vec![write]), group.id))
    })?;
    row_after(context, id)
}

/// The group as it is after the commit that this command made.
fn row_after(context: &Context, id: GroupId) -> Result<GroupRow, CommandError> {
    let directory = context.app.directory();
    let group = directory
        .group(id)
        .ok_or_else(|| not_found("group", &id.to_string()))?;
    Ok(group_row(&directory, group))
}
