//! Numbers below 1,024 as words, for people who copy by hand or read aloud: the list of SLIP-39 (MIT-licensed by
//! SatoshiLabs), in which no two words share their first four letters.

const LIST: &str = include_str!("words.txt");
/// How many letters distinguish a word from all others.
const LETTERS: usize = 4;

/// How many bits one word stands for.
pub const BITS: usize = 10;

/// The word for the lowest ten bits of `index`.
pub fn word(index: u16) -> &'static str {
    LIST.lines().nth(usize::from(index & 1023)).unwrap_or_default()
}

/// The number of the intended word. A word that is misspelt after its fourth letter is still found; a checksum must
/// detect that.
pub fn find(text: &str) -> Option<u16> {
    let text = text.to_lowercase();
    let typed = text.get(..LETTERS).unwrap_or(&text);
    let index = LIST
        .lines()
        .position(|word| word == text || word.get(..LETTERS) == Some(typed))?;
    u16::try_from(index).ok()
}
