//! What one command writes, committed whole or not at all.

use std::sync::Arc;

use crate::backup::{BackupNote, BackupSchedule};
use crate::client::{Client, SigningKey, TokenFamily};
use crate::directory::Profile;
use crate::group::Group;
use crate::id::{ClientId, FamilyId, GroupId, SessionId, UserId};
use crate::name::NameKey;
use crate::password::Credential;
use crate::permission::PermissionEntry;
use crate::secret::SecretBytes;
use crate::session::Session;
use crate::time::Timestamp;
use crate::user::User;

/// A point in the directory's history; later ones are greater.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Revision(pub u64);

/// Everything one command writes, and the event that says so.
#[derive(Clone, Debug)]
pub struct ChangeSet {
    /// Must hold when it is committed, or nothing is written ([`StoreError::Conflict`](crate::ports::StoreError)).
    pub expect: Vec<Expectation>,
    /// What is written.
    pub writes: Vec<Write>,
    /// What the audit trail says; `None` only for what nobody did, such as a session being seen again.
    pub event: Option<AuditEvent>,
}

impl ChangeSet {
    /// `writes` without further conditions.
    pub fn new(event: AuditEvent, writes: Vec<Write>) -> Self {
        Self {
            expect: Vec::new(),
            writes,
            event: Some(event),
        }
    }

    /// `writes` that leave no event.
    pub fn unrecorded(writes: Vec<Write>) -> Self {
        Self {
            expect: Vec::new(),
            writes,
            event: None,
        }
    }

    /// Whether the read model is different afterwards.
    pub fn touches_directory(&self) -> bool {
        self.writes.iter().any(|write| match write {
            Write::Profile(_)
            | Write::User { .. }
            | Write::Group(_)
            | Write::RemoveGroup(_)
            | Write::Permission(_)
            | Write::Client(_)
            | Write::RemoveClient(_)
            | Write::SigningKey(_) => true,
            Write::Credential(..)
            | Write::ClientSecret(..)
            | Write::Session(_)
            | Write::TokenFamily(_)
            | Write::BackupSchedule(_)
            | Write::BackupMade(_)
            | Write::BackupRehearsed(_) => false,
        })
    }

    /// Adds a condition.
    pub fn expecting(mut self, expectation: Expectation) -> Self {
        self.expect.push(expectation);
        self
    }
}

/// One record written or removed.
#[derive(Clone, Debug)]
pub enum Write {
    /// The directory's own record.
    Profile(Arc<Profile>),
    /// Creates or replaces a user. `previous` is the key of the login name it had until now.
    User {
        /// The new state.
        user: Arc<User>,
        /// `None` for a new user.
        previous: Option<NameKey>,
    },
    /// Sets a user's password.
    Credential(UserId, Credential),
    /// Creates or replaces a group.
    Group(Arc<Group>),
    /// Removes a group.
    RemoveGroup(GroupId),
    /// Makes a permission known, or renames it.
    Permission(PermissionEntry),
    /// Creates or replaces a client.
    Client(Arc<Client>),
    /// Removes a client and its secret.
    RemoveClient(ClientId),
    /// Sets the secret an HS256 client shares with us.
    ClientSecret(ClientId, SecretBytes),
    /// Adds a signing key.
    SigningKey(SigningKey),
    /// Creates or replaces a session.
    Session(Session),
    /// Creates or replaces a refresh-token family.
    TokenFamily(TokenFamily),
    /// Sets which backups are made without being asked for.
    BackupSchedule(Option<BackupSchedule>),
    /// Remembers the last backup made.
    BackupMade(BackupNote),
    /// Remembers the last backup rehearsed.
    BackupRehearsed(BackupNote),
}

/// A condition under which a change set may be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expectation {
    /// The family is alive and still at this generation: a refresh token is good once. A change set with this
    /// condition must not touch the directory, as the read model moves on before the condition is known to hold.
    FamilyAt(FamilyId, u32),
    /// The session was not ended: seeing it again must not bring it back. Not with changes to the directory either.
    SessionNotEnded(SessionId),
}

/// Who performs a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Nobody is signed in.
    Nobody,
    /// The person at the desktop, before there is a directory to sign in to.
    Founder,
    /// A signed-in user.
    User(UserId),
}

/// One line of the audit trail. Holds no secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditEvent {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub actor: Actor,
    /// The command, for example `group.add_member`.
    pub command: String,
    /// On what: identifiers and names.
    pub target: String,
    /// What of it, in words.
    pub detail: String,
}
