//! How a command is declared.

use std::collections::BTreeSet;

use portreeve_core::kind::Kind;
use portreeve_core::own::OwnPermission;

use crate::words::Words;

/// Who can use a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Everyone who reaches the directory.
    Public,
    /// Everyone with a live session.
    SignedIn,
    /// Holders of this permission.
    Needs(OwnPermission),
    /// Holders of this permission who may do it to the people and groups that the request acts upon: nobody takes over an
    /// account, or hands out a group, that can do more than they can.
    Over(OwnPermission),
    /// Those who can use the command that does to one person what the request asks to be done to many. The handler leaves
    /// out the people over whom they have no power.
    ForEach,
    /// Superusers: it gives out everything.
    Superuser,
}

impl Access {
    /// Whether it takes no session.
    pub const fn is_public(self) -> bool {
        match self {
            Self::Public => true,
            Self::SignedIn | Self::Needs(_) | Self::Over(_) | Self::ForEach | Self::Superuser => false,
        }
    }
}

/// How lately the caller must have shown their password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Assurance {
    /// When they signed in, if the command takes a session at all.
    AtSignIn,
    /// Lately: the command gives out a key, or what opens one.
    Fresh,
    /// Lately, for the part that these words name. The handler asks.
    FreshFor(&'static str),
    /// Again since they signed in, for the part that these words name. The handler asks.
    AgainFor(&'static str),
    /// With the request, which has the password in it.
    InRequest,
}

/// What a command changes, and so what stays of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Changes nothing.
    Reads,
    /// Commits a change set, and leaves an event.
    Writes,
    /// Commits what is routine: it is counted, and leaves no event. Where it is refused, it leaves one.
    Counts,
}

impl Effect {
    /// Whether the command changes anything.
    pub const fn changes(self) -> bool {
        match self {
            Self::Reads => false,
            Self::Writes | Self::Counts => true,
        }
    }
}

/// The command line of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommandLine {
    /// The words after `portreeve`, without arguments.
    Line(&'static str),
    /// No command line of its own, and why.
    NoLine(&'static str),
}

/// The declaration of a command.
#[derive(Clone, Copy, Debug)]
pub struct Declared {
    /// For example `group.add_member`; also its name in the audit trail.
    pub name: &'static str,
    /// Who can use it.
    pub access: Access,
    /// How lately they must have shown their password.
    pub proof: Assurance,
    /// What it changes.
    pub effect: Effect,
    /// Its command line.
    pub command_line: CommandLine,
    /// The kinds of the records that its answer comes from, beside those that say who may; `None` where it comes from anything
    /// else, such as files, or where nobody has said it.
    pub reads: Option<&'static [Kind]>,
    /// What is said of it.
    pub words: Words,
}

impl Declared {
    /// The kinds of the records on which its answer depends, if it is known that it depends on no others.
    pub fn depends_on(&self) -> Option<BTreeSet<Kind>> {
        let who_may: &[Kind] = match self.access.is_public() {
            true => &[],
            false => &[Kind::User, Kind::Group],
        };
        Some(self.reads?.iter().chain(who_may).copied().collect())
    }
}
