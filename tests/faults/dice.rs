//! Repeatable randomness: the same for the same seed.

use portreeve_core::ports::{Entropy, random};
use portreeve_testkit::SeededEntropy;

pub struct Dice(SeededEntropy);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(SeededEntropy::new(seed))
    }

    /// A number from 0 to below `limit`.
    pub fn below(&self, limit: u64) -> u64 {
        u64::from_le_bytes(random(&self.0)) % limit.max(1)
    }

    pub fn bytes(&self, length: u64) -> Vec<u8> {
        let mut bytes = vec![0; length as usize];
        self.0.fill(&mut bytes);
        bytes
    }

    /// Separate dice for one case, so that it can be run alone.
    pub fn split(&self) -> Self {
        Self::new(u64::from_le_bytes(random(&self.0)))
    }

    pub fn seed(&self) -> u64 {
        u64::from_le_bytes(random(&self.0))
    }
}
