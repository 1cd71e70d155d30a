//! How an event shows a field's value.

use std::collections::BTreeSet;

use crate::name::Login;
use crate::target::Names;
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

macro_rules! shown_as_text {
    ($($value:ty)*) => {
        $(impl Show for $value {
            fn show(&self, _: &dyn Names) -> Shown {
                Shown::Text(self.to_string())
            }
        })*
    };
}

shown_as_text! { String u32 Timestamp Login }

impl Show for bool {
    fn show(&self, _: &dyn Names) -> Shown {
        Shown::Flag(*self)
    }
}

impl<T: Show> Show for Option<T> {
    fn show(&self, names: &dyn Names) -> Shown {
        self.as_ref()
            .map_or_else(|| Shown::Text(String::new()), |value| value.show(names))
    }
}
