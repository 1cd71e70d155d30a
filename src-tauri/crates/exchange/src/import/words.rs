//! Words for messages about a file.

use portreeve_core::text::escaped;

/// Names in backquotes, joined by commas.
pub(crate) fn listed(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

/// Places in the file, as "objects 1, 2 and 7".
pub(crate) fn objects(places: &[usize]) -> String {
    let places: Vec<String> = places.iter().map(ToString::to_string).collect();
    match places.split_last() {
        Some((last, others)) if !others.is_empty() => format!("objects {} and {last}", others.join(", ")),
        _ => format!("object {}", places.join("")),
    }
}

/// Longest text from a file in a message, in characters: as long as Django lets the name of a user or a group be.
const SHOWN_CHARS_MAX: usize = 150;

/// Text from a file for a message: on one line, invisible characters escaped, and with an ellipsis where it is cut.
pub(crate) fn shown(text: &str) -> String {
    match text.char_indices().nth(SHOWN_CHARS_MAX) {
        Some((end, _)) => format!("{}…", escaped(&text[..end])),
        None => escaped(text).into_owned(),
    }
}
