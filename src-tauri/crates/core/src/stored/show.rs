//! How an event shows a field's value.

use std::collections::BTreeSet;

use super::Names;
use crate::id::{GroupId, UserId};
use crate::name::Login;
use crate::time::Timestamp;

/// A value as an event shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// A text; empty for nothing.
    Text(String),
    /// True or false.
    Flag(bool),
    /// A set, of which an event shows the added and removed members.
    Set(BTreeSet<String>),
}

/// A value that an event can show.
pub trait Show {
    /// The value as an event shows it.
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
