//! Text that somebody else wrote: which of its characters are not seen, and how they are shown.

use std::borrow::Cow;
use std::fmt::Write as _;

use icu_properties::props::{
    BinaryProperty as _, DefaultIgnorableCodePoint, EnumeratedProperty as _, GeneralCategory,
};

/// Whether a reader does not see `c`, or sees other text otherwise because of it: controls (C0, C1, DEL), line
/// separators, marks that reorder text, joiners, fillers, tags and variation selectors.
pub fn is_unseen(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_control();
    }
    // The blank of Braille is a symbol that has no ink.
    c == '\u{2800}'
        || DefaultIgnorableCodePoint::for_char(c)
        || matches!(
            GeneralCategory::for_char(c),
            GeneralCategory::Control
                | GeneralCategory::Format
                | GeneralCategory::LineSeparator
                | GeneralCategory::ParagraphSeparator
        )
}

/// `text` with what is not seen written as `\u{202E}`, so that nothing in it moves a cursor or reorders a line.
pub fn escaped(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unseen) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if is_unseen(c) {
            // Writing into a string does not fail.
            let _ = write!(shown, "\\u{{{:04X}}}", u32::from(c));
        } else {
            shown.push(c);
        }
    }
    Cow::Owned(shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_seen_is_shown() {
        for c in [
            '\0',
            '\t',
            '\n',
            '\u{1b}',
            '\u{7f}',
            '\u{85}',
            '\u{9b}',
            '\u{ad}',
            '\u{34f}',
            '\u{61c}',
            '\u{180e}',
            '\u{200b}',
            '\u{200d}',
            '\u{200f}',
            '\u{2028}',
            '\u{202e}',
            '\u{2066}',
            '\u{2800}',
            '\u{3164}',
            '\u{fe0f}',
            '\u{feff}',
            '\u{fff9}',
            '\u{e0001}',
            '\u{e01ef}',
        ] {
            let shown = format!("a\\u{{{:04X}}}b", u32::from(c));
            assert_eq!(escaped(&format!("a{c}b")), shown);
        }
    }

    #[test]
    fn what_is_seen_stays_as_it_is() {
        let text = "Zoë Ångström, 明 – «ça» नमस्ते\u{a0}!";
        assert!(matches!(escaped(text), Cow::Borrowed(same) if same == text));
    }
}
