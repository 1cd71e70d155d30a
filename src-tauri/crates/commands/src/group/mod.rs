//! Groups: members, grants, and groups within groups.

mod view;
pub mod wire;

use portreeve_core::change::ChangeSet;
use portreeve_core::directory::Directory;
use portreeve_core::group::Group;
use portreeve_core::id::GroupId;
use portreeve_core::name::check_name;
use portreeve_core::permission::Permission;
use portreeve_core::rules;
use portreeve_core::user::User;
use portreeve_core::write::Write;

use self::view::group_row;
use self::wire::*;
use crate::command::commands;
use crate::context::Context;
use crate::error::CommandError;
use crate::error_map::not_found;
use crate::names;
use crate::wire::Nothing;
use crate::wire::refs::UserRef;

commands! {
    "group.list" list(Nothing) -> GroupListResponse, Needs(ViewGroup), Reads, Line("group list");
    "group.show" show(GroupRequest) -> GroupRow, Needs(ViewGroup), Reads, Line("group show");
    "group.create" create(GroupCreateRequest) -> GroupRow, Needs(AddGroup), Writes, Line("group add");
    "group.rename" rename(GroupRenameRequest) -> GroupRow, Over(ChangeGroup), Writes, Line("group rename");
    "group.delete" delete(GroupRequest) -> GroupRow, Over(DeleteGroup), Writes, Line("group delete");
    "group.add_member" add_member(GroupMemberRequest) -> GroupMemberResponse, Over(ChangeGroup), Writes, Line("group add-member");
    "group.remove_member" remove_member(GroupMemberRequest) -> GroupMemberResponse, Over(ChangeGroup), Writes, Line("group remove-member");
    "group.add_manager" add_manager(GroupMemberRequest) -> GroupRow, Over(ChangeGroup), Writes, Line("group manager add");
    "group.remove_manager" remove_manager(GroupMemberRequest) -> GroupRow, Over(ChangeGroup), Writes, Line("group manager remove");
    "group.add_parent" add_parent(GroupParentRequest) -> GroupRow, Over(ChangeGroup), Writes, Line("group add-parent");
    "group.remove_parent" remove_parent(GroupParentRequest) -> GroupRow, Over(ChangeGroup), Writes, Line("group remove-parent");
    "group.grant" grant(GroupPermissionRequest) -> GroupRow, Over(ChangeGroup), Writes, Line("group grant");
    "group.revoke" revoke(GroupPermissionRequest) -> GroupRow, Over(ChangeGroup), Writes, Line("group revoke");
}

pub(crate) fn list(context: &Context, _: Nothing) -> Result<GroupListResponse, CommandError> {
    let directory = &context.directory;
    let mut groups: Vec<GroupRow> = directory
        .groups()
        .map(|group| group_row(directory, group))
        .collect();
    groups.sort_by_cached_key(|group| portreeve_core::fold::fold(&group.name));
    Ok(GroupListResponse { groups })
}

pub(crate) fn show(context: &Context, request: GroupRequest) -> Result<GroupRow, CommandError> {
    let directory = &context.directory;
    Ok(group_row(
        directory,
        names::group(context, directory, &request.group)?,
    ))
}

pub(crate) fn create(context: &Context, request: GroupCreateRequest) -> Result<GroupRow, CommandError> {
    let name = check_name(&request.name)?;
    let permissions = request
        .permissions
        .iter()
        .map(|text| text.parse())
        .collect::<Result<_, _>>()?;
    let id = GroupId::new(context.now, context.entropy());
    let mut group = Group {
        id,
        name,
        permissions,
        parents: Default::default(),
        managers: Default::default(),
        raised_in: None,
    };
    context.commit(|head| {
        let actor = context.actor(head)?;
        group.managers.insert(actor.user().id);
        context.note(rules::names::free_group(head, &group.name, None)?);
        let row = group_row(head, &group);
        let event = context.event(&group, format!("added {}", group.name));
        Ok((ChangeSet::new(event, vec![Write::put(group)]), row))
    })
}

pub(crate) fn rename(context: &Context, request: GroupRenameRequest) -> Result<GroupRow, CommandError> {
    let name = check_name(&request.name)?;
    change(context, &request.group, |head, group| {
        context.note(rules::names::free_group(head, &name, Some(group.id))?);
        let before = std::mem::replace(&mut group.name, name);
        Ok(format!("renamed from {before}"))
    })
}

