//! What an event is about, and what it changed.

use crate::id::{ClientId, FamilyId, GroupId, KeyId, SessionId, UserId};
use crate::time::Timestamp;

/// Longest text of a field, detail or name in an event, in characters.
pub const TEXT_CHARS_MAX: usize = 500;

/// What an event is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Its kind.
    pub kind: TargetKind,
    /// Its identifier; empty if it has none.
    pub id: String,
    /// Its name at that time.
    pub name: String,
    /// Its changed fields.
    pub changes: Vec<FieldChange>,
}

/// The kinds of targets.
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

/// One field before and after. For sets, the removed and the added members; for secrets, only that they were set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// The field's name, as on the wire.
    pub field: String,
    /// The old value; empty for none.
    pub before: String,
    /// The new value; empty for none.
    pub after: String,
}

impl FieldChange {
    /// For a field whose value no event contains: what was done to it.
    pub fn set(field: &str, what: &str) -> Self {
        Self {
            field: field.to_owned(),
            before: String::new(),
            after: what.to_owned(),
        }
    }
}

impl Target {
    /// The same target, without its changed fields.
    pub fn without_changes(self) -> Self {
        Self {
            changes: Vec::new(),
            ..self
        }
    }

    /// A target with an identifier and a name.
    pub fn new(kind: TargetKind, id: impl ToString, name: &str) -> Self {
        Self {
            kind,
            id: id.to_string(),
            name: shown(name),
            changes: Vec::new(),
        }
    }

    /// A file that a person named.
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

/// Names of things around a change: as after it, or as before it for removed ones.
pub trait Names {
    /// When the change is decided.
    fn now(&self) -> Timestamp;
    /// The name of a group.
    fn group(&self, id: GroupId) -> Option<String>;
    /// The user as an event's target.
    fn user(&self, id: UserId) -> Option<Target>;
    /// Whether the user existed before the change.
    fn was_there(&self, id: UserId) -> bool;
    /// The client as an event's target, and whether the change removes it.
    fn client(&self, id: ClientId) -> Option<(Target, bool)>;
    /// The algorithm of a signing key.
    fn key_algorithm(&self, id: &KeyId) -> Option<&'static str>;
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
