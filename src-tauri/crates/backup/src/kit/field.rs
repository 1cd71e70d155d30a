//! GF(256) with Rijndael's polynomial (FIPS 197, section 4.2), without tables: another program could observe the index
//! into one.

use super::{KEY_BYTES, Key};

fn multiply(mut a: u8, mut b: u8) -> u8 {
    let mut product = 0;
    for _ in 0..8 {
        product ^= a & 0_u8.wrapping_sub(b & 1);
        let carry = 0_u8.wrapping_sub(a >> 7);
        a = (a << 1) ^ (0x1b & carry);
        b >>= 1;
    }
    product
}

/// `a` to the power of 254; in binary 1111_1110.
fn inverse(a: u8) -> u8 {
    let power = (0..6).fold(a, |power, _| multiply(multiply(power, power), a));
    multiply(power, power)
}

/// The value at `x` of the line through two points, for each byte: two points define a polynomial of degree one.
pub(super) fn line((x1, y1): (u8, &Key), (x2, y2): (u8, &Key), x: u8) -> Key {
    let slope = inverse(x1 ^ x2);
    let (weight1, weight2) = (multiply(x ^ x2, slope), multiply(x ^ x1, slope));
    let mut value = Key::new([0; KEY_BYTES]);
    for (value, (y1, y2)) in value.iter_mut().zip(y1.iter().zip(y2.iter())) {
        *value = multiply(*y1, weight1) ^ multiply(*y2, weight2);
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    /// FIPS 197, section 4.2.
    #[test]
    fn products_are_those_of_the_standard() {
        assert_eq!(multiply(0x57, 0x83), 0xc1);
        assert_eq!(multiply(0x57, 0x13), 0xfe);
    }

    #[test]
    fn everything_but_zero_has_an_inverse() {
        for a in 1..=255 {
            assert_eq!(multiply(a, inverse(a)), 1, "{a}");
        }
    }
}
