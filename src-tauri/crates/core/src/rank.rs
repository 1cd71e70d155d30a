//! What an account is worth, and what a raise takes from those who had power over it before.
//!
//! Setting somebody's password gives power over the account: the one who set it may be signed in with it. When the
//! account is raised later above the one who set it, the password counts no longer, and neither does what was signed in
//! with it. Otherwise a promotion would raise both of them.
//!
//! What came first is told by the numbers of commits, which no clock turns.

use std::sync::Arc;

use crate::directory::Directory;
use crate::group::Group;
use crate::id::{GroupId, UserId};
use crate::password::PasswordOrigin;
use crate::record::{Change, Record, Recorded};
use crate::revision::Revision;
use crate::rights::Worth;
use crate::user::User;

impl PasswordOrigin {
    /// Whether `owner` was raised above the one who set the password, after they did. It counts no longer then. One
    /// that its owner has changed, or that was set by way of somebody else, counts on until the owner gets something to
    /// say in Portreeve itself.
    pub fn is_outranked(&self, directory: &Directory, owner: &User) -> bool {
        let Some(raised) = raised_in(directory, owner).filter(|raised| *raised >= self.set_in) else {
            return false;
        };
        let worth = Worth::of(directory, owner);
        let exceeds = |setter: UserId| {
            let setter = directory.user(setter);
            // Somebody who was a superuser then had nobody above them, whatever became of them.
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

/// The commit in which `user` last got more than they had, themselves or through a group. A superuser has all there is since they
/// became one.
fn raised_in(directory: &Directory, user: &User) -> Option<Revision> {
    if user.is_superuser {
        return user.raised_in;
    }
    let groups = directory.groups_handled_by(user);
    let groups = groups.into_iter().filter_map(|id| directory.group(id)?.raised_in);
    groups.max().max(user.raised_in)
}

/// Who got more than they had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Raised {
    /// This one.
    User(UserId),
    /// Everybody who is in this group or manages it.
    Group(GroupId),
}

/// Notes in `changes`, which are decided on `head`, whom they raise, and who is no superuser any more; gives those who are
/// raised. Every change set passes here, so no command, import or undo raises anybody without it.
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
                // One that comes back.
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

/// A new name is one more thing that tokens say of the members.
fn raises_members(before: &Group, after: &Group) -> bool {
    after.name != before.name
        || !after.permissions.is_subset(&before.permissions)
        || !after.parents.is_subset(&before.parents)
        || !after.managers.is_subset(&before.managers)
}
