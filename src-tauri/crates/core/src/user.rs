//! Users (`django.contrib.auth.models.AbstractUser`).

use crate::id::{GroupId, UserId};
use crate::irreversible::Irreversible;
use crate::kind::Kind;
use crate::name::Login;
use crate::permission::Permission;
use crate::revision::{Moment, Revision};
use crate::set::Set;
use crate::stored::{Field, Show, Shown, Stored, UniqueName, fields};
use crate::target::{FieldChange, Names, Target, TargetKind};
use crate::time::Timestamp;
use crate::validity::Validity;

/// One account. Its password is stored apart, in a [`Credential`](crate::password::Credential), and its last sign-in in
/// a [`LastSignIn`](crate::last_sign_in::LastSignIn).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// Never changes, never reused.
    pub id: UserId,
    /// Username.
    pub login: Login,
    /// Given name; may be empty.
    pub first_name: String,
    /// Family name; may be empty.
    pub last_name: String,
    /// Messages go only to exactly this address; empty means none.
    pub email: String,
    /// Whether the account can sign in.
    pub is_active: bool,
    /// Django's admin-site flag, for apps that use it.
    pub is_staff: bool,
    /// Has every permission while active.
    pub is_superuser: bool,
    /// When the account was created.
    pub joined_at: Timestamp,
    /// When it may be used; `None` for always.
    pub validity: Option<Box<Validity>>,
    /// When it was deleted; deleted accounts can be restored.
    pub deleted_at: Option<Timestamp>,
    /// Direct groups.
    pub groups: Set<GroupId>,
    /// Permissions granted directly.
    pub permissions: Set<Permission>,
    /// Raised when every earlier sign-in must end: with a new password, when the account is disabled, on request
    /// (Django's session auth hash). Sessions and token families carry the epoch in which they began.
    pub sign_in_epoch: u32,
    /// The commit in which the account itself last got more rights: a flag, a grant or a membership; see
    /// [`rank`](crate::rank).
    pub raised_in: Option<Revision>,
    /// The commit in which they last stopped being a superuser; what they did as one stays valid.
    pub superuser_until: Option<Revision>,
    /// Their primary key at the last import. An import uses it to recognise a person with a new name in the file.
    pub import_key: Option<Box<str>>,
}

/// The states of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UserState {
    /// Can sign in.
    Active,
    /// Disabled by an operator.
    Disabled,
    /// Not valid yet.
    NotYetValid,
    /// Not valid any more.
    Expired,
    /// Deleted, restorable.
    Deleted,
}

impl User {
    /// An active user with a username and nothing else.
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
            validity: None,
            deleted_at: None,
            groups: Set::new(),
            permissions: Set::new(),
            sign_in_epoch: 0,
            raised_in: None,
            superuser_until: None,
            import_key: None,
        }
    }

    /// The state at `now`, worked out at each use rather than stored.
    pub fn state(&self, now: Timestamp) -> UserState {
        let validity = self.validity.as_deref().copied().unwrap_or_default();
        if self.is_deleted() {
            UserState::Deleted
        } else if !self.is_active {
            UserState::Disabled
        } else if validity.is_ahead(now) {
            UserState::NotYetValid
        } else if validity.is_over(now) {
            UserState::Expired
        } else {
            UserState::Active
        }
    }

    /// Whether it may be used at `now`.
    pub fn is_usable(&self, now: Timestamp) -> bool {
        self.state(now) == UserState::Active
    }

    /// Whether it is deleted. It can be restored.
    pub fn is_deleted(&self) -> bool {
        self.deleted_at.is_some()
    }

    /// Whether the account is neither disabled nor deleted. It may still be outside the time in which it is valid.
    pub fn is_enabled(&self) -> bool {
        self.is_active && !self.is_deleted()
    }

    /// Ends every session and token family.
    pub fn end_sign_ins(&mut self) {
        self.sign_in_epoch = self.sign_in_epoch.wrapping_add(1);
    }

    /// First and last name, or the username if both are empty.
    pub fn display_name(&self) -> String {
        let full = format!("{} {}", self.first_name, self.last_name);
        match full.trim() {
            "" => self.login.as_str().to_owned(),
            name => name.to_owned(),
        }
    }
}

impl From<&User> for Target {
    fn from(user: &User) -> Self {
        Self::new(TargetKind::User, user.id, user.login.as_str())
    }
}

impl Show for Set<UserId> {
    fn show(&self, names: &dyn Names) -> Shown {
        let name = |id: &UserId| names.user(*id).map_or_else(|| id.to_string(), |user| user.name);
        Shown::Set(self.iter().map(name).collect())
    }
}

impl Stored for User {
    type Id = UserId;
    const KIND: Kind = Kind::User;
    const FIELDS: &'static [Field<Self>] = fields! {
        User {
            value login,
            value first_name,
            value last_name,
            value email,
            value is_active,
            value is_staff,
            value is_superuser,
            value validity,
            value deleted_at,
            set groups,
            set permissions,
            later joined_at,
        }
        // The identifier and the key in a file name the user. Ended sign-ins stay ended. Each change notes anew whom it
        // raises or lowers.
        neither: id, sign_in_epoch, raised_in, superuser_until, import_key
    };

    fn id(&self) -> UserId {
        self.id
    }

    fn names(&self) -> Vec<UniqueName> {
        vec![UniqueName::new(Kind::LoginName, "login", self.login.key())]
    }

    fn target(_: &UserId, user: Option<&Self>, _: &dyn Names) -> Option<Target> {
        user.map(Target::from)
    }

    fn untold(before: Option<&Self>, after: Option<&Self>, _: &UserId, _: &dyn Names) -> Vec<FieldChange> {
        let epoch = |user: Option<&Self>| user.map(|user| user.sign_in_epoch);
        let is_ended = before.is_some() && epoch(before) != epoch(after);
        is_ended
            .then(|| FieldChange::set("sign_ins", "ended"))
            .into_iter()
            .collect()
    }

    /// Users are never removed, so that no identifier is reused: the undo of a new user deletes the user.
    fn put_back(reverted: Option<Self>, current: Option<&Self>, moment: &Moment) -> Option<Self> {
        let deleted = || {
            current.map(|user| Self {
                deleted_at: Some(moment.now),
                ..user.clone()
            })
        };
        let mut user = reverted.or_else(deleted)?;
        let was_usable = current.is_some_and(|current| current.is_usable(moment.now));
        if was_usable && !user.is_usable(moment.now) {
            user.end_sign_ins();
        }
        Some(user)
    }

    fn finality(_: Option<&Self>, _: &Self::Id, _: &dyn Names) -> Option<Irreversible> {
        None
    }
}
