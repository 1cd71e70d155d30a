//! Groups. A group can belong to other groups, and passes on what they grant.

use std::collections::BTreeSet;

use crate::id::{GroupId, UserId};
use crate::kind::Kind;
use crate::name::NameKey;
use crate::permission::Permission;
use crate::revision::Revision;
use crate::stored::{Field, Moment, Names, Stored, fields};
use crate::target::{Target, TargetKind};

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

impl From<&Group> for Target {
    fn from(group: &Group) -> Self {
        Self::new(TargetKind::Group, group.id, &group.name)
    }
}

impl Stored for Group {
    type Id = GroupId;
    const KIND: Kind = Kind::Group;

    fn id(&self) -> GroupId {
        self.id
    }

    fn target(_: &GroupId, group: Option<&Self>, _: &dyn Names) -> Option<Target> {
        group.map(Target::from)
    }

    fn fields() -> &'static [Field<Self>] {
        fields! {
            Group {
                value name,
                set permissions,
                set parents,
                set managers,
            }
            neither: id, raised_in
        }
    }

    fn put_back(reverted: Option<Self>, current: Option<&Self>, moment: &Moment) -> Option<Self> {
        let mut group = reverted?;
        if current.is_none() {
            // Its managers have it again.
            group.raised_in = Some(moment.commit);
        }
        Some(group)
    }
}
