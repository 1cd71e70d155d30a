//! Times as people read and write them: local, with their zone. JSON has RFC 3339 in UTC.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use portreeve_commands::{CommandError, ErrorClass};

/// `2026-05-03T09:45:48.39Z` as `2026-05-03 11:45 CEST`.
pub(crate) fn minute(moment: &str) -> String {
    shown(moment, "%Y-%m-%d %H:%M %Z", here())
}

/// The same to the second.
pub(crate) fn second(moment: &str) -> String {
    shown(moment, "%Y-%m-%d %H:%M:%S %Z", here())
}

/// A typed time in RFC 3339: text with a zone, as tables show it, or a local date or time.
pub(crate) fn typed(text: &str) -> Result<String, CommandError> {
    read(text.trim(), &here())
        .map(|moment| moment.to_string())
        .ok_or_else(|| {
            let shown: String = text.chars().take(40).collect();
            CommandError::new(ErrorClass::InvalidRequest, format!("`{shown}` is not a time"))
                .hint("write 2026-11-27 or '2026-11-27 14:30' for the time here, or 2026-11-27T14:30:00Z")
        })
}

/// The zone of this computer, from its own files; UTC if there is none.
fn here() -> TimeZone {
    Some(TimeZone::system())
        .filter(|zone| !zone.is_unknown())
        .unwrap_or(TimeZone::UTC)
}

fn shown(moment: &str, format: &str, zone: TimeZone) -> String {
    match moment.parse::<Timestamp>() {
        Ok(moment) => moment.to_zoned(zone).strftime(format).to_string(),
        Err(_) => moment.to_owned(),
    }
}

fn read(text: &str, zone: &TimeZone) -> Option<Timestamp> {
    if let Ok(moment) = text.parse::<Timestamp>() {
        return Some(moment);
    }
    let local = |text: &str, zone: &TimeZone| {
        let civil: DateTime = text.parse().ok()?;
        Some(civil.to_zoned(zone.clone()).ok()?.timestamp())
    };
    // As tables show it: the zone after a space.
    if let Some((time, name)) = text.rsplit_once(' ')
        && !name.starts_with(|c: char| c.is_ascii_digit())
    {
        if matches!(name, "UTC" | "GMT" | "Z") {
            return local(time, &TimeZone::UTC);
        }
        if name.starts_with(['+', '-']) {
            return format!("{time}{name}").parse().ok();
        }
        let moment = local(time, zone)?;
        let of_here = zone.to_offset_info(moment);
        if of_here.abbreviation() == name {
            return Some(moment);
        }
        // The name of this clock's other half of the year. For an hour that occurs twice, the other one.
        return [3600, -3600].into_iter().find_map(|secs| {
            let moment = moment.checked_add(jiff::SignedDuration::from_secs(secs)).ok()?;
            let is_meant = zone.to_offset_info(moment).abbreviation() == name
                && zone.to_datetime(moment) == time.parse::<DateTime>().ok()?;
            is_meant.then_some(moment)
        });
    }
    local(text, zone)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(name: &str) -> TimeZone {
        TimeZone::get(name).unwrap()
    }

    #[test]
    fn moments_are_shown_in_the_time_of_the_place_with_its_zone() {
        let show = |moment, place| shown(moment, "%Y-%m-%d %H:%M %Z", zone(place));
        assert_eq!(
            show("2026-05-03T09:45:48.39Z", "Asia/Tokyo"),
            "2026-05-03 18:45 JST"
        );
        assert_eq!(
            show("2026-05-03T09:45:48Z", "Europe/Vienna"),
            "2026-05-03 11:45 CEST"
        );
        assert_eq!(
            show("2026-01-03T23:45:48Z", "Europe/Vienna"),
            "2026-01-04 00:45 CET"
        );
        assert_eq!(show("2026-05-03T09:45:48Z", "UTC"), "2026-05-03 09:45 UTC");
        assert_eq!(show("", "UTC"), "");
    }

    #[test]
    fn what_is_typed_without_a_zone_is_meant_here() {
        let tokyo = zone("Asia/Tokyo");
        for (text, moment) in [
            ("2026-11-27", "2026-11-26T15:00:00Z"),
            ("2026-11-27 02:00", "2026-11-26T17:00:00Z"),
            ("2026-11-27T02:00", "2026-11-26T17:00:00Z"),
            ("2026-11-27T02:00:00", "2026-11-26T17:00:00Z"),
            ("2026-11-27 02:00 JST", "2026-11-26T17:00:00Z"),
            ("2026-11-27 02:00 UTC", "2026-11-27T02:00:00Z"),
            ("2026-11-27 02:00 +01:00", "2026-11-27T01:00:00Z"),
            ("2026-11-27T02:00:00Z", "2026-11-27T02:00:00Z"),
            ("2026-11-27T02:00:00+01:00", "2026-11-27T01:00:00Z"),
        ] {
            assert_eq!(
                read(text, &tokyo).map(|at| at.to_string()).as_deref(),
                Some(moment),
                "{text}"
            );
        }
        for text in [
            "yesterday",
            "27.11.2026",
            "2026-11-27 02:00 CET",
            "2026-13-01",
            "",
            "12:30",
        ] {
            assert_eq!(read(text, &tokyo), None, "{text}");
        }
    }

    #[test]
    fn what_a_table_shows_is_read_back_as_the_same_minute_also_when_the_clock_is_set() {
        let vienna = zone("Europe/Vienna");
        // The clock goes back from 03:00 to 02:00 at 01:00 UTC.
        for moment in [
            "2026-10-25T00:30:00Z",
            "2026-10-25T01:30:00Z",
            "2026-07-01T12:00:00Z",
        ] {
            let shown = shown(moment, "%Y-%m-%d %H:%M %Z", vienna.clone());
            let back = read(&shown, &vienna).map(|at| at.to_string());
            assert_eq!(back.as_deref(), Some(moment), "{shown}");
        }
    }
}
