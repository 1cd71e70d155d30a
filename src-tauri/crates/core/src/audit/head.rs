//! Where the trail begins and ends.

use super::code::HeadCode;

/// The MAC that an event adds to the chain: over itself, its number and the MAC before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ChainMac(pub [u8; 32]);

/// Where the trail begins and ends. Written with every event, in the same commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AuditHead {
    /// The number of the last event; 0 when there is none.
    pub last: u64,
    /// Its MAC.
    pub mac: ChainMac,
    /// The number of the first event that is still kept.
    pub first: u64,
    /// The MAC before it, so that the chain can still be proved when its beginning was pruned.
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
    /// The short form.
    pub fn code(&self) -> HeadCode {
        HeadCode::new(self.last, self.mac)
    }
}
