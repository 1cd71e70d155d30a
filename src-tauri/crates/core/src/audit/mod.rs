//! The audit trail: who did what, on whom, from where, and how it ended. It holds no secrets.

mod chain;
mod code;
mod effects;
mod head;

use crate::actor::Actor;
use crate::time::Timestamp;

pub use chain::{ChainFault, ChainFaultKind, Verified};
pub use code::{HeadCode, HeadCodeError};
pub use effects::{Around, effects, target};
pub use head::{AuditHead, ChainMac};

pub use crate::finality::Final;
pub use crate::target::{FieldChange, TEXT_CHARS_MAX, Target, TargetKind, shown};

/// One event of the trail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditEvent {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub actor: Actor,
    /// The login name they had at that time; empty for nobody.
    pub actor_name: String,
    /// From where.
    pub via: Via,
    /// The command, for example `group.add_member`.
    pub command: String,
    /// On what: what the command was about first, then what it wrote besides. At most [`TARGETS_MAX`].
    pub targets: Vec<Target>,
    /// How many more targets there were.
    pub more_targets: u32,
    /// What of it, in words.
    pub detail: String,
    /// How it ended.
    pub outcome: EventOutcome,
    /// Whether it can be taken back.
    pub reversal: Reversal,
    /// The event that this one takes back.
    pub undoes: Option<u64>,
}

/// Most targets one event names: a large import is one event, and stays one that can be read.
pub const TARGETS_MAX: usize = 100;

/// From where a command came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Via {
    /// Making or restoring the directory, before anybody is in it.
    Setup,
    /// The desktop window.
    Window,
    /// The command line, in the process that has the directory open.
    CommandLine,
    /// Another process of the same person, over the control socket.
    ControlSocket,
    /// Nobody: Portreeve itself, while it opens the directory or looks after it.
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

/// Whether an event can be taken back, as far as is known when it happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reversal {
    /// It changed nothing that could be put back.
    Nothing,
    /// What was there before is kept.
    Kept,
    /// It never can.
    Impossible(Final),
}

impl AuditEvent {
    /// Something that was done, without a name for who did it, and about nothing yet.
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

    /// Adds something that the event is about.
    pub fn on(mut self, target: impl Into<Target>) -> Self {
        self.add(target.into());
        self
    }

    /// Adds a target, or what is new of one that is named already.
    pub fn add(&mut self, target: Target) {
        let is_same = |known: &Target| (known.kind, &known.id) == (target.kind, &target.id);
        match self.targets.iter().position(is_same) {
            Some(place) => self.targets[place].changes.extend(target.changes),
            None if self.targets.len() < TARGETS_MAX => self.targets.push(target),
            None => self.more_targets = self.more_targets.saturating_add(1),
        }
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
        // The three without room were counted each time they came: they are not remembered.
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
