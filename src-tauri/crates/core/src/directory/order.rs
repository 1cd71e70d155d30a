//! Sorted orders of the user table. The first list that needs one makes it; each change updates it.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use super::user_table::{Slot, UserTable};
use crate::fold::fold;
use crate::time::Timestamp;
use crate::user::User;

/// The orders for the list of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UserOrder {
    /// By username.
    Login,
    /// By display name.
    Name,
    /// By e-mail address.
    Email,
    /// By last sign-in; people who never signed in come first.
    LastSignIn,
    /// By the date of the account.
    Joined,
}

const ORDERS: usize = 5;

/// For more changes than this at once, sorting again is quicker than updating.
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

    fn key(self, user: &User, last_sign_in: Option<Timestamp>) -> SortKey {
        match self {
            Self::Login => SortKey::Text(fold(user.login.as_str())),
            Self::Name => SortKey::Text(fold(&user.display_name())),
            Self::Email => SortKey::Text(fold(&user.email)),
            Self::LastSignIn => SortKey::Moment(last_sign_in.map(|at| at.unix_ms())),
            Self::Joined => SortKey::Moment(Some(user.joined_at.unix_ms())),
        }
    }

    fn keyed(self, table: &UserTable, slot: Slot) -> (Option<SortKey>, Slot) {
        let last_sign_in = table.last_sign_in(slot);
        (table.at(slot).map(|user| self.key(user, last_sign_in)), slot)
    }
}

/// All copies of one state share them: the first reader of an order makes it for all.
#[derive(Clone, Debug, Default)]
pub(super) struct Orders(Arc<[OnceLock<Arc<Vec<Slot>>>; ORDERS]>);

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

    /// These orders after `changed` slots. An order whose sort keys are unchanged is kept.
    pub(super) fn moved_on(&self, table: &UserTable, changed: &[Changed]) -> Self {
        if changed.is_empty() {
            return self.clone();
        }
        let next = Self::default();
        if changed.len() > MOVES_MAX {
            return next;
        }
        for order in UserOrder::ALL {
            let Some(made) = self.0[order as usize].get() else {
                continue;
            };
            let moved = changed.iter().filter(|changed| order.is_moved(table, changed));
            // Who is new may have signed in with the same change.
            let moved: BTreeSet<Slot> = moved.map(Changed::slot).collect();
            let slots = if moved.is_empty() {
                made.clone()
            } else {
                Arc::new(order.reinserted(table, made, &moved))
            };
            // The cell is new, so setting it cannot fail.
            let _ = next.0[order as usize].set(slots);
        }
        next
    }
}

/// What is different in a slot.
pub(super) enum Changed {
    /// The user: as they were, unless this is the first in it.
    User(Slot, Option<Arc<User>>),
    /// When they last signed in: as it was.
    SignIn(Slot, Option<Timestamp>),
}

impl Changed {
    fn slot(&self) -> Slot {
        let (Self::User(slot, _) | Self::SignIn(slot, _)) = self;
        *slot
    }
}

impl UserOrder {
    fn is_moved(self, table: &UserTable, changed: &Changed) -> bool {
        let last_sign_in = table.last_sign_in(changed.slot());
        match (changed, self) {
            (Changed::SignIn(_, before), Self::LastSignIn) => *before != last_sign_in,
            (Changed::SignIn(..), Self::Login | Self::Name | Self::Email | Self::Joined) => false,
            (Changed::User(_, None), _) => true,
            (Changed::User(slot, Some(before)), _) => {
                let now = table.at(*slot).map(|user| self.key(user, last_sign_in));
                Some(self.key(before, last_sign_in)) != now
            }
        }
    }

    fn reinserted(self, table: &UserTable, made: &[Slot], moved: &BTreeSet<Slot>) -> Vec<Slot> {
        let mut slots: Vec<Slot> = made
            .iter()
            .copied()
            .filter(|slot| !moved.contains(slot))
            .collect();
        for slot in moved {
            let key = self.keyed(table, *slot);
            let place = slots.partition_point(|other| self.keyed(table, *other) < key);
            slots.insert(place, *slot);
        }
        slots
    }
}
