//! Counts attempts at a password, so that no one can try a thousand.

use crate::kind::Kind;
use crate::stored::Silent;
use crate::time::Timestamp;

/// After this many wrong attempts in a row the next one has to wait.
pub const FREE_GUESSES: u32 = 3;
/// How long it waits after the last attempt, in seconds. It is the same however many were wrong: another person's
/// guesses must not lock the owner out.
pub const GUESS_EVERY_SECS: u32 = 1;

/// Where attempts at a name are counted.
///
/// Names share a limited number of places, chosen by a keyed hash. So made-up names cannot fill the disk, and a name
/// that does not exist is counted like one that does: the answers do not reveal which it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct GuessPlace(u16);

impl GuessPlace {
    /// The number of places.
    pub const COUNT: u16 = 1 << 14;

    /// The place for a keyed hash of a name.
    pub fn of_hash(hash: &[u8; 32]) -> Self {
        Self(u16::from_be_bytes([hash[0], hash[1]]) % Self::COUNT)
    }

    /// The place with this number; `None` if there is none.
    pub fn from_number(number: u16) -> Option<Self> {
        (number < Self::COUNT).then_some(Self(number))
    }

    /// Its number, below [`COUNT`](Self::COUNT).
    pub const fn number(self) -> u16 {
        self.0
    }
}

/// Attempts at one place since the last right one; at least one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Guesses {
    /// The place.
    pub place: GuessPlace,
    /// The number of attempts. An attempt that is still being checked counts as wrong.
    pub wrong: u32,
    /// When the last attempt began.
    pub last_at: Timestamp,
}

impl Guesses {
    /// Counts one more attempt at `now`, which counts as wrong until it turns out right. Fails with the milliseconds
    /// until the next attempt can be made. `before` is `None` if the last attempt was right.
    pub fn one_more(place: GuessPlace, before: Option<Self>, now: Timestamp) -> Result<Self, u64> {
        let wrong = before.map_or(0, |before| before.wrong);
        if let Some(before) = before.filter(|_| wrong >= FREE_GUESSES) {
            let next_at = before.last_at.plus_secs(GUESS_EVERY_SECS);
            // After a clock was corrected, `now` may be long before the last attempt.
            if (before.last_at..next_at).contains(&now) {
                return Err(next_at.unix_ms().abs_diff(now.unix_ms()));
            }
        }
        Ok(Self {
            place,
            wrong: wrong.saturating_add(1),
            last_at: now,
        })
    }
}

impl Silent for Guesses {
    type Id = GuessPlace;
    const KIND: Kind = Kind::Guesses;

    fn id(&self) -> GuessPlace {
        self.place
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACE: GuessPlace = GuessPlace(7);

    fn at(ms: i64) -> Timestamp {
        Timestamp::from_unix_ms(1_777_798_800_000 + ms)
    }

    fn after(attempts: u32, now: Timestamp) -> Option<Guesses> {
        (0..attempts).fold(None, |guesses, _| {
            Some(Guesses::one_more(PLACE, guesses, now).unwrap_or_else(|_| panic!("{attempts}")))
        })
    }

    #[test]
    fn three_are_free_and_the_fourth_waits_for_the_rest_of_a_second() {
        let guesses = after(3, at(0));
        assert_eq!(Guesses::one_more(PLACE, guesses, at(0)), Err(1000));
        assert_eq!(Guesses::one_more(PLACE, guesses, at(999)), Err(1));
        let fourth = Guesses::one_more(PLACE, guesses, at(1000)).unwrap();
        assert_eq!(Guesses::one_more(PLACE, Some(fourth), at(1001)), Err(999));
    }

    #[test]
    fn it_never_takes_longer_than_a_second_however_many_were_wrong() {
        let guesses = Some(Guesses {
            place: PLACE,
            wrong: u32::MAX,
            last_at: at(0),
        });
        assert_eq!(Guesses::one_more(PLACE, guesses, at(0)), Err(1000));
        assert_eq!(
            Guesses::one_more(PLACE, guesses, at(1000)).map(|guesses| guesses.wrong),
            Ok(u32::MAX)
        );
    }

    #[test]
    fn a_clock_that_was_ahead_and_is_set_right_locks_nobody_out() {
        let year = 365 * 24 * 3_600_000;
        assert!(Guesses::one_more(PLACE, after(3, at(year)), at(0)).is_ok());
    }
}
