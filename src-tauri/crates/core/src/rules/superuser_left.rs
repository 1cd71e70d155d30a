//! A superuser who can sign in is left: without one, no one could manage the directory any more.

use std::collections::BTreeSet;

use super::{Decision, RuleError};
use crate::directory::Directory;
use crate::id::UserId;
use crate::password::Credential;
use crate::record::of_kind;
use crate::store_error::StoreError;
use crate::user::User;

/// Checks only changes that take a superuser away.
pub(super) fn check(decision: &Decision) -> Result<(), RuleError> {
    let taken = of_kind::<User>(decision.changes).find_map(|user| {
        let before = user.before.filter(|before| governs(before))?;
        (!user.after.is_some_and(|after| governs(after))).then_some(before)
    });
    let Some(taken) = taken else { return Ok(()) };
    for user in decision.next.users().filter(|user| governs(user)) {
        if can_sign_in(decision, user)? {
            return Ok(());
        }
    }
    Err(RuleError::new(
        format!(
            "{} is the only active superuser who can sign in; nothing was changed",
            taken.login
        ),
        "make someone else a superuser with a password first",
    ))
}

/// The superuser who has to stay if all of `taken` stop governing `head`; `None` if another one is left who can sign in,
/// or if there is none at all. `credential` reads a stored password.
pub fn superuser_to_keep(
    head: &Directory,
    taken: &BTreeSet<UserId>,
    credential: impl Fn(UserId) -> Result<Option<Credential>, StoreError>,
) -> Result<Option<UserId>, StoreError> {
    let mut kept = None;
    for user in head.users().filter(|user| governs(user)) {
        let is_taken = taken.contains(&user.id);
        if (!is_taken || kept.is_none())
            && credential(user.id)?.is_some_and(|credential| credential.counts(head, user))
        {
            if !is_taken {
                return Ok(None);
            }
            kept = Some(user.id);
        }
    }
    Ok(kept)
}

/// One whose time is limited does not count: the directory would be without a superuser once it is over.
fn governs(user: &User) -> bool {
    user.is_superuser && user.is_enabled() && user.validity.is_none()
}

/// Whether `user` has a password afterwards, and it counts.
fn can_sign_in(decision: &Decision, user: &User) -> Result<bool, StoreError> {
    let written = of_kind::<Credential>(decision.changes)
        .filter_map(|credential| credential.after)
        .find(|credential| credential.user == user.id);
    let credential = match written {
        Some(credential) => Some(Credential::clone(credential)),
        None => (decision.credential)(user.id)?,
    };
    Ok(credential.is_some_and(|credential| credential.counts(decision.next, user)))
}
