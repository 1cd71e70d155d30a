//! The rights of accounts, and what a raise takes from people who had power over an account before.
//!
//! Setting another person's password gives power over their account: the setter can sign in with it. If the account is
//! raised later above the setter, the password no longer counts, and neither do sign-ins with it. Otherwise a promotion
//! would raise both of them.
//!
//! The numbers of commits decide what came first: no clock can change them.

use std::sync::Arc;

use crate::directory::Directory;
use crate::group::Group;
use crate::id::{GroupId, UserId};
use crate::password::{Credential, HashAlgorithm, PasswordOrigin};
use crate::record::{Change, Record, Recorded};
use crate::revision::Revision;
use crate::rights::Worth;
use crate::user::User;

impl Credential {
    /// Whether `user`, its owner, can sign in with it.
    pub fn counts(&self, directory: &Directory, user: &User) -> bool {
        let is_outranked = |origin: PasswordOrigin| origin.is_outranked(directory, user);
        self.hash.algorithm() != HashAlgorithm::Unusable && !self.origin.is_some_and(is_outranked)
    }
}

impl PasswordOrigin {
    /// Whether `owner` was raised above the person who set the password, after they did. The password then no longer
    /// counts. One that its owner has changed, or that was set through a third person, counts until the owner gets a
    /// right in Portreeve itself.
    pub fn is_outranked(&self, directory: &Directory, owner: &User) -> bool {
        let Some(raised) = raised_in(directory, owner).filter(|raised| *raised >= self.set_in) else {
            return false;
        };
        let worth = Worth::of(directory, owner);
        let exceeds = |setter: UserId| {
            let setter = directory.user(setter);
            // A person who was a superuser then had no one above them, whatever became of them later.
            let was_superuser =
                setter.is_some_and(|setter| setter.superuser_until.is_some_and(|until| raised <= until));
            let setter = setter.map_or_else(Worth::default, |setter| Worth::of(directory, setter));
            !was_superuser && worth.excess_over(&setter).is_some()
        };
        let is_close = !self.is_changed && exceeds(self.set_by);
        let is_far = || exceeds(self.set_by) || self.through.is_some_and(exceeds);
        is_close || (worth.is_of_portreeve() && is_far())
    }
}

/// The commit in which `user` last got more rights, themselves or through a group. A superuser has had all since they
/// became one.
fn raised_in(directory: &Directory, user: &User) -> Option<Revision> {
    if user.is_superuser {
        return user.raised_in;
    }
    let groups = directory.groups_handled_by(user);
    let groups = groups.into_iter().filter_map(|id| directory.group(id)?.raised_in);
    groups.max().max(user.raised_in)
}

/// Whose rights were raised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Raised {
    /// This user.
    User(UserId),
    /// Everyone who is in this group or manages it.
    Group(GroupId),
}

/// Notes in `changes`, which were decided on `head`, whom they raise, and who stops being a superuser. Returns the
/// raised ones. Every change set passes here, so no command, import or undo raises a user unnoticed.
pub fn note_ranks(head: &Directory, changes: &mut [Change]) -> Vec<Raised> {
    let (mut raised, commit) = (Vec::new(), head.next_revision());
    for Change { before, after, .. } in changes {
        let before = before.as_ref();
        if let Some(Record::User(user)) = after {
            let Some(before) = before.and_then(User::of) else {
                continue;
            };
            if raises_user(before, user) {
                Arc::make_mut(user).raised_in = Some(commit);
                raised.push(Raised::User(user.id));
            }
            if before.is_superuser && !user.is_superuser {
                Arc::make_mut(user).superuser_until = Some(commit);
            }
        }
        if let Some(Record::Group(group)) = after {
            match before.and_then(Group::of) {
                Some(before) if raises_members(before, group) => {
                    Arc::make_mut(group).raised_in = Some(commit);
                    raised.push(Raised::Group(group.id));
                }
                Some(_) => {}
                // A restored group.
                None if group.raised_in.is_some() => raised.push(Raised::Group(group.id)),
                None => {}
            }
        }
    }
    raised
}

fn raises_user(before: &User, after: &User) -> bool {
    if before.is_superuser && after.is_superuser {
        return false;
    }
    (after.is_superuser && !before.is_superuser)
        || (after.is_staff && !before.is_staff)
        || !after.permissions.is_subset(&before.permissions)
        || !after.groups.is_subset(&before.groups)
}

/// A new name raises the members, because tokens carry it.
fn raises_members(before: &Group, after: &Group) -> bool {
    after.name != before.name
        || !after.permissions.is_subset(&before.permissions)
        || !after.parents.is_subset(&before.parents)
        || !after.managers.is_subset(&before.managers)
}
