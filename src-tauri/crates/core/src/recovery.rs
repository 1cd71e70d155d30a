//! The recovery kit: the root key on paper.

use crate::kind::Kind;
use crate::stored::Silent;
use crate::time::Timestamp;

/// When the last recovery kit was made. The key does not change, so earlier kits are as good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KitMade(pub Timestamp);

impl Silent for KitMade {
    type Id = ();
    const KIND: Kind = Kind::KitMade;

    fn id(&self) {}
}
