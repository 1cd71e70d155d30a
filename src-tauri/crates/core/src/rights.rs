//! What an account has, and what it can do at one moment. This is computed once for each request and state, and then
//! only looked up.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::directory::Directory;
use crate::id::GroupId;
use crate::permission::Permission;
use crate::time::Timestamp;
use crate::user::{User, UserState};

/// The rights of an account while it is active.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Worth {
    is_superuser: bool,
    is_staff: bool,
    permissions: BTreeSet<Permission>,
    /// Groups that it is in, directly or not, or manages: tokens carry their names, whatever they grant here.
    groups: BTreeSet<GroupId>,
}

/// A right that one account has and another lacks.
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
    /// The rights of `user` in `directory`, in any state of the account: they return when the account does.
    pub fn of(directory: &Directory, user: &User) -> Self {
        Self {
            is_superuser: user.is_superuser,
            is_staff: user.is_staff,
            permissions: directory.permissions_of(user),
            groups: directory.groups_handled_by(user),
        }
    }

    /// The first right that this account has and `other` lacks; superusers have all.
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

    /// Whether it has any right in Portreeve itself.
    pub(crate) fn is_of_portreeve(&self) -> bool {
        self.is_superuser || self.is_staff || self.permissions.iter().any(Permission::is_own)
    }
}

/// How many of its user's rights a proof gives its holder (RFC 6749, section 3.3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All of them, as a session does.
    Whole,
    /// These permissions, if the user has them. Never rights of superusers, of staff or of groups.
    Only(BTreeSet<Permission>),
}

/// An account and its rights at one moment.
#[derive(Clone, Debug)]
pub struct Rights {
    user: Arc<User>,
    worth: Arc<Worth>,
}

impl Rights {
    /// The rights of `user` in `directory` at `now`. Only an active account has any.
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

    /// The rights that `scope` allows.
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

    /// The user.
    pub fn user(&self) -> &Arc<User> {
        &self.user
    }

    /// Whether the account has every right.
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

    /// All rights of the account.
    pub fn worth(&self) -> &Worth {
        &self.worth
    }
}
