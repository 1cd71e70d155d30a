//! Record kinds. Each kind declares once what becomes of its records; a new kind does not compile until it does.

/// The kinds of stored records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// The directory's own record.
    Profile,
    /// The number of the last commit.
    Revision,
    /// A user.
    User,
    /// When a user last signed in.
    LastSignIn,
    /// The user of a username.
    LoginName,
    /// A user's password.
    Credential,
    /// The parameters of the costliest password hash.
    CostliestHash,
    /// The count of attempts at a password.
    Guesses,
    /// A group.
    Group,
    /// The group of a name.
    GroupName,
    /// A permission that a local app knows.
    Permission,
    /// A local app.
    Client,
    /// The local app of a name or an audience.
    ClientName,
    /// The secret that an HS256 app shares with us.
    ClientSecret,
    /// A signing key.
    SigningKey,
    /// A session.
    Session,
    /// The session of a token.
    SessionToken,
    /// A refresh-token family.
    TokenFamily,
    /// What belongs to a user or a local app: which sessions and refresh-token families.
    Belonging,
    /// How often a user's tokens for an app were refreshed on a day.
    TokenUse,
    /// An event of the trail.
    Event,
    /// The end of the trail.
    AuditHead,
    /// The undo entry of an event.
    Undo,
    /// The latest moment seen.
    ClockMark,
    /// The schedule of automatic backups.
    BackupSchedule,
    /// The last backup made.
    BackupMade,
    /// The last backup rehearsed.
    BackupRehearsed,
}

/// What becomes of a record when the directory is restored from a backup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AtRestore {
    /// It comes back as it was.
    Kept,
    /// It is restored with a raised epoch, so that no earlier sign-in counts.
    NewEpoch,
    /// It is not restored: earlier sign-ins and work in progress end.
    LeftOut,
}

/// What becomes of a change to a record when its event is undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AtUndo {
    /// What the event changed is restored.
    PutBack,
    /// It is removed and restored together with the record that owns it.
    WithItsOwner,
    /// It stays as it is.
    Stays,
}

