//! Sorted orders of the user table. Made when first asked for, then moved on by each change.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use super::search::fold;
use super::user_table::{Slot, UserTable};
use crate::user::User;

/// What the people list can be sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UserOrder {
    /// Login name.
    Login,
    /// Display name.
    Name,
    /// Mail address.
    Email,
    /// Last sign-in; never comes first.
    LastSignIn,
    /// Joined.
    Joined,
}

const ORDERS: usize = 5;

/// More changes than this at once, and sorting anew is quicker than moving on.
const MOVES_MAX: usize = 256;

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum SortKey {
    Moment(Option<i64>),
    Text(String),
}

impl UserOrder {
    const ALL: [Self; ORDERS] = [
        Self::Login,
        Self::Name,
        Self::Email,
        Self::LastSignIn,
        Self::Joined,
    ];

    fn key(self, user: &User) -> SortKey {
        match self {
            Self::Login => SortKey::Text(fold(user.login.as_str())),
            Self::Name => SortKey::Text(fold(&user.display_name())),
            Self::Email => SortKey::Text(fold(&user.email)),
            Self::LastSignIn => SortKey::Moment(user.last_sign_in_at.map(|at| at.unix_ms())),
            Self::Joined => SortKey::Moment(Some(user.joined_at.unix_ms())),
        }
    }

    fn keyed(self, table: &UserTable, slot: Slot) -> (Option<SortKey>, Slot) {
        (table.at(slot).map(|user| self.key(user)), slot)
    }
}

#[derive(Clone, Debug, Default)]
pub(super) struct Orders([OnceLock<Arc<Vec<Slot>>>; ORDERS]);

impl Orders {
    pub(super) fn get(&self, order: UserOrder, table: &UserTable) -> Arc<Vec<Slot>> {
        let made = self.0[order as usize].get_or_init(|| {
            let mut keyed: Vec<_> = (0..table.len() as Slot)
                .map(|slot| order.keyed(table, slot))
                .collect();
            keyed.sort_unstable();
            Arc::new(keyed.into_iter().map(|(_, slot)| slot).collect())
        });
        made.clone()
    }

    /// These orders after `changed` slots got other values or were added.
    pub(super) fn moved_on(self, table: &UserTable, changed: &BTreeSet<Slot>) -> Self {
        if changed.is_empty() {
            return self;
        }
        let next = Self::default();
        if changed.len() > MOVES_MAX {
            return next;
        }
        for (order, made) in UserOrder::ALL.into_iter().zip(self.0) {
            let Some(made) = made.into_inner() else { continue };
            let mut slots: Vec<Slot> = made
                .iter()
                .copied()
                .filter(|slot| !changed.contains(slot))
                .collect();
            for slot in changed {
                let key = order.keyed(table, *slot);
                let place = slots.partition_point(|other| order.keyed(table, *other) < key);
                slots.insert(place, *slot);
            }
            // The cell is new, so setting it cannot fail.
            let _ = next.0[order as usize].set(Arc::new(slots));
        }
        next
    }
}
