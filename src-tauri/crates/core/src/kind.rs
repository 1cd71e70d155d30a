//! Record kinds. Each kind is one row that declares what becomes of its records; a new kind does not compile without it.

/// Makes the type from the list of kinds, the list of all, and the policy of each.
macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident($name:literal, $words:literal, $at_restore:ident, $at_undo:ident, $removal:ident,
        $changed_by:ident, $at_off_boarding:ident, $held:ident),)*) => {
        /// The kinds of stored records.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Kind {
            $(#[doc = $words] $(#[$doc])* $kind,)*
        }

        impl Kind {
            /// Every kind.
            pub const ALL: [Self; [$(Kind::$kind),*].len()] = [$(Self::$kind),*];

            /// What becomes of its records.
            pub const fn policy(self) -> Policy {
                match self {
                    $(Self::$kind => Policy {
                        name: $name,
                        words: $words,
                        at_restore: AtRestore::$at_restore,
                        at_undo: AtUndo::$at_undo,
                        removal: Removal::$removal,
                        changed_by: ChangedBy::$changed_by,
                        at_off_boarding: AtOffBoarding::$at_off_boarding,
                        held: Held::$held,
                    },)*
                }
            }
        }
    };
}

kinds! {
    // Its name, its name in messages, and the columns of `Policy` in their order. A comment says what the words do not.
    Profile("profile", "the directory's own record", Kept, PutBack, Lasting, SignedIn, Unrelated, InMemory),
    Revision("revision", "the revision counter", Kept, Stays, Lasting, Portreeve, Unrelated, InMemory),
    User("user", "a user", NewEpoch, PutBack, Lasting, SignedIn, Kept, InMemory),
    LastSignIn("last_sign_in", "a last sign-in", Kept, Stays, Lasting, Portreeve, Goes, InMemory),
    LoginName("login_name", "a username", Kept, WithItsOwner, Removable, SignedIn, Kept, OnDisk),
    Credential("credential", "a password", Kept, Stays, Lasting, Portreeve, Goes, OnDisk),
    CostliestHash("costliest_hash", "what the costliest password asks for", Kept, Stays, Lasting, Portreeve, Unrelated, InMemory),
    Guesses("guesses", "the count of attempts at a password", LeftOut, Stays, Removable, Portreeve, Unrelated, OnDisk),
    Group("group", "a group", Kept, PutBack, Removable, SignedIn, Unrelated, InMemory),
    GroupName("group_name", "a group's name", Kept, WithItsOwner, Removable, SignedIn, Unrelated, OnDisk),
    Permission("permission", "a permission", Kept, PutBack, Removable, SignedIn, Unrelated, InMemory),
    Client("client", "a local app", Kept, PutBack, Removable, SignedIn, Unrelated, InMemory),
    ClientName("client_name", "a local app's name", Kept, WithItsOwner, Removable, SignedIn, Unrelated, OnDisk),
    ClientSecret("client_secret", "a local app's secret", Kept, WithItsOwner, Removable, SignedIn, Unrelated, OnDisk),
    SigningKey("signing_key", "a signing key", Kept, Stays, Removable, SignedIn, Unrelated, InMemory),
    Session("session", "a session", LeftOut, Stays, Removable, Portreeve, Goes, OnDisk),
    SessionToken("session_token", "a session", LeftOut, Stays, Removable, Portreeve, Goes, OnDisk),
    TokenFamily("token_family", "a refresh-token family", LeftOut, Stays, Removable, Portreeve, Goes, OnDisk),
    /// The sessions and refresh-token families of a user or of a local app.
    Belonging("belonging", "whose a session is", LeftOut, Stays, Removable, Portreeve, Goes, OnDisk),
    TokenUse("token_use", "the count of refreshed tokens", Kept, Stays, Removable, Portreeve, Kept, OnDisk),
    Event("event", "an event", Kept, Stays, Removable, Portreeve, Kept, OnDisk),
    FurtherTargets("further_targets", "what an event was about", Kept, Stays, Removable, Portreeve, Kept, OnDisk),
    AuditHead("audit_head", "the end of the audit trail", Kept, Stays, Lasting, Portreeve, Unrelated, OnDisk),
    Undo("undo", "what an event replaced", Kept, Stays, Removable, Portreeve, Kept, OnDisk),
    ClockMark("clock_mark", "the latest moment seen", Kept, Stays, Lasting, Portreeve, Unrelated, OnDisk),
    BackupSchedule("backup_schedule", "which backups are made", Kept, Stays, Removable, Portreeve, Unrelated, OnDisk),
    BackupMade("backup_made", "a note about backups", Kept, Stays, Lasting, Portreeve, Unrelated, OnDisk),
    BackupRehearsed("backup_rehearsed", "a note about backups", Kept, Stays, Lasting, Portreeve, Unrelated, OnDisk),
    KitMade("kit_made", "a note about the recovery kit", Kept, Stays, Lasting, SignedIn, Unrelated, OnDisk),
    ConfigExports("config_exports", "which configs were exported", Kept, Stays, Lasting, SignedIn, Unrelated, OnDisk),
}

/// What becomes of the records of a kind. All of them are in a backup; a file that is exported has only what the command
/// that writes it puts there.
#[allow(missing_docs, reason = "the types say it")]
pub struct Policy {
    name: &'static str,
    words: &'static str,
    pub at_restore: AtRestore,
    pub at_undo: AtUndo,
    pub removal: Removal,
    pub changed_by: ChangedBy,
    pub at_off_boarding: AtOffBoarding,
    pub held: Held,
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

/// Whether a record is ever removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Removal {
    /// It is only replaced.
    Lasting,
    /// It can be removed.
    Removable,
}

/// Who changes a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangedBy {
    /// Only a person who is signed in.
    SignedIn,
    /// Also Portreeve itself, when nobody is signed in: at a sign-in, or in the background.
    Portreeve,
}

/// What becomes of a record when the person leaves whom it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AtOffBoarding {
    /// It goes: it is the person's own, and of no use without them.
    Goes,
    /// It stays, as the directory's memory of what was.
    Kept,
    /// It is about no single person.
    Unrelated,
}

/// What holds a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// The read model, too: it reads it at opening, and each commit updates it.
    InMemory,
    /// Only the disk.
    OnDisk,
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
            assert_eq!(kind.policy().at_restore, AtRestore::LeftOut);
        }
        assert_eq!(Kind::User.policy().at_restore, AtRestore::NewEpoch);
    }
}
