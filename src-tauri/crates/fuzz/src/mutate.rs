//! Makes nearly valid inputs.

use std::ops::Range;

use portreeve_core::ports::{Entropy, random};

/// Bytes with a meaning to parsers: ends of ranges, and the punctuation of JSON, tokens and filters.
const TELLING: &[u8] = b"\x00\x01\x7f\x80\xff\"\\{}[],:.-_ \n";

/// Replacements for a word: other types, other sizes, nothing, and characters that control a terminal.
const WORDS: &[&[u8]] = &[
    b"",
    b"null",
    b"true",
    b"-1",
    b"1e999",
    b"18446744073709551616",
    b"[]",
    b"{}",
    b"[[[[",
    b"\\u202e",
    b"\\ud800",
    "\u{202e}\u{7}".as_bytes(),
    "\u{130}\u{df}\u{fb01}".as_bytes(),
];

/// The longest input, in bytes. Longer ones take time and find nothing more.
const BYTES_MAX: usize = 128 << 10;

/// One of `seeds`, changed in one to four places.
pub fn mutate(seeds: &[Vec<u8>], entropy: &dyn Entropy) -> Vec<u8> {
    let pick = |below: usize| u32::from_le_bytes(random(entropy)) as usize % below.max(1);
    let part = |bytes: &[u8]| {
        let start = pick(bytes.len());
        let end = start + pick((bytes.len() - start).min(64) + 1);
        start..end
    };
    let mut input = seeds[pick(seeds.len())].clone();
    for _ in 0..=pick(4) {
        if input.is_empty() {
            break;
        }
        let at = pick(input.len());
        match pick(12) {
            0 | 1 => input[at] ^= 1 << pick(8),
            2 => input[at] = TELLING[pick(TELLING.len())],
            3 => input.truncate(at),
            4 => drop(input.drain(part(&input))),
            5 => {
                let copy = input[part(&input)].to_vec();
                input.splice(at..at, copy);
            }
            6 => {
                // The beginning of this seed and the end of another.
                let other = &seeds[pick(seeds.len())];
                input.truncate(at);
                input.extend_from_slice(&other[pick(other.len())..]);
            }
            7 => {
                let other = &seeds[pick(seeds.len())];
                let copy = other[part(other)].to_vec();
                input.splice(at..at, copy);
            }
            8 => {
                // A line of another seed in place of one of this.
                let other = &seeds[pick(seeds.len())];
                let copy = other[run(other, pick(other.len()), |byte| byte != b'\n')].to_vec();
                input.splice(run(&input, at, |byte| byte != b'\n'), copy);
            }
            9 => {
                // A word of another seed.
                let other = &seeds[pick(seeds.len())];
                let copy = other[run(other, pick(other.len()), is_of_word)].to_vec();
                input.splice(run(&input, at, is_of_word), copy);
            }
            _ => drop(input.splice(run(&input, at, is_of_word), WORDS[pick(WORDS.len())].to_vec())),
        }
    }
    input.truncate(BYTES_MAX);
    input
}

fn is_of_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"_.-".contains(&byte) || !byte.is_ascii()
}

/// The range around `at` whose bytes are all of one kind.
fn run(bytes: &[u8], at: usize, is_of: impl Fn(u8) -> bool) -> Range<usize> {
    let start = bytes[..at].iter().rposition(|byte| !is_of(*byte));
    let end = bytes[at..].iter().position(|byte| !is_of(*byte));
    start.map_or(0, |before| before + 1)..end.map_or(bytes.len(), |length| at + length)
}
