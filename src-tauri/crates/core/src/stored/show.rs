//! What an event tells of a field's value.

use std::collections::BTreeSet;

use super::Names;
use crate::id::{GroupId, UserId};
use crate::name::Login;
use crate::time::Timestamp;

/// What an event tells of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// A text; empty for nothing.
    Text(String),
    /// Yes or no.
    Flag(bool),
    /// A set, of which an event tells what came and what went.
    Set(BTreeSet<String>),
}

/// A value that an event can tell of.
pub trait Show {
    /// What it tells.
    fn show(&self, names: &dyn Names) -> Shown;
}

impl Show for String {
    fn show(&self, _: &dyn Names) -> Shown {
        Shown::Text(self.clone())
    }
}

impl Show for Login {
    fn show(&self, _: &dyn Names) -> Shown {
        Shown::Text(self.to_string())
    }
}

impl Show for bool {
    fn show(&self, _: &dyn Names) -> Shown {
        Shown::Flag(*self)
    }
}

impl Show for u32 {
    fn show(&self, _: &dyn Names) -> Shown {
        Shown::Text(self.to_string())
    }
}

impl Show for Timestamp {
    fn show(&self, _: &dyn Names) -> Shown {
        Shown::Text(self.to_string())
    }
}

impl<T: Show> Show for Option<T> {
    fn show(&self, names: &dyn Names) -> Shown {
        self.as_ref()
            .map_or_else(|| Shown::Text(String::new()), |value| value.show(names))
    }
}

impl<T: Show> Show for Box<T> {
    fn show(&self, names: &dyn Names) -> Shown {
        T::show(self, names)
    }
}

impl Show for BTreeSet<GroupId> {
    fn show(&self, names: &dyn Names) -> Shown {
        let name = |id: &GroupId| names.group(*id).unwrap_or_else(|| id.to_string());
        Shown::Set(self.iter().map(name).collect())
    }
}

impl Show for BTreeSet<UserId> {
    fn show(&self, names: &dyn Names) -> Shown {
        let name = |id: &UserId| names.user(*id).map_or_else(|| id.to_string(), |user| user.name);
        Shown::Set(self.iter().map(name).collect())
    }
}
