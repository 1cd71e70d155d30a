//! What a request is about: the people, groups and apps that it names.

use std::sync::Arc;

use portreeve_core::access::{self, Refusal};
use portreeve_core::audit::Target;
use portreeve_core::client::Client;
use portreeve_core::directory::Directory;
use portreeve_core::group::Group;
use portreeve_core::name::LOGIN_CHARS_MAX;
use portreeve_core::rights::Rights;
use portreeve_core::user::User;

/// A request tells whom and what it is about before anybody asks whether it is allowed.
pub trait About {
    /// Whom and what it names, each by name or identifier as it was typed.
    fn about(&self) -> Vec<Named>;
}

/// Declares what requests are about: `about! { GroupMemberRequest: object Group group, mention User user; }`, each the noun and
/// the field with its name. A request without names is about nothing.
macro_rules! about {
    ($($request:ty: $($role:ident $noun:ident $field:ident),*;)*) => { $(
        impl $crate::about::About for $request {
            fn about(&self) -> Vec<$crate::about::Named> {
                #[allow(unused_imports, reason = "a request may name nothing")]
                use $crate::about::{Noun, Typed as _, mention, object};
                let named: &[Option<$crate::about::Named>] =
                    &[$(self.$field.typed().map(|name| $role(Noun::$noun, name)),)*];
                named.iter().flatten().cloned().collect()
            }
        }
    )* };
}
pub(crate) use about;

/// What a command acts upon.
pub(crate) fn object(noun: Noun, name: &str) -> Named {
    Named {
        noun,
        name: name.to_owned(),
        is_object: true,
    }
}

/// What a command only refers to.
pub(crate) fn mention(noun: Noun, name: &str) -> Named {
    Named {
        is_object: false,
        ..object(noun, name)
    }
}

/// A field with a name that was typed, or none.
pub(crate) trait Typed {
    fn typed(&self) -> Option<&str>;
}

impl Typed for String {
    fn typed(&self) -> Option<&str> {
        Some(self)
    }
}

impl Typed for Option<String> {
    fn typed(&self) -> Option<&str> {
        self.as_deref()
    }
}

/// Somebody or something that a request names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// What kind of thing.
    pub noun: Noun,
    /// Its name or identifier, as typed.
    pub name: String,
    /// Whether the command acts upon it, and does not only mention it.
    pub is_object: bool,
}

/// What a request can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Noun {
    /// A person who is there.
    User,
    /// A person as whom the caller wants to sign in.
    Login,
    /// A group.
    Group,
    /// An app.
    Client,
}

/// Longest name that is looked up, in bytes: as many as the longest has, however it is written. Finding out who is meant
/// takes longer the longer the name is, and anybody may ask.
const NAME_BYTES_MAX: usize = 16 * LOGIN_CHARS_MAX;

impl Named {
    /// Whether no name is as long.
    pub(crate) fn is_too_long(&self) -> bool {
        self.name.len() > NAME_BYTES_MAX
    }

    /// What `directory` has of that name.
    fn find<'d>(&self, directory: &'d Directory) -> Option<Found<'d>> {
        if self.is_too_long() {
            return None;
        }
        match self.noun {
            Noun::User | Noun::Login => directory.find_user(&self.name).map(Found::User),
            Noun::Group => directory.find_group(&self.name).map(Found::Group),
            Noun::Client => directory.find_client(&self.name).map(Found::Client),
        }
    }
}

enum Found<'d> {
    User(&'d Arc<User>),
    Group(&'d Arc<Group>),
    Client(&'d Arc<Client>),
}

/// Those of `named` that there are. In place of a name somebody may have typed a password, so no other is told of.
pub(crate) fn targets(directory: &Directory, named: &[Named]) -> Vec<Target> {
    let found = named.iter().filter_map(|named| named.find(directory));
    found
        .map(|found| match found {
            Found::User(user) => Target::from(user.as_ref()),
            Found::Group(group) => Target::from(group.as_ref()),
            Found::Client(client) => Target::from(client.as_ref()),
        })
        .collect()
}

/// Whether `actor` may act upon the people and groups among `named` that a command acts upon.
pub(crate) fn authorize_objects(
    directory: &Directory,
    actor: &Rights,
    named: &[Named],
) -> Result<(), Refusal> {
    let objects = named.iter().filter(|named| named.is_object);
    for found in objects.filter_map(|named| named.find(directory)) {
        match found {
            Found::User(user) => access::authorize_over(directory, actor, user)?,
            Found::Group(group) => access::authorize_group(directory, actor, group.id)?,
            // The permissions for apps hold for every app.
            Found::Client(_) => {}
        }
    }
    Ok(())
}
