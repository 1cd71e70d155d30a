//! How often tokens are refreshed, counted by day. An app refreshes its tokens several times an hour, so an event for each
//! would leave nothing else to see in the trail.

use crate::day::Day;
use crate::id::{ClientId, UserId};
use crate::kind::Kind;
use crate::stored::Silent;
use crate::time::Timestamp;

/// For how many days the counts are kept, today among them.
pub const TOKEN_USE_DAYS: u32 = 90;

/// Whose tokens, for which app, on which day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TokenUseId {
    /// The day.
    pub day: Day,
    /// Whose tokens.
    pub user: UserId,
    /// For which app.
    pub client: ClientId,
}

impl TokenUseId {
    pub(crate) fn whose(&self) -> Option<UserId> {
        Some(self.user)
    }
}

/// How often a user's tokens for an app were refreshed on a day: at least once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenUse {
    /// What is counted.
    pub id: TokenUseId,
    /// How often.
    pub refreshed: u32,
    /// When it was done first on that day.
    pub first_at: Timestamp,
    /// When it was done last on that day.
    pub last_at: Timestamp,
}

impl TokenUse {
    /// After one more refresh at `now`. A clock that was set back since makes nothing earlier than it was.
    pub fn one_more(id: TokenUseId, before: Option<&Self>, now: Timestamp) -> Self {
        Self {
            id,
            refreshed: before.map_or(0, |before| before.refreshed).saturating_add(1),
            first_at: before.map_or(now, |before| before.first_at.min(now)),
            last_at: before.map_or(now, |before| before.last_at.max(now)),
        }
    }

    /// Whether the count can be removed. Ages are counted up to the day `aged_to`. A count that is dated later than tomorrow
    /// was written by a clock that was ahead.
    pub fn is_over(&self, aged_to: Day, today: Day) -> bool {
        self.id.day <= aged_to.back(TOKEN_USE_DAYS) || self.id.day > today.after()
    }
}

impl Silent for TokenUse {
    type Id = TokenUseId;
    const KIND: Kind = Kind::TokenUse;

    fn id(&self) -> TokenUseId {
        self.id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(secs: i64) -> Timestamp {
        Timestamp::from_unix_secs(1_777_798_800 + secs)
    }

    fn id(day: Day) -> TokenUseId {
        TokenUseId {
            day,
            user: UserId::from_bytes([1; 16]),
            client: ClientId::from_bytes([2; 16]),
        }
    }

    #[test]
    fn refreshes_are_counted_and_the_first_and_the_last_are_known() {
        let id = id(Day::of(at(0)));
        let mut counted = None;
        // The clock is set back after the second.
        for secs in [10, 20, 5] {
            counted = Some(TokenUse::one_more(id, counted.as_ref(), at(secs)));
        }
        let counted = counted.unwrap();
        assert_eq!(
            (counted.refreshed, counted.first_at, counted.last_at),
            (3, at(5), at(20))
        );
        let full = TokenUse {
            refreshed: u32::MAX,
            ..counted
        };
        assert_eq!(TokenUse::one_more(id, Some(&full), at(30)).refreshed, u32::MAX);
    }

    #[test]
    fn counts_are_kept_for_ninety_days_and_none_of_the_future() {
        let today = Day::of(at(0));
        let is_over = |day: Day| TokenUse::one_more(id(day), None, at(0)).is_over(today, today);
        assert!(!is_over(today) && !is_over(today.back(89)) && !is_over(today.after()));
        assert!(is_over(today.back(90)) && is_over(today.after().after()));
    }
}
