//! Attempts at passwords.

use portreeve_core::guess::{GuessPlace, Guesses};
use serde::{Deserialize, Serialize};

use super::{Invalid, Record, moment};

#[derive(Serialize, Deserialize)]
pub(crate) struct GuessesRecord {
    place: u16,
    wrong: u32,
    last_ms: i64,
}

impl Record for GuessesRecord {
    type Domain = Guesses;

    fn from_domain(guesses: &Guesses) -> Self {
        Self {
            place: guesses.place.number(),
            wrong: guesses.wrong,
            last_ms: guesses.last_at.unix_ms(),
        }
    }

    fn into_domain(self) -> Result<Guesses, Invalid> {
        Ok(Guesses {
            place: GuessPlace::from_number(self.place)
                .ok_or_else(|| Invalid(format!("no place {}", self.place)))?,
            wrong: self.wrong,
            last_at: moment(self.last_ms),
        })
    }
}
