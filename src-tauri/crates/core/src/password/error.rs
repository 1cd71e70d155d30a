//! Why a hash is refused.

use super::HashAlgorithm;

/// Why a hash is refused. Never contains the hash itself.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum HashError {
    /// An unknown algorithm, with its prefix; empty if the prefix is not safe to repeat.
    #[error("{}", unknown(.0))]
    Unknown(String),
    /// The text does not have its algorithm's form.
    #[error("the {algorithm} hash is malformed")]
    Malformed {
        /// The algorithm that its prefix names.
        algorithm: HashAlgorithm,
    },
    /// Verifying it would cost too much.
    #[error("the {algorithm} hash asks for {asked}; at most {limit} are allowed")]
    TooCostly {
        /// The algorithm that its prefix names.
        algorithm: HashAlgorithm,
        /// The requested cost, in words.
        asked: String,
        /// The limit it exceeds, in the same unit.
        limit: u64,
    },
}

impl HashError {
    pub(super) const fn malformed(algorithm: HashAlgorithm) -> Self {
        Self::Malformed { algorithm }
    }

    /// Refuses an `asked` cost of zero or above `limit`.
    pub(super) fn check(algorithm: HashAlgorithm, asked: u64, unit: &str, limit: u64) -> Result<(), Self> {
        match asked {
            0 => Err(Self::malformed(algorithm)),
            _ if asked > limit => Err(Self::TooCostly {
                algorithm,
                asked: format!("{asked} {unit}"),
                limit,
            }),
            _ => Ok(()),
        }
    }
}

fn unknown(prefix: &str) -> String {
    match prefix {
        "" => "the hash does not say which algorithm made it".to_owned(),
        _ => format!("the hash was made by `{prefix}`, which Portreeve does not know"),
    }
}
