//! Answers filters from memory: one pass over bits and text for each term, then a walk along the sorted order.

use std::sync::Arc;

use memchr::memmem::Finder;

use super::Directory;
use super::order::UserOrder;
use super::user_table::{Chunk, Slot, flag};
use crate::filter::{Filter, FilterError, Quality, Term, Test};
use crate::id::UserId;
use crate::name::{Likeness, Name, Outline};
use crate::time::Timestamp;
use crate::user::User;

/// A page of a filtered, sorted list.
#[derive(Clone, Debug)]
pub struct UserPage {
    /// The number of all matches.
    pub matched: usize,
    /// The users on the page.
    pub rows: Vec<Arc<User>>,
}

/// One bit for each slot.
struct Bits(Vec<u64>);

impl Bits {
    fn none(len: usize) -> Self {
        Self(vec![0; len.div_ceil(64)])
    }

    fn set(&mut self, slot: Slot) {
        self.0[slot as usize / 64] |= 1 << (slot % 64);
    }

    fn has(&self, slot: Slot) -> bool {
        self.0[slot as usize / 64] & (1 << (slot % 64)) != 0
    }

    fn keep(&mut self, other: &Self, is_negated: bool) {
        let flip = if is_negated { u64::MAX } else { 0 };
        self.0
            .iter_mut()
            .zip(&other.0)
            .for_each(|(word, other)| *word &= other ^ flip);
    }

    fn count(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }
}

impl Directory {
    /// Makes now what the first list or change of a large directory would make otherwise.
    pub fn prepare(&self) {
        for order in [UserOrder::Name, UserOrder::Login, UserOrder::LastSignIn] {
            self.users.ordered(order);
        }
        self.users.prepare_emails();
    }

    /// Refuses a filter for an unknown group: an empty list would look like an answer.
    pub fn require_groups(&self, filter: &Filter) -> Result<(), FilterError> {
        for term in &filter.terms {
            if let Test::Group(name) = &term.test
                && self.find_group(name).is_none()
            {
                return Err(FilterError::NoGroup(name.clone()));
            }
        }
        Ok(())
    }

    /// The users that `filter` matches: `limit` of them from `offset` on, in the given order.
    pub fn list_users(
        &self,
        filter: &Filter,
        order: UserOrder,
        is_descending: bool,
        offset: usize,
        limit: usize,
    ) -> UserPage {
        let order = self.users.ordered(order);
        match filter.terms.is_empty() {
            // Users after the page are not looked at.
            true => UserPage {
                matched: self.users.present(),
                rows: self.page(&order, is_descending, offset, limit, |slot| {
                    self.users.is_present(slot)
                }),
            },
            false => {
                let matching = self.matching(filter);
                UserPage {
                    matched: matching.count(),
                    rows: self.page(&order, is_descending, offset, limit, |slot| matching.has(slot)),
                }
            }
        }
    }

    /// `limit` of the hits in `order`, from `offset` on.
    fn page(
        &self,
        order: &[Slot],
        is_descending: bool,
        offset: usize,
        limit: usize,
        is_hit: impl Fn(Slot) -> bool,
    ) -> Vec<Arc<User>> {
        let mut slots: Box<dyn Iterator<Item = &Slot>> = match is_descending {
            true => Box::new(order.iter().rev()),
            false => Box::new(order.iter()),
        };
        let hits = slots.by_ref().filter(|slot| is_hit(**slot));
        let page = hits.skip(offset).take(limit);
        page.filter_map(|slot| self.users.at(*slot).cloned()).collect()
    }

    fn matching(&self, filter: &Filter) -> Bits {
        let mut bits = self.scan(|chunk, hit| {
            chunk.flags.iter().enumerate().for_each(|(row, flags)| {
                let is_present = flags & flag::PRESENT != 0;
                if is_present != filter.asks_for_deleted() {
                    hit(row);
                }
            });
        });
        for term in &filter.terms {
            bits.keep(&self.matching_term(term, filter.asked_at), term.is_negated);
        }
        bits
    }

