//! Passwords that count no longer, because their account was raised above whoever set them: told with the raise.

use std::collections::BTreeSet;
use std::sync::Arc;

use portreeve_core::rank::Raised;
use portreeve_core::text::command_line;
use portreeve_core::user::User;

use crate::context::Context;

/// Most people whose passwords are looked at after one change.
const PEOPLE_MAX: usize = 1000;
/// Most of them that are named.
const NAMED_MAX: usize = 5;

/// Notes for the caller which of those who were raised cannot sign in any more with the password that they have.
pub(crate) fn note(context: &Context, raised: &[Raised]) {
    let directory = context.app.directory();
    let people = raised
        .iter()
        .flat_map(|raised| -> Box<dyn Iterator<Item = &Arc<User>>> {
            match raised {
                Raised::User(id) => Box::new(directory.user(*id).into_iter()),
                Raised::Group(id) => Box::new(directory.people_raised_by(*id)),
            }
        });
    let mut looked_at = BTreeSet::new();
    let is_outranked = |user: &&Arc<User>| {
        // A disk that refuses does not make a change undone that is done; signing in asks again.
        let credential = context.store().find_credential(user.id).ok().flatten();
        let origin = credential.and_then(|credential| credential.origin);
        origin.is_some_and(|origin| origin.is_outranked(&directory, user))
    };
    let names: Vec<&str> = people
        .filter(|user| looked_at.insert(user.id))
        .take(PEOPLE_MAX)
        .filter(is_outranked)
        .map(|user| user.login.as_str())
        .collect();
    let (whose, command) = match names.as_slice() {
        [] => return,
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
    context.note([format!(
        "the password of {whose} counts no longer: somebody set it who can do less than the account can now; set a new \
         one with {command}"
    )]);
}
