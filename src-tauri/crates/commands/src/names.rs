//! Finds what a name means. Whether a new name is allowed beside existing ones is a rule of core.

use std::sync::Arc;

use portreeve_core::client::Client;
use portreeve_core::directory::Directory;
use portreeve_core::group::Group;
use portreeve_core::id::UserId;
use portreeve_core::name::{Likeness, Name};
use portreeve_core::own::OwnPermission;
use portreeve_core::user::User;

use crate::context::Context;
use crate::error::CommandError;
use crate::error_map::not_found;

/// Kinds of things that have names.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    User,
    Group,
    Client,
}

impl Kind {
    pub(crate) const ALL: [Self; 3] = [Self::User, Self::Group, Self::Client];

    fn word(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Group => "group",
            Self::Client => "local app",
        }
    }

    /// The permission to list things of this kind, and so to be told their names.
    fn viewing(self) -> OwnPermission {
        match self {
            Self::User => OwnPermission::ViewUser,
            Self::Group => OwnPermission::ViewGroup,
            Self::Client => OwnPermission::ViewClient,
        }
    }

    /// Other names that look like this one.
    fn like(self, directory: &Directory, name: &Name<'_>) -> Vec<String> {
        let is_other = |likeness: &Likeness| *likeness != Likeness::Same;
        match self {
            Self::User => directory
                .users_like(name)
                .filter(|(_, likeness)| is_other(likeness))
                .map(|(user, _)| user.login.to_string())
                .collect(),
            Self::Group => directory
                .groups_like(name)
                .filter(|(_, likeness)| is_other(likeness))
                .map(|(group, _)| group.name.clone())
                .collect(),
            Self::Client => directory
                .clients_like(name)
                .filter(|(_, likeness)| is_other(likeness))
                .map(|(client, _)| client.name.clone())
                .collect(),
        }
    }
}

/// The user with this identifier or username, including deleted ones.
pub(crate) fn user<'d>(
    context: &Context,
    directory: &'d Directory,
    text: &str,
) -> Result<&'d Arc<User>, CommandError> {
    let found = directory.find_user(text);
    found.ok_or_else(|| unknown(context, directory, Kind::User, text))
}

/// The group with this identifier or name.
pub(crate) fn group<'d>(
    context: &Context,
    directory: &'d Directory,
    text: &str,
) -> Result<&'d Arc<Group>, CommandError> {
    let found = directory.find_group(text);
    found.ok_or_else(|| unknown(context, directory, Kind::Group, text))
}

/// The local app with this identifier or name.
pub(crate) fn client<'d>(
    context: &Context,
    directory: &'d Directory,
    text: &str,
) -> Result<&'d Arc<Client>, CommandError> {
    let found = directory.find_client(text);
    found.ok_or_else(|| unknown(context, directory, Kind::Client, text))
}

fn unknown(context: &Context, directory: &Directory, kind: Kind, name: &str) -> CommandError {
    let error = not_found(kind.word(), name);
    match did_you_mean(context, directory, &[kind], name) {
        Some(question) => error.hint(format!("{question} Nothing was changed")),
        None => error,
    }
}

/// A question for a caller who may have meant a name of one of `kinds` that looks like `text`. It contains only names
/// that the caller could list.
pub(crate) fn did_you_mean(
    context: &Context,
    directory: &Directory,
    kinds: &[Kind],
    text: &str,
) -> Option<String> {
    let name = Name::new(text);
    let told = kinds.iter().filter(|kind| context.holds(kind.viewing()));
    let like: Vec<String> = told
        .flat_map(|kind| kind.like(directory, &name))
        .map(|name| format!("`{name}`"))
        .collect();
    (!like.is_empty()).then(|| format!("did you mean {}?", like.join(" or ")))
}

/// A note for a new e-mail address that could be mistaken for another person's. A new address in plain ASCII gets no
/// note: addresses within a domain are often similar.
pub(crate) fn similar_email(directory: &Directory, email: &str, own: Option<UserId>) -> Option<String> {
    let holder = match email.is_ascii() {
        true => None,
        false => directory.user_with_email_like(email, own),
    };
    holder.map(|holder| {
        format!(
            "`{email}` is easily mistaken for `{}`, the e-mail address of {}",
            holder.email, holder.login
        )
    })
}
