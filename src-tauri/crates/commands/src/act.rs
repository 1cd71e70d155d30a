//! What can be done to one account, whether to one person at a time or to many.

use portreeve_core::id::GroupId;
use portreeve_core::time::Timestamp;
use portreeve_core::user::User;

use crate::error::{CommandError, ErrorClass};

/// An act on an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Act {
    Disable,
    Enable,
    Delete,
    Restore,
    SetStaff(bool),
    EndSessions,
    Join(GroupId),
    Leave(GroupId),
}

impl Act {
    /// Does it to `user`, or says why that is impossible.
    pub(crate) fn apply(self, user: &mut User, now: Timestamp) -> Result<(), CommandError> {
        match self {
            Self::Disable => {
                require_present(user)?;
                user.is_active = false;
                user.end_sign_ins();
            }
            Self::Enable => {
                require_present(user)?;
                user.is_active = true;
            }
            Self::Delete => {
                require_present(user)?;
                user.deleted_at = Some(now);
                user.end_sign_ins();
            }
            Self::Restore => user.deleted_at = None,
            Self::SetStaff(is_staff) => user.is_staff = is_staff,
            Self::EndSessions => user.end_sign_ins(),
            Self::Join(group) => {
                user.groups.insert(group);
            }
            Self::Leave(group) => {
                user.groups.remove(&group);
            }
        }
        Ok(())
    }
}

fn require_present(user: &User) -> Result<(), CommandError> {
    if !user.is_deleted() {
        return Ok(());
    }
    Err(
        CommandError::new(ErrorClass::RuleViolated, format!("{} is deleted", user.login))
            .hint("restore the account first"),
    )
}
