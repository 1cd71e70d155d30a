//! What an act on many people has done to whom.

use std::collections::BTreeMap;

use portreeve_core::audit::{TARGETS_MAX, Target};
use portreeve_core::directory::Directory;
use portreeve_core::user::User;

use super::super::view::user_row;
use super::super::wire::*;
use super::plan::{Person, Plan, Verdict};
use crate::error::CommandError;
use crate::group::view::group_row;
use crate::wire::{PAGE_LIMIT_MAX, count};

/// How many superusers the answer names.
const NAMED_MAX: usize = 20;

impl Plan {
    /// What the event says beyond its targets: who is left out.
    pub(super) fn detail(&self) -> String {
        let by = self.left_out();
        let parts: Vec<String> = by
            .iter()
            .map(|(why, count)| match why {
                LeftOutWhy::Yourself => "the caller".to_owned(),
                LeftOutWhy::Superuser => plural(*count, "superuser", "superusers"),
                LeftOutWhy::LastSuperuser => "the last superuser".to_owned(),
                LeftOutWhy::NoPower => format!(
                    "{} beyond the caller's rights",
                    plural(*count, "person", "people")
                ),
                LeftOutWhy::NotFound => plural(*count, "unknown name", "unknown names"),
                LeftOutWhy::Impossible => format!(
                    "{} with whom it is impossible",
                    plural(*count, "person", "people")
                ),
            })
            .collect();
        match parts.is_empty() {
            true => String::new(),
            false => format!("left out: {}", parts.join(", ")),
        }
    }

    /// The first refusal for lack of power, and the first people whom it is about.
    pub(super) fn forbidden(&self) -> Option<(&CommandError, Vec<Target>)> {
        let forbidden = self.people.iter().filter_map(|person| match &person.verdict {
            Verdict::LeftOut(LeftOutWhy::NoPower, error) => Some((error, person.before.as_ref()?)),
            Verdict::LeftOut(..) | Verdict::Changed(_) | Verdict::Unchanged => None,
        });
        let (errors, people): (Vec<_>, Vec<_>) = forbidden.take(TARGETS_MAX).unzip();
        let targets = people.into_iter().map(|user| Target::from(user.as_ref()));
        Some((*errors.first()?, targets.collect()))
    }

    /// The answer. `directory` is the state afterwards.
    pub(super) fn response(&self, directory: &Directory, dry_run: bool) -> UserChangeManyResponse {
        let superusers: Vec<&str> = self.people.iter().filter_map(superuser_in_question).collect();
        let changed = self.changed();
        let left_out = self.left_out();
        let refused: u32 = left_out.values().sum();
        UserChangeManyResponse {
            dry_run,
            changed: count(changed),
            unchanged: count(self.people.len() - changed).saturating_sub(refused),
            left_out: left_out
                .into_iter()
                .map(|(why, count)| LeftOutCount { why, count })
                .collect(),
            superusers: count(superusers.len()),
            superuser_names: superusers
                .into_iter()
                .take(NAMED_MAX)
                .map(str::to_owned)
                .collect(),
            done: self.done(directory),
            refused: self.refused(),
            group: self
                .group
                .and_then(|group| directory.group(group))
                .map(|group| group_row(directory, group)),
        }
    }

    fn left_out(&self) -> BTreeMap<LeftOutWhy, u32> {
        let mut by = BTreeMap::new();
        for person in &self.people {
            if let Verdict::LeftOut(why, _) = &person.verdict {
                *by.entry(*why).or_default() += 1;
            }
        }
        by
    }

    fn done(&self, directory: &Directory) -> Vec<UserDone> {
        let row = |user: &User, is_changed| UserDone {
            user: user_row(directory, user, self.now),
            is_changed,
        };
        let done = self.people.iter().filter_map(|person| match &person.verdict {
            Verdict::Changed(after) => Some(row(after, true)),
            Verdict::Unchanged => person.before.as_ref().map(|before| row(before, false)),
            Verdict::LeftOut(..) => None,
        });
        done.take(PAGE_LIMIT_MAX as usize).collect()
    }

    fn refused(&self) -> Vec<UserLeftOut> {
        let refused = self.people.iter().filter_map(|person| match &person.verdict {
            Verdict::LeftOut(why, error) => Some(UserLeftOut {
                name: person.name.clone(),
                why: *why,
                error: error.clone(),
            }),
            Verdict::Changed(_) | Verdict::Unchanged => None,
        });
        refused.take(PAGE_LIMIT_MAX as usize).collect()
    }
}

/// The username of a superuser whom it changes, or would change if the request included them.
fn superuser_in_question(person: &Person) -> Option<&str> {
    let before = person.before.as_ref().filter(|before| before.is_superuser)?;
    match person.verdict {
        Verdict::Changed(_) | Verdict::LeftOut(LeftOutWhy::Superuser, _) => Some(before.login.as_str()),
        Verdict::Unchanged | Verdict::LeftOut(..) => None,
    }
}

fn plural(count: u32, one: &str, many: &str) -> String {
    match count {
        1 => format!("1 {one}"),
        count => format!("{count} {many}"),
    }
}
