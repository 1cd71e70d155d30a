//! Whether the trail is what was written.

use std::fmt;

use super::ChainMac;

/// What a walk along the trail has come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verified {
    /// How many events are as they were written.
    pub events: u64,
    /// The MAC of the last of them.
    pub mac: ChainMac,
    /// What comes after them, if that is not as it should be.
    pub fault: Option<ChainFault>,
}

/// Where the trail is not what was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChainFault {
    /// The number of the first event that is concerned.
    pub event: u64,
    /// What is wrong there.
    pub kind: ChainFaultKind,
}

/// What can be wrong with the trail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChainFaultKind {
    /// The event is not what was written.
    Edited,
    /// The event is not there, but later ones are.
    Missing,
    /// Another event stands in its place.
    Misplaced {
        /// Which.
        holds: u64,
    },
    /// This event and all up to `last`, which was written, are missing.
    CutTail {
        /// The last that was written.
        last: u64,
    },
    /// The event is there, but the head says that it was never written: an older head was put back.
    BeyondHead,
    /// There is no head, though there are events.
    HeadMissing,
}

impl fmt::Display for ChainFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let event = self.event;
        match self.kind {
            ChainFaultKind::Edited => write!(f, "event {event} is not what was written"),
            ChainFaultKind::Missing => write!(f, "event {event} is missing"),
            ChainFaultKind::Misplaced { holds } => {
                write!(f, "event {holds} stands in the place of event {event}")
            }
            ChainFaultKind::CutTail { last } => {
                write!(
                    f,
                    "the trail was cut: events {event} to {last} are missing from its end"
                )
            }
            ChainFaultKind::BeyondHead => {
                write!(
                    f,
                    "event {event} comes after the end of the trail: an older end was put back"
                )
            }
            ChainFaultKind::HeadMissing => {
                write!(
                    f,
                    "the end of the trail is not recorded, though there are events from {event} on"
                )
            }
        }
    }
}