/// The policy of a kind.
struct Policy {
    name: &'static str,
    words: &'static str,
    at_restore: AtRestore,
    at_undo: AtUndo,
    is_loaded: bool,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 27] = [
        Self::Profile,
        Self::Revision,
        Self::User,
        Self::LastSignIn,
        Self::LoginName,
        Self::Credential,
        Self::CostliestHash,
        Self::Guesses,
        Self::Group,
        Self::GroupName,
        Self::Permission,
        Self::Client,
        Self::ClientName,
        Self::ClientSecret,
        Self::SigningKey,
        Self::Session,
        Self::SessionToken,
        Self::TokenFamily,
        Self::Belonging,
        Self::TokenUse,
        Self::Event,
        Self::AuditHead,
        Self::Undo,
        Self::ClockMark,
        Self::BackupSchedule,
        Self::BackupMade,
        Self::BackupRehearsed,
    ];

    /// What programs call it.
    pub fn name(self) -> &'static str {
        self.policy().name
    }

    /// The kind of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The name of a record of this kind in messages.
    pub fn words(self) -> &'static str {
        self.policy().words
    }

    /// What becomes of it when the directory is restored from a backup.
    pub fn at_restore(self) -> AtRestore {
        self.policy().at_restore
    }

    /// What becomes of a change to it when the change is undone.
    pub fn at_undo(self) -> AtUndo {
        self.policy().at_undo
    }

    /// Whether the read model holds it: read at opening, and updated by each commit.
    pub fn is_loaded(self) -> bool {
        self.policy().is_loaded
    }

    #[rustfmt::skip]
    const fn policy(self) -> Policy {
        use AtRestore::{Kept, LeftOut, NewEpoch};
        use AtUndo::{PutBack, Stays, WithItsOwner};
        const LOADED: bool = true;
        const ON_DISK: bool = false;
        match self {
            Self::Profile => Policy::new("profile", "the directory's own record", Kept, PutBack, LOADED),
            Self::Revision => Policy::new("revision", "the revision counter", Kept, Stays, LOADED),
            Self::User => Policy::new("user", "a user", NewEpoch, PutBack, LOADED),
            Self::LastSignIn => Policy::new("last_sign_in", "a last sign-in", Kept, Stays, LOADED),
            Self::LoginName => Policy::new("login_name", "a username", Kept, WithItsOwner, ON_DISK),
            Self::Credential => Policy::new("credential", "a password", Kept, Stays, ON_DISK),
            Self::CostliestHash => Policy::new("costliest_hash", "what the costliest password asks for", Kept, Stays, LOADED),
            Self::Guesses => Policy::new("guesses", "the count of attempts at a password", LeftOut, Stays, ON_DISK),
            Self::Group => Policy::new("group", "a group", Kept, PutBack, LOADED),
            Self::GroupName => Policy::new("group_name", "a group's name", Kept, WithItsOwner, ON_DISK),
            Self::Permission => Policy::new("permission", "a permission", Kept, PutBack, LOADED),
            Self::Client => Policy::new("client", "a local app", Kept, PutBack, LOADED),
            Self::ClientName => Policy::new("client_name", "a local app's name", Kept, WithItsOwner, ON_DISK),
            Self::ClientSecret => Policy::new("client_secret", "a local app's secret", Kept, WithItsOwner, ON_DISK),
            Self::SigningKey => Policy::new("signing_key", "a signing key", Kept, Stays, LOADED),
            Self::Session => Policy::new("session", "a session", LeftOut, Stays, ON_DISK),
            Self::SessionToken => Policy::new("session_token", "a session", LeftOut, Stays, ON_DISK),
            Self::TokenFamily => Policy::new("token_family", "a refresh-token family", LeftOut, Stays, ON_DISK),
            Self::Belonging => Policy::new("belonging", "whose a session is", LeftOut, Stays, ON_DISK),
            Self::TokenUse => Policy::new("token_use", "the count of refreshed tokens", Kept, Stays, ON_DISK),
            Self::Event => Policy::new("event", "an event", Kept, Stays, ON_DISK),
            Self::AuditHead => Policy::new("audit_head", "the end of the audit trail", Kept, Stays, ON_DISK),
            Self::Undo => Policy::new("undo", "what an event replaced", Kept, Stays, ON_DISK),
            Self::ClockMark => Policy::new("clock_mark", "the latest moment seen", Kept, Stays, ON_DISK),
            Self::BackupSchedule => Policy::new("backup_schedule", "which backups are made", Kept, Stays, ON_DISK),
            Self::BackupMade => Policy::new("backup_made", "a note about backups", Kept, Stays, ON_DISK),
            Self::BackupRehearsed => Policy::new("backup_rehearsed", "a note about backups", Kept, Stays, ON_DISK),
        }
    }
}

impl Policy {
    const fn new(
        name: &'static str,
        words: &'static str,
        at_restore: AtRestore,
        at_undo: AtUndo,
        is_loaded: bool,
    ) -> Self {
        Self {
            name,
            words,
            at_restore,
            at_undo,
            is_loaded,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_in_the_list() {
        for (index, kind) in Kind::ALL.into_iter().enumerate() {
            assert_eq!(kind as usize, index, "{kind:?}");
            assert_eq!(Kind::from_name(kind.name()), Some(kind), "its name is its own");
        }
        // The last declared kind.
        assert_eq!(Kind::ALL.len(), Kind::BackupRehearsed as usize + 1);
    }

    #[test]
    fn nothing_that_signs_somebody_in_survives_a_restore() {
        for kind in [
            Kind::Session,
            Kind::SessionToken,
            Kind::TokenFamily,
            Kind::Belonging,
        ] {
            assert_eq!(kind.at_restore(), AtRestore::LeftOut);
        }
        assert_eq!(Kind::User.at_restore(), AtRestore::NewEpoch);
    }
}
