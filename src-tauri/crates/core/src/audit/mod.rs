//! The audit trail: who did what, on whom, from where, and how it ended. It holds no secrets.

mod chain;
mod code;
mod effects;
mod head;

use crate::actor::Actor;
use crate::client::Client;
use crate::group::Group;
use crate::id::{FamilyId, GroupId, SessionId, UserId};
use crate::permission::Permission;
use crate::profile::Profile;
use crate::time::Timestamp;
use crate::user::User;

pub use chain::{ChainFault, ChainFaultKind, Verified};
pub use code::{HeadCode, HeadCodeError};
pub use effects::effects;
pub use head::{AuditHead, ChainMac};

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

/// Longest text of a field, detail or name in an event, in characters.
pub const TEXT_CHARS_MAX: usize = 500;

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
        /// The door's code, for example `wrong_credentials`.
        code: String,
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

/// Why something can never be taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Final {
    /// A password was set; the one before is not kept.
    PasswordSet,
    /// A secret left the directory.
    SecretShown,
    /// A key or a secret took the place of another.
    SecretReplaced,
    /// A token was given out.
    TokenGivenOut,
    /// It changed more records than are kept.
    TooLarge,
}

/// What an event is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// What kind of thing.
    pub kind: TargetKind,
    /// Its identifier; empty where there is none.
    pub id: String,
    /// What it was called at that time.
    pub name: String,
    /// What changed of it.
    pub changes: Vec<FieldChange>,
}

/// What kind of thing an event is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TargetKind {
    /// The directory itself.
    Directory,
    /// A user.
    User,
    /// A group.
    Group,
    /// A known permission.
    Permission,
    /// A local app.
    Client,
    /// A signing key.
    Key,
    /// A session.
    Session,
    /// A family of refresh tokens.
    TokenFamily,
    /// A file that was read or written.
    File,
    /// Events of this trail.
    Trail,
}

/// One field before and after. Of sets, what went and what came; of secrets, only that they were set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// The field's name, as on the wire.
    pub field: String,
    /// What it held; empty for nothing.
    pub before: String,
    /// What it holds now.
    pub after: String,
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

impl Target {
    /// Something with an identifier and a name.
    pub fn new(kind: TargetKind, id: impl ToString, name: &str) -> Self {
        Self {
            kind,
            id: id.to_string(),
            name: shown(name),
            changes: Vec::new(),
        }
    }

    /// A file that somebody named.
    pub fn file(path: &str) -> Self {
        Self::new(TargetKind::File, "", path)
    }

    /// A session.
    pub fn session(id: SessionId) -> Self {
        Self::new(TargetKind::Session, id, "")
    }

    /// A family of refresh tokens.
    pub fn token_family(id: FamilyId) -> Self {
        Self::new(TargetKind::TokenFamily, id, "")
    }

    /// Whether it is this user.
    pub fn is_user(&self, id: UserId) -> bool {
        self.kind == TargetKind::User && self.id == id.to_string()
    }

    /// Whether it is this group.
    pub fn is_group(&self, id: GroupId) -> bool {
        self.kind == TargetKind::Group && self.id == id.to_string()
    }
}

impl From<&Profile> for Target {
    fn from(profile: &Profile) -> Self {
        Self::new(TargetKind::Directory, profile.id, &profile.team)
    }
}

impl From<&User> for Target {
    fn from(user: &User) -> Self {
        Self::new(TargetKind::User, user.id, user.login.as_str())
    }
}

impl From<&Group> for Target {
    fn from(group: &Group) -> Self {
        Self::new(TargetKind::Group, group.id, &group.name)
    }
}

impl From<&Client> for Target {
    fn from(client: &Client) -> Self {
        Self::new(TargetKind::Client, client.id, &client.name)
    }
}

impl From<&Permission> for Target {
    fn from(permission: &Permission) -> Self {
        Self::new(TargetKind::Permission, permission, permission.as_str())
    }
}

/// Text for an event: short, on one line.
pub fn shown(text: &str) -> String {
    let mut chars = text.chars().filter(|c| !c.is_control());
    let mut short: String = chars.by_ref().take(TEXT_CHARS_MAX).collect();
    if chars.next().is_some() {
        short.push('…');
    }
    short
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
