//! The user of a session or a family of refresh tokens at a given moment. No job expires them: each use works it out.

use std::sync::Arc;

use crate::access;
use crate::client::TokenFamily;
use crate::directory::Directory;
use crate::own::OwnPermission;
use crate::rights::Rights;
use crate::session::Session;
use crate::time::Timestamp;
use crate::user::User;

/// The user who is signed in with `session` at `now`, if the session is alive in `directory`.
pub fn user_of_session<'d>(
    directory: &'d Directory,
    session: &Session,
    now: Timestamp,
) -> Option<&'d Arc<User>> {
    let user = directory.user(session.user)?;
    let is_outranked = |user: &User| {
        let origin = session.password_origin;
        origin.is_some_and(|origin| origin.is_outranked(directory, user))
    };
    (session.is_current(user, now) && !is_outranked(user)).then_some(user)
}

/// The user for whom the current token of `family` works at `now`. Its issuer must still be able to issue it: a token
/// outlives neither its issuer's rights, nor a raise of its user above the issuer.
pub fn user_of_family<'d>(
    directory: &'d Directory,
    family: &TokenFamily,
    now: Timestamp,
) -> Option<&'d Arc<User>> {
    let user = directory.user(family.user)?;
    let client = directory.client(family.client)?;
    let issuer = directory.user(family.issued_by)?;
    let rights = Rights::of(directory, issuer, now);
    let may_issue = access::authorize(directory, &rights, OwnPermission::IssueToken).is_ok()
        && access::authorize_over(directory, &rights, user).is_ok();
    // Another person may have been signed in as the issuer.
    let is_outranked = family
        .password_origin
        .is_some_and(|origin| origin.is_outranked(directory, issuer));
    (family.is_current(user, client, now) && may_issue && !is_outranked).then_some(user)
}
