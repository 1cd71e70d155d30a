//! Turns users of the directory into rows of an answer.

use portreeve_core::directory::Directory;
use portreeve_core::fold::fold;
use portreeve_core::time::Timestamp;
use portreeve_core::user::{User, UserState};

use super::wire;
use crate::wire::refs::{GroupRef, group_refs};

pub(crate) fn user_row(directory: &Directory, user: &User, now: Timestamp) -> wire::UserRow {
    wire::UserRow {
        id: user.id.to_string(),
        login: user.login.to_string(),
        display_name: user.display_name(),
        first_name: user.first_name.clone(),
        last_name: user.last_name.clone(),
        email: user.email.clone(),
        state: match user.state(now) {
            UserState::Active => wire::UserState::Active,
            UserState::Disabled => wire::UserState::Disabled,
            UserState::NotYetValid => wire::UserState::NotYetValid,
            UserState::Expired => wire::UserState::Expired,
            UserState::Deleted => wire::UserState::Deleted,
        },
        is_staff: user.is_staff,
        is_superuser: user.is_superuser,
        groups: sorted_by_name(group_refs(directory, &user.groups)),
        joined_at: user.joined_at.to_string(),
        last_sign_in_at: directory.last_sign_in(user.id).map(|at| at.to_string()),
    }
}

fn sorted_by_name(mut groups: Vec<GroupRef>) -> Vec<GroupRef> {
    groups.sort_by_cached_key(|group| fold(&group.name));
    groups
}
