//! That there is a superuser left: a directory without one who can sign in could not be managed any more.

use portreeve_core::directory::Directory;
use portreeve_core::password::{Credential, HashAlgorithm};
use portreeve_core::ports::Store;
use portreeve_core::record::{Change, of_kind};
use portreeve_core::user::{User, UserState};

use crate::error::{CommandError, ErrorCode};
use crate::error_map::from_store;

/// Refuses `changes`, which lead to `next`, where they take a superuser away and nobody would be left who can sign in as
/// one. Every change set passes here.
pub(crate) fn require_one_left(
    store: &dyn Store,
    next: &Directory,
    changes: &[Change],
) -> Result<(), CommandError> {
    let taken = of_kind::<User>(changes).find_map(|user| {
        let before = user.before.filter(|before| governs(before))?;
        (!user.after.is_some_and(|after| governs(after))).then_some(before)
    });
    let Some(taken) = taken else { return Ok(()) };
    for user in next.users().filter(|user| governs(user)) {
        if can_sign_in(store, next, changes, user)? {
            return Ok(());
        }
    }
    Err(CommandError::new(
        ErrorCode::RuleViolated,
        format!(
            "{} is the only active superuser who can sign in; nothing was changed",
            taken.login
        ),
    )
    .hint("make somebody else a superuser first, with a password"))
}

fn governs(user: &User) -> bool {
    user.is_superuser && user.state() == UserState::Active
}

/// Whether `user` has a password, and it counts after `changes`.
fn can_sign_in(
    store: &dyn Store,
    next: &Directory,
    changes: &[Change],
    user: &User,
) -> Result<bool, CommandError> {
    let written = of_kind::<Credential>(changes)
        .filter_map(|credential| credential.after)
        .find(|credential| credential.user == user.id);
    let credential = match written {
        Some(credential) => Some(Credential::clone(credential)),
        None => store.find::<Credential>(user.id).map_err(from_store)?,
    };
    Ok(credential.is_some_and(|credential| {
        let is_usable = credential.hash.algorithm() != HashAlgorithm::Unusable;
        is_usable
            && !credential
                .origin
                .is_some_and(|origin| origin.is_outranked(next, user))
    }))
}
