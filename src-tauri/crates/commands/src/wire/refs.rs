//! References to users and groups in answers: the identifier with the name.

use portreeve_core::directory::Directory;
use portreeve_core::group::Group;
use portreeve_core::id::GroupId;
use portreeve_core::user::User;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A reference to a user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct UserRef {
    /// The identifier.
    pub id: String,
    /// The username.
    pub login: String,
}

/// A reference to a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct GroupRef {
    /// The identifier.
    pub id: String,
    /// The name.
    pub name: String,
}

pub(crate) fn user_ref(user: &User) -> UserRef {
    UserRef {
        id: user.id.to_string(),
        login: user.login.to_string(),
    }
}

pub(crate) fn group_ref(group: &Group) -> GroupRef {
    GroupRef {
        id: group.id.to_string(),
        name: group.name.clone(),
    }
}

/// References to groups that still exist, in the order given.
pub(crate) fn group_refs<'a>(
    directory: &Directory,
    ids: impl IntoIterator<Item = &'a GroupId>,
) -> Vec<GroupRef> {
    ids.into_iter()
        .filter_map(|id| directory.group(*id))
        .map(|group| group_ref(group))
        .collect()
}
