//! Portreeve's own permissions: what operators may do here. Everything else belongs to the local apps.
//! They are code: every directory knows those of the program that opens it.

use crate::permission::Permission;

/// See people.
pub const VIEW_USER: &str = "portreeve.view_user";
/// Add people.
pub const ADD_USER: &str = "portreeve.add_user";
/// Change people, set and check passwords.
pub const CHANGE_USER: &str = "portreeve.change_user";
/// Delete and restore people.
pub const DELETE_USER: &str = "portreeve.delete_user";
/// See groups and permissions.
pub const VIEW_GROUP: &str = "portreeve.view_group";
/// Add groups.
pub const ADD_GROUP: &str = "portreeve.add_group";
/// Change groups, their members and grants.
pub const CHANGE_GROUP: &str = "portreeve.change_group";
/// Delete groups.
pub const DELETE_GROUP: &str = "portreeve.delete_group";
/// See local apps and what their tokens say.
pub const VIEW_CLIENT: &str = "portreeve.view_client";
/// Add local apps.
pub const ADD_CLIENT: &str = "portreeve.add_client";
/// Change local apps.
pub const CHANGE_CLIENT: &str = "portreeve.change_client";
/// Delete local apps.
pub const DELETE_CLIENT: &str = "portreeve.delete_client";
/// Export token configs.
pub const EXPORT_CLIENT: &str = "portreeve.export_client";
/// Issue tokens in the name of users.
pub const ISSUE_TOKEN: &str = "portreeve.issue_token";
/// See sessions and token families.
pub const VIEW_SESSION: &str = "portreeve.view_session";
/// End sessions and token families.
pub const DELETE_SESSION: &str = "portreeve.delete_session";
/// Import people and groups.
pub const IMPORT_DIRECTORY: &str = "portreeve.import_directory";
/// Read and prove the audit trail.
pub const VIEW_AUDIT: &str = "portreeve.view_audit";
/// Write the audit trail to a file.
pub const EXPORT_AUDIT: &str = "portreeve.export_audit";
/// Remove old events from the audit trail.
pub const PRUNE_AUDIT: &str = "portreeve.prune_audit";

/// All of them, with their labels.
pub const ALL: [(&str, &str); 20] = [
    (VIEW_USER, "Can view people"),
    (ADD_USER, "Can add people"),
    (CHANGE_USER, "Can change people and set passwords"),
    (DELETE_USER, "Can delete and restore people"),
    (VIEW_GROUP, "Can view groups and permissions"),
    (ADD_GROUP, "Can add groups"),
    (CHANGE_GROUP, "Can change groups, members and grants"),
    (DELETE_GROUP, "Can delete groups"),
    (VIEW_CLIENT, "Can view local apps"),
    (ADD_CLIENT, "Can add local apps"),
    (CHANGE_CLIENT, "Can change local apps"),
    (DELETE_CLIENT, "Can delete local apps"),
    (EXPORT_CLIENT, "Can export token configs"),
    (ISSUE_TOKEN, "Can issue tokens for people"),
    (VIEW_SESSION, "Can view sessions"),
    (DELETE_SESSION, "Can end sessions"),
    (IMPORT_DIRECTORY, "Can import people and groups"),
    (VIEW_AUDIT, "Can view the audit trail"),
    (EXPORT_AUDIT, "Can export the audit trail"),
    (PRUNE_AUDIT, "Can remove old events from the audit trail"),
];

/// All of them, ready to be known.
pub fn all() -> impl Iterator<Item = (Permission, &'static str)> {
    ALL.into_iter().map(|(permission, label)| {
        let permission = permission.parse().expect("each is written as permissions are");
        (permission, label)
    })
}
