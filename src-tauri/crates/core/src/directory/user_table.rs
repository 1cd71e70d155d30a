//! Users in chunks: cheap to copy on write, contiguous to scan.

use std::collections::BTreeSet;
use std::sync::Arc;

use imbl::{OrdSet, Vector};

use super::email_index::EmailIndex;
use super::index::{IdIndex, NameIndex, NewHashes};
use super::order::{Changed, Orders, UserOrder};
use super::search::push_searchable;
use crate::id::UserId;
use crate::last_sign_in::LastSignIn;
use crate::name::Name;
use crate::time::Timestamp;
use crate::user::User;

/// The place of a user in the table; never reused.
pub(super) type Slot = u32;

/// Users in one chunk. Larger chunks scan better, smaller ones copy faster on a change.
const CHUNK_ROWS: usize = 1024;

/// Facts about a user that filters test, one bit each.
pub(super) mod flag {
    pub(in crate::directory) const PRESENT: u8 = 1;
    pub(in crate::directory) const ENABLED: u8 = 2;
    pub(in crate::directory) const STAFF: u8 = 4;
    pub(in crate::directory) const SUPERUSER: u8 = 8;
}

#[derive(Clone, Debug, Default)]
pub(super) struct Chunk {
    pub(super) rows: Vec<Arc<User>>,
    pub(super) flags: Vec<u8>,
    /// Searchable text of all rows, one after the other.
    pub(super) text: String,
    /// Where each row's text ends in `text`.
    pub(super) ends: Vec<u32>,
}

impl Chunk {
    fn push(&mut self, user: Arc<User>) {
        push_searchable(&mut self.text, &user);
        self.ends.push(self.text.len() as u32);
        self.flags.push(flags(&user));
        self.rows.push(user);
    }

    fn relay(&mut self) {
        let rows = std::mem::take(&mut self.rows);
        *self = Self::default();
        rows.into_iter().for_each(|user| self.push(user));
    }
}

fn flags(user: &User) -> u8 {
    let bit = |holds: bool, flag: u8| if holds { flag } else { 0 };
    bit(!user.is_deleted(), flag::PRESENT)
        | bit(user.is_enabled(), flag::ENABLED)
        | bit(user.is_staff, flag::STAFF)
        | bit(user.is_superuser, flag::SUPERUSER)
}

fn at(chunks: &[Arc<Chunk>], slot: Slot) -> Option<&Arc<User>> {
    let chunk = chunks.get(slot as usize / CHUNK_ROWS)?;
    chunk.rows.get(slot as usize % CHUNK_ROWS)
}

/// The numbers of users.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UserCounts {
    /// Users who are not deleted.
    pub present: usize,
    /// Active users among these.
    pub active: usize,
    /// Superusers among these.
    pub superusers: usize,
}

#[derive(Clone, Debug, Default)]
pub(super) struct UserTable {
    chunks: Vec<Arc<Chunk>>,
    /// When each user last signed in. Kept apart from the chunks, because it changes alone and far more often.
    last_sign_ins: Vector<Option<Timestamp>>,
    ids: IdIndex,
    names: NameIndex<Slot>,
    orders: Orders,
    emails: EmailIndex,
    tally: Tally,
    /// Users who are valid only in a span of time.
    limited: OrdSet<Slot>,
}

/// Work that a series of [`UserTable::put`] leaves for its end.
pub(super) struct Batch {
    was_empty: bool,
    names: NewHashes<Slot>,
    changed: Vec<Changed>,
    stale_chunks: BTreeSet<usize>,
    /// Sign-ins of users who are not in the table yet.
    early_sign_ins: Vec<LastSignIn>,
}

impl UserTable {
    pub(super) fn begin(&self) -> Batch {
        Batch {
            was_empty: self.chunks.is_empty(),
            names: Vec::new(),
            changed: Vec::new(),
            stale_chunks: BTreeSet::new(),
            early_sign_ins: Vec::new(),
        }
    }

