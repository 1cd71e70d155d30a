//! Numbers below 1,024 as words, for what people copy by hand or read out: the list of SLIP-39 (MIT-licensed by
//! SatoshiLabs), of which no word shares its first four letters with another.

const LIST: &str = include_str!("words.txt");
/// Letters that tell a word from all others.
const LETTERS: usize = 4;

/// Bits that one word stands for.
pub const BITS: usize = 10;

/// The word for the lowest ten bits of `index`.
pub fn word(index: u16) -> &'static str {
    LIST.lines().nth(usize::from(index & 1023)).unwrap_or_default()
}

/// What the word that was meant stands for: one that is misspelt after its fourth letter is still found, so let a
/// checksum object.
pub fn find(text: &str) -> Option<u16> {
    let text = text.to_lowercase();
    let typed = text.get(..LETTERS).unwrap_or(&text);
    let index = LIST
        .lines()
        .position(|word| word == text || word.get(..LETTERS) == Some(typed))?;
    u16::try_from(index).ok()
}
