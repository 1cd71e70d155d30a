//! Events that no command leaves: those of setting up, and of what Portreeve does automatically.

use portreeve_core::actor::Actor;
use portreeve_core::audit::{AuditEvent, Via};
use portreeve_core::time::Timestamp;

use crate::words::Words;

/// A kind of event that no command leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnEvent {
    /// The directory was made.
    DirectoryCreated,
    /// The directory was restored from a backup.
    DirectoryRestored,
    /// The directory was repaired: made again from the state that could be verified.
    DirectoryRepaired,
    /// Stored data was found damaged, and was healed or is lost.
    DirectoryHealed,
    /// The root key was brought back with a recovery kit.
    KeyRestored,
    /// A scheduled backup was due. The event has the name of the command that sets the schedule.
    ScheduledBackup,
    /// Old events were removed automatically. The event has the name of the command that removes events by hand.
    EventsExpired,
    /// A window ended without signing out, so its session was ended. The event has the name of the command that signs
    /// out.
    WindowEnded,
}

impl OwnEvent {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::DirectoryCreated,
        Self::DirectoryRestored,
        Self::DirectoryRepaired,
        Self::DirectoryHealed,
        Self::KeyRestored,
        Self::ScheduledBackup,
        Self::EventsExpired,
        Self::WindowEnded,
    ];

    /// The name of the event in the trail.
    pub fn name(self) -> &'static str {
        match self {
            Self::DirectoryCreated => "directory.create",
            Self::DirectoryRestored => "directory.restore",
            Self::DirectoryRepaired => "directory.repair",
            Self::DirectoryHealed => "directory.heal",
            Self::KeyRestored => "recovery_kit.restore",
            Self::ScheduledBackup => "backup.schedule",
            Self::EventsExpired => "audit.prune",
            Self::WindowEnded => "session.sign_out",
        }
    }

    /// The words for the event.
    pub fn words(self) -> Words {
        let (done, tried) = match self {
            Self::DirectoryCreated => ("made the directory", "make the directory"),
            Self::DirectoryRestored => (
                "restored the directory from a backup",
                "restore the directory from a backup",
            ),
            Self::DirectoryRepaired => ("recovered what could be verified", "recover what can be verified"),
            // The detail says what was healed or lost.
            Self::DirectoryHealed => ("{detail}", "heal what is stored"),
            Self::KeyRestored => (
                "restored the key with a recovery kit",
                "restore the key with a recovery kit",
            ),
            Self::ScheduledBackup => ("backed up[ to {file}]", "back up[ to {file}]"),
            Self::EventsExpired => ("removed old events", "remove old events"),
            Self::WindowEnded => (
                "ended the session of a window of {user} that is gone",
                "end the session of a window of {user} that is gone",
            ),
        };
        Words { done, tried }
    }

    fn via(self) -> Via {
        match self {
            Self::DirectoryCreated
            | Self::DirectoryRestored
            | Self::DirectoryRepaired
            | Self::KeyRestored => Via::Setup,
            Self::DirectoryHealed | Self::ScheduledBackup | Self::EventsExpired | Self::WindowEnded => {
                Via::Itself
            }
        }
    }

    /// The kind of `event`; `None` if a command left it.
    pub fn of(event: &AuditEvent) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|own| own.name() == event.command && own.via() == event.via)
    }

    /// Makes the event. `detail` says what the words leave out.
    pub fn event(self, at: Timestamp, detail: &str) -> AuditEvent {
        let actor = match self.via() {
            Via::Setup => Actor::Setup,
            Via::Itself | Via::Window | Via::CommandLine | Via::ControlSocket => Actor::Nobody,
        };
        AuditEvent::new(at, actor, self.via(), self.name(), detail)
    }
}
