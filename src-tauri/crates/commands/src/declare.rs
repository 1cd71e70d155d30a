//! How a command is declared.

use portreeve_core::own::OwnPermission;

/// Who may use a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Anybody who reaches the directory.
    Public,
    /// Anybody with a live session.
    SignedIn,
    /// Holders of this permission.
    Needs(OwnPermission),
    /// Holders of this permission who may do it to the people and groups that the request acts upon: nobody takes over an
    /// account, or hands out a group, that can do more than they can.
    Over(OwnPermission),
    /// Superusers: it hands out everything there is.
    Superuser,
    /// Superusers who have shown their password lately: it hands out a key, or what opens one.
    ProvenSuperuser,
}

impl Access {
    /// Whether it takes no session.
    pub const fn is_public(self) -> bool {
        match self {
            Self::Public => true,
            Self::SignedIn | Self::Needs(_) | Self::Over(_) | Self::Superuser | Self::ProvenSuperuser => {
                false
            }
        }
    }
}

/// Whether a command changes anything; every one that does leaves an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Changes nothing.
    Reads,
    /// Commits a change set.
    Writes,
}

/// How the command line asks for a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommandLine {
    /// What is typed after `portreeve`, without what it is about.
    Line(&'static str),
    /// Not by itself; this is why.
    NoLine(&'static str),
}

/// What is declared of a command.
#[derive(Clone, Copy, Debug)]
pub struct Declared {
    /// For example `group.add_member`; also what the audit trail says.
    pub name: &'static str,
    /// Who may.
    pub access: Access,
    /// Whether it changes anything.
    pub effect: Effect,
    /// How the command line asks for it.
    pub command_line: CommandLine,
}
