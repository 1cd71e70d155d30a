//! From whom an account has its password.

use crate::id::UserId;
use crate::revision::Revision;

/// From whom an account has its password, if somebody else set it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PasswordOrigin {
    /// Who set it, the last who was not its owner.
    pub set_by: UserId,
    /// The commit in which they did.
    pub set_in: Revision,
    /// The owner has changed it since. Whoever set the one before may have done so in the owner's name.
    pub is_changed: bool,
    /// Who had set the password of the one who set it: they may have done so in that one's name.
    pub through: Option<UserId>,
}

impl PasswordOrigin {
    /// The origin of a password that `actor` sets for `owner` in the commit `set_in`, in the place of one from `before`. The actor is
    /// signed in with a password from `acting`.
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
