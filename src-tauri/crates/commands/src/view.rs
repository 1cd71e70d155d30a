//! From the domain to the wire.

use portreeve_core::client::{Algorithm, Client, PublicKey};
use portreeve_core::directory::Directory;
use portreeve_core::group::Group;
use portreeve_core::id::GroupId;
use portreeve_core::ports;
use portreeve_core::session::SessionKind;
use portreeve_core::user::{User, UserState};

use crate::wire;

pub(crate) fn user_row(directory: &Directory, user: &User) -> wire::user::UserRow {
    wire::user::UserRow {
        id: user.id.to_string(),
        login: user.login.to_string(),
        display_name: user.display_name(),
        first_name: user.first_name.clone(),
        last_name: user.last_name.clone(),
        email: user.email.clone(),
        state: match user.state() {
            UserState::Active => wire::user::UserState::Active,
            UserState::Disabled => wire::user::UserState::Disabled,
            UserState::Deleted => wire::user::UserState::Deleted,
        },
        is_staff: user.is_staff,
        is_superuser: user.is_superuser,
        groups: sorted_by_name(group_refs(directory, &user.groups)),
        joined_at: user.joined_at.to_string(),
        last_sign_in_at: user.last_sign_in_at.map(|at| at.to_string()),
    }
}

fn sorted_by_name(mut groups: Vec<wire::user::GroupRef>) -> Vec<wire::user::GroupRef> {
    groups.sort_by_cached_key(|group| portreeve_core::fold::fold(&group.name));
    groups
}

/// References to groups that still exist, in the order given.
pub(crate) fn group_refs<'a>(
    directory: &Directory,
    ids: impl IntoIterator<Item = &'a GroupId>,
) -> Vec<wire::user::GroupRef> {
    ids.into_iter()
        .filter_map(|id| directory.group(*id))
        .map(|group| group_ref(group))
        .collect()
}

pub(crate) fn group_ref(group: &Group) -> wire::user::GroupRef {
    wire::user::GroupRef {
        id: group.id.to_string(),
        name: group.name.clone(),
    }
}

pub(crate) fn group_row(directory: &Directory, group: &Group) -> wire::group::GroupRow {
    let texts = |permissions: &std::collections::BTreeSet<portreeve_core::permission::Permission>| {
        permissions.iter().map(ToString::to_string).collect()
    };
    wire::group::GroupRow {
        id: group.id.to_string(),
        name: group.name.clone(),
        direct_members: count(directory.direct_members(group.id)),
        permissions: texts(&group.permissions),
        parents: group_refs(directory, &group.parents),
        children: directory
            .children(group.id)
            .map(|child| group_ref(child))
            .collect(),
        inherited: texts(&directory.inherited(group.id)),
        managers: group
            .managers
            .iter()
            .filter_map(|id| directory.user(*id))
            .map(|user| wire::user::UserRef {
                id: user.id.to_string(),
                login: user.login.to_string(),
            })
            .collect(),
    }
}

pub(crate) fn client_row(directory: &Directory, client: &Client) -> wire::client::ClientRow {
    wire::client::ClientRow {
        id: client.id.to_string(),
        name: client.name.clone(),
        audience: client.audience.clone(),
        algorithm: client.algorithm.name().to_owned(),
        access_secs: client.access_secs,
        refresh_secs: client.refresh_secs,
        issuer: issuer(directory).to_owned(),
        key_id: signing_key(directory, client.algorithm).map(|key| key.id.to_string()),
        created_at: client.created_at.to_string(),
    }
}

pub(crate) fn key_row(directory: &Directory, key: &PublicKey) -> wire::token::KeyRow {
    let verifies_until = directory.key_verifies_until(key);
    wire::token::KeyRow {
        verifies_until: verifies_until.map(|until| until.to_string()),
        id: key.id.to_string(),
        algorithm: key.algorithm.name().to_owned(),
        created_at: key.created_at.to_string(),
        pem: key.pem.clone(),
    }
}

pub(crate) fn session_kind(kind: SessionKind) -> wire::session::SessionKind {
    match kind {
        SessionKind::Window => wire::session::SessionKind::Window,
        SessionKind::Cli => wire::session::SessionKind::Cli,
    }
}

pub(crate) fn key_location(location: ports::KeyLocation) -> wire::directory::KeyLocation {
    match location {
        ports::KeyLocation::OsKeychain => wire::directory::KeyLocation::OsKeychain,
        ports::KeyLocation::PassphraseFile => wire::directory::KeyLocation::PassphraseFile,
    }
}

/// The key that signs for clients with this algorithm; HS256 clients have their own secret instead.
pub(crate) fn signing_key(directory: &Directory, algorithm: Algorithm) -> Option<&PublicKey> {
    if algorithm.is_symmetric() {
        None
    } else {
        directory.signing_key(algorithm).map(AsRef::as_ref)
    }
}

/// The `iss` of every token.
pub(crate) fn issuer(directory: &Directory) -> &str {
    directory.profile().map_or("", |profile| profile.issuer.as_str())
}

/// Counts fit: nothing here comes near four thousand million.
pub(crate) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
