//! Record kinds. Each kind is one row that declares what becomes of its records; a new kind does not compile without.

/// Makes the type from the list of kinds, the list of all, and the policy of each.
macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident($name:literal, $words:literal, $at_restore:ident, $at_undo:ident, $held:ident),)*) => {
        /// The kinds of stored records.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Kind {
            $($(#[$doc])* $kind,)*
        }

        impl Kind {
            /// Every kind.
            pub const ALL: [Self; [$(Kind::$kind),*].len()] = [$(Self::$kind),*];

            const fn policy(self) -> Policy {
                match self {
                    $(Self::$kind => Policy {
                        name: $name,
                        words: $words,
                        at_restore: AtRestore::$at_restore,
                        at_undo: AtUndo::$at_undo,
                        held: Held::$held,
                    },)*
                }
            }
        }
    };
}

kinds! {
    // Its name, its name in messages, what becomes of it at a restore and at an undo, and whether the read model holds it.
    /// The directory's own record.
    Profile("profile", "the directory's own record", Kept, PutBack, InMemory),
    /// The number of the last commit.
    Revision("revision", "the revision counter", Kept, Stays, InMemory),
    /// A user.
    User("user", "a user", NewEpoch, PutBack, InMemory),
    /// When a user last signed in.
    LastSignIn("last_sign_in", "a last sign-in", Kept, Stays, InMemory),
    /// The user of a username.
    LoginName("login_name", "a username", Kept, WithItsOwner, OnDisk),
    /// A user's password.
    Credential("credential", "a password", Kept, Stays, OnDisk),
    /// The parameters of the costliest password hash.
    CostliestHash("costliest_hash", "what the costliest password asks for", Kept, Stays, InMemory),
    /// The count of attempts at a password.
    Guesses("guesses", "the count of attempts at a password", LeftOut, Stays, OnDisk),
    /// A group.
    Group("group", "a group", Kept, PutBack, InMemory),
    /// The group of a name.
    GroupName("group_name", "a group's name", Kept, WithItsOwner, OnDisk),
    /// A permission that a local app knows.
    Permission("permission", "a permission", Kept, PutBack, InMemory),
    /// A local app.
    Client("client", "a local app", Kept, PutBack, InMemory),
    /// The local app of a name or an audience.
    ClientName("client_name", "a local app's name", Kept, WithItsOwner, OnDisk),
    /// The secret that an HS256 app shares with us.
    ClientSecret("client_secret", "a local app's secret", Kept, WithItsOwner, OnDisk),
    /// A signing key.
    SigningKey("signing_key", "a signing key", Kept, Stays, InMemory),
    /// A session.
    Session("session", "a session", LeftOut, Stays, OnDisk),
    /// The session of a token.
    SessionToken("session_token", "a session", LeftOut, Stays, OnDisk),
    /// A refresh-token family.
    TokenFamily("token_family", "a refresh-token family", LeftOut, Stays, OnDisk),
    /// What belongs to a user or a local app: which sessions and refresh-token families.
    Belonging("belonging", "whose a session is", LeftOut, Stays, OnDisk),
    /// How often a user's tokens for an app were refreshed on a day.
    TokenUse("token_use", "the count of refreshed tokens", Kept, Stays, OnDisk),
    /// An event of the trail.
    Event("event", "an event", Kept, Stays, OnDisk),
    /// The end of the trail.
    AuditHead("audit_head", "the end of the audit trail", Kept, Stays, OnDisk),
    /// The undo entry of an event.
    Undo("undo", "what an event replaced", Kept, Stays, OnDisk),
    /// The latest moment seen.
    ClockMark("clock_mark", "the latest moment seen", Kept, Stays, OnDisk),
    /// The schedule of automatic backups.
    BackupSchedule("backup_schedule", "which backups are made", Kept, Stays, OnDisk),
    /// The last backup made.
    BackupMade("backup_made", "a note about backups", Kept, Stays, OnDisk),
    /// The last backup rehearsed.
    BackupRehearsed("backup_rehearsed", "a note about backups", Kept, Stays, OnDisk),
    /// The last recovery kit made.
    KitMade("kit_made", "a note about the recovery kit", Kept, Stays, OnDisk),
    /// The exported configs of a local app.
    ConfigExports("config_exports", "which configs were exported", Kept, Stays, OnDisk),
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

/// Whether the read model holds a record, or only the disk does.
enum Held {
    InMemory,
    OnDisk,
}

/// The policy of a kind.
struct Policy {
    name: &'static str,
    words: &'static str,
    at_restore: AtRestore,
    at_undo: AtUndo,
    held: Held,
}

impl Kind {
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
        match self.policy().held {
            Held::InMemory => true,
            Held::OnDisk => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_name_of_its_own() {
        for kind in Kind::ALL {
            assert_eq!(Kind::from_name(kind.name()), Some(kind), "{kind:?}");
        }
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
