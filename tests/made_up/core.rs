//! A made-up record kind.

use crate::irreversible::Irreversible;
use crate::kind::Kind;
use crate::stored::{Field, Stored, UniqueName, fields};
use crate::target::{Names, Target, TargetKind};

/// A widget.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Widget {
    /// Names it.
    pub name: String,
    /// Its colour.
    pub colour: String,
}

impl Stored for Widget {
    type Id = String;
    const KIND: Kind = Kind::Widget;
    const FIELDS: &'static [Field<Self>] = fields! {
        Widget { value colour, }
        neither: name
    };

    fn id(&self) -> String {
        self.name.clone()
    }

    fn names(&self) -> Vec<UniqueName> {
        Vec::new()
    }

    fn target(name: &String, _: Option<&Self>, _: &dyn Names) -> Option<Target> {
        Some(Target::new(TargetKind::Widget, name, name))
    }

    fn finality(_: Option<&Self>, _: &String, _: &dyn Names) -> Option<Irreversible> {
        None
    }
}
