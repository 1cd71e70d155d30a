//! Text prepared for scanning.

use crate::fold::push_folded;
use crate::user::User;

/// Ends each field. No one can type it, so a search never matches across fields.
const FIELD_END: char = '\u{1}';

/// Appends the searchable text of `user`.
pub(super) fn push_searchable(text: &mut String, user: &User) {
    for field in [&user.display_name(), user.login.as_str(), &user.email] {
        push_folded(text, field);
        text.push(FIELD_END);
    }
}
