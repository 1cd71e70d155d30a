//! When people last signed in. Signing in is no change of an account, so this is apart from it.

use crate::id::UserId;
use crate::irreversible::Irreversible;
use crate::kind::Kind;
use crate::stored::{Field, Stored, UniqueName};
use crate::target::{Names, Target};
use crate::time::Timestamp;

/// When a user last signed in, here or where they were imported from. A user who never did has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastSignIn {
    /// The user.
    pub user: UserId,
    /// The time of the sign-in.
    pub at: Timestamp,
}

impl Stored for LastSignIn {
    type Id = UserId;
    const KIND: Kind = Kind::LastSignIn;
    const FIELDS: &'static [Field<Self>] = &[];

    fn id(&self) -> UserId {
        self.user
    }

    fn names(&self) -> Vec<UniqueName> {
        Vec::new()
    }

    fn target(id: &UserId, _: Option<&Self>, names: &dyn Names) -> Option<Target> {
        names.user(*id)
    }

    fn finality(_: Option<&Self>, _: &Self::Id, _: &dyn Names) -> Option<Irreversible> {
        None
    }
}
