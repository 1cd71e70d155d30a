//! Text from elsewhere, made harmless for a line that people read.

/// Whether a character ends the line or changes how the line reads without being seen: controls, line
/// separators, and the marks that reorder text.
pub(crate) fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}