/// Removes a group, and gives it as it was; its members and the groups in it stay, without what it granted.
pub(crate) fn delete(context: &Context, request: GroupRequest) -> Result<GroupRow, CommandError> {
    context.commit(|head| {
        let group = names::group(context, head, &request.group)?;
        let mut writes = vec![Write::remove::<Group>(group.id)];
        // Deleted users hold on to it as well, so all users are looked through.
        for user in head.users().filter(|user| user.groups.contains(&group.id)) {
            let mut left = User::clone(user);
            left.groups.remove(&group.id);
            writes.push(Write::put(left));
        }
        for child in head.children(group.id) {
            let mut freed = Group::clone(child);
            freed.parents.remove(&group.id);
            writes.push(Write::put(freed));
        }
        let event = context.event(group.as_ref(), format!("deleted {}", group.name));
        Ok((ChangeSet::new(event, writes), group_row(head, group)))
    })
}

pub(crate) fn add_member(
    context: &Context,
    request: GroupMemberRequest,
) -> Result<GroupMemberResponse, CommandError> {
    change_member(context, &request, |group, user| {
        user.groups.insert(group);
        "added"
    })
}

pub(crate) fn remove_member(
    context: &Context,
    request: GroupMemberRequest,
) -> Result<GroupMemberResponse, CommandError> {
    change_member(context, &request, |group, user| {
        user.groups.remove(&group);
        "removed"
    })
}

pub(crate) fn add_parent(context: &Context, request: GroupParentRequest) -> Result<GroupRow, CommandError> {
    change(context, &request.group, |head, group| {
        let parent = names::group(context, head, &request.parent)?;
        group.parents.insert(parent.id);
        Ok(format!("now belongs to {}", parent.name))
    })
}

pub(crate) fn remove_parent(
    context: &Context,
    request: GroupParentRequest,
) -> Result<GroupRow, CommandError> {
    change(context, &request.group, |head, group| {
        let parent = names::group(context, head, &request.parent)?;
        group.parents.remove(&parent.id);
        Ok(format!("no longer belongs to {}", parent.name))
    })
}

pub(crate) fn grant(context: &Context, request: GroupPermissionRequest) -> Result<GroupRow, CommandError> {
    let permission: Permission = request.permission.parse()?;
    change(context, &request.group, |_, group| {
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

/// Lets somebody hand the group out without being in it.
pub(crate) fn add_manager(context: &Context, request: GroupMemberRequest) -> Result<GroupRow, CommandError> {
    change(context, &request.group, |head, group| {
        let user = names::user(context, head, &request.user)?;
        group.managers.insert(user.id);
        Ok(format!("now managed by {}", user.login))
    })
}

pub(crate) fn remove_manager(
    context: &Context,
    request: GroupMemberRequest,
) -> Result<GroupRow, CommandError> {
    change(context, &request.group, |head, group| {
        let user = names::user(context, head, &request.user)?;
        group.managers.remove(&user.id);
        Ok(format!("no longer managed by {}", user.login))
    })
}

fn change(
    context: &Context,
    name: &str,
    decide: impl FnOnce(&Directory, &mut Group) -> Result<String, CommandError>,
) -> Result<GroupRow, CommandError> {
    let id = context.commit(|head| {
        let before = names::group(context, head, name)?;
        let mut after = Group::clone(before);
        let detail = decide(head, &mut after)?;
        let event = context.event(&after, format!("{}: {detail}", after.name));
        let id = after.id;
        Ok((ChangeSet::new(event, vec![Write::put(after)]), id))
    })?;
    row_after(context, id)
}

/// Changes who is in a group. It takes power over the group, not over the person: nothing of their account changes
/// hands.
fn change_member(
    context: &Context,
    request: &GroupMemberRequest,
    change: impl FnOnce(GroupId, &mut User) -> &'static str,
) -> Result<GroupMemberResponse, CommandError> {
    let (id, user) = context.commit(|head| {
        let group = names::group(context, head, &request.group)?;
        let before = names::user(context, head, &request.user)?;
        let mut after = User::clone(before);
        let verb = change(group.id, &mut after);
        let event = context.event(group.as_ref(), format!("{}: {verb} {}", group.name, after.login));
        let user = UserRef {
            id: after.id.to_string(),
            login: after.login.to_string(),
        };
        let write = Write::put(after);
        Ok((ChangeSet::new(event, vec![write]), (group.id, user)))
    })?;
    let group = row_after(context, id)?;
    Ok(GroupMemberResponse { group, user })
}

/// The group as it is after the commit that this command made.
fn row_after(context: &Context, id: GroupId) -> Result<GroupRow, CommandError> {
    let directory = context.app.directory();
    let group = directory
        .group(id)
        .ok_or_else(|| not_found("group", &id.to_string()))?;
    Ok(group_row(&directory, group))
}
