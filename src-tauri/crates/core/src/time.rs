//! Times and durations. Nothing here reads a clock.

use std::fmt;
use std::str::FromStr;

/// A time: milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The latest possible time: what calendars in every zone can show, in whole seconds.
    pub const LATEST: Self = Self(253_402_207_200_000);

    /// From milliseconds since the Unix epoch.
    pub const fn from_unix_ms(ms: i64) -> Self {
        Self(ms)
    }

    /// From seconds since the Unix epoch (a JWT NumericDate).
    pub const fn from_unix_secs(secs: i64) -> Self {
        Self(secs.saturating_mul(1000))
    }

    /// Milliseconds since the Unix epoch.
    pub const fn unix_ms(self) -> i64 {
        self.0
    }

    /// Whole seconds since the Unix epoch (a JWT NumericDate).
    pub const fn unix_secs(self) -> i64 {
        self.0.div_euclid(1000)
    }

    /// The time `secs` later; saturates.
    pub const fn plus_secs(self, secs: u32) -> Self {
        Self(self.0.saturating_add(secs as i64 * 1000))
    }

    /// The time `ms` milliseconds later; saturates.
    pub const fn plus_ms(self, ms: u64) -> Self {
        Self(self.0.saturating_add_unsigned(ms))
    }
}

impl fmt::Display for Timestamp {
    /// RFC 3339 in UTC, for example `2026-05-03T09:45:48.39Z`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match jiff::Timestamp::from_millisecond(self.0) {
            Ok(moment) => moment.fmt(f),
            Err(_) => write!(f, "{} ms since 1970", self.0),
        }
    }
}

/// The text is not an RFC 3339 timestamp.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
#[error("`{0}` is not a date and time with a zone, such as 2026-05-03T09:45:48Z")]
pub struct TimestampError(String);

impl FromStr for Timestamp {
    type Err = TimestampError;

    fn from_str(text: &str) -> Result<Self, TimestampError> {
        jiff::Timestamp::from_str(text)
            .map(|moment| Self(moment.as_millisecond()))
            .map_err(|_| TimestampError(text.chars().take(40).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn django_milliseconds_survive_the_round_trip() {
        let moment: Timestamp = "2025-10-13T09:45:48.390Z".parse().unwrap();
        assert_eq!(moment.unix_ms(), 1_760_348_748_390);
        assert_eq!(moment.to_string(), "2025-10-13T09:45:48.39Z");
    }

    #[test]
    fn the_latest_moment_is_shown_and_read() {
        let latest = "9999-12-30T22:00:00Z";
        assert_eq!(Timestamp::LATEST.to_string(), latest);
        assert_eq!(latest.parse(), Ok(Timestamp::LATEST));
        assert!("9999-12-30T22:00:01Z".parse::<Timestamp>().is_err());
    }

    #[test]
    fn a_time_without_zone_is_refused() {
        assert!("2025-10-13T09:45:48".parse::<Timestamp>().is_err());
    }
}
