//! Time in a directory: it never goes back, whatever the computer's clock does.

use crate::kind::Kind;
use crate::stored::Silent;
use crate::time::Timestamp;

/// A clock that is behind by no more than this is being corrected, and time waits for it. A larger difference is a
/// jump. However often the clock is set back, time waits no longer than this in all.
pub const TOLERANCE_SECS: u32 = 120;
/// Two healthy clocks may differ in speed by one part in this many.
const DRIFT_PARTS: u64 = 1000;

/// The latest moment that a directory has seen.
///
/// A wall clock that jumps back would make expired things valid again, and valid things last longer. So if it shows
/// less than has passed, time goes on by the monotonic clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeline {
    latest: Timestamp,
    /// The reading of each clock when they last agreed.
    agreed: Timestamp,
    agreed_us: u64,
}

impl Timeline {
    /// Goes on from `mark`, the latest moment that was written down.
    pub fn from_mark(mark: Timestamp, monotonic_us: u64) -> Self {
        Self {
            latest: mark,
            agreed: mark,
            agreed_us: monotonic_us,
        }
    }

    /// The time when the clocks show these values.
    pub fn observe(&mut self, wall: Timestamp, monotonic_us: u64) -> Timestamp {
        let elapsed_ms = monotonic_us.saturating_sub(self.agreed_us) / 1000;
        let at_least = self.agreed.plus_ms(elapsed_ms);
        if wall.plus_ms(elapsed_ms / DRIFT_PARTS) >= at_least {
            (self.agreed, self.agreed_us) = (wall, monotonic_us);
        }
        let now = if has_jumped(wall, at_least) {
            at_least
        } else {
            wall
        };
        self.latest = self.latest.max(now);
        self.latest
    }

    /// The latest moment seen.
    pub fn latest(&self) -> Timestamp {
        self.latest
    }

    /// How far the wall clock is behind, in seconds, if it has jumped back.
    pub fn behind_secs(&self, wall: Timestamp) -> Option<u32> {
        let secs = self.latest.unix_secs().saturating_sub(wall.unix_secs());
        has_jumped(wall, self.latest).then(|| u32::try_from(secs).unwrap_or(u32::MAX))
    }

    /// Uses the wall clock's time from now on.
    pub fn accept(&mut self, wall: Timestamp, monotonic_us: u64) {
        *self = Self::from_mark(wall, monotonic_us);
    }
}

fn has_jumped(wall: Timestamp, at_least: Timestamp) -> bool {
    wall.plus_secs(TOLERANCE_SECS) < at_least
}

/// The latest moment seen, stored so that time does not go back when the computer's clock does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockMark(pub Timestamp);

impl Silent for ClockMark {
    type Id = ();
    const KIND: Kind = Kind::ClockMark;

    fn id(&self) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i64 = 3600;
    const START: i64 = 1_777_798_800;

    fn at(secs: i64) -> Timestamp {
        Timestamp::from_unix_secs(START + secs)
    }

    fn observe(timeline: &mut Timeline, wall_secs: i64, monotonic_secs: u64) -> i64 {
        let now = timeline.observe(at(wall_secs), monotonic_secs * 1_000_000);
        now.unix_secs() - START
    }

    #[test]
    fn time_follows_a_clock_that_goes_on() {
        let mut timeline = Timeline::from_mark(at(0), 0);
        assert_eq!(observe(&mut timeline, 10, 10), 10);
        // The computer slept for a day: the monotonic clock stood still.
        assert_eq!(observe(&mut timeline, 24 * HOUR, 11), 24 * HOUR);
        assert_eq!(timeline.behind_secs(at(24 * HOUR)), None);
    }

    #[test]
    fn time_waits_for_a_clock_that_is_set_right() {
        let mut timeline = Timeline::from_mark(at(100), 0);
        assert_eq!(observe(&mut timeline, 0, 5), 100);
        assert_eq!(observe(&mut timeline, 60, 65), 100);
        assert_eq!(observe(&mut timeline, 101, 106), 101);
    }

    #[test]
    fn time_waits_no_longer_for_a_clock_that_is_set_back_again_and_again() {
        let mut timeline = Timeline::from_mark(at(0), 0);
        for step in 1..=36 {
            observe(&mut timeline, 100, step * 100);
            observe(&mut timeline, 0, step * 100);
        }
        let now = timeline.latest().unix_secs() - START;
        assert!(now >= HOUR - i64::from(TOLERANCE_SECS), "{now}");
    }

    #[test]
    fn a_clock_that_is_a_little_slower_than_the_other_is_followed() {
        let mut timeline = Timeline::from_mark(at(0), 0);
        let mut wall = 0;
        for day in 1..=365 {
            wall = day * (24 * HOUR - 4);
            observe(&mut timeline, wall, day as u64 * 24 * 3600);
        }
        assert_eq!(timeline.latest(), at(wall));
    }

    #[test]
    fn time_goes_on_when_the_clock_jumps_back() {
        for jump in [-HOUR, -365 * 24 * HOUR, -121] {
            let mut timeline = Timeline::from_mark(at(0), 0);
            observe(&mut timeline, 50, 50);
            assert_eq!(observe(&mut timeline, 50 + jump, 50), 50, "{jump}");
            assert_eq!(observe(&mut timeline, 60 + jump, 60), 60, "{jump}");
            let behind = timeline.behind_secs(at(60 + jump));
            assert_eq!(behind, Some(u32::try_from(-jump).unwrap()), "{jump}");
        }
    }

    #[test]
    fn time_that_passed_unseen_counts_although_the_clock_was_set_back_meanwhile() {
        let mut timeline = Timeline::from_mark(at(0), 0);
        assert_eq!(
            observe(&mut timeline, 6 * 24 * HOUR, 7 * 24 * 3600),
            7 * 24 * HOUR
        );
    }

    #[test]
    fn a_jump_ahead_is_believed_until_an_operator_says_otherwise() {
        let year = 365 * 24 * HOUR;
        let mut timeline = Timeline::from_mark(at(0), 0);
        assert_eq!(observe(&mut timeline, year, 1), year);
        assert_eq!(observe(&mut timeline, 2, 2), year + 1);
        timeline.accept(at(2), 2_000_000);
        assert_eq!(observe(&mut timeline, 3, 3), 3);
        assert_eq!(timeline.behind_secs(at(3)), None);
    }

    #[test]
    fn the_extremes_do_not_overflow() {
        let mut timeline = Timeline::from_mark(Timestamp::from_unix_ms(i64::MAX), 0);
        assert_eq!(
            timeline
                .observe(Timestamp::from_unix_ms(i64::MIN), u64::MAX)
                .unix_ms(),
            i64::MAX
        );
        assert_eq!(
            timeline.behind_secs(Timestamp::from_unix_ms(i64::MIN)),
            Some(u32::MAX)
        );
    }
}
