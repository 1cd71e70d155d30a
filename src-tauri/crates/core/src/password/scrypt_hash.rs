//! scrypt: `scrypt$<N>$<salt>$<r>$<p>$<output>`.

use base64::engine::general_purpose::STANDARD;
use scrypt::Params;
use subtle::ConstantTimeEq;

use super::field::{fixed_base64, number};
use super::{HashAlgorithm, HashError};

/// Highest work factor N of an imported hash (Django asks for 2^14).
pub const SCRYPT_WORK_MAX: u64 = 1 << 18;
/// Largest block size r of an imported hash (Django asks for 8).
pub const SCRYPT_BLOCK_MAX: u64 = 32;
/// Highest parallelism p of an imported hash (Django asks for 5). We compute it one after the other.
pub const SCRYPT_THREADS_MAX: u64 = 16;
/// Most memory an imported hash may ask for, in bytes: 128 × N × r.
pub const SCRYPT_MEMORY_BYTES_MAX: u64 = 512 * 1024 * 1024;

/// An scrypt hash taken apart.
pub(super) struct ScryptHash<'a> {
    params: Params,
    /// Its characters are the salt: Django does not encode it.
    salt: &'a str,
    output: [u8; 64],
}

impl<'a> ScryptHash<'a> {
    /// Parses what follows `scrypt$`.
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
        HashError::check(ALGORITHM, work, "as its work factor", SCRYPT_WORK_MAX)?;
        HashError::check(ALGORITHM, block, "as its block size", SCRYPT_BLOCK_MAX)?;
        HashError::check(ALGORITHM, threads, "lanes", SCRYPT_THREADS_MAX)?;
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
        Ok(Self { params, salt, output })
    }

    pub(super) fn verify(&self, password: &[u8]) -> bool {
        let mut output = [0; 64];
        scrypt::scrypt(password, self.salt.as_bytes(), &self.params, &mut output)
            .is_ok_and(|()| output.ct_eq(&self.output).into())
    }
}
