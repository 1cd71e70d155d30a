//! The audit trail: who did what, to what, from where, and how it ended. It contains no secrets.

mod chain;
mod code;
mod effects;
mod head;

use crate::actor::Actor;
use crate::time::Timestamp;

pub use chain::{ChainFault, ChainFaultKind, Verified};
pub use code::{HeadCode, HeadCodeError};
pub use effects::{Around, Further, effects, target};
pub use head::{AuditHead, ChainMac};

pub use crate::irreversible::Irreversible;
pub use crate::target::{FieldChange, TEXT_CHARS_MAX, Target, TargetKind, shown};

/// One event of the trail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditEvent {
    /// The time of the event.
    pub at: Timestamp,
    /// The actor.
    pub actor: Actor,
    /// The actor's username at that time; empty if no one was signed in.
    pub actor_name: String,
    /// Where the command came from.
    pub via: Via,
    /// The command, for example `group.add_member`.
    pub command: String,
    /// What the command was about first, then what else it wrote. At most [`TARGETS_MAX`].
    pub targets: Vec<Target>,
    /// The number of further targets.
    pub more_targets: u32,
    /// What the event says beyond its targets, in words.
    pub detail: String,
    /// How it ended.
    pub outcome: EventOutcome,
    /// Whether it can be undone.
    pub reversal: Reversal,
    /// The event that this one undoes.
    pub undoes: Option<u64>,
}

/// The most targets in one event: a large import is one event, and must stay readable. Further ones are stored beside
/// it.
pub const TARGETS_MAX: usize = 100;

/// Where a command came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Via {
    /// Creating or restoring the directory, before anyone is signed in.
    Setup,
    /// The desktop window.
    Window,
    /// The command line, in the process that has the directory open.
    CommandLine,
    /// Another process of the same person, over the control socket.
    ControlSocket,
    /// Portreeve itself, while it opens or maintains the directory.
    Itself,
}

/// How a command ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EventOutcome {
    /// It was done.
    Done,
    /// It was refused.
    Refused {
        /// Why: the reason of the error, for example `import.collision`.
        reason: String,
        /// How often: the same refusal many times within a minute is one event.
        times: u32,
    },
}

/// Whether an event can be undone, as known when it happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reversal {
    /// It changed nothing that could be restored.
    Nothing,
    /// The earlier state is kept.
    Kept,
    /// It can never be undone.
    Impossible(Irreversible),
}

impl AuditEvent {
    /// A completed command, without the actor's name and without targets.
    pub fn new(at: Timestamp, actor: Actor, via: Via, command: &str, detail: &str) -> Self {
        Self {
            at,
            actor,
            actor_name: String::new(),
            via,
            command: command.to_owned(),
            targets: Vec::new(),
            more_targets: 0,
            detail: shown(detail),
            outcome: EventOutcome::Done,
            reversal: Reversal::Nothing,
            undoes: None,
        }
    }

    /// Adds a target.
    pub fn on(mut self, target: impl Into<Target>) -> Self {
        self.add(target.into());
        self
    }

    /// Adds a target, or new fields of a target that is there already. Counts one for which there is no room, and gives
    /// it back.
    pub fn add(&mut self, target: Target) -> Option<Target> {
        let is_same = |known: &Target| (known.kind, &known.id) == (target.kind, &target.id);
        match self.targets.iter().position(is_same) {
            Some(place) => self.targets[place].changes.extend(target.changes),
            None if self.targets.len() < TARGETS_MAX => self.targets.push(target),
            None => {
                self.more_targets = self.more_targets.saturating_add(1);
                return Some(target.without_changes());
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_names_a_target_once_and_counts_those_it_has_no_room_for() {
        let mut event = AuditEvent::new(Timestamp::from_unix_ms(0), Actor::Nobody, Via::Window, "test", "");
        for number in 0..TARGETS_MAX + 3 {
            event.add(Target::new(TargetKind::User, number, "somebody"));
            event.add(Target::new(TargetKind::User, number, "somebody"));
        }
        // The three beyond the limit were counted each time: the event does not remember them.
        assert_eq!((event.targets.len(), event.more_targets), (TARGETS_MAX, 6));
    }

    #[test]
    fn a_long_text_is_cut_and_says_so() {
        assert_eq!(shown("a\nb"), "ab");
        let long = shown(&"x".repeat(TEXT_CHARS_MAX + 1));
        assert_eq!(long.chars().count(), TEXT_CHARS_MAX + 1);
        assert!(long.ends_with('…'));
    }
}
