//! Effective permissions, and the paths through groups by which each is held.

use std::collections::{BTreeMap, BTreeSet};

use super::Directory;
use crate::id::GroupId;
use crate::permission::Permission;
use crate::user::User;

/// The groups from the user's own group to the granting one; empty if the permission is granted directly.
pub type Path = Vec<GroupId>;

impl Directory {
    /// All permissions granted to `user` with their paths, in any state of the account
    /// (`ModelBackend.get_all_permissions` without the superuser shortcut).
    pub fn granted(&self, user: &User) -> BTreeMap<Permission, Vec<Path>> {
        let mut granted: BTreeMap<Permission, Vec<Path>> = BTreeMap::new();
        for permission in &user.permissions {
            granted.entry(permission.clone()).or_default().push(Vec::new());
        }
        for start in &user.groups {
            for (id, path) in self.ways_up(*start) {
                for permission in self
                    .group(id)
                    .map(|group| &group.permissions)
                    .into_iter()
                    .flatten()
                {
                    granted.entry(permission.clone()).or_default().push(path.clone());
                }
            }
        }
        granted
    }

    /// All permissions granted to `user`, in any state of the account.
    pub fn permissions_of(&self, user: &User) -> BTreeSet<Permission> {
        let groups = self.groups_of(user);
        let groups = groups.iter().filter_map(|id| self.group(*id));
        let inherited = groups.flat_map(|group| &group.permissions);
        user.permissions.iter().chain(inherited).cloned().collect()
    }

    /// The groups of `user`, direct and through other groups.
    pub fn groups_of(&self, user: &User) -> BTreeSet<GroupId> {
        self.upwards(user.groups.iter().copied())
    }

    /// The groups of `user`, direct and through other groups, and those they manage.
    pub fn groups_handled_by(&self, user: &User) -> BTreeSet<GroupId> {
        let mut handled = self.groups_of(user);
        let managed = self.groups().filter(|group| group.managers.contains(&user.id));
        handled.extend(managed.map(|group| group.id));
        handled
    }

    /// `group` and the groups above it, direct or not: its members belong to all of them.
    pub fn with_ancestors(&self, group: GroupId) -> BTreeSet<GroupId> {
        self.upwards([group])
    }

    /// The permissions of `group`'s members that come from the groups above it.
    pub fn inherited(&self, group: GroupId) -> BTreeSet<Permission> {
        let above = self.upwards([group]).into_iter().filter(|id| *id != group);
        above
            .filter_map(|id| self.group(id))
            .flat_map(|parent| parent.permissions.iter().cloned())
            .collect()
    }

    /// Every group reachable upwards from `starts`, including these.
    fn upwards(&self, starts: impl IntoIterator<Item = GroupId>) -> BTreeSet<GroupId> {
        let mut met = BTreeSet::new();
        let mut open: Vec<GroupId> = starts.into_iter().collect();
        while let Some(id) = open.pop() {
            let Some(group) = self.group(id) else { continue };
            if met.insert(id) {
                open.extend(&group.parents);
            }
        }
        met
    }

    /// Every group reachable upwards from `start`, including itself, each with a shortest path.
    fn ways_up(&self, start: GroupId) -> BTreeMap<GroupId, Path> {
        let mut ways: BTreeMap<GroupId, Path> = BTreeMap::new();
        let mut open = std::collections::VecDeque::from([vec![start]]);
        while let Some(way) = open.pop_front() {
            let Some(group) = way.last().and_then(|id| self.group(*id)) else {
                continue;
            };
            if ways.contains_key(&group.id) {
                continue;
            }
            open.extend(
                group
                    .parents
                    .iter()
                    .map(|parent| [way.as_slice(), &[*parent]].concat()),
            );
            ways.insert(group.id, way);
        }
        ways
    }
}
