//! Text laid out for scanning.

use crate::fold::push_folded;
use crate::user::User;

/// Ends each field; cannot be typed, so a search never matches across fields.
const FIELD_END: char = '\u{1}';

/// Appends what can be found of `user`.
pub(super) fn push_searchable(text: &mut String, user: &User) {
    for field in [&user.display_name(), user.login.as_str(), &user.email] {
        push_folded(text, field);
        text.push(FIELD_END);
    }
}
