//! When the last recovery kit was made.

use portreeve_core::recovery::KitMade;
use serde::{Deserialize, Serialize};

use super::{Invalid, Record, moment};

#[derive(Serialize, Deserialize)]
pub(crate) struct KitMadeRecord {
    at_ms: i64,
}

impl Record for KitMadeRecord {
    type Domain = KitMade;

    fn from_domain(made: &KitMade) -> Self {
        Self {
            at_ms: made.0.unix_ms(),
        }
    }

    fn into_domain(self) -> Result<KitMade, Invalid> {
        Ok(KitMade(moment(self.at_ms)))
    }
}
