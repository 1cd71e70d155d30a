//! What one command writes, committed whole or not at all.

use std::sync::Arc;

use crate::audit::{AuditEvent, Final, Reversal, effects};
use crate::backup::{BackupNote, BackupSchedule};
use crate::client::{Client, SigningKey, TokenFamily};
use crate::directory::{Directory, Profile};
use crate::group::Group;
use crate::guess::{GuessPlace, Guesses};
use crate::id::{ClientId, FamilyId, GroupId, KeyId, UserId};
use crate::kind::Kind;
use crate::name::NameKey;
use crate::password::{Credential, EncodedHash};
use crate::permission::{Permission, PermissionEntry};
use crate::secret::SecretBytes;
use crate::session::Session;
use crate::time::Timestamp;
use crate::undo::{self, Step, UNDO_RECORDS_MAX};
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
    /// What is kept beside the event, so that it can be taken back.
    pub undo: Vec<Step>,
    /// The state of the directory that it makes. The store counts on from there, so what refers to it stays earlier
    /// than all that follows, also after the directory was opened anew.
    pub revision: Revision,
}

impl ChangeSet {
    /// `writes` without further conditions.
    pub fn new(event: AuditEvent, writes: Vec<Write>) -> Self {
        Self {
            expect: Vec::new(),
            writes,
            event: Some(event),
            undo: Vec::new(),
            revision: Revision::default(),
        }
    }

    /// `writes` that leave no event.
    pub fn unrecorded(writes: Vec<Write>) -> Self {
        Self {
            expect: Vec::new(),
            writes,
            event: None,
            undo: Vec::new(),
            revision: Revision::default(),
        }
    }

    /// Whether the read model is different afterwards.
    pub fn touches_directory(&self) -> bool {
        self.writes.iter().any(|write| write.kind().is_loaded())
    }

    /// Says in the event what the writes change, from `head` to `next`, and keeps beside it what they replace. It is
    /// worked out from the writes, for every command in the same way; what a command says itself comes first.
    /// `secret` finds the secret of a client that is removed.
    pub fn describe(
        &mut self,
        head: &Directory,
        next: &Directory,
        secret: impl Fn(&Client) -> Option<SecretBytes>,
    ) {
        let Some(event) = &mut self.event else { return };
        for target in effects(head, next, &self.writes, event.at) {
            event.add(target);
        }
        if event.reversal != Reversal::Nothing {
            return;
        }
        if let Some(why) = self
            .writes
            .iter()
            .find_map(|write| is_final(write, head, event.at))
        {
            event.reversal = Reversal::Impossible(why);
            return;
        }
        let steps = undo::steps(head, &self.writes, secret);
        event.reversal = match steps.len() {
            0 => Reversal::Nothing,
            1..=UNDO_RECORDS_MAX => Reversal::Kept,
            _ => Reversal::Impossible(Final::TooLarge),
        };
        if event.reversal == Reversal::Kept {
            self.undo = steps;
        }
    }

    /// Adds a condition.
    pub fn expecting(mut self, expectation: Expectation) -> Self {
        self.expect.push(expectation);
        self
    }
}

