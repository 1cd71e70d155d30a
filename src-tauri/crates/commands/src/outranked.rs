//! Notes about passwords that no longer count, because their account was raised above the people who set them.

use std::sync::Arc;

use portreeve_core::directory::Directory;
use portreeve_core::password::{Credential, PasswordOrigin};
use portreeve_core::ports::Store;
use portreeve_core::rank::Raised;
use portreeve_core::rules::people_raised;
use portreeve_core::text::command_line;
use portreeve_core::user::User;

/// The passwords of at most this many people are checked after one change.
const PEOPLE_MAX: usize = 1000;
/// At most this many of them are named.
const NAMED_MAX: usize = 5;

/// Which of the people raised since `before` can no longer sign in with their password; `None` if there are none. People
/// who could not do so before were named when that happened.
pub(crate) fn note(
    before: &Directory,
    directory: &Directory,
    store: &dyn Store,
    raised: &[Raised],
) -> Option<String> {
    let counted_before = |user: &User, origin: PasswordOrigin| {
        let before_it = before.user(user.id);
        before_it.is_none_or(|user| !origin.is_outranked(before, user))
    };
    let is_outranked = |user: &&Arc<User>| {
        // The change is done, even if the disk now refuses to read. Signing in checks again.
        let credential = store.find::<Credential>(user.id).ok().flatten();
        let origin = credential.and_then(|credential| credential.origin);
        origin.is_some_and(|origin| origin.is_outranked(directory, user) && counted_before(user, origin))
    };
    let names: Vec<&str> = people_raised(directory, raised)
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
        "the password of {whose} no longer counts: the person who set it has fewer rights than the account \
         has now; set a new one with {command}"
    ))
}
