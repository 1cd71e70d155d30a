//! SLIP-39's encryption of the secret: four Feistel rounds of PBKDF2. Without a passphrase it hides nothing, but the
//! standard requires it before the split.

use pbkdf2::pbkdf2_hmac;
use sha2::Sha256;
use zeroize::Zeroizing;

use super::{KEY_BYTES, Key};

const ROUNDS: [u8; 4] = [0, 1, 2, 3];
const ITERATIONS: u32 = 2500;
const HALF: usize = KEY_BYTES / 2;

/// What the cipher depends on besides the secret.
pub(super) struct Setting<'a> {
    pub(super) identifier: u16,
    pub(super) exponent: u8,
    pub(super) passphrase: &'a [u8],
}

pub(super) fn encrypt(key: &Key, setting: &Setting<'_>) -> Key {
    feistel(key, ROUNDS, setting)
}

pub(super) fn decrypt(sealed: &Key, setting: &Setting<'_>) -> Key {
    let mut backwards = ROUNDS;
    backwards.reverse();
    feistel(sealed, backwards, setting)
}

fn feistel(input: &Key, rounds: [u8; 4], setting: &Setting<'_>) -> Key {
    let iterations = ITERATIONS << setting.exponent;
    let (mut left, mut right) = (Zeroizing::new([0; HALF]), Zeroizing::new([0; HALF]));
    left.copy_from_slice(&input[..HALF]);
    right.copy_from_slice(&input[HALF..]);
    for round in rounds {
        let password = Zeroizing::new([&[round], setting.passphrase].concat());
        let salt = Zeroizing::new(
            [
                b"shamir".as_slice(),
                &setting.identifier.to_be_bytes(),
                right.as_slice(),
            ]
            .concat(),
        );
        let mut mask = Zeroizing::new([0; HALF]);
        pbkdf2_hmac::<Sha256>(&password, &salt, iterations, mask.as_mut_slice());
        left.iter_mut()
            .zip(mask.iter())
            .for_each(|(byte, mask)| *byte ^= mask);
        std::mem::swap(&mut left, &mut right);
    }
    let mut output = Key::new([0; KEY_BYTES]);
    output[..HALF].copy_from_slice(right.as_slice());
    output[HALF..].copy_from_slice(left.as_slice());
    output
}
