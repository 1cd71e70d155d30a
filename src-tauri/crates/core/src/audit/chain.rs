//! Whether the trail is unchanged.

use std::fmt;

use super::ChainMac;

/// The result of verifying the trail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verified {
    /// The number of events that are unchanged.
    pub events: u64,
    /// The MAC of the last of them.
    pub mac: ChainMac,
    /// The fault after them, if there is one.
    pub fault: Option<ChainFault>,
}

/// Where and how the trail was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChainFault {
    /// The number of the first affected event.
    pub event: u64,
    /// The kind of fault.
    pub kind: ChainFaultKind,
}

/// The kinds of faults.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChainFaultKind {
    /// The event was changed.
    Edited,
    /// The event is missing, but later ones exist.
    Missing,
    /// Another event stands in its place.
    Misplaced {
        /// The number of that other event.
        holds: u64,
    },
    /// This event and all up to `last` are missing.
    CutTail {
        /// The last event that was written.
        last: u64,
    },
    /// The event exists, but according to the head it was never written: an older head was put back.
    BeyondHead,
    /// There are events but no head.
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
