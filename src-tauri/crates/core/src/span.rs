//! Spans of time in words.

const UNITS: [(u64, &str); 4] = [(86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second")];
/// An approximate span may be off by one part in this many.
const PARTS_OFF_MAX: u64 = 20;

/// Exact to the second, in the largest unit that allows it: "10 minutes", "631 seconds", "365 days".
pub fn exactly(secs: u64) -> String {
    let unit = UNITS
        .iter()
        .find(|(unit, _)| secs > 0 && secs.is_multiple_of(*unit));
    let (unit, name) = unit.unwrap_or(&UNITS[3]);
    counted(secs / unit, name)
}

/// As people say it: "365 days", even if an hour is missing.
pub fn about(secs: u64) -> String {
    let is_near = |unit: u64| {
        let count = rounded(secs, unit);
        count > 0 && (count * unit).abs_diff(secs) * PARTS_OFF_MAX <= secs
    };
    let unit = UNITS.iter().find(|(unit, _)| is_near(*unit));
    let (unit, name) = unit.unwrap_or(&UNITS[3]);
    counted(rounded(secs, *unit), name)
}

fn rounded(secs: u64, unit: u64) -> u64 {
    (secs + unit / 2) / unit
}

fn counted(count: u64, name: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {name}{plural}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_said_to_the_second() {
        for (secs, words) in [
            (0, "0 seconds"),
            (1, "1 second"),
            (600, "10 minutes"),
            (631, "631 seconds"),
            (5_400, "90 minutes"),
            (86_400, "1 day"),
            (93_600, "26 hours"),
            (31_536_000, "365 days"),
        ] {
            assert_eq!(exactly(secs), words);
        }
    }

    #[test]
    fn a_span_is_said_as_people_say_it() {
        for (secs, words) in [
            (0, "0 seconds"),
            (59, "1 minute"),
            (121, "2 minutes"),
            (3_597, "1 hour"),
            (3_603, "1 hour"),
            (5_400, "90 minutes"),
            (100_000, "28 hours"),
            (31_539_597, "365 days"),
            (u64::from(u32::MAX), "49710 days"),
        ] {
            assert_eq!(about(secs), words, "{secs}");
        }
    }
}
