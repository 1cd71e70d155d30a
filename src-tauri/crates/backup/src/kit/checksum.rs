//! RS1024: three words that a Reed-Solomon code over GF(1024) computes from all others. It always detects up to three
//! wrong words, and locates a single one.

const CHECK_WORDS: usize = 3;
const CUSTOM: &[u8] = b"shamir";
const GENERATOR: [u32; 10] = [
    0x00e0_e040,
    0x01c1_c080,
    0x0383_8100,
    0x0707_0200,
    0x0e0e_0009,
    0x1c0c_2412,
    0x3808_6c24,
    0x3090_fc48,
    0x21b1_f890,
    0x03f3_f120,
];

fn polymod(words: impl Iterator<Item = u16>) -> u32 {
    let custom = CUSTOM.iter().map(|byte| u16::from(*byte));
    custom.chain(words).fold(1, |sum, word| {
        let top = sum >> 20;
        let shifted = ((sum & 0xf_ffff) << 10) ^ u32::from(word);
        let taps = GENERATOR.iter().enumerate();
        taps.fold(shifted, |sum, (bit, tap)| {
            sum ^ if (top >> bit) & 1 == 1 { *tap } else { 0 }
        })
    })
}

/// Appends the three words.
pub(super) fn append(words: &mut Vec<u16>) {
    let sum = polymod(words.iter().copied().chain([0; CHECK_WORDS])) ^ 1;
    words.extend([20, 10, 0].map(|shift| ((sum >> shift) & 1023) as u16));
}

pub(super) fn is_right(words: &[u16]) -> bool {
    polymod(words.iter().copied()) == 1
}

/// The position and the value of the one word that makes the checksum right; `None` if there is none, or more than one.
pub(super) fn locate(words: &[u16]) -> Option<(usize, u16)> {
    let mut found = None;
    let mut tried = zeroize::Zeroizing::new(words.to_vec());
    for position in 0..words.len() {
        for word in 0..1024 {
            tried[position] = word;
            if is_right(&tried) && found.replace((position, word)).is_some() {
                return None;
            }
        }
        tried[position] = words[position];
    }
    found
}
