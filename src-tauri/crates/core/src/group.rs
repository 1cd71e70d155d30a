//! Groups. A group can belong to other groups, and passes on what they grant.

use std::collections::BTreeSet;

use crate::id::{GroupId, UserId};
use crate::name::NameKey;
use crate::permission::Permission;
use crate::revision::Revision;

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
    /// Who may hand it out without being in it; whoever makes a group is the first.
    pub managers: BTreeSet<UserId>,
    /// The commit in which its members and managers last got more than they had by it; see [`rank`](crate::rank).
    pub raised_in: Option<Revision>,
}

impl Group {
    /// The key under which the name is unique.
    pub fn key(&self) -> NameKey {
        NameKey::new(&self.name)
    }
}
