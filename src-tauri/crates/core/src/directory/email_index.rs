//! Finds users by e-mail address. The first caller who asks makes it, and each change updates it.

use std::sync::{Arc, OnceLock};

use super::index::HashIndex;
use super::order::Changed;
use super::user_table::{Slot, UserTable};
use crate::name::NameKey;
use crate::user::User;

/// All copies of one state share it, as they share the orders.
#[derive(Clone, Debug, Default)]
pub(super) struct EmailIndex(Arc<OnceLock<HashIndex<Slot>>>);

impl EmailIndex {
    /// The users in `table` with this address, in upper or lower case.
    pub(super) fn find<'t>(&self, table: &'t UserTable, email: &str) -> Vec<&'t Arc<User>> {
        let key = NameKey::new(email);
        let index = self.get(table);
        let mut slots: Vec<Slot> = index.with(index.hash(&key)).collect();
        slots.sort_unstable();
        slots.dedup();
        let found = slots.into_iter().filter_map(|slot| table.at(slot));
        found.filter(|user| NameKey::new(&user.email) == key).collect()
    }

    pub(super) fn prepare(&self, table: &UserTable) {
        self.get(table);
    }

    fn get(&self, table: &UserTable) -> &HashIndex<Slot> {
        self.0.get_or_init(|| {
            let mut index = HashIndex::default();
            let hashes = table.iter().zip(0..).filter_map(|(user, slot)| {
                let hash = || index.hash(NameKey::new(&user.email));
                (!user.email.is_empty()).then(|| (hash(), slot))
            });
            let hashes = hashes.collect();
            index.extend(hashes);
            index
        })
    }

    /// The index of `table` after `changed` slots.
    pub(super) fn moved_on(&self, table: &UserTable, changed: &[Changed]) -> Self {
        let Some(made) = self.0.get() else {
            return Self::default();
        };
        let mut next = made.clone();
        let mut come = Vec::new();
        for change in changed {
            let Changed::User(slot, before) = change else {
                continue;
            };
            let before = before.as_ref().map_or("", |before| before.email.as_str());
            let after = table.at(*slot).map_or("", |after| after.email.as_str());
            if before == after {
                continue;
            }
            next.remove(next.hash(NameKey::new(before)), *slot);
            if !after.is_empty() {
                come.push((next.hash(NameKey::new(after)), *slot));
            }
        }
        next.extend(come);
        Self(Arc::new(OnceLock::from(next)))
    }
}
