//! Portreeve's own permissions: what operators can do in Portreeve. All others belong to the local apps. They are code,
//! so every directory knows those of the program that opens it.

use crate::permission::Permission;

/// One of Portreeve's own permissions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum OwnPermission {
    /// See people.
    ViewUser,
    /// Add people.
    AddUser,
    /// Change people, set and check passwords.
    ChangeUser,
    /// Delete and restore people.
    DeleteUser,
    /// See groups and permissions.
    ViewGroup,
    /// Add groups.
    AddGroup,
    /// Change groups, their members and grants.
    ChangeGroup,
    /// Delete groups.
    DeleteGroup,
    /// See local apps and the contents of their tokens.
    ViewClient,
    /// Add local apps.
    AddClient,
    /// Change local apps.
    ChangeClient,
    /// Delete local apps.
    DeleteClient,
    /// Export token configs.
    ExportClient,
    /// Issue tokens in the name of users.
    IssueToken,
    /// See sessions and token families.
    ViewSession,
    /// End sessions and token families.
    DeleteSession,
    /// Import people and groups.
    ImportDirectory,
    /// Read and verify the audit trail.
    ViewAudit,
    /// Write the audit trail to a file.
    ExportAudit,
    /// Remove old events from the audit trail.
    PruneAudit,
}

impl OwnPermission {
    /// All permissions.
    pub const ALL: [Self; 20] = [
        Self::ViewUser,
        Self::AddUser,
        Self::ChangeUser,
        Self::DeleteUser,
        Self::ViewGroup,
        Self::AddGroup,
        Self::ChangeGroup,
        Self::DeleteGroup,
        Self::ViewClient,
        Self::AddClient,
        Self::ChangeClient,
        Self::DeleteClient,
        Self::ExportClient,
        Self::IssueToken,
        Self::ViewSession,
        Self::DeleteSession,
        Self::ImportDirectory,
        Self::ViewAudit,
        Self::ExportAudit,
        Self::PruneAudit,
    ];

    /// The name, such as `portreeve.view_user`.
    pub const fn name(self) -> &'static str {
        self.row().0
    }

    /// The label, such as "Can view people".
    pub const fn label(self) -> &'static str {
        self.row().1
    }

    /// It as a permission among those of the local apps.
    pub fn permission(self) -> Permission {
        self.name().parse().expect("each is written as permissions are")
    }

    const fn row(self) -> (&'static str, &'static str) {
        match self {
            Self::ViewUser => ("portreeve.view_user", "Can view people"),
            Self::AddUser => ("portreeve.add_user", "Can add people"),
            Self::ChangeUser => ("portreeve.change_user", "Can change people and set passwords"),
            Self::DeleteUser => ("portreeve.delete_user", "Can delete and restore people"),
            Self::ViewGroup => ("portreeve.view_group", "Can view groups and permissions"),
            Self::AddGroup => ("portreeve.add_group", "Can add groups"),
            Self::ChangeGroup => ("portreeve.change_group", "Can change groups, members and grants"),
            Self::DeleteGroup => ("portreeve.delete_group", "Can delete groups"),
            Self::ViewClient => ("portreeve.view_client", "Can view local apps"),
            Self::AddClient => ("portreeve.add_client", "Can add local apps"),
            Self::ChangeClient => ("portreeve.change_client", "Can change local apps"),
            Self::DeleteClient => ("portreeve.delete_client", "Can delete local apps"),
            Self::ExportClient => ("portreeve.export_client", "Can export token configs"),
            Self::IssueToken => ("portreeve.issue_token", "Can issue tokens for people"),
            Self::ViewSession => ("portreeve.view_session", "Can view sessions"),
            Self::DeleteSession => ("portreeve.delete_session", "Can end sessions"),
            Self::ImportDirectory => ("portreeve.import_directory", "Can import people and groups"),
            Self::ViewAudit => ("portreeve.view_audit", "Can view the audit trail"),
            Self::ExportAudit => ("portreeve.export_audit", "Can export the audit trail"),
            Self::PruneAudit => (
                "portreeve.prune_audit",
                "Can remove old events from the audit trail",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_one_is_a_permission_of_ours() {
        for (index, own) in OwnPermission::ALL.into_iter().enumerate() {
            assert_eq!(own as usize, index, "{own:?} is in its place");
            assert!(own.permission().is_own());
            assert!(own.label().starts_with("Can "));
        }
    }
}
