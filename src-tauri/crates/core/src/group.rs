//! Groups. A group can belong to other groups, and passes on what they grant.

use std::collections::BTreeSet;

use crate::id::GroupId;
use crate::name::NameKey;
use crate::permission::Permission;

/// A set of users that grants permissions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Never changes, never reused.
    pub id: GroupId,
    /// Unique by [`NameKey`].
    pub name: String,
    /// What it grants to its members.
    pub permissions: BTreeSet<Permission>,
    /// Groups this group is a member of: its members have what those grant, too.
    pub parents: BTreeSet<GroupId>,
}

impl Group {
    /// The key under which the name is unique.
    pub fn key(&self) -> NameKey {
        NameKey::new(&self.name)
    }
}
