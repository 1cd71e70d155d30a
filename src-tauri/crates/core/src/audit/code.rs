//! The code of the end of the trail, for people.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};

use super::head::ChainMac;
use crate::words;

/// The end of the trail in a form that fits a letter or a telephone call: the number of the last event, eight words for
/// 80 bits of its MAC, and one word as checksum.
///
/// With a code from earlier a person can verify that nothing up to that event was changed since: finding another chain
/// with the same 80 bits takes 2^80 tries, even with the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeadCode {
    /// The number of the event.
    pub number: u64,
    mac: [u8; MAC_BYTES],
}

const MAC_BYTES: usize = 10;
const MAC_WORDS: usize = MAC_BYTES * 8 / words::BITS;
const WORDS: usize = MAC_WORDS + 1;

/// The text is not a [`HeadCode`]. Words count from one.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum HeadCodeError {
    /// It does not begin with the number of an event.
    #[error("the number of an event comes first, then {WORDS} words, as `portreeve audit head` prints them")]
    NoNumber,
    /// Too few or too many words.
    #[error("{WORDS} words belong after the number, not {0}")]
    WordCount(usize),
    /// A word that is not in the list.
    #[error("word {position}, `{word}`, is not one of those that `portreeve audit head` prints")]
    UnknownWord {
        /// The position of the word.
        position: usize,
        /// The word as typed.
        word: String,
    },
    /// A word differs from the paper, or their order does.
    #[error("the number, a word or the order of the words is wrong")]
    Mistyped,
}

impl HeadCode {
    /// The code of event `number` with `mac`.
    pub fn new(number: u64, mac: ChainMac) -> Self {
        let mut short = [0; MAC_BYTES];
        short.copy_from_slice(&mac.0[..MAC_BYTES]);
        Self { number, mac: short }
    }

    /// A ten-bit checksum against typing and hearing mistakes.
    fn check(&self) -> u16 {
        let mut digest = Sha256::new();
        digest.update(self.number.to_be_bytes());
        digest.update(self.mac);
        let digest = digest.finalize();
        u16::from_be_bytes([digest[0], digest[1]]) >> (16 - words::BITS)
    }
}

impl fmt::Display for HeadCode {
    /// For example `1042 academic acid acne acquire acrobat activity actress adapt legal`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.number)?;
        let bits = self
            .mac
            .iter()
            .fold(0u128, |bits, byte| bits << 8 | u128::from(*byte));
        for place in (0..MAC_WORDS).rev() {
            let index = bits >> (words::BITS * place) & 1023;
            write!(f, " {}", words::word(index as u16))?;
        }
        write!(f, " {}", words::word(self.check()))
    }
}

impl FromStr for HeadCode {
    type Err = HeadCodeError;

    /// Parses the code as heard or typed: in any case, with dashes, commas or line breaks between the words.
    fn from_str(text: &str) -> Result<Self, HeadCodeError> {
        let is_gap = |c: char| !c.is_alphanumeric();
        let mut parts = text.split(is_gap).filter(|part| !part.is_empty());
        let number = parts.next().and_then(|number| number.parse().ok());
        let number = number.ok_or(HeadCodeError::NoNumber)?;
        let mut indices = Vec::with_capacity(WORDS);
        for (at, word) in parts.enumerate() {
            let index = words::find(word).ok_or_else(|| HeadCodeError::UnknownWord {
                position: at + 1,
                word: word.chars().take(20).collect(),
            })?;
            indices.push(index);
        }
        let Some((check, mac)) = indices.split_last().filter(|_| indices.len() == WORDS) else {
            return Err(HeadCodeError::WordCount(indices.len()));
        };
        let bits = mac
            .iter()
            .fold(0u128, |bits, index| bits << words::BITS | u128::from(*index));
        let mut short = [0; MAC_BYTES];
        short.copy_from_slice(&bits.to_be_bytes()[16 - MAC_BYTES..]);
        let code = Self { number, mac: short };
        match *check == code.check() {
            true => Ok(code),
            false => Err(HeadCodeError::Mistyped),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code() -> HeadCode {
        let mut mac = [0; 32];
        for (place, byte) in mac.iter_mut().enumerate() {
            *byte = (place * 37 + 11) as u8;
        }
        HeadCode::new(1042, ChainMac(mac))
    }

    #[test]
    fn a_code_is_read_back_however_it_is_written_down() {
        let text = code().to_string();
        let four_letters = |word: &str| word.chars().take(4).collect::<String>();
        for written in [
            text.clone(),
            text.to_uppercase(),
            text.replace(' ', "-"),
            text.replace(' ', ",\n "),
            text.split(' ').map(four_letters).collect::<Vec<_>>().join(" "),
        ] {
            assert_eq!(written.parse(), Ok(code()), "{written}");
        }
    }

    #[test]
    fn the_example_that_people_are_shown_is_one() {
        let example = "1042 academic acid acne acquire acrobat activity actress adapt legal";
        assert_eq!(example.parse::<HeadCode>().unwrap().to_string(), example);
    }

    #[test]
    fn one_wrong_word_is_noticed() {
        let text = code().to_string();
        let right: Vec<&str> = text.split(' ').collect();
        let mut passed = 0;
        for place in 1..right.len() {
            for wrong in (0..1024).map(words::word).filter(|word| *word != right[place]) {
                let mut parts = right.clone();
                parts[place] = wrong;
                passed += usize::from(parts.join(" ").parse::<HeadCode>().is_ok());
            }
        }
        // One in 1,024 has the right ten bits by chance: about nine of some nine thousand tries.
        assert!(passed <= 30, "{passed} wrong codes were taken");
    }

    #[test]
    fn what_is_wrong_with_a_code_is_told() {
        let text = code().to_string();
        let (_, words) = text.split_once(' ').unwrap();
        let parse = |text: &str| text.parse::<HeadCode>().unwrap_err();
        assert_eq!(parse(words), HeadCodeError::NoNumber);
        assert_eq!(parse("1042 acid"), HeadCodeError::WordCount(1));
        assert_eq!(parse(&format!("1043 {words}")), HeadCodeError::Mistyped);
        let unknown = HeadCodeError::UnknownWord {
            position: 2,
            word: "portreeve".into(),
        };
        assert_eq!(parse("1042 acid portreeve"), unknown);
    }
}
