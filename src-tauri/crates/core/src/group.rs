//! Groups. A group can belong to other groups, and its members get what those grant.

use crate::id::{GroupId, UserId};
use crate::irreversible::Irreversible;
use crate::kind::Kind;
use crate::name::NameKey;
use crate::permission::Permission;
use crate::revision::{Moment, Revision};
use crate::set::Set;
use crate::stored::{Field, Show, Shown, Stored, UniqueName, fields};
use crate::target::{Names, Target, TargetKind};

/// A set of users that grants permissions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Never changes, never reused.
    pub id: GroupId,
    /// Unique by [`NameKey`].
    pub name: String,
    /// The permissions that it grants to its members.
    pub permissions: Set<Permission>,
    /// The groups that this group belongs to: its members get what those grant, too.
    pub parents: Set<GroupId>,
    /// Users who can add people to it without being in it; the first is the user who made it.
    pub managers: Set<UserId>,
    /// The commit in which it last gave its members and managers more than before; see [`rank`](crate::rank).
    pub raised_in: Option<Revision>,
}

impl Group {
    /// The key by which the name is unique.
    pub fn key(&self) -> NameKey {
        NameKey::new(&self.name)
    }
}

impl From<&Group> for Target {
    fn from(group: &Group) -> Self {
        Self::new(TargetKind::Group, group.id, &group.name)
    }
}

impl Show for Set<GroupId> {
    fn show(&self, names: &dyn Names) -> Shown {
        let name = |id: &GroupId| names.group(*id).unwrap_or_else(|| id.to_string());
        Shown::Set(self.iter().map(name).collect())
    }
}

impl Stored for Group {
    type Id = GroupId;
    const KIND: Kind = Kind::Group;
    const FIELDS: &'static [Field<Self>] = fields! {
        Group {
            value name,
            set permissions,
            set parents,
            set managers,
        }
        neither: id, raised_in
    };

    fn id(&self) -> GroupId {
        self.id
    }

    fn names(&self) -> Vec<UniqueName> {
        vec![UniqueName::new(Kind::GroupName, "group", self.key())]
    }

    fn target(_: &GroupId, group: Option<&Self>, _: &dyn Names) -> Option<Target> {
        group.map(Target::from)
    }

    fn put_back(reverted: Option<Self>, current: Option<&Self>, moment: &Moment) -> Option<Self> {
        let mut group = reverted?;
        if current.is_none() {
            // Its managers get it back.
            group.raised_in = Some(moment.commit);
        }
        Some(group)
    }

    fn finality(_: Option<&Self>, _: &Self::Id, _: &dyn Names) -> Option<Irreversible> {
        None
    }
}
