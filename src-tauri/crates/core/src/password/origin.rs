//! Who set an account's password.

use crate::id::UserId;
use crate::revision::Revision;

/// Who set an account's password, if another person than its owner did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PasswordOrigin {
    /// The last person who set it and is not its owner.
    pub set_by: UserId,
    /// The commit in which they did.
    pub set_in: Revision,
    /// Whether the owner has changed it since. The person who set it may have made that change in the owner's name.
    pub is_changed: bool,
    /// The person who had set the password of `set_by`, and may have acted in their name.
    pub through: Option<UserId>,
}

impl PasswordOrigin {
    /// The origin of a password that `actor` sets for `owner` in the commit `set_in`, replacing one with the origin
    /// `before`. The actor is signed in with a password with the origin `acting`.
    pub fn of_new(
        actor: UserId,
        acting: Option<Self>,
        owner: UserId,
        before: Option<Self>,
        set_in: Revision,
    ) -> Option<Self> {
        if actor == owner {
            return before.map(|before| Self {
                is_changed: true,
                ..before
            });
        }
        Some(Self {
            set_by: actor,
            set_in,
            is_changed: false,
            through: acting.map(|acting| acting.set_by),
        })
    }
}
