//! A user's stored password.

use super::EncodedHash;
use crate::id::UserId;
use crate::irreversible::Irreversible;
use crate::kind::Kind;
use crate::password::HashAlgorithm;
use crate::password::PasswordOrigin;
use crate::stored::{Field, Silent, Stored, UniqueName};
use crate::target::{FieldChange, Names, Target};
use crate::time::Timestamp;

/// A user's stored password.
#[derive(Clone, Debug)]
pub struct Credential {
    /// The user.
    pub user: UserId,
    /// The hash.
    pub hash: EncodedHash,
    /// When the password was last set; unknown for imported ones.
    pub changed_at: Option<Timestamp>,
    /// Who set the password, if another person than its owner ever did.
    pub origin: Option<PasswordOrigin>,
}

impl Stored for Credential {
    type Id = UserId;
    const KIND: Kind = Kind::Credential;
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

    fn untold(_: Option<&Self>, after: Option<&Self>, id: &UserId, names: &dyn Names) -> Vec<FieldChange> {
        let what = match after {
            None => "removed",
            Some(after) if after.hash.algorithm() == HashAlgorithm::Unusable => "none",
            Some(_) if !names.was_there(*id) => "set",
            Some(after) if after.changed_at == Some(names.now()) => "changed",
            Some(_) => "re-hashed",
        };
        vec![FieldChange::set("password", what)]
    }

    /// A re-hash keeps the date of its password.
    fn finality(after: Option<&Self>, id: &UserId, names: &dyn Names) -> Option<Irreversible> {
        let is_set = after.is_some_and(|after| after.changed_at == Some(names.now()));
        (is_set && names.was_there(*id)).then_some(Irreversible::PasswordSet)
    }
}

/// A hash without a password that is as much work to verify as the costliest ever imported.
#[derive(Clone, Debug)]
pub struct CostliestHash(pub EncodedHash);

impl Silent for CostliestHash {
    type Id = ();
    const KIND: Kind = Kind::CostliestHash;

    fn id(&self) {}
}
