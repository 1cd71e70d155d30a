//! Where the trail begins and ends.

use super::code::HeadCode;

/// The MAC that an event adds to the chain, over itself, its number and the MAC before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ChainMac(pub [u8; 32]);

/// Where the trail begins and ends. Written with every event, in the same commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AuditHead {
    /// The number of the last event; 0 if there is none.
    pub last: u64,
    /// The MAC of the last event.
    pub mac: ChainMac,
    /// The number of the first event that is kept.
    pub first: u64,
    /// The MAC before it, so that the chain can be verified after its beginning was pruned.
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
    /// Its code for people.
    pub fn code(&self) -> HeadCode {
        HeadCode::new(self.last, self.mac)
    }
}
