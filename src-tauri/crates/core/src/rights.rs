//! What an account has, and what it can do with it at one moment. It is worked out once for each request and state, and
//! then only looked up.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::directory::Directory;
use crate::id::GroupId;
use crate::permission::Permission;
use crate::time::Timestamp;
use crate::user::{User, UserState};

/// What an account can do while it is active.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Worth {
    is_superuser: bool,
    is_staff: bool,
    permissions: BTreeSet<Permission>,
    /// Groups it is in, directly or not, or manages: their names go into tokens, whatever they grant here.
    groups: BTreeSet<GroupId>,
}

/// What one account has and another has not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Excess {
    /// It is a superuser.
    Superuser,
    /// It is staff.
    Staff,
    /// It has this permission.
    Permission(Permission),
    /// It is in this group, or manages it.
    Group(GroupId),
}

impl Worth {
    /// What `user` has in `directory`, whatever their state: it comes back when the account does.
    pub fn of(directory: &Directory, user: &User) -> Self {
        Self {
            is_superuser: user.is_superuser,
            is_staff: user.is_staff,
            permissions: directory.permissions_of(user),
            groups: directory.groups_handled_by(user),
        }
    }

    /// The first thing that this account has and `other` has not; superusers have all.
    pub fn excess_over(&self, other: &Self) -> Option<Excess> {
        if other.is_superuser {
            return None;
        }
        if self.is_superuser {
            return Some(Excess::Superuser);
        }
        if self.is_staff && !other.is_staff {
            return Some(Excess::Staff);
        }
        let permission = self.permissions.difference(&other.permissions).next();
        let group = || self.groups.difference(&other.groups).next();
        let permission = permission.cloned().map(Excess::Permission);
        permission.or_else(|| group().copied().map(Excess::Group))
    }

    /// Whether it can do anything in Portreeve itself.
    pub(crate) fn is_of_portreeve(&self) -> bool {
        self.is_superuser || self.is_staff || self.permissions.iter().any(Permission::is_own)
    }
}

/// How much of what its user can do a proof lets its holder do (RFC 6749, section 3.3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All of it, as a session does.
    Whole,
    /// These permissions, where the user has them: nothing that takes a superuser, staff or a group.
    Only(BTreeSet<Permission>),
}

/// An account and what it can do at one moment.
#[derive(Clone, Debug)]
pub struct Rights {
    user: Arc<User>,
    worth: Arc<Worth>,
}

impl Rights {
    /// What `user` can do in `directory` at `now`. Only an active account can do anything.
    pub fn of(directory: &Directory, user: &Arc<User>, now: Timestamp) -> Self {
        let worth = match user.state(now) {
            UserState::Active => Worth::of(directory, user),
            UserState::Disabled | UserState::Deleted | UserState::NotYetValid | UserState::Expired => {
                Worth::default()
            }
        };
        Self {
            user: user.clone(),
            worth: Arc::new(worth),
        }
    }

    /// As much of it as `scope` lets through.
    pub fn within(self, scope: &Scope) -> Self {
        match scope {
            Scope::Whole => self,
            Scope::Only(permissions) => {
                let held = permissions.iter().filter(|permission| self.has(permission));
                let worth = Worth {
                    permissions: held.cloned().collect(),
                    ..Worth::default()
                };
                Self {
                    worth: Arc::new(worth),
                    ..self
                }
            }
        }
    }

    /// Whose they are.
    pub fn user(&self) -> &Arc<User> {
        &self.user
    }

    /// Whether everything is allowed.
    pub fn is_superuser(&self) -> bool {
        self.worth.is_superuser
    }

    /// Whether the account is staff.
    pub fn is_staff(&self) -> bool {
        self.worth.is_staff
    }

    /// Whether the account has `permission` (`ModelBackend.has_perm`): superusers have all.
    pub fn has(&self, permission: &Permission) -> bool {
        self.worth.is_superuser || self.worth.permissions.contains(permission)
    }

    /// Whether the account is in `group`, directly or not, or manages it.
    pub fn handles(&self, group: GroupId) -> bool {
        self.worth.groups.contains(&group)
    }

    /// All of it.
    pub fn worth(&self) -> &Worth {
        &self.worth
    }
}
