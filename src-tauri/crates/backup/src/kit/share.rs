//! One share as words.
//!
//! ```text
//! identifier 15 bits | iteration exponent 5 | group index 4, threshold 4, count 4 | index 4 | threshold 4 |
//! padding and value, 260 bits | checksum 30
//! ```

use portreeve_core::secret::SecretText;
use portreeve_core::words;
use zeroize::Zeroizing;

use super::{KEY_BYTES, Key, KitFault, SHARES_NEEDED, WORDS, checksum};

/// Fields with the same value in all our shares: one group of one, two shares needed. Thresholds and counts are stored
/// minus one.
const THRESHOLD: u32 = SHARES_NEEDED as u32 - 1;
/// Ours have 0. Other programs may choose more, which is more work; this much takes a moment.
const EXPONENT_MAX: u8 = 6;
const VALUE_FROM: usize = 4;
const VALUE_TO: usize = WORDS - 3;

pub(super) struct Share {
    pub(super) identifier: u16,
    pub(super) exponent: u8,
    pub(super) index: u8,
    pub(super) value: Key,
}

impl Share {
    pub(super) fn to_words(&self) -> SecretText {
        let first = u32::from(self.identifier) << 5 | u32::from(self.exponent);
        let second = u32::from(self.index) << 4 | THRESHOLD;
        let mut indices = Zeroizing::new(Vec::with_capacity(WORDS));
        for bits in [first, second] {
            indices.extend([bits >> 10, bits & 1023].map(|word| word as u16));
        }
        // 256 bits in 26 words: four zero bits come first.
        let bit = |at: usize| (self.value[at / 8] >> (7 - at % 8)) & 1;
        for word in 0..VALUE_TO - VALUE_FROM {
            let bits = (word * 10..word * 10 + 10).map(|at| at.checked_sub(4).map_or(0, bit));
            indices.push(bits.fold(0, |word, bit| word << 1 | u16::from(bit)));
        }
        checksum::append(&mut indices);
        let words: Vec<&str> = indices.iter().map(|index| words::word(*index)).collect();
        SecretText::new(words.join(" "))
    }

    pub(super) fn from_words(text: &SecretText) -> Result<Self, KitFault> {
        let mut indices = Zeroizing::new(Vec::with_capacity(WORDS));
        for (at, word) in text.expose().split_whitespace().enumerate() {
            let index = words::find(word).ok_or_else(|| KitFault::UnknownWord {
                position: at + 1,
                word: word.chars().take(20).collect(),
            })?;
            indices.push(index);
        }
        if indices.len() != WORDS {
            return Err(KitFault::WordCount(indices.len()));
        }
        if !checksum::is_right(&indices) {
            return Err(match checksum::locate(&indices) {
                Some((at, word)) => KitFault::Mistyped {
                    position: at + 1,
                    instead: words::word(word),
                },
                None => KitFault::Garbled,
            });
        }
        let pair = |at: usize| u32::from(indices[at]) << 10 | u32::from(indices[at + 1]);
        let (first, second) = (pair(0), pair(2));
        let mut value = Key::new([0; KEY_BYTES]);
        let padded = indices[VALUE_FROM..VALUE_TO].iter().enumerate();
        let mut padding = 0;
        for (word, index) in padded {
            for bit in (0..10).filter(|bit| index >> (9 - bit) & 1 == 1) {
                match (word * 10 + bit).checked_sub(4) {
                    Some(at) => value[at / 8] |= 1 << (7 - at % 8),
                    None => padding += 1,
                }
            }
        }
        let exponent = (first & 0x1f) as u8;
        let is_ours =
            exponent <= EXPONENT_MAX && second >> 8 == 0 && second & 0xf == THRESHOLD && padding == 0;
        if !is_ours {
            return Err(KitFault::NotOurs);
        }
        Ok(Self {
            identifier: (first >> 5) as u16,
            exponent,
            index: (second >> 4 & 0xf) as u8,
            value,
        })
    }
}
