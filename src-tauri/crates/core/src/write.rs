//! One record written or removed.

use std::sync::Arc;

use crate::backup::{BackupNote, BackupSchedule};
use crate::client::{Client, SigningKey, TokenFamily};
use crate::group::Group;
use crate::guess::{GuessPlace, Guesses};
use crate::id::{ClientId, GroupId, KeyId, UserId};
use crate::kind::Kind;
use crate::name::NameKey;
use crate::password::{Credential, EncodedHash};
use crate::permission::{Permission, PermissionEntry};
use crate::profile::Profile;
use crate::secret::SecretBytes;
use crate::session::Session;
use crate::time::Timestamp;
use crate::user::User;

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
