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

    /// Whose account or password it writes, if it does that.
    pub fn user(&self) -> Option<UserId> {
        match self {
            Self::User { user, .. } => Some(user.id),
            Self::Credential(id, _) => Some(*id),
            Self::Profile(_)
            | Self::CostliestHash(_)
            | Self::Guesses(..)
            | Self::Group(_)
            | Self::RemoveGroup(_)
            | Self::Permission(_)
            | Self::RemovePermission(_)
            | Self::Client(_)
            | Self::RemoveClient(_)
            | Self::ClientSecret(..)
            | Self::RemoveClientSecret(_)
            | Self::SigningKey(_)
            | Self::RemoveSigningKey(_)
            | Self::Session(_)
            | Self::TokenFamily(_)
            | Self::ForgetEvents { .. }
            | Self::ClockMark(_)
            | Self::BackupSchedule(_)
            | Self::BackupMade(_)
            | Self::BackupRehearsed(_) => None,
        }
    }

    /// What it does to a record that an undo puts back; `None` for all that stays as it is, or goes with another record.
    pub fn reversible(&self) -> Option<Reversible<'_>> {
        Some(match self {
            Self::Profile(profile) => Reversible::Profile(profile),
            Self::User { user, .. } => Reversible::User(user),
            Self::Group(group) => Reversible::Group(group),
            Self::RemoveGroup(id) => Reversible::RemoveGroup(*id),
            Self::Permission(entry) => Reversible::Permission(entry),
            Self::RemovePermission(permission) => Reversible::RemovePermission(permission),
            Self::Client(client) => Reversible::Client(client),
            Self::RemoveClient(id) => Reversible::RemoveClient(*id),
            Self::Credential(..)
            | Self::CostliestHash(_)
            | Self::Guesses(..)
            | Self::ClientSecret(..)
            | Self::RemoveClientSecret(_)
            | Self::SigningKey(_)
            | Self::RemoveSigningKey(_)
            | Self::Session(_)
            | Self::TokenFamily(_)
            | Self::ForgetEvents { .. }
            | Self::ClockMark(_)
            | Self::BackupSchedule(_)
            | Self::BackupMade(_)
            | Self::BackupRehearsed(_) => return None,
        })
    }
}

/// A write to a record that an undo puts back: what people make and change by name.
#[derive(Clone, Copy, Debug)]
pub enum Reversible<'w> {
    /// The directory's own record.
    Profile(&'w Arc<Profile>),
    /// Creates or replaces a user.
    User(&'w Arc<User>),
    /// Creates or replaces a group.
    Group(&'w Arc<Group>),
    /// Removes a group.
    RemoveGroup(GroupId),
    /// Makes a permission known, or renames it.
    Permission(&'w PermissionEntry),
    /// Makes a permission unknown again.
    RemovePermission(&'w Permission),
    /// Creates or replaces a client.
    Client(&'w Arc<Client>),
    /// Removes a client.
    RemoveClient(ClientId),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kind::AtUndo;

    #[test]
    fn what_an_undo_puts_back_is_what_its_kind_says() {
        let id = [7; 16];
        let permission: Permission = "billing.pay".parse().unwrap();
        let writes = [
            Write::RemoveGroup(GroupId::from_bytes(id)),
            Write::RemovePermission(permission),
            Write::RemoveClient(ClientId::from_bytes(id)),
            Write::RemoveClientSecret(ClientId::from_bytes(id)),
            Write::RemoveSigningKey(KeyId("key".into())),
            Write::Guesses(GuessPlace::of_hash(&[7; 32]), None),
            Write::ForgetEvents { before: 7 },
            Write::ClockMark(Timestamp::from_unix_ms(7)),
            Write::BackupSchedule(None),
        ];
        for write in writes {
            let is_put_back = write.kind().at_undo() == AtUndo::PutBack;
            assert_eq!(write.reversible().is_some(), is_put_back, "{write:?}");
        }
    }
}
