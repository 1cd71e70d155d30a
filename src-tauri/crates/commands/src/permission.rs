//! Known permissions, who grants and who holds them.

use std::collections::BTreeMap;

use portreeve_core::change::{ChangeSet, Write};
use portreeve_core::permission::{Permission, PermissionEntry, check_label};

use crate::context::Context;
use crate::error::{CommandError, ErrorCode};
use crate::view::group_ref;
use crate::wire::Nothing;
use crate::wire::permission::{PermissionAddRequest, PermissionListResponse, PermissionRow};
use crate::wire::user::GroupRef;

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

/// Makes a permission known, so that it can be granted; or renames a known one.
pub(crate) fn add(context: &Context, request: PermissionAddRequest) -> Result<PermissionRow, CommandError> {
    let permission: Permission = request.permission.parse()?;
    require_not_own(&permission)?;
    let label = check_label(&request.label)?;
    let label = if label.is_empty() {
        format!("Can {}", permission.words())
    } else {
        label
    };
    let entry = PermissionEntry { permission, label };
    context.commit(|_| {
        let row = PermissionRow {
            permission: entry.permission.to_string(),
            label: entry.label.clone(),
            groups: Vec::new(),
            direct_holders: 0,
        };
        let event = context.event(&entry.permission, "made known");
        Ok((ChangeSet::new(event, vec![Write::Permission(entry)]), row))
    })
}

/// What Portreeve's own permissions are called is not for others to say: a friendly label would get one granted.
fn require_not_own(permission: &Permission) -> Result<(), CommandError> {
    if permission.app() != "portreeve" {
        return Ok(());
    }
    let why = format!("{permission} is one of Portreeve's own permissions");
    Err(CommandError::new(ErrorCode::RuleViolated, why).hint("choose another app label"))
}
