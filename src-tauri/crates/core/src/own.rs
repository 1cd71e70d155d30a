//! Portreeve's own permissions: what operators can do in Portreeve. All others belong to the local apps. They are code,
//! so every directory knows those of the program that opens it.

use crate::permission::Permission;

/// Makes the type from the list of permissions, the list of all, and the name and label of each.
macro_rules! own_permissions {
    ($($(#[$doc:meta])* $own:ident($name:literal, $label:literal),)*) => {
        /// One of Portreeve's own permissions.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum OwnPermission {
            $($(#[$doc])* $own,)*
        }

        impl OwnPermission {
            /// All permissions.
            pub const ALL: [Self; [$(Self::$own),*].len()] = [$(Self::$own),*];

            /// The name, such as `portreeve.view_user`.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$own => $name,)*
                }
            }

            /// The label, such as "Can view people".
            pub const fn label(self) -> &'static str {
                match self {
                    $(Self::$own => $label,)*
                }
            }
        }
    };
}

own_permissions! {
    /// See people.
    ViewUser("portreeve.view_user", "Can view people"),
    /// Add people.
    AddUser("portreeve.add_user", "Can add people"),
    /// Change people, set and check passwords.
    ChangeUser("portreeve.change_user", "Can change people and set passwords"),
    /// Delete and restore people.
    DeleteUser("portreeve.delete_user", "Can delete and restore people"),
    /// See groups and permissions.
    ViewGroup("portreeve.view_group", "Can view groups and permissions"),
    /// Add groups.
    AddGroup("portreeve.add_group", "Can add groups"),
    /// Change groups, their members and grants.
    ChangeGroup("portreeve.change_group", "Can change groups, members and grants"),
    /// Delete groups.
    DeleteGroup("portreeve.delete_group", "Can delete groups"),
    /// See local apps and the contents of their tokens.
    ViewClient("portreeve.view_client", "Can view local apps"),
    /// Add local apps.
    AddClient("portreeve.add_client", "Can add local apps"),
    /// Change local apps.
    ChangeClient("portreeve.change_client", "Can change local apps"),
    /// Delete local apps.
    DeleteClient("portreeve.delete_client", "Can delete local apps"),
    /// Export token configs.
    ExportClient("portreeve.export_client", "Can export token configs"),
    /// Issue tokens in the name of users.
    IssueToken("portreeve.issue_token", "Can issue tokens for people"),
    /// See sessions and token families.
    ViewSession("portreeve.view_session", "Can view sessions"),
    /// End sessions and token families.
    DeleteSession("portreeve.delete_session", "Can end sessions"),
    /// Import people and groups.
    ImportDirectory("portreeve.import_directory", "Can import people and groups"),
    /// Read and verify the audit trail.
    ViewAudit("portreeve.view_audit", "Can view the audit trail"),
    /// Write the audit trail to a file.
    ExportAudit("portreeve.export_audit", "Can export the audit trail"),
    /// Remove old events from the audit trail.
    PruneAudit("portreeve.prune_audit", "Can remove old events from the audit trail"),
}

impl OwnPermission {
    /// It as a permission among those of the local apps.
    pub fn permission(self) -> Permission {
        self.name().parse().expect("each is written as permissions are")
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_one_is_a_permission_of_ours_and_is_called_like_no_other() {
        let (names, labels): (BTreeSet<_>, BTreeSet<_>) = OwnPermission::ALL
            .map(|own| (own.name(), own.label()))
            .into_iter()
            .unzip();
        assert_eq!(
            (names.len(), labels.len()),
            (OwnPermission::ALL.len(), OwnPermission::ALL.len())
        );
        for own in OwnPermission::ALL {
            assert!(own.permission().is_own());
            assert!(own.label().starts_with("Can "));
        }
    }
}
