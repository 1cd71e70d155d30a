//! Passwords that count no longer, because their account was raised above whoever set them: who may do that, and that it
//! is told with the raise.

use std::collections::BTreeSet;
use std::sync::Arc;

use portreeve_core::access;
use portreeve_core::directory::Directory;
use portreeve_core::password::PasswordOrigin;
use portreeve_core::password::{Credential, HashAlgorithm};
use portreeve_core::ports::Store;
use portreeve_core::rank::Raised;
use portreeve_core::text::command_line;
use portreeve_core::user::User;

use crate::error::{CommandError, ErrorCode};
use crate::error_map::from_store;

/// Most people whose passwords are looked at after one change.
const PEOPLE_MAX: usize = 1000;
/// Most of them that are named.
const NAMED_MAX: usize = 5;

/// Refuses `actor` to raise those in `raised`, from `head` to `next`, where that costs somebody a password that they could
/// not set anew. Otherwise they could keep people out by putting them into a group of their own.
pub(crate) fn authorize(
    store: &dyn Store,
    head: &Directory,
    next: &Directory,
    actor: Option<&User>,
    raised: &[Raised],
) -> Result<(), CommandError> {
    for after in people(next, raised) {
        let Some(before) = head.user(after.id) else {
            continue;
        };
        let may_set = actor.is_some_and(|actor| access::authorize_password(head, actor, before).is_ok());
        if may_set {
            continue;
        }
        let credential = store.find::<Credential>(after.id).map_err(from_store)?;
        let usable = credential.filter(|credential| credential.hash.algorithm() != HashAlgorithm::Unusable);
        let Some(origin) = usable.and_then(|credential| credential.origin) else {
            continue;
        };
        if origin.is_outranked(next, after) && !origin.is_outranked(head, before) {
            return Err(costs_a_password(next, after, origin));
        }
    }
    Ok(())
}

fn costs_a_password(next: &Directory, user: &User, origin: PasswordOrigin) -> CommandError {
    let login = user.login.as_str();
    let why = format!(
        "the password of {login} would count no longer, for somebody set it who can do less than the account could \
         then, and you could not set a new one; nothing was changed"
    );
    let changed = PasswordOrigin {
        is_changed: true,
        ..origin
    };
    let somebody = "ask a superuser, or somebody who may set that password, to do it";
    let hint = if changed.is_outranked(next, user) {
        somebody.to_owned()
    } else {
        let change = command_line("user set-password", &[login]);
        format!("have {login} change it first (`{change}`), or {somebody}")
    };
    CommandError::new(ErrorCode::Forbidden, why).hint(hint)
}

/// Everybody whom `raised` is about, nobody twice.
fn people<'d>(directory: &'d Directory, raised: &'d [Raised]) -> impl Iterator<Item = &'d Arc<User>> {
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

/// Tells which of those who were raised cannot sign in any more with the password that they have, if there are any.
pub(crate) fn note(directory: &Directory, store: &dyn Store, raised: &[Raised]) -> Option<String> {
    let is_outranked = |user: &&Arc<User>| {
        // A disk that refuses does not make a change undone that is done; signing in asks again.
        let credential = store.find::<Credential>(user.id).ok().flatten();
        let origin = credential.and_then(|credential| credential.origin);
        origin.is_some_and(|origin| origin.is_outranked(directory, user))
    };
    let names: Vec<&str> = people(directory, raised)
        .take(PEOPLE_MAX)
        .filter(is_outranked)
        .map(|user| user.login.as_str())
        .collect();
    let (whose, command) = match names.as_slice() {
        [] => return None,
        [one] => (
            (*one).to_owned(),
            format!("`{}`", command_line("user set-password", &[one])),
        ),
        some => {
            let named = some
                .iter()
                .take(NAMED_MAX)
                .copied()
                .collect::<Vec<_>>()
                .join(", ");
            let more = some.len().saturating_sub(NAMED_MAX);
            let more = if more == 0 {
                String::new()
            } else {
                format!(" and {more} more")
            };
            (named + &more, "`portreeve user set-password NAME`".to_owned())
        }
    };
    Some(format!(
        "the password of {whose} counts no longer: somebody set it who can do less than the account can now; set a new \
         one with {command}"
    ))
}
