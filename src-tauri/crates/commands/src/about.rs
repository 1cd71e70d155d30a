//! What a request is about: the people, groups and apps that it names.

use std::sync::Arc;

use portreeve_core::access::{self, Denied};
use portreeve_core::audit::{TARGETS_MAX, Target};
use portreeve_core::client::Client;
use portreeve_core::directory::Directory;
use portreeve_core::group::Group;
use portreeve_core::name::LOGIN_CHARS_MAX;
use portreeve_core::rights::Rights;
use portreeve_core::user::User;

/// A request that names the people and things it is about, so that access can be checked before the handler runs.
pub trait About {
    /// The people and things it names, each by name or identifier as typed.
    fn about(&self) -> Vec<Named>;

    /// The command that does to one person what the request asks to be done to many.
    fn for_each(&self) -> Option<&'static str> {
        None
    }
}

/// Declares what requests are about: `about! { GroupMemberRequest: object Group group, mention User user; }`. Each
/// entry is the role, the noun, then the field with the name. A request without entries names nothing.
macro_rules! about {
    ($($request:ty: $($role:ident $noun:ident $field:ident),*;)*) => { $(
        impl $crate::about::About for $request {
            fn about(&self) -> Vec<$crate::about::Named> {
                #[allow(unused_imports, reason = "a request can name nothing")]
                use $crate::about::{Noun, Typed as _, mention, object};
                let named: &[Option<$crate::about::Named>] =
                    &[$(self.$field.typed().map(|name| $role(Noun::$noun, name)),)*];
                named.iter().flatten().cloned().collect()
            }
        }
    )* };
}
pub(crate) use about;

/// A thing on which the command acts.
pub(crate) fn object(noun: Noun, name: &str) -> Named {
    Named {
        noun,
        name: name.to_owned(),
        is_object: true,
    }
}

/// A thing to which the command only refers.
pub(crate) fn mention(noun: Noun, name: &str) -> Named {
    Named {
        is_object: false,
        ..object(noun, name)
    }
}

/// A field that contains a typed name, or none.
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

/// A person or thing that a request names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The kind of the person or thing.
    pub noun: Noun,
    /// Its name or identifier, as typed.
    pub name: String,
    /// Whether the command acts on it, rather than only mentions it.
    pub is_object: bool,
}

/// The kinds of things that a request can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Noun {
    /// An existing person.
    User,
    /// The username with which the caller wants to sign in.
    Login,
    /// A group.
    Group,
    /// An app.
    Client,
}

/// The longest name that is looked up, in bytes: the longest valid name in its longest spelling. A longer text takes
/// longer to look up, and a caller needs no session to send one.
const NAME_BYTES_MAX: usize = 16 * LOGIN_CHARS_MAX;

impl Named {
    /// Whether it is longer than any name.
    pub(crate) fn is_too_long(&self) -> bool {
        self.name.len() > NAME_BYTES_MAX
    }

    /// The thing of that name in `directory`.
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

/// The existing ones of `named`, as many as an event has room for. Others are left out: a name may be a password in the wrong place.
pub(crate) fn targets(directory: &Directory, named: &[Named]) -> Vec<Target> {
    let found = named.iter().filter_map(|named| named.find(directory));
    found
        .map(|found| match found {
            Found::User(user) => Target::from(user.as_ref()),
            Found::Group(group) => Target::from(group.as_ref()),
            Found::Client(client) => Target::from(client.as_ref()),
        })
        .take(TARGETS_MAX)
        .collect()
}

/// Checks that `actor` has power over every person and group among `named` that the command acts on.
pub(crate) fn authorize_objects(
    directory: &Directory,
    actor: &Rights,
    named: &[Named],
) -> Result<(), Denied> {
    let objects = named.iter().filter(|named| named.is_object);
    for found in objects.filter_map(|named| named.find(directory)) {
        match found {
            Found::User(user) => access::authorize_over(directory, actor, user)?,
            Found::Group(group) => access::authorize_group(directory, actor, group.id)?,
            // Permissions for apps cover every app.
            Found::Client(_) => {}
        }
    }
    Ok(())
}