    /// Adds or replaces a user. Returns the slot and the previous user in it.
    pub(super) fn put(&mut self, batch: &mut Batch, user: Arc<User>) -> (Slot, Option<Arc<User>>) {
        if let Some(slot) = self.slot_of(user.id) {
            let (chunk, row) = (slot as usize / CHUNK_ROWS, slot as usize % CHUNK_ROWS);
            let now = user.clone();
            let before = std::mem::replace(&mut Arc::make_mut(&mut self.chunks[chunk]).rows[row], user);
            if before.login != now.login {
                self.names.remove(&before.login.name(), slot);
                self.names.insert(&now.login.name(), slot);
            }
            self.tally = self.tally.moved_on(Some(&before), &now);
            self.note_limits(slot, &now);
            batch.stale_chunks.insert(chunk);
            batch.changed.push(Changed::User(slot, Some(before.clone())));
            return (slot, Some(before));
        }
        let slot = self.len() as Slot;
        self.tally = self.tally.moved_on(None, &user);
        self.note_limits(slot, &user);
        let (chunks, id) = (&self.chunks, user.id);
        self.ids
            .add(id, slot, |slot| at(chunks, slot).map(|user| user.id));
        let name = user.login.name();
        let hashes = self.names.hashes(&name);
        batch.names.extend(hashes.map(|hash| (hash, slot)));
        if (slot as usize).is_multiple_of(CHUNK_ROWS) {
            self.chunks.push(Arc::default());
        }
        if let Some(last) = self.chunks.last_mut() {
            Arc::make_mut(last).push(user);
        }
        self.last_sign_ins.push_back(None);
        // No caller has asked an empty table for a sort order yet, so no order has to change.
        if !batch.was_empty {
            batch.changed.push(Changed::User(slot, None));
        }
        (slot, None)
    }

    fn note_limits(&mut self, slot: Slot, user: &User) {
        match user.validity {
            Some(_) => self.limited.insert(slot),
            None => self.limited.remove(&slot),
        };
    }

    pub(super) fn put_sign_in(&mut self, batch: &mut Batch, last: &LastSignIn) {
        match self.slot_of(last.user) {
            Some(slot) => self.set_sign_in(batch, slot, Some(last.at)),
            None => batch.early_sign_ins.push(*last),
        }
    }

    pub(super) fn remove_sign_in(&mut self, batch: &mut Batch, id: UserId) {
        if let Some(slot) = self.slot_of(id) {
            self.set_sign_in(batch, slot, None);
        }
    }

    fn set_sign_in(&mut self, batch: &mut Batch, slot: Slot, at: Option<Timestamp>) {
        let before = self.last_sign_ins.set(slot as usize, at);
        // No caller has asked an empty table for a sort order yet, so no order has to change.
        if !batch.was_empty {
            batch.changed.push(Changed::SignIn(slot, before));
        }
    }

    pub(super) fn finish(&mut self, mut batch: Batch) {
        for last in std::mem::take(&mut batch.early_sign_ins) {
            // A sign-in of a user who is not in the table is dropped.
            if let Some(slot) = self.slot_of(last.user) {
                self.set_sign_in(&mut batch, slot, Some(last.at));
            }
        }
        self.names.extend(batch.names);
        for chunk in batch.stale_chunks {
            Arc::make_mut(&mut self.chunks[chunk]).relay();
        }
        self.orders = self.orders.moved_on(self, &batch.changed);
        self.emails = match batch.was_empty {
            true => EmailIndex::default(),
            false => self.emails.moved_on(self, &batch.changed),
        };
    }

    pub(super) fn len(&self) -> usize {
        self.chunks
            .last()
            .map_or(0, |last| (self.chunks.len() - 1) * CHUNK_ROWS + last.rows.len())
    }

    pub(super) fn at(&self, slot: Slot) -> Option<&Arc<User>> {
        at(&self.chunks, slot)
    }

