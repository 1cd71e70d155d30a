//! The end of the trail, and the short form in which people pass it on.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};

/// The MAC that an event adds to the chain: over itself, its number and the MAC before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ChainMac(pub [u8; 32]);

/// Where the trail begins and ends. Written with every event, in the same commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AuditHead {
    /// The number of the last event; 0 when there is none.
    pub last: u64,
    /// Its MAC.
    pub mac: ChainMac,
    /// The number of the first event that is still kept.
    pub first: u64,
    /// The MAC before it, so that the chain can still be proved when its beginning was pruned.
    pub mac_before_first: ChainMac,
}

impl Default for AuditHead {
    /// A trail without events.
    fn default() -> Self {
        Self {
            last: 0,
            mac: ChainMac::default(),
            first: 1,
            mac_before_first: ChainMac::default(),
        }
    }
}

impl AuditHead {
    /// The short form.
    pub fn code(&self) -> HeadCode {
        HeadCode::new(self.last, self.mac)
    }
}

/// The end of the trail in a form that fits a letter or a telephone call: the number of the last event, 80 bits of
/// its MAC and a checksum, in Crockford's base 32, which has no letters that sound or look like another.
///
/// Whoever writes it down can later have proved that nothing up to that event was changed: another chain with the
/// same 80 bits would take 2^80 tries to find, even for whoever holds the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeadCode {
    /// The number of the event.
    pub number: u64,
    mac: [u8; MAC_BYTES],
}

const MAC_BYTES: usize = 10;
const MAC_CHARS: usize = MAC_BYTES * 8 / 5;
const CHECK_CHARS: usize = 2;
const GROUP_CHARS: usize = 4;
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The text is not a code, or was mistyped.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
#[error("this is not a code as `portreeve audit head` prints them, or a character of it is wrong")]
pub struct HeadCodeError;

impl HeadCode {
    /// The code of event `number` with `mac`.
    pub fn new(number: u64, mac: ChainMac) -> Self {
        let mut short = [0; MAC_BYTES];
        short.copy_from_slice(&mac.0[..MAC_BYTES]);
        Self { number, mac: short }
    }

    /// Two characters that a slip of the tongue or pen does not get past.
    fn check(&self) -> u16 {
        let mut digest = Sha256::new();
        digest.update(self.number.to_be_bytes());
        digest.update(self.mac);
        let digest = digest.finalize();
        u16::from_be_bytes([digest[0], digest[1]]) >> (16 - 5 * CHECK_CHARS)
    }
}

impl fmt::Display for HeadCode {
    /// For example `1042-7K3M-9QXR-T0VW-B4ZN-C7`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let symbol = |value: u128| ALPHABET[(value & 31) as usize] as char;
        let bits = self
            .mac
            .iter()
            .fold(0u128, |bits, byte| bits << 8 | u128::from(*byte));
        write!(f, "{}", self.number)?;
        for place in 0..MAC_CHARS {
            if place % GROUP_CHARS == 0 {
                f.write_str("-")?;
            }
            write!(f, "{}", symbol(bits >> (5 * (MAC_CHARS - 1 - place))))?;
        }
        let check = u128::from(self.check());
        write!(f, "-{}{}", symbol(check >> 5), symbol(check))
    }
}

impl FromStr for HeadCode {
    type Err = HeadCodeError;

    /// As it is heard or typed: in any case, with spaces or dashes between the groups, and with O for 0, I or L for 1.
    fn from_str(text: &str) -> Result<Self, HeadCodeError> {
        let is_gap = |c: char| c == '-' || c.is_whitespace();
        let (number, rest) = text.trim().split_once(is_gap).ok_or(HeadCodeError)?;
        let number = number.parse().map_err(|_| HeadCodeError)?;
        let values = rest
            .chars()
            .filter(|c| !is_gap(*c))
            .map(value)
            .collect::<Option<Vec<u128>>>();
        let values = values
            .filter(|values| values.len() == MAC_CHARS + CHECK_CHARS)
            .ok_or(HeadCodeError)?;
        let joined = |values: &[u128]| values.iter().fold(0u128, |bits, value| bits << 5 | value);
        let (mac, check) = values.split_at(MAC_CHARS);
        let mut short = [0; MAC_BYTES];
        short.copy_from_slice(&joined(mac).to_be_bytes()[16 - MAC_BYTES..]);
        let code = Self { number, mac: short };
        match joined(check) == u128::from(code.check()) {
            true => Ok(code),
            false => Err(HeadCodeError),
        }
    }
}

fn value(c: char) -> Option<u128> {
    let c = match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        c => c,
    };
    let place = ALPHABET.iter().position(|symbol| char::from(*symbol) == c)?;
    Some(place as u128)
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
        assert_eq!(text.len(), "1042-7K3M-9QXR-T0VW-B4ZN-C7".len());
        for written in [
            text.clone(),
            text.to_lowercase(),
            text.replace('-', " "),
            text.replace('0', "o")
                .replace('1', "l")
                .replacen('l', "1", 1)
                .replacen('o', "0", 1),
        ] {
            assert_eq!(written.parse(), Ok(code()), "{written}");
        }
    }

    #[test]
    fn one_wrong_character_is_noticed() {
        let text = code().to_string();
        let mut passed = 0;
        for place in 0..text.len() {
            for wrong in ALPHABET {
                let mut bytes = text.clone().into_bytes();
                if bytes[place] == b'-' || bytes[place] == *wrong {
                    continue;
                }
                bytes[place] = *wrong;
                let read = String::from_utf8(bytes).map(|text| text.parse::<HeadCode>());
                passed += usize::from(matches!(read, Ok(Ok(_))));
            }
        }
        // Ten bits of checksum let one in about a thousand through; of some six hundred tries, hardly any.
        assert!(passed <= 3, "{passed} wrong codes were taken");
    }
}
