//! What every change set has to keep to, whichever command, import or undo it comes from. Each rule is a file; all of them
//! are asked about the directory before and after, on the very state on which the change set is committed.

mod authority;
pub mod names;
mod outranked;
mod references;
mod superuser_left;

use crate::access::Refusal;
use crate::directory::Directory;
use crate::id::UserId;
use crate::name::NameError;
use crate::password::Credential;
use crate::rank::Raised;
use crate::record::Change;
use crate::rights::Rights;
use crate::store_error::StoreError;

pub use authority::{Needed, needed};
pub use outranked::people_raised;

/// A change set that is decided and not committed yet.
pub struct Decision<'d> {
    /// The directory before it.
    pub head: &'d Directory,
    /// The directory after it.
    pub next: &'d Directory,
    /// What it does to each record.
    pub changes: &'d [Change],
    /// Whom it raises.
    pub raised: &'d [Raised],
    /// Who asks for it; `None` for Portreeve itself, and where nobody is signed in yet.
    pub actor: Option<&'d Rights>,
    /// Reads the stored password of a user.
    pub credential: &'d dyn Fn(UserId) -> Result<Option<Credential>, StoreError>,
}

/// Why a change set may not be committed. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RuleError {
    /// The actor may not do it.
    #[error("{}", .0.why)]
    Forbidden(Refusal),
    /// The directory would not be in order afterwards.
    #[error("{why}")]
    OutOfOrder {
        /// What would be wrong.
        why: String,
        /// What to do instead.
        hint: String,
    },
    /// A name is taken, or cannot be told from one that is.
    #[error("{why}")]
    NameTaken {
        /// By whom.
        why: String,
        /// What to do instead.
        hint: String,
    },
    /// What is to be a name is none.
    #[error(transparent)]
    Name(#[from] NameError),
    /// It refers to a permission that the directory does not know.
    #[error("there is no permission `{0}`")]
    UnknownPermission(String),
    /// What the answer depends on cannot be read.
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

impl From<Refusal> for RuleError {
    fn from(refusal: Refusal) -> Self {
        Self::Forbidden(refusal)
    }
}

type Rule = fn(&Decision) -> Result<(), RuleError>;

/// Every rule. The first that is not kept is told.
const RULES: [Rule; 5] = [
    references::check,
    authority::check,
    names::check,
    outranked::check,
    superuser_left::check,
];

/// Whether `decision` keeps to every rule.
pub fn check(decision: &Decision) -> Result<(), RuleError> {
    RULES.iter().try_for_each(|rule| rule(decision))
}
