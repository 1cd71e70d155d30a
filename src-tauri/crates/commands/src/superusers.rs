//! That there is a superuser left: a directory without one who can sign in could not be managed any more.

use portreeve_core::directory::Directory;
use portreeve_core::password::HashAlgorithm;
use portreeve_core::ports::Store;
use portreeve_core::user::{User, UserState};
use portreeve_core::write::Write;

use crate::error::{CommandError, ErrorCode};
use crate::error_map::from_store;

/// Refuses `writes`, from `head` to `next`, where they take a superuser away and nobody would be left who can sign in as
/// one. Every change set passes here.
pub(crate) fn require_one_left(
    store: &dyn Store,
    head: &Directory,
    next: &Directory,
    writes: &[Write],
) -> Result<(), CommandError> {
    let taken = writes.iter().find_map(|write| match write {
        Write::User { user, .. } => head
            .user(user.id)
            .filter(|before| governs(before) && !governs(user)),
        _ => None,
    });
    let Some(taken) = taken else { return Ok(()) };
    // Who is new may not be in `next` where this is only planned.
    let new = writes.iter().filter_map(|write| match write {
        Write::User { user, .. } if head.user(user.id).is_none() => Some(user),
        _ => None,
    });
    for user in next.users().chain(new).filter(|user| governs(user)) {
        if can_sign_in(store, next, writes, user)? {
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

/// Whether `user` has a password, and it counts after `writes`.
fn can_sign_in(
    store: &dyn Store,
    next: &Directory,
    writes: &[Write],
    user: &User,
) -> Result<bool, CommandError> {
    let written = writes.iter().find_map(|write| match write {
        Write::Credential(id, credential) if *id == user.id => Some(credential.clone()),
        _ => None,
    });
    let credential = match written {
        Some(credential) => Some(credential),
        None => store.find_credential(user.id).map_err(from_store)?,
    };
    Ok(credential.is_some_and(|credential| {
        let is_usable = credential.hash.algorithm() != HashAlgorithm::Unusable;
        is_usable
            && !credential
                .origin
                .is_some_and(|origin| origin.is_outranked(next, user))
    }))
}
