//! Groups: members, grants, and groups within groups.

pub(crate) mod view;
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
use crate::act::Act;
use crate::command::commands;
use crate::context::Context;
use crate::error::CommandError;
use crate::error_map::not_found;
use crate::names;
use crate::wire::Nothing;
use crate::wire::refs::UserRef;

commands! {
    "group.list" list(Nothing) -> GroupListResponse {
        access: Needs(ViewGroup), proof: AtSignIn, effect: Reads, cli: Line("group list"),
        reads: [Group, User],
        done: "looked at groups", tried: "look at groups",
        example: Nothing {},
    }
    "group.show" show(GroupRequest) -> GroupRow {
        access: Needs(ViewGroup), proof: AtSignIn, effect: Reads, cli: Line("group show"),
        reads: [Group, User],
        done: "looked at {the group}", tried: "look at {the group}",
        example: GroupRequest { group: "Finance".into() },
    }
    "group.create" create(GroupCreateRequest) -> GroupRow {
        access: Needs(AddGroup), proof: AtSignIn, effect: Writes, cli: Line("group add"),
        done: "added {the group}", tried: "add {the group}",
        example: GroupCreateRequest { name: "Reception".into(), permissions: vec!["billing.pay".into()] },
    }
    "group.rename" rename(GroupRenameRequest) -> GroupRow {
        access: Over(ChangeGroup), proof: AtSignIn, effect: Writes, cli: Line("group rename"),
        done: "renamed [{-name} to {group}|{the group}|a group]",
        tried: "rename [{-name} to {group}|{the group}|a group]",
        example: GroupRenameRequest { group: "Finance".into(), name: "Accounts".into() },
    }
    "group.delete" delete(GroupRequest) -> GroupRow {
        access: Over(DeleteGroup), proof: AtSignIn, effect: Writes, cli: Line("group delete"),
        done: "deleted {the group}", tried: "delete {the group}",
        example: GroupRequest { group: "Finance".into() },
    }
    "group.add_member" add_member(GroupMemberRequest) -> GroupMemberResponse {
        access: Over(ChangeGroup), proof: AtSignIn, effect: Writes, cli: Line("group add-member"),
        done: "added [{user}|a member] to {group}", tried: "add [{user}|a member] to {group}",
        example: GroupMemberRequest { group: "Finance".into(), user: "ada".into() },
    }
    "group.remove_member" remove_member(GroupMemberRequest) -> GroupMemberResponse {
        access: Over(ChangeGroup), proof: AtSignIn, effect: Writes, cli: Line("group remove-member"),
        done: "removed [{user}|a member] from {group}", tried: "remove [{user}|a member] from {group}",
        example: GroupMemberRequest { group: "Finance".into(), user: "ada".into() },
    }
    "group.add_manager" add_manager(GroupMemberRequest) -> GroupRow {
        access: Over(ChangeGroup), proof: AtSignIn, effect: Writes, cli: Line("group manager add"),
        done: "made {user} a manager of {group}", tried: "make {user} a manager of {group}",
        example: GroupMemberRequest { group: "Finance".into(), user: "ada".into() },
    }
    "group.remove_manager" remove_manager(GroupMemberRequest) -> GroupRow {
        access: Over(ChangeGroup), proof: AtSignIn, effect: Writes, cli: Line("group manager remove"),
        done: "ended the management of {group}[ by {user}]",
        tried: "end the management of {group}[ by {user}]",
        example: GroupMemberRequest { group: "Finance".into(), user: "ada".into() },
    }
    "group.add_parent" add_parent(GroupParentRequest) -> GroupRow {
        access: Over(ChangeGroup), proof: AtSignIn, effect: Writes, cli: Line("group add-parent"),
        done: "put {group} into {+parents}", tried: "put {group} into {+parents}",
        example: GroupParentRequest { group: "Finance".into(), parent: "Staff".into() },
    }
    "group.remove_parent" remove_parent(GroupParentRequest) -> GroupRow {
        access: Over(ChangeGroup), proof: AtSignIn, effect: Writes, cli: Line("group remove-parent"),
        done: "took {group} out of {-parents}", tried: "take {group} out of {-parents}",
        example: GroupParentRequest { group: "Finance".into(), parent: "Staff".into() },
    }
    "group.grant" grant(GroupPermissionRequest) -> GroupRow {
        access: Over(ChangeGroup), proof: AtSignIn, effect: Writes, cli: Line("group grant"),
        done: "granted {+permissions} to {group}", tried: "grant {+permissions} to {group}",
        example: GroupPermissionRequest { group: "Finance".into(), permission: "billing.pay".into() },
    }
    "group.revoke" revoke(GroupPermissionRequest) -> GroupRow {
        access: Over(ChangeGroup), proof: AtSignIn, effect: Writes, cli: Line("group revoke"),
        done: "revoked {-permissions} from {group}", tried: "revoke {-permissions} from {group}",
        example: GroupPermissionRequest { group: "Finance".into(), permission: "billing.pay".into() },
    }
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
        let event = context.event(&group, "");
        Ok((ChangeSet::new(event, vec![Write::put(group)]), row))
    })
}

