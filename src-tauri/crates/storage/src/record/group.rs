//! Groups.

use portreeve_core::group::Group;
use portreeve_core::id::{GroupId, UserId};
use portreeve_core::revision::Revision;
use serde::{Deserialize, Serialize};

use super::{Id, Invalid, Record, invalid};

#[derive(Serialize, Deserialize)]
pub(crate) struct GroupRecord {
    id: Id,
    name: String,
    permissions: Vec<String>,
    parents: Vec<Id>,
    managers: Vec<Id>,
    raised_in: Option<u64>,
}

impl Record for GroupRecord {
    type Domain = Group;

    fn from_domain(group: &Group) -> Self {
        Self {
            id: group.id.to_bytes().into(),
            name: group.name.clone(),
            permissions: group.permissions.iter().map(ToString::to_string).collect(),
            parents: group.parents.iter().map(|id| id.to_bytes().into()).collect(),
            managers: group.managers.iter().map(|id| id.to_bytes().into()).collect(),
            raised_in: group.raised_in.map(|revision| revision.0),
        }
    }

    fn into_domain(self) -> Result<Group, Invalid> {
        Ok(Group {
            id: GroupId::from_bytes(self.id.into_array()),
            name: self.name,
            permissions: self
                .permissions
                .iter()
                .map(|text| text.parse())
                .collect::<Result<_, _>>()
                .map_err(invalid)?,
            parents: self
                .parents
                .into_iter()
                .map(|id| GroupId::from_bytes(id.into_array()))
                .collect(),
            managers: self
                .managers
                .into_iter()
                .map(|id| UserId::from_bytes(id.into_array()))
                .collect(),
            raised_in: self.raised_in.map(Revision),
        })
    }
}
