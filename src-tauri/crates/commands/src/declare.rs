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
    /// Holders of this permission who also have power over the people and groups that the request acts on. So a holder
    /// cannot take over an account, or hand out a group, with more rights than their own.
    Over(OwnPermission),
    /// Those who can use the command that does to one person what the request asks to be done to many. The handler leaves
    /// out the people over whom they have no power.
    ForEach,
    /// Superusers, because the command can give out everything in the directory.
    Superuser,
}

impl Access {
    /// Whether the command needs no session.
    pub const fn is_public(self) -> bool {
        match self {
            Self::Public => true,
            Self::SignedIn | Self::Needs(_) | Self::Over(_) | Self::ForEach | Self::Superuser => false,
        }
    }
}

/// How recently the caller must have shown their password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Assurance {
    /// At sign-in, if the command needs a session at all.
    AtSignIn,
    /// Recently, because the command gives out a key or something that opens one.
    Fresh,
    /// Recently, for the part of the command that these words name. The handler checks it.
    FreshFor(&'static str),
    /// Once more since sign-in, for the part of the command that these words name. The handler checks it.
    AgainFor(&'static str),
    /// With the request itself, which contains the password.
    InRequest,
}

/// What a command changes, and what the trail keeps of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Changes nothing.
    Reads,
    /// Commits a change set, and leaves an event.
    Writes,
    /// The command commits something routine, which is counted and leaves no event. A refusal leaves one.
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
    /// How recently the caller must have shown their password.
    pub proof: Assurance,
    /// What it changes.
    pub effect: Effect,
    /// Its command line.
    pub command_line: CommandLine,
    /// The kinds of records that the answer comes from, beside the users and groups that decide on access. `None` if
    /// the answer also comes from something else, such as files, or if the declaration does not say.
    pub reads: Option<&'static [Kind]>,
    /// For a job, which takes so long that the caller watches it and can cancel it: what is so after a cancel. `None`
    /// for a command that answers at once.
    pub job: Option<&'static str>,
    /// The words for the command in the trail.
    pub words: Words,
}

impl Declared {
    /// The kinds of records on which the answer depends, with those that decide on access. `None` if it may depend on
    /// something else.
    pub fn depends_on(&self) -> Option<BTreeSet<Kind>> {
        let who_may: &[Kind] = match self.access.is_public() {
            true => &[],
            false => &[Kind::User, Kind::Group],
        };
        Some(self.reads?.iter().chain(who_may).copied().collect())
    }
}
