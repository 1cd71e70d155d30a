//! Attempts at passwords.

use portreeve_core::guess::Guesses;
use serde::{Deserialize, Serialize};

use super::{Invalid, Record, moment};

#[derive(Serialize, Deserialize)]
pub(crate) struct GuessesRecord {
    wrong: u32,
    last_ms: i64,
}

impl Record for GuessesRecord {
    type Domain = Guesses;

    fn from_domain(guesses: &Guesses) -> Self {
        Self {
            wrong: guesses.wrong,
            last_ms: guesses.last_at.unix_ms(),
        }
    }

    fn into_domain(self) -> Result<Guesses, Invalid> {
        Ok(Guesses {
            wrong: self.wrong,
            last_at: moment(self.last_ms),
        })
    }
}
