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

    fn key_at(self, table: &UserTable, slot: Slot) -> Option<SortKey> {
        let last_sign_in = table.last_sign_in(slot);
        table.at(slot).map(|user| self.key(user, last_sign_in))
    }
}

/// The order of users whose keys are equal: by username.
fn tie(table: &UserTable, slot: Slot) -> (Option<String>, Slot) {
    (table.at(slot).map(|user| fold(user.login.as_str())), slot)
}

/// All copies of one state share them: the first reader of an order makes it for all.
#[derive(Clone, Debug, Default)]
pub(super) struct Orders(Arc<[OnceLock<Arc<Vec<Slot>>>; ORDERS]>);

impl Orders {
    pub(super) fn get(&self, order: UserOrder, table: &UserTable) -> Arc<Vec<Slot>> {
        let made = self.0[order as usize].get_or_init(|| {
            let ranks = self.ranks(order, table);
            let mut keyed: Vec<_> = (0..table.len() as Slot)
                .map(|slot| {
                    let rank = ranks.get(slot as usize).copied().unwrap_or_default();
                    (order.key_at(table, slot), rank, slot)
                })
                .collect();
            keyed.sort_unstable();
            Arc::new(keyed.into_iter().map(|(_, _, slot)| slot).collect())
        });
        made.clone()
    }

    /// The place of each slot by username, for an order by something else: a number is compared, not two names.
    fn ranks(&self, order: UserOrder, table: &UserTable) -> Vec<u32> {
        if order == UserOrder::Login {
            return Vec::new();
        }
        let mut ranks = vec![0; table.len()];
        for (rank, slot) in self.get(UserOrder::Login, table).iter().enumerate() {
            ranks[*slot as usize] = rank as u32;
        }
        ranks
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
    /// The user, with the previous one in this slot, if there was one.
    User(Slot, Option<Arc<User>>),
    /// When the user last signed in, with the previous time.
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
                let is_renamed = table.at(*slot).is_none_or(|user| user.login != before.login);
                is_renamed || Some(self.key(before, last_sign_in)) != self.key_at(table, *slot)
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
            let key = self.key_at(table, *slot);
            let place = slots.partition_point(|other| {
                let order = self.key_at(table, *other).cmp(&key);
                order
                    .then_with(|| tie(table, *other).cmp(&tie(table, *slot)))
                    .is_lt()
            });
            slots.insert(place, *slot);
        }
        slots
    }
}
