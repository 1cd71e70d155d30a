//! scrypt: `scrypt$<N>$<salt>$<r>$<p>$<output>`.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use scrypt::Params;
use subtle::ConstantTimeEq;

use super::field::{fixed_base64, number};
use super::work::{MEMORY_KIB_MAX, Work};
use super::{HashAlgorithm, HashError};

/// Largest accepted N, r and p, so that their product cannot overflow.
const FACTOR_MAX: u64 = 1 << 20;
/// The most that N times r times p of an imported hash may be (Django: 2^14 times 8 times 5). We compute p one after
/// the other.
pub const SCRYPT_WORK_MAX: u64 = 1 << 20;
/// The most memory an imported hash may need, in bytes: 128 × N × r (Django needs 16 MiB).
pub const SCRYPT_MEMORY_BYTES_MAX: u64 = MEMORY_KIB_MAX * 1024;

/// A parsed scrypt hash.
pub(super) struct ScryptHash<'a> {
    params: Params,
    /// N, r and p.
    factors: [u64; 3],
    /// The characters themselves are the salt: Django does not encode it.
    salt: &'a str,
    output: [u8; 64],
}

impl<'a> ScryptHash<'a> {
    /// Parses the text after `scrypt$`.
    pub(super) fn parse(text: &'a str) -> Result<Self, HashError> {
        const ALGORITHM: HashAlgorithm = HashAlgorithm::Scrypt;
        let malformed = || HashError::malformed(ALGORITHM);

        let mut fields = text.split('$');
        let mut next = || fields.next().ok_or_else(malformed);
        let (work, salt, block, threads, output) = (next()?, next()?, next()?, next()?, next()?);
        if fields.next().is_some() || salt.is_empty() {
            return Err(malformed());
        }
        let work = number(work).ok_or_else(malformed)?;
        let block = number(block).ok_or_else(malformed)?;
        let threads = number(threads).ok_or_else(malformed)?;
        for factor in [work, block, threads] {
            HashError::check(ALGORITHM, factor, "as a factor", FACTOR_MAX)?;
        }
        HashError::check(
            ALGORITHM,
            work * block * threads,
            "as N times r times p",
            SCRYPT_WORK_MAX,
        )?;
        HashError::check(
            ALGORITHM,
            128 * work * block,
            "bytes of memory",
            SCRYPT_MEMORY_BYTES_MAX,
        )?;
        if work < 2 || !work.is_power_of_two() {
            return Err(malformed());
        }

        let params = Params::new(work.trailing_zeros() as u8, block as u32, threads as u32)
            .map_err(|_| malformed())?;
        let output = fixed_base64(&STANDARD, output).ok_or_else(malformed)?;
        Ok(Self {
            params,
            factors: [work, block, threads],
            salt,
            output,
        })
    }

    pub(super) fn verify(&self, password: &[u8]) -> bool {
        let mut output = [0; 64];
        scrypt::scrypt(password, self.salt.as_bytes(), &self.params, &mut output)
            .is_ok_and(|()| output.ct_eq(&self.output).into())
    }

    /// In KiB.
    pub(super) fn memory_kib(&self) -> u64 {
        let [work, block, _] = self.factors;
        (128 * work * block).div_ceil(1024)
    }

    pub(super) fn work(&self) -> Work {
        Work::of(self.factors.iter().product(), SCRYPT_WORK_MAX)
    }

    /// The same parameters with a salt and an output of no password.
    pub(super) fn blank(&self) -> String {
        let [work, block, threads] = self.factors;
        format!(
            "scrypt${work}$blank${block}${threads}${}",
            STANDARD.encode([0; 64])
        )
    }
}
