//! Argon2: `argon2$argon2id$v=19$m=19456,t=2,p=1$<salt>$<output>`.

use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use subtle::ConstantTimeEq;

use super::field::named_number;
use super::work::{MEMORY_KIB_MAX, Work};
use super::{Arena, HashAlgorithm, HashError};

/// Most memory an imported hash may ask for, in KiB: what Django asks for.
pub const ARGON2_MEMORY_KIB_MAX: u64 = MEMORY_KIB_MAX;
/// The most that memory times passes of an imported hash may be, in KiB: ten times ours (Django: five times).
pub const ARGON2_WORK_MAX: u64 = 384 * 1024;
/// The most lanes an imported hash may need. We compute them one after the other.
pub const ARGON2_THREADS_MAX: u64 = 16;
/// Longest output of an imported hash, in bytes.
pub const ARGON2_OUTPUT_BYTES_MAX: usize = 128;

const OUTPUT_BYTES: usize = 32;
const SALT_BYTES: usize = 16;

/// Today's cost: OWASP's first choice, 19 MiB and two passes in one lane.
const CURRENT: Params = match Params::new(19 * 1024, 2, 1, None) {
    Ok(params) => params,
    Err(_) => panic!("OWASP's parameters are within Argon2's limits"),
};

/// A parsed Argon2 hash.
pub(super) struct Argon2Hash {
    variety: Algorithm,
    version: Version,
    params: Params,
    salt: Vec<u8>,
    output: Vec<u8>,
}

/// Hashes with today's parameters, into the text that Django stores.
pub(super) fn encode(password: &[u8], salt: &[u8; SALT_BYTES], arena: &mut Arena) -> String {
    let mut output = [0; OUTPUT_BYTES];
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, CURRENT);
    arena
        .with(CURRENT.block_count(), |memory| {
            argon2.hash_password_into_with_memory(password, salt, &mut output, memory)
        })
        .expect("a 16-byte salt and a 32-byte output are within Argon2's limits");
    format!(
        "argon2$argon2id$v=19$m={},t={},p={}${}${}",
        CURRENT.m_cost(),
        CURRENT.t_cost(),
        CURRENT.p_cost(),
        STANDARD_NO_PAD.encode(salt),
        STANDARD_NO_PAD.encode(output),
    )
}

impl Argon2Hash {
    /// Parses the text after `argon2$`: a PHC string without its first `$`.
    ///
    /// The crate password-hash would stop at 64 bytes of output and ignores the cost.
    pub(super) fn parse(text: &str) -> Result<Self, HashError> {
        let mut fields = text.split('$').peekable();
        let (variety, algorithm) = match fields.next() {
            Some("argon2id") => (Algorithm::Argon2id, HashAlgorithm::Argon2),
            Some("argon2i") => (Algorithm::Argon2i, HashAlgorithm::Argon2i),
            Some("argon2d") => (Algorithm::Argon2d, HashAlgorithm::Argon2d),
            _ => return Err(HashError::malformed(HashAlgorithm::Argon2)),
        };
        let malformed = || HashError::malformed(algorithm);

        // Hashes made before Argon2 1.3 do not state their version.
        let version = match fields.next_if(|field| field.starts_with("v=")) {
            Some("v=19") => Version::V0x13,
            Some("v=16") | None => Version::V0x10,
            Some(_) => return Err(malformed()),
        };
        let (Some(cost), Some(salt), Some(output), None) =
            (fields.next(), fields.next(), fields.next(), fields.next())
        else {
            return Err(malformed());
        };

        let mut cost = cost.split(',');
        let mut next = |name| {
            cost.next()
                .and_then(|field| named_number(field, name))
                .ok_or_else(malformed)
        };
        let (memory, passes, threads) = (next("m")?, next("t")?, next("p")?);
        if cost.next().is_some() {
            return Err(malformed());
        }
        HashError::check(algorithm, memory, "KiB of memory", ARGON2_MEMORY_KIB_MAX)?;
        HashError::check(algorithm, threads, "lanes", ARGON2_THREADS_MAX)?;
        let work = memory.saturating_mul(passes);
        HashError::check(algorithm, work, "KiB times passes", ARGON2_WORK_MAX)?;

        let salt = STANDARD_NO_PAD.decode(salt).map_err(|_| malformed())?;
        let output = STANDARD_NO_PAD.decode(output).map_err(|_| malformed())?;
        HashError::check(
            algorithm,
            output.len() as u64,
            "bytes of output",
            ARGON2_OUTPUT_BYTES_MAX as u64,
        )?;
        if salt.len() < argon2::MIN_SALT_LEN {
            return Err(malformed());
        }
        let params = Params::new(memory as u32, passes as u32, threads as u32, Some(output.len()))
            .map_err(|_| malformed())?;
        Ok(Self {
            variety,
            version,
            params,
            salt,
            output,
        })
    }

    pub(super) fn algorithm(&self) -> HashAlgorithm {
        match self.variety {
            Algorithm::Argon2id => HashAlgorithm::Argon2,
            Algorithm::Argon2i => HashAlgorithm::Argon2i,
            Algorithm::Argon2d => HashAlgorithm::Argon2d,
        }
    }

    /// Whether a new hash would have the same parameters.
    pub(super) fn is_current(&self) -> bool {
        let cost = |params: &Params| (params.m_cost(), params.t_cost(), params.p_cost());
        self.variety == Algorithm::Argon2id
            && self.version == Version::V0x13
            && cost(&self.params) == cost(&CURRENT)
            && self.salt.len() >= SALT_BYTES
            && self.output.len() == OUTPUT_BYTES
    }

    pub(super) fn verify(&self, password: &[u8], arena: &mut Arena) -> bool {
        let mut output = vec![0; self.output.len()];
        let argon2 = Argon2::new(self.variety, self.version, self.params.clone());
        arena
            .with(self.params.block_count(), |memory| {
                argon2.hash_password_into_with_memory(password, &self.salt, &mut output, memory)
            })
            .is_ok_and(|()| output.ct_eq(&self.output).into())
    }

    /// In KiB.
    pub(super) fn memory_kib(&self) -> u64 {
        self.params.m_cost().into()
    }

    pub(super) fn work(&self) -> Work {
        let (memory, passes) = (self.params.m_cost(), self.params.t_cost());
        Work::of(u64::from(memory) * u64::from(passes), ARGON2_WORK_MAX)
    }

    /// The same parameters with a salt and an output of no password.
    pub(super) fn blank(&self) -> String {
        let variety = match self.variety {
            Algorithm::Argon2id => "argon2id",
            Algorithm::Argon2i => "argon2i",
            Algorithm::Argon2d => "argon2d",
        };
        format!(
            "argon2${variety}$v={}$m={},t={},p={}${}${}",
            u32::from(self.version),
            self.params.m_cost(),
            self.params.t_cost(),
            self.params.p_cost(),
            STANDARD_NO_PAD.encode([0; SALT_BYTES]),
            STANDARD_NO_PAD.encode(vec![0; self.output.len()]),
        )
    }
}