/// Why what `write` does can never be taken back, if that is so.
fn is_final(write: &Write, head: &Directory, now: Timestamp) -> Option<Final> {
    match write {
        // A hash that only replaces an older kind of hash keeps the date of its password.
        Write::Credential(user, credential) => {
            let is_set = head.user(*user).is_some() && credential.changed_at == Some(now);
            is_set.then_some(Final::PasswordSet)
        }
        Write::TokenFamily(family) => family.ended_at.is_none().then_some(Final::TokenGivenOut),
        Write::Profile(_)
        | Write::User { .. }
        | Write::CostliestHash(_)
        | Write::Guesses(..)
        | Write::Group(_)
        | Write::RemoveGroup(_)
        | Write::Permission(_)
        | Write::RemovePermission(_)
        | Write::Client(_)
        | Write::RemoveClient(_)
        | Write::ClientSecret(..)
        | Write::RemoveClientSecret(_)
        | Write::SigningKey(_)
        | Write::RemoveSigningKey(_)
        | Write::Session(_)
        | Write::ForgetEvents { .. }
        | Write::ClockMark(_)
        | Write::BackupSchedule(_)
        | Write::BackupMade(_)
        | Write::BackupRehearsed(_) => None,
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
    /// A hash with nobody's salt and output that is as much work as the one among the passwords that is the most.
    CostliestHash(EncodedHash),
    /// Counts attempts at passwords; `None` after one that was right.
    Guesses(GuessPlace, Option<Guesses>),
    /// Creates or replaces a group.
    Group(Arc<Group>),
    /// Removes a group.
    RemoveGroup(GroupId),
    /// Makes a permission known, or renames it.
    Permission(PermissionEntry),
    /// Makes a permission unknown again.
    RemovePermission(Permission),
    /// Creates or replaces a client.
    Client(Arc<Client>),
    /// Removes a client and its secret.
    RemoveClient(ClientId),
    /// Sets the secret an HS256 client shares with us.
    ClientSecret(ClientId, SecretBytes),
    /// Removes the secret of a client that is not signed for with one any more.
    RemoveClientSecret(ClientId),
    /// Adds a signing key.
    SigningKey(SigningKey),
    /// Removes a signing key that no valid token is signed with any more.
    RemoveSigningKey(KeyId),
    /// Creates or replaces a session.
    Session(Session),
    /// Creates or replaces a refresh-token family.
    TokenFamily(TokenFamily),
    /// Removes the events before this one from the trail. What the chain was up to there is kept.
    ForgetEvents {
        /// The first that stays.
        before: u64,
    },
    /// Writes down how late it is, so that time does not go back when the machine's clock does.
    ClockMark(Timestamp),
    /// Sets which backups are made without being asked for.
    BackupSchedule(Option<BackupSchedule>),
    /// Remembers the last backup made.
    BackupMade(BackupNote),
    /// Remembers the last backup rehearsed.
    BackupRehearsed(BackupNote),
}

impl Write {
    /// Of which kind the record is.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Profile(_) => Kind::Profile,
            Self::User { .. } => Kind::User,
            Self::Credential(..) => Kind::Credential,
            Self::CostliestHash(_) => Kind::CostliestHash,
            Self::Guesses(..) => Kind::Guesses,
            Self::Group(_) | Self::RemoveGroup(_) => Kind::Group,
            Self::Permission(_) | Self::RemovePermission(_) => Kind::Permission,
            Self::Client(_) | Self::RemoveClient(_) => Kind::Client,
            Self::ClientSecret(..) | Self::RemoveClientSecret(_) => Kind::ClientSecret,
            Self::SigningKey(_) | Self::RemoveSigningKey(_) => Kind::SigningKey,
            Self::Session(_) => Kind::Session,
            Self::TokenFamily(_) => Kind::TokenFamily,
            Self::ForgetEvents { .. } => Kind::Event,
            Self::ClockMark(_) => Kind::ClockMark,
            Self::BackupSchedule(_) => Kind::BackupSchedule,
            Self::BackupMade(_) => Kind::BackupMade,
            Self::BackupRehearsed(_) => Kind::BackupRehearsed,
        }
    }
}

/// A condition under which a change set may be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expectation {
    /// The family is alive and still at this generation: a refresh token is good once. A change set with this
    /// condition must not touch the directory, as the read model moves on before the condition is known to hold.
    FamilyAt(FamilyId, u32),
    /// The session is as it was read, and not ended: seeing it again must put nothing back that has changed meanwhile.
    /// Not with changes to the directory either.
    SessionIs(Box<Session>),
}

/// Who performs a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Actor {
    /// Nobody is signed in.
    Nobody,
    /// The person at the desktop, before there is a directory to sign in to.
    Founder,
    /// A signed-in user.
    User(UserId),
}
