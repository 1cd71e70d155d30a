//! A raise may cost a user their password only if its actor could set a new one.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Decision, RuleError};
use crate::access::{self, Denied};
use crate::directory::Directory;
use crate::id::UserId;
use crate::password::{HashAlgorithm, PasswordOrigin};
use crate::rank::Raised;
use crate::store_error::StoreError;
use crate::text::command_line;
use crate::user::User;

/// Refuses to raise a user whose password would end, if the actor could not set a new one. Otherwise an actor could
/// lock people out by adding them to a group of their own.
pub(super) fn check(decision: &Decision) -> Result<(), RuleError> {
    for after in people_raised(decision.next, decision.raised) {
        if let Some(refusal) = refusal(decision, after)? {
            return Err(refusal.into());
        }
    }
    Ok(())
}

/// All people whose raise this rule refuses, and why.
pub fn whose_password_ends(decision: &Decision) -> Result<Vec<(UserId, Denied)>, StoreError> {
    let mut refused = Vec::new();
    for after in people_raised(decision.next, decision.raised) {
        refused.extend(refusal(decision, after)?.map(|refusal| (after.id, refusal)));
    }
    Ok(refused)
}

fn refusal(decision: &Decision, after: &User) -> Result<Option<Denied>, StoreError> {
    let (head, next) = (decision.head, decision.next);
    let Some(before) = head.user(after.id) else {
        return Ok(None);
    };
    let may_set = |actor| access::authorize_password(head, actor, before).is_ok();
    if decision.actor.is_some_and(may_set) {
        return Ok(None);
    }
    let credential = (decision.credential)(after.id)?;
    let usable = credential.filter(|credential| credential.hash.algorithm() != HashAlgorithm::Unusable);
    let ends =
        |origin: &PasswordOrigin| origin.is_outranked(next, after) && !origin.is_outranked(head, before);
    let origin = usable.and_then(|credential| credential.origin).filter(ends);
    Ok(origin.map(|origin| costs_a_password(next, after, origin)))
}

fn costs_a_password(next: &Directory, user: &User, origin: PasswordOrigin) -> Denied {
    let login = user.login.as_str();
    let why = format!(
        "the password of {login} would no longer count, because the person who set it has fewer rights than \
         the account would then have, and you could not set a new one; nothing was changed"
    );
    let changed = PasswordOrigin {
        is_changed: true,
        ..origin
    };
    let somebody = "ask a superuser, or someone who can set that password, to do it";
    let remedy = if changed.is_outranked(next, user) {
        somebody.to_owned()
    } else {
        let change = command_line("user set-password", &[login]);
        format!("have {login} change it first (`{change}`), or {somebody}")
    };
    Denied { why, remedy }
}

/// All users that `raised` is about, without duplicates.
pub fn people_raised<'d>(
    directory: &'d Directory,
    raised: &'d [Raised],
) -> impl Iterator<Item = &'d Arc<User>> {
    let mut met = BTreeSet::new();
    let people = raised
        .iter()
        .flat_map(move |raised| -> Box<dyn Iterator<Item = &'d Arc<User>>> {
            match raised {
                Raised::User(id) => Box::new(directory.user(*id).into_iter()),
                Raised::Group(id) => Box::new(directory.people_raised_by(*id)),
            }
        });
    people.filter(move |user| met.insert(user.id))
}
