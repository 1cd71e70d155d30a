//! What leads to a record, beside its id.

use crate::id::{ClientId, UserId};
use crate::kind::Kind;
use crate::name::NameKey;

/// A name that leads to one record.
#[derive(Clone, Debug)]
pub struct UniqueName {
    /// The kind of the stored names, among which it is unique.
    pub kind: Kind,
    /// What such names are of; part of the key under which the store finds them.
    pub of: &'static str,
    /// The name.
    pub name: NameKey,
}

impl UniqueName {
    pub(crate) fn new(kind: Kind, of: &'static str, name: NameKey) -> Self {
        Self { kind, of, name }
    }
}

/// By whom or what records are looked for, beside their names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Those of this user.
    User(UserId),
    /// Those for this local app.
    Client(ClientId),
}
