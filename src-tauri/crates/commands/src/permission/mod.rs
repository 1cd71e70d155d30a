//! Known permissions, the groups that grant them and the people who have them.

pub mod wire;

use std::collections::BTreeMap;

use portreeve_core::change::ChangeSet;
use portreeve_core::permission::{Permission, PermissionEntry, check_label};
use portreeve_core::rules;
use portreeve_core::write::Write;

use self::wire::{PermissionAddRequest, PermissionListResponse, PermissionRow};
use crate::command::commands;
use crate::context::Context;
use crate::error::CommandError;
use crate::wire::Nothing;
use crate::wire::refs::GroupRef;
use crate::wire::refs::group_ref;

commands! {
    "permission.list" list(Nothing) -> PermissionListResponse {
        access: Needs(ViewGroup), proof: AtSignIn, effect: Reads, cli: Line("permission list"),
        reads: [Permission, Group, User],
        done: "looked at permissions", tried: "look at permissions",
        example: Nothing {},
    }
    "permission.add" add(PermissionAddRequest) -> PermissionRow {
        access: Needs(ChangeGroup), proof: AtSignIn, effect: Writes, cli: Line("permission add"),
        done: "added {the permission}", tried: "add {the permission}",
        example: PermissionAddRequest { permission: "wiki.edit".into(), label: "Edit the wiki".into() },
    }
}

pub(crate) fn list(context: &Context, _: Nothing) -> Result<PermissionListResponse, CommandError> {
    let directory = &context.directory;
    let mut granting: BTreeMap<Permission, Vec<GroupRef>> = BTreeMap::new();
    for group in directory.groups() {
        for permission in &group.permissions {
            granting
                .entry(permission.clone())
                .or_default()
                .push(group_ref(group));
        }
    }
    let mut holders = directory.direct_holders();
    let rows = directory.permissions().map(|(permission, label)| PermissionRow {
        permission: permission.to_string(),
        label: label.to_owned(),
        groups: granting.remove(permission).unwrap_or_default(),
        direct_holders: holders.remove(permission).unwrap_or_default(),
    });
    Ok(PermissionListResponse {
        permissions: rows.collect(),
    })
}

/// Adds a permission, so that people can grant it, or relabels a known one. People decide by the label whether to grant
/// a permission, so only a caller who has it can relabel it.
pub(crate) fn add(context: &Context, request: PermissionAddRequest) -> Result<PermissionRow, CommandError> {
    let permission: Permission = request.permission.parse()?;
    let label = check_label(&request.label)?;
    let label = if label.is_empty() {
        format!("Can {}", permission.words())
    } else {
        label
    };
    let entry = PermissionEntry { permission, label };
    context.commit(|head| {
        context.note(rules::names::free_permission(head, &entry)?);
        let row = PermissionRow {
            permission: entry.permission.to_string(),
            label: entry.label.clone(),
            groups: Vec::new(),
            direct_holders: 0,
        };
        let event = context.event(&entry.permission, "");
        Ok((ChangeSet::new(event, vec![Write::put(entry)]), row))
    })
}