    fn matching_term(&self, term: &Term, now: Timestamp) -> Bits {
        match &term.test {
            Test::Is(quality) => match quality {
                Quality::Active => {
                    let mut active = self.with_flags(flag::ENABLED, flag::ENABLED);
                    active.keep(&self.out_of_time(now), true);
                    active
                }
                Quality::Disabled => self.with_flags(flag::ENABLED | flag::PRESENT, flag::PRESENT),
                Quality::Deleted => self.with_flags(flag::PRESENT, 0),
                Quality::Staff => self.with_flags(flag::STAFF, flag::STAFF),
                Quality::Superuser => self.with_flags(flag::SUPERUSER, flag::SUPERUSER),
                Quality::NeverSignedIn => self.matching_sign_ins(|_, last| last.is_none()),
            },
            Test::Group(name) => {
                let mut bits = Bits::none(self.users.len());
                let members = self
                    .find_group(name)
                    .and_then(|group| self.members.get(&group.id));
                members.into_iter().flatten().for_each(|slot| bits.set(*slot));
                bits
            }
            // Who never did has not since the account is there.
            Test::LastSignIn { is_before, moment } => self.matching_sign_ins(|user, last| match is_before {
                true => last.unwrap_or(user.joined_at) < *moment,
                false => last.is_some_and(|at| at >= *moment),
            }),
            Test::Text(text) => {
                let finder = Finder::new(text.as_bytes());
                self.scan(|chunk, hit| scan_text(chunk, &finder, hit))
            }
        }
    }

    fn matching_sign_ins(&self, is_hit: impl Fn(&User, Option<Timestamp>) -> bool) -> Bits {
        let mut bits = Bits::none(self.users.len());
        for (slot, (user, last)) in self.users.with_sign_ins().enumerate() {
            if is_hit(user, last) {
                bits.set(slot as Slot);
            }
        }
        bits
    }

    /// All users with this e-mail address, in upper or lower case, including deleted ones, who keep theirs.
    pub fn users_with_email(&self, email: &str) -> Vec<&Arc<User>> {
        self.users.with_email(email)
    }

    /// A user other than `own` whose e-mail address differs from this one but looks like it. Compares with every
    /// address.
    pub fn user_with_email_like(&self, email: &str, own: Option<UserId>) -> Option<&Arc<User>> {
        let name = Name::new(email);
        let outlines: Vec<Outline> = name.outlines().collect();
        let is_like = |user: &&Arc<User>| {
            let other = Name::new(&user.email);
            Some(user.id) != own
                && other.outlines().any(|outline| outlines.contains(&outline))
                && matches!(name.likeness(&other), Some(Likeness::Twin | Likeness::Similar))
        };
        self.users().find(is_like)
    }

    fn with_flags(&self, mask: u8, wanted: u8) -> Bits {
        self.scan(|chunk, hit| {
            let flags = chunk.flags.iter().enumerate();
            flags
                .filter(|(_, flags)| *flags & mask == wanted)
                .for_each(|(row, _)| hit(row));
        })
    }

    /// Users who are enabled but not valid at `now`.
    fn out_of_time(&self, now: Timestamp) -> Bits {
        let mut bits = Bits::none(self.users.len());
        self.users.out_of_time(now).for_each(|(slot, _)| bits.set(slot));
        bits
    }

    fn scan(&self, rows: impl Fn(&Chunk, &mut dyn FnMut(usize))) -> Bits {
        let mut bits = Bits::none(self.users.len());
        for (first, chunk) in self.users.chunks() {
            rows(chunk, &mut |row| bits.set(first + row as Slot));
        }
        bits
    }
}

/// Finds rows whose text contains the needle. After a hit the search goes on at the next row.
fn scan_text(chunk: &Chunk, finder: &Finder, hit: &mut dyn FnMut(usize)) {
    let text = chunk.text.as_bytes();
    let mut from = 0;
    let mut row = 0;
    while let Some(found) = text.get(from..).and_then(|rest| finder.find(rest)) {
        row += chunk.ends[row..].partition_point(|end| *end as usize <= from + found);
        hit(row);
        from = chunk.ends[row] as usize;
    }
}
