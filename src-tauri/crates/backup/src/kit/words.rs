//! The 1,024 words of SLIP-39 (its list, MIT-licensed by SatoshiLabs): none shares its first four letters with
//! another.

const LIST: &str = include_str!("words.txt");
/// Letters that tell a word from all others.
const LETTERS: usize = 4;

pub(super) fn word(index: u16) -> &'static str {
    LIST.lines().nth(index.into()).unwrap_or_default()
}

/// The word that was meant: one that is misspelt after its fourth letter is still found, and the checksum is there
/// to object.
pub(super) fn find(text: &str) -> Option<u16> {
    let text = text.to_lowercase();
    let typed = text.get(..LETTERS).unwrap_or(&text);
    let index = LIST
        .lines()
        .position(|word| word == text || word.get(..LETTERS) == Some(typed))?;
    u16::try_from(index).ok()
}
