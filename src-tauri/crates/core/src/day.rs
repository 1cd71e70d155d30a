//! Days, in UTC.

use std::fmt;

use crate::time::Timestamp;

/// How many seconds a day has.
pub const DAY_SECS: u32 = 24 * 3600;

/// A day, counted from 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

impl Day {
    /// The day that `at` is on.
    pub fn of(at: Timestamp) -> Self {
        let number = at.unix_secs().div_euclid(DAY_SECS.into());
        Self(i32::try_from(number).unwrap_or(if number < 0 { i32::MIN } else { i32::MAX }))
    }

    /// The day of this number.
    pub const fn from_number(number: i32) -> Self {
        Self(number)
    }

    /// Days since 1970-01-01.
    pub const fn number(self) -> i32 {
        self.0
    }

    /// The day after.
    pub const fn after(self) -> Self {
        Self(self.0.saturating_add(1))
    }

    /// So many days before.
    pub const fn back(self, days: u32) -> Self {
        Self(self.0.saturating_sub_unsigned(days))
    }
}

impl fmt::Display for Day {
    /// For example `2026-05-03`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let begin = i64::from(self.0).saturating_mul(DAY_SECS.into());
        match jiff::Timestamp::from_second(begin) {
            Ok(begin) => write!(f, "{}", begin.strftime("%Y-%m-%d")),
            Err(_) => write!(f, "{} days since 1970", self.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_midnight_in_utc() {
        let day = |text: &str| Day::of(text.parse().unwrap());
        assert_eq!(day("2026-05-03T00:00:00Z").to_string(), "2026-05-03");
        assert_eq!(day("2026-05-03T23:59:59.999Z"), day("2026-05-03T00:00:00Z"));
        assert_eq!(day("2026-05-03T23:59:59.999Z").back(3).to_string(), "2026-04-30");
        assert_eq!(day("1969-12-31T23:00:00Z").number(), -1);
    }

    #[test]
    fn no_moment_is_too_far_away() {
        for ms in [i64::MIN, i64::MAX] {
            let _ = Day::of(Timestamp::from_unix_ms(ms)).back(u32::MAX).to_string();
        }
    }
}
