//! PBKDF2: `pbkdf2_sha256$<iterations>$<salt>$<output>`.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use pbkdf2::pbkdf2_hmac;
use sha1::Sha1;
use sha2::Sha256;
use subtle::ConstantTimeEq;

use super::field::{fixed_base64, number};
use super::work::Work;
use super::{HashAlgorithm, HashError};

/// The most iterations an imported hash may need (Django 5.2 needs one million, and each version more).
pub const PBKDF2_ITERATIONS_MAX: u64 = 2_000_000;

/// A parsed PBKDF2 hash.
pub(super) struct Pbkdf2Hash<'a> {
    iterations: u32,
    /// The characters themselves are the salt: Django does not encode it.
    salt: &'a str,
    output: Output,
}

/// The output, by digest.
enum Output {
    Sha256([u8; 32]),
    Sha1([u8; 20]),
}

impl<'a> Pbkdf2Hash<'a> {
    /// Parses the text after the algorithm prefix.
    pub(super) fn parse(algorithm: HashAlgorithm, text: &'a str) -> Result<Self, HashError> {
        let malformed = || HashError::malformed(algorithm);
        let mut fields = text.split('$');
        let (Some(iterations), Some(salt), Some(output), None) =
            (fields.next(), fields.next(), fields.next(), fields.next())
        else {
            return Err(malformed());
        };
        let iterations = number(iterations).ok_or_else(malformed)?;
        HashError::check(algorithm, iterations, "iterations", PBKDF2_ITERATIONS_MAX)?;
        if salt.is_empty() {
            return Err(malformed());
        }
        let output = match algorithm {
            HashAlgorithm::Pbkdf2Sha1 => fixed_base64(&STANDARD, output).map(Output::Sha1),
            _ => fixed_base64(&STANDARD, output).map(Output::Sha256),
        };
        Ok(Self {
            iterations: iterations as u32,
            salt,
            output: output.ok_or_else(malformed)?,
        })
    }

    pub(super) fn algorithm(&self) -> HashAlgorithm {
        match self.output {
            Output::Sha256(_) => HashAlgorithm::Pbkdf2Sha256,
            Output::Sha1(_) => HashAlgorithm::Pbkdf2Sha1,
        }
    }

    pub(super) fn verify(&self, password: &[u8]) -> bool {
        let salt = self.salt.as_bytes();
        match &self.output {
            Output::Sha256(expected) => {
                let mut output = [0; 32];
                pbkdf2_hmac::<Sha256>(password, salt, self.iterations, &mut output);
                output.ct_eq(expected).into()
            }
            Output::Sha1(expected) => {
                let mut output = [0; 20];
                pbkdf2_hmac::<Sha1>(password, salt, self.iterations, &mut output);
                output.ct_eq(expected).into()
            }
        }
    }

    pub(super) fn work(&self) -> Work {
        Work::of(self.iterations.into(), PBKDF2_ITERATIONS_MAX)
    }

    /// The same parameters with a salt and an output of no password.
    pub(super) fn blank(&self) -> String {
        let (name, output) = match self.output {
            Output::Sha256(_) => ("pbkdf2_sha256", STANDARD.encode([0; 32])),
            Output::Sha1(_) => ("pbkdf2_sha1", STANDARD.encode([0; 20])),
        };
        format!("{name}${}$blank${output}", self.iterations)
    }
}
