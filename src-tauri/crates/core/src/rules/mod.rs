//! The rules of every change set, from any command, import or undo. Each rule is a file. All are asked about the
//! directory before and after, on the state on which the change set is committed.

mod authority;
pub mod names;
mod outranked;
mod references;
mod superuser_left;

use crate::access::Denied;
use crate::directory::Directory;
use crate::id::UserId;
use crate::name::NameError;
use crate::password::Credential;
use crate::rank::Raised;
use crate::record::Change;
use crate::rights::Rights;
use crate::store_error::StoreError;

pub use authority::{Needed, authorize_change, needed};
pub use outranked::{people_raised, whose_password_ends};
pub use superuser_left::superuser_to_keep;

/// A change set that is decided but not committed.
pub struct Decision<'d> {
    /// The directory before it.
    pub head: &'d Directory,
    /// The directory after it.
    pub next: &'d Directory,
    /// The change to each record.
    pub changes: &'d [Change],
    /// Users and groups whose rights it raises.
    pub raised: &'d [Raised],
    /// The actor; `None` for Portreeve itself, and before anyone is signed in.
    pub actor: Option<&'d Rights>,
    /// Reads a user's stored password.
    pub credential: &'d dyn Fn(UserId) -> Result<Option<Credential>, StoreError>,
}

/// Why a change set is refused. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RuleError {
    /// The actor lacks the right.
    #[error("{}", .0.why)]
    Forbidden(Denied),
    /// The directory would be inconsistent afterwards.
    #[error("{why}")]
    OutOfOrder {
        /// What would be wrong.
        why: String,
        /// What to do instead.
        hint: String,
    },
    /// A name is taken, or too similar to one that is.
    #[error("{why}")]
    NameTaken {
        /// Which name, in words.
        why: String,
        /// What to do instead.
        hint: String,
    },
    /// The text is not a valid name.
    #[error(transparent)]
    Name(#[from] NameError),
    /// It refers to an unknown permission.
    #[error("there is no permission `{0}`")]
    UnknownPermission(String),
    /// The records that the answer depends on cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl RuleError {
    fn new(why: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::OutOfOrder {
            why: why.into(),
            hint: hint.into(),
        }
    }
}

impl From<Denied> for RuleError {
    fn from(refusal: Denied) -> Self {
        Self::Forbidden(refusal)
    }
}

type Rule = fn(&Decision) -> Result<(), RuleError>;

/// Every rule. The first one that is broken is reported.
const RULES: [Rule; 5] = [
    references::check,
    authority::check,
    names::check,
    outranked::check,
    superuser_left::check,
];

/// Whether `decision` keeps every rule.
pub fn check(decision: &Decision) -> Result<(), RuleError> {
    RULES.iter().try_for_each(|rule| rule(decision))
}
