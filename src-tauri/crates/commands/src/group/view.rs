//! Turns groups of the directory into rows of an answer.

use portreeve_core::directory::Directory;
use portreeve_core::group::Group;
use portreeve_core::permission::Permission;

use super::wire;
use crate::wire::count;
use crate::wire::refs::{group_ref, group_refs, user_ref};

fn texts<'p>(permissions: impl IntoIterator<Item = &'p Permission>) -> Vec<String> {
    permissions.into_iter().map(ToString::to_string).collect()
}

pub(crate) fn group_row(directory: &Directory, group: &Group) -> wire::GroupRow {
    wire::GroupRow {
        id: group.id.to_string(),
        name: group.name.clone(),
        direct_members: count(directory.direct_members(group.id)),
        permissions: texts(&group.permissions),
        parents: group_refs(directory, &group.parents),
        children: directory
            .children(group.id)
            .map(|child| group_ref(child))
            .collect(),
        inherited: texts(&directory.inherited(group.id)),
        managers: group
            .managers
            .iter()
            .filter_map(|id| directory.user(*id))
            .map(|user| user_ref(user))
            .collect(),
    }
}
