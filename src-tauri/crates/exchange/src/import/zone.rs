//! Times without a zone: Django writes them under `USE_TZ=False`, in the site's `TIME_ZONE`.

use std::fmt;
use std::str::FromStr;

use jiff::civil::DateTime;
use jiff::fmt::temporal::DateTimeParser;
use jiff::tz::{TimeZone, TimeZoneDatabase};
use portreeve_core::time::Timestamp;

use super::words::shown;

/// The zone for times without one.
#[derive(Clone, Debug)]
pub struct Zone(TimeZone);

/// The text names no zone.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
#[error(
    "`{0}` is not a time zone; write it as Django's TIME_ZONE does, for example Europe/Berlin, or as +02:00"
)]
pub struct ZoneError(String);

impl Zone {
    /// The time at which clocks in this zone show `text`; `None` if it is no date and time. If clocks show it twice,
    /// the first.
    pub(crate) fn moment(&self, text: &str) -> Option<Timestamp> {
        let shown: DateTime = text.parse().ok()?;
        let moment = self.0.to_timestamp(shown).ok()?;
        Some(Timestamp::from_unix_ms(moment.as_millisecond()))
    }
}

impl Default for Zone {
    fn default() -> Self {
        Self(TimeZone::UTC)
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0.iana_name(), self.0.to_fixed_offset()) {
            (Some(name), _) => f.write_str(name),
            (None, Ok(offset)) => offset.fmt(f),
            (None, Err(_)) => f.write_str("the zone that was named"),
        }
    }
}

impl FromStr for Zone {
    type Err = ZoneError;

    fn from_str(text: &str) -> Result<Self, ZoneError> {
        DateTimeParser::new()
            .parse_time_zone_with(&TimeZoneDatabase::bundled(), text)
            .map(Self)
            .map_err(|_| ZoneError(shown(text)))
    }
}

/// Whether `text` is a date and time later than [`Timestamp::LATEST`]. `9999-12-31T23:59:59.999999Z` means "never" in a
/// field that must have a value.
pub(crate) fn is_beyond_latest(text: &str) -> bool {
    // A zone after the date and time moves it by a day at most.
    let shown = text.parse::<DateTime>().or_else(|_| {
        let without_zone = text.trim_end_matches(['Z', 'z']);
        let offset = without_zone.len().checked_sub("+00:00".len());
        let split = offset.and_then(|at| without_zone.split_at_checked(at));
        match split {
            Some((shown, zone)) if zone.starts_with(['+', '-']) => shown.parse(),
            _ => without_zone.parse(),
        }
    });
    shown.is_ok_and(|shown| shown >= DateTime::constant(9999, 12, 30, 0, 0, 0, 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(zone: &str, text: &str) -> Option<String> {
        let zone: Zone = zone.parse().unwrap();
        zone.moment(text).map(|moment| moment.to_string())
    }

    #[test]
    fn a_moment_is_read_as_clocks_of_the_zone_show_it() {
        for (zone, moment) in [
            ("UTC", "2024-07-01T08:00:00Z"),
            ("Europe/Berlin", "2024-07-01T06:00:00Z"),
            ("America/New_York", "2024-07-01T12:00:00Z"),
            ("Asia/Kolkata", "2024-07-01T02:30:00Z"),
            ("+02:00", "2024-07-01T06:00:00Z"),
            ("-05:30", "2024-07-01T13:30:00Z"),
        ] {
            assert_eq!(at(zone, "2024-07-01T08:00:00").as_deref(), Some(moment), "{zone}");
        }
    }

    #[test]
    fn an_hour_that_there_is_not_or_twice_is_a_moment_all_the_same() {
        // Clocks went from 2 to 3 in March, and from 3 back to 2 in October.
        assert_eq!(
            at("Europe/Berlin", "2024-03-31T02:30:00").unwrap(),
            "2024-03-31T01:30:00Z"
        );
        assert_eq!(
            at("Europe/Berlin", "2024-10-27T02:30:00").unwrap(),
            "2024-10-27T00:30:00Z"
        );
    }

    #[test]
    fn what_is_no_zone_or_no_moment_is_refused() {
        for bad in ["", "Mars/Olympus", "+99:00", "../../etc/passwd", "2024-01-01"] {
            assert!(bad.parse::<Zone>().is_err(), "{bad:?}");
        }
        assert_eq!(at("UTC", "yesterday"), None);
    }

    #[test]
    fn what_is_later_than_the_latest_moment_is_told_from_what_is_no_moment() {
        for late in [
            "9999-12-31T23:59:59.999999Z",
            "9999-12-31T23:59:59.999999+00:00",
            "9999-12-31 23:59:59",
            "9999-12-31T23:59:59-05:00",
        ] {
            assert!(is_beyond_latest(late), "{late}");
        }
        for other in [
            "",
            "Z",
            "never",
            "9999",
            "99999-01-01T00:00:00Z",
            "2024-01-01T00:00:00Z",
            "日本語のZ",
        ] {
            assert!(!is_beyond_latest(other), "{other}");
        }
    }

    #[test]
    fn a_zone_is_called_as_it_was_named() {
        for name in ["UTC", "Europe/Berlin"] {
            assert_eq!(name.parse::<Zone>().unwrap().to_string(), name);
        }
    }
}
