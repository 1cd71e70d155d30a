//! What leaves events without being asked for as a command: setting up, and what Portreeve does by itself.

use portreeve_core::actor::Actor;
use portreeve_core::audit::{AuditEvent, Via};
use portreeve_core::time::Timestamp;

use crate::words::Words;

/// A kind of event that no command leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnEvent {
    /// The directory was made.
    DirectoryCreated,
    /// It was restored from a backup.
    DirectoryRestored,
    /// It was made again from what could be proven of it.
    DirectoryRepaired,
    /// Something stored was found damaged, and healed or lost.
    DirectoryHealed,
    /// The root key was brought back with a recovery kit.
    KeyRestored,
    /// The schedule was due. Its events go by the name of the command that set it.
    ScheduledBackup,
    /// Events had become old enough to be removed. Goes by the name of the command that removes some by hand.
    EventsExpired,
}

impl OwnEvent {
    /// Each of them.
    pub const ALL: [Self; 7] = [
        Self::DirectoryCreated,
        Self::DirectoryRestored,
        Self::DirectoryRepaired,
        Self::DirectoryHealed,
        Self::KeyRestored,
        Self::ScheduledBackup,
        Self::EventsExpired,
    ];

    /// What the trail calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::DirectoryCreated => "directory.create",
            Self::DirectoryRestored => "directory.restore",
            Self::DirectoryRepaired => "directory.repair",
            Self::DirectoryHealed => "directory.heal",
            Self::KeyRestored => "recovery_kit.restore",
            Self::ScheduledBackup => "backup.schedule",
            Self::EventsExpired => "audit.prune",
        }
    }

    /// What is said of it.
    pub fn words(self) -> Words {
        let (done, tried) = match self {
            Self::DirectoryCreated => ("made the directory", "make the directory"),
            Self::DirectoryRestored => (
                "restored the directory from a backup",
                "restore the directory from a backup",
            ),
            Self::DirectoryRepaired => ("recovered what could be verified", "recover what can be verified"),
            // It says itself what was healed, or lost.
            Self::DirectoryHealed => ("{detail}", "heal what is stored"),
            Self::KeyRestored => (
                "restored the key with a recovery kit",
                "restore the key with a recovery kit",
            ),
            Self::ScheduledBackup => ("backed up[ to {file}]", "back up[ to {file}]"),
            Self::EventsExpired => ("removed old events", "remove old events"),
        };
        Words { done, tried }
    }

    fn via(self) -> Via {
        match self {
            Self::DirectoryCreated
            | Self::DirectoryRestored
            | Self::DirectoryRepaired
            | Self::KeyRestored => Via::Setup,
            Self::DirectoryHealed | Self::ScheduledBackup | Self::EventsExpired => Via::Itself,
        }
    }

    /// Which of them `event` is, if any.
    pub fn of(event: &AuditEvent) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|own| own.name() == event.command && own.via() == event.via)
    }

    /// One that has happened. `detail` is what its words do not say.
    pub fn event(self, at: Timestamp, detail: &str) -> AuditEvent {
        let actor = match self.via() {
            Via::Setup => Actor::Founder,
            Via::Itself | Via::Window | Via::CommandLine | Via::ControlSocket => Actor::Nobody,
        };
        AuditEvent::new(at, actor, self.via(), self.name(), detail)
    }
}
