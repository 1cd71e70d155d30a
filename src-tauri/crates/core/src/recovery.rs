//! The recovery kit: the root key on paper.

use crate::irreversible::Irreversible;
use crate::kind::Kind;
use crate::stored::{Field, Names, Stored};
use crate::target::Target;
use crate::time::Timestamp;

/// When the last recovery kit was made. The key does not change, so earlier kits are as good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KitMade(pub Timestamp);

impl Stored for KitMade {
    type Id = ();
    const KIND: Kind = Kind::KitMade;
    const FIELDS: &'static [Field<Self>] = &[];

    fn id(&self) {}

    fn target((): &(), _: Option<&Self>, _: &dyn Names) -> Option<Target> {
        None
    }

    fn finality(_: Option<&Self>, _: &Self::Id, _: &dyn Names) -> Option<Irreversible> {
        None
    }
}
