//! Users (`django.contrib.auth.models.AbstractUser`).

use std::collections::BTreeSet;

use crate::id::{GroupId, UserId};
use crate::name::Login;
use crate::permission::Permission;
use crate::revision::Revision;
use crate::time::Timestamp;

/// One account. Its password is kept apart, in [`Credential`](crate::password::Credential).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// Never changes, never reused.
    pub id: UserId,
    /// What they sign in with.
    pub login: Login,
    /// Given name; may be empty.
    pub first_name: String,
    /// Family name; may be empty.
    pub last_name: String,
    /// The exact stored form is the only one ever mailed to; empty means none.
    pub email: String,
    /// May sign in.
    pub is_active: bool,
    /// Django's admin-site flag; carried for the apps that ask for it.
    pub is_staff: bool,
    /// Has every permission while active.
    pub is_superuser: bool,
    /// When the account was created.
    pub joined_at: Timestamp,
    /// When they last signed in, here or where they were imported from.
    pub last_sign_in_at: Option<Timestamp>,
    /// When it was deleted; deleted accounts can be restored.
    pub deleted_at: Option<Timestamp>,
    /// Groups they are direct members of.
    pub groups: BTreeSet<GroupId>,
    /// Permissions granted to them directly.
    pub permissions: BTreeSet<Permission>,
    /// Raised when everything signed in before must end: with a new password, when the account is switched off, on
    /// request (Django's session auth hash). Sessions and token families carry the one they began in.
    pub sign_in_epoch: u32,
    /// The commit in which the account itself last got more than it had: a flag, a grant or a membership; see
    /// [`rank`](crate::rank).
    pub raised_in: Option<Revision>,
    /// The commit in which they last ceased to be a superuser; what they did as one before stands.
    pub superuser_until: Option<Revision>,
    /// Their primary key where they were last imported from, as that file has it. It tells who was renamed there.
    pub import_key: Option<Box<str>>,
}

/// What an account is at this moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UserState {
    /// May sign in.
    Active,
    /// Switched off by an operator.
    Disabled,
    /// Deleted, restorable.
    Deleted,
}

impl User {
    /// An active user with a login name and nothing else.
    pub fn new(id: UserId, login: Login, now: Timestamp) -> Self {
        Self {
            id,
            login,
            first_name: String::new(),
            last_name: String::new(),
            email: String::new(),
            is_active: true,
            is_staff: false,
            is_superuser: false,
            joined_at: now,
            last_sign_in_at: None,
            deleted_at: None,
            groups: BTreeSet::new(),
            permissions: BTreeSet::new(),
            sign_in_epoch: 0,
            raised_in: None,
            superuser_until: None,
            import_key: None,
        }
    }

    /// The state, worked out at each use rather than stored.
    pub fn state(&self) -> UserState {
        if self.deleted_at.is_some() {
            UserState::Deleted
        } else if self.is_active {
            UserState::Active
        } else {
            UserState::Disabled
        }
    }

    /// Ends every session and token family there is.
    pub fn end_sign_ins(&mut self) {
        self.sign_in_epoch = self.sign_in_epoch.wrapping_add(1);
    }

    /// First and last name, or the login name when both are empty.
    pub fn display_name(&self) -> String {
        let full = format!("{} {}", self.first_name, self.last_name);
        match full.trim() {
            "" => self.login.as_str().to_owned(),
            name => name.to_owned(),
        }
    }
}