    pub(super) fn by_id(&self, id: UserId) -> Option<&Arc<User>> {
        self.slot_of(id).and_then(|slot| self.at(slot))
    }

    pub(super) fn last_sign_in(&self, slot: Slot) -> Option<Timestamp> {
        self.last_sign_ins.get(slot as usize).copied().flatten()
    }

    pub(super) fn last_sign_in_of(&self, id: UserId) -> Option<Timestamp> {
        self.slot_of(id).and_then(|slot| self.last_sign_in(slot))
    }

    /// Every user, with when they last signed in.
    pub(super) fn with_sign_ins(&self) -> impl Iterator<Item = (&Arc<User>, Option<Timestamp>)> {
        self.iter().zip(self.last_sign_ins.iter().copied())
    }

    fn slot_of(&self, id: UserId) -> Option<Slot> {
        self.ids.find(id, |slot| self.at(slot).map(|user| user.id))
    }

    /// Users whose username may look like `name`; some have other names.
    pub(super) fn alike(&self, name: &Name<'_>) -> impl Iterator<Item = &Arc<User>> {
        self.names.alike(name).filter_map(|slot| self.at(slot))
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Arc<User>> {
        self.chunks.iter().flat_map(|chunk| &chunk.rows)
    }

    /// Chunks with the slot of their first row.
    pub(super) fn chunks(&self) -> impl Iterator<Item = (Slot, &Chunk)> {
        self.chunks
            .iter()
            .enumerate()
            .map(|(index, chunk)| ((index * CHUNK_ROWS) as Slot, chunk.as_ref()))
    }

    pub(super) fn ordered(&self, order: UserOrder) -> Arc<Vec<Slot>> {
        self.orders.get(order, self)
    }

    pub(super) fn with_email(&self, email: &str) -> Vec<&Arc<User>> {
        self.emails.find(self, email)
    }

    pub(super) fn prepare_emails(&self) {
        self.emails.prepare(self);
    }

    /// The number of users who are not deleted.
    pub(super) fn present(&self) -> usize {
        self.tally.present
    }

    /// The numbers of users at `now`.
    pub(super) fn counts(&self, now: Timestamp) -> UserCounts {
        let Tally {
            present,
            enabled,
            superusers,
        } = self.tally;
        let superusers_out = self.out_of_time(now).filter(|(_, user)| user.is_superuser);
        UserCounts {
            present,
            active: enabled - self.out_of_time(now).count(),
            superusers: superusers - superusers_out.count(),
        }
    }

    /// Users who are enabled but not valid at `now`.
    pub(super) fn out_of_time(&self, now: Timestamp) -> impl Iterator<Item = (Slot, &Arc<User>)> {
        let limited = self
            .limited
            .iter()
            .filter_map(|slot| Some((*slot, self.at(*slot)?)));
        limited.filter(move |(_, user)| user.is_enabled() && !user.is_usable(now))
    }

    /// Whether the user in `slot` is not deleted.
    pub(super) fn is_present(&self, slot: Slot) -> bool {
        let chunk = self.chunks.get(slot as usize / CHUNK_ROWS);
        let flags = chunk.and_then(|chunk| chunk.flags.get(slot as usize % CHUNK_ROWS));
        flags.is_some_and(|flags| flags & flag::PRESENT != 0)
    }
}

/// The number of users with each flag.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    present: usize,
    enabled: usize,
    superusers: usize,
}

impl Tally {
    fn moved_on(self, before: Option<&User>, after: &User) -> Self {
        let moved = |count: usize, holds: &dyn Fn(&User) -> bool| {
            count + usize::from(holds(after)) - usize::from(before.is_some_and(holds))
        };
        Self {
            present: moved(self.present, &|user| !user.is_deleted()),
            enabled: moved(self.enabled, &User::is_enabled),
            superusers: moved(self.superusers, &|user| user.is_enabled() && user.is_superuser),
        }
    }
}