pub(crate) fn rename(context: &Context, request: GroupRenameRequest) -> Result<GroupRow, CommandError> {
    let name = check_name(&request.name)?;
    change(context, &request.group, |head, group| {
        context.note(rules::names::free_group(head, &name, Some(group.id))?);
        group.name = name;
        Ok(())
    })
}

/// Deletes a group. Its members and child groups stay, without its permissions. Returns the group as it was.
pub(crate) fn delete(context: &Context, request: GroupRequest) -> Result<GroupRow, CommandError> {
    context.commit(|head| {
        let group = names::group(context, head, &request.group)?;
        let mut writes = vec![Write::remove::<Group>(group.id)];
        // Deleted users refer to it as well, so all users are checked.
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
        let event = context.event(group.as_ref(), "");
        Ok((ChangeSet::new(event, writes), group_row(head, group)))
    })
}

pub(crate) fn add_member(
    context: &Context,
    request: GroupMemberRequest,
) -> Result<GroupMemberResponse, CommandError> {
    change_member(context, &request, Act::Join)
}

pub(crate) fn remove_member(
    context: &Context,
    request: GroupMemberRequest,
) -> Result<GroupMemberResponse, CommandError> {
    change_member(context, &request, Act::Leave)
}

pub(crate) fn add_parent(context: &Context, request: GroupParentRequest) -> Result<GroupRow, CommandError> {
    change(context, &request.group, |head, group| {
        let parent = names::group(context, head, &request.parent)?;
        group.parents.insert(parent.id);
        Ok(())
    })
}

pub(crate) fn remove_parent(
    context: &Context,
    request: GroupParentRequest,
) -> Result<GroupRow, CommandError> {
    change(context, &request.group, |head, group| {
        let parent = names::group(context, head, &request.parent)?;
        group.parents.remove(&parent.id);
        Ok(())
    })
}

pub(crate) fn grant(context: &Context, request: GroupPermissionRequest) -> Result<GroupRow, CommandError> {
    let permission: Permission = request.permission.parse()?;
    change(context, &request.group, |_, group| {
        group.permissions.insert(permission.clone());
        Ok(())
    })
}

pub(crate) fn revoke(context: &Context, request: GroupPermissionRequest) -> Result<GroupRow, CommandError> {
    let permission: Permission = request.permission.parse()?;
    change(context, &request.group, |_, group| {
        group.permissions.remove(&permission);
        Ok(())
    })
}

/// Lets a person add others to the group without being in it.
pub(crate) fn add_manager(context: &Context, request: GroupMemberRequest) -> Result<GroupRow, CommandError> {
    change(context, &request.group, |head, group| {
        let user = names::user(context, head, &request.user)?;
        group.managers.insert(user.id);
        Ok(())
    })
}

pub(crate) fn remove_manager(
    context: &Context,
    request: GroupMemberRequest,
) -> Result<GroupRow, CommandError> {
    change(context, &request.group, |head, group| {
        let user = names::user(context, head, &request.user)?;
        group.managers.remove(&user.id);
        Ok(())
    })
}

fn change(
    context: &Context,
    name: &str,
    decide: impl FnOnce(&Directory, &mut Group) -> Result<(), CommandError>,
) -> Result<GroupRow, CommandError> {
    let id = context.commit(|head| {
        let before = names::group(context, head, name)?;
        let mut after = Group::clone(before);
        decide(head, &mut after)?;
        let event = context.event(&after, "");
        let id = after.id;
        Ok((ChangeSet::new(event, vec![Write::put(after)]), id))
    })?;
    row_after(context, id)
}

/// Changes the members of a group. The caller needs power over the group but not over the person, whose account does
/// not change.
fn change_member(
    context: &Context,
    request: &GroupMemberRequest,
    act: fn(GroupId) -> Act,
) -> Result<GroupMemberResponse, CommandError> {
    let (id, user) = context.commit(|head| {
        let group = names::group(context, head, &request.group)?;
        let before = names::user(context, head, &request.user)?;
        let mut after = User::clone(before);
        act(group.id).apply(&mut after, context.now)?;
        let event = context.event(group.as_ref(), "");
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

/// The group after this command's commit.
fn row_after(context: &Context, id: GroupId) -> Result<GroupRow, CommandError> {
    let directory = context.app.directory();
    let group = directory
        .group(id)
        .ok_or_else(|| not_found("group", &id.to_string()))?;
    Ok(group_row(&directory, group))
}
