//! The latest moment seen.

use portreeve_core::clock::ClockMark;
use serde::{Deserialize, Serialize};

use super::{Invalid, Record, moment};

#[derive(Serialize, Deserialize)]
pub(crate) struct ClockMarkRecord(i64);

impl Record for ClockMarkRecord {
    type Domain = ClockMark;

    fn from_domain(mark: &ClockMark) -> Self {
        Self(mark.0.unix_ms())
    }

    fn into_domain(self) -> Result<ClockMark, Invalid> {
        Ok(ClockMark(moment(self.0)))
    }
}
