//! What a change set does, field by field: worked out from what it writes, so that no command can forget to say it.

use std::collections::{BTreeSet, HashMap};

use super::{FieldChange, Target, TargetKind, shown};
use crate::client::Client;
use crate::directory::Directory;
use crate::group::Group;
use crate::id::{GroupId, UserId};
use crate::password::{Credential, HashAlgorithm};
use crate::permission::Permission;
use crate::time::Timestamp;
use crate::user::User;
use crate::write::Write;

/// What `writes`, decided at `now`, change: `head` is the directory before, `next` after. Of more than `most` targets it
/// has only the number.
pub fn effects(head: &Directory, next: &Directory, writes: &[Write], now: Timestamp, most: usize) -> Effects {
    let mut effects = Effects::default();
    for write in writes {
        effects.add(effect(head, next, write, now), most);
    }
    effects
}

/// Targets in the order in which they came, each once.
#[derive(Default)]
pub struct Effects {
    /// The first of them.
    pub targets: Vec<Target>,
    places: HashMap<(TargetKind, String), usize>,
}

impl Effects {
    /// How many more there are.
    pub fn more(&self) -> usize {
        self.places.len() - self.targets.len()
    }

    fn add(&mut self, target: Option<Target>, most: usize) {
        let Some(target) = target else { return };
        let next = self.places.len();
        let place = *self
            .places
            .entry((target.kind, target.id.clone()))
            .or_insert(next);
        match self.targets.get_mut(place) {
            Some(known) => known.changes.extend(target.changes),
            None if place < most => self.targets.push(target),
            None => {}
        }
    }
}

fn effect(head: &Directory, next: &Directory, write: &Write, now: Timestamp) -> Option<Target> {
    let names = |ids: &BTreeSet<GroupId>| {
        let named = |id: &GroupId| {
            let group = next.group(*id).or_else(|| head.group(*id));
            group.map_or_else(|| id.to_string(), |group| group.name.clone())
        };
        ids.iter().map(named).collect()
    };
    let logins = |ids: &BTreeSet<UserId>| {
        let named = |id: &UserId| {
            let user = next.user(*id).or_else(|| head.user(*id));
            user.map_or_else(|| id.to_string(), |user| user.login.to_string())
        };
        ids.iter().map(named).collect()
    };
    match write {
        Write::Profile(profile) => {
            let changes = Difference::new(head.profile(), Some(profile.as_ref()))
                .text("team", |profile| profile.team.clone())
                .text("keep_events_days", |profile| {
                    profile
                        .keep_events_days
                        .map_or_else(String::new, |days| days.to_string())
                });
            Some(changes.of(Target::from(profile.as_ref())))
        }
        Write::User { user, .. } => {
            let before = head.user(user.id).map(AsRef::as_ref);
            Some(user_difference(before, user, names).of(Target::from(user.as_ref())))
        }
        Write::Credential(id, credential) => {
            let user = next.user(*id).or_else(|| head.user(*id))?;
            let mut target = Target::from(user.as_ref());
            target
                .changes
                .push(password(head.user(*id).is_some(), credential, now));
            Some(target)
        }
        Write::Group(group) => {
            let before = head.group(group.id).map(AsRef::as_ref);
            Some(group_difference(before, Some(group), names, logins).of(Target::from(group.as_ref())))
        }
        Write::RemoveGroup(id) => {
            let group = head.group(*id)?;
            Some(group_difference(Some(group), None, names, logins).of(Target::from(group.as_ref())))
        }
        Write::Permission(entry) => {
            let before = head.permission_label(&entry.permission);
            let label = Difference::new(before, Some(entry.label.as_str()))
                .text("label", |label| (*label).to_owned());
            Some(label.of(Target::from(&entry.permission)))
        }
        Write::RemovePermission(permission) => {
            let label = Difference::new(head.permission_label(permission), None);
            Some(
                label
                    .text("label", |label| (*label).to_owned())
                    .of(Target::from(permission)),
            )
        }
        Write::Client(client) => {
            let before = head.client(client.id).map(AsRef::as_ref);
            Some(client_difference(before, Some(client)).of(Target::from(client.as_ref())))
        }
        Write::RemoveClient(id) => {
            let client = head.client(*id)?;
            Some(client_difference(Some(client), None).of(Target::from(client.as_ref())))
        }
        Write::ClientSecret(id, _) => {
            let client = next.client(*id).or_else(|| head.client(*id))?;
            let mut target = Target::from(client.as_ref());
            target.changes.push(masked("secret", "set"));
            Some(target)
        }
        Write::RemoveClientSecret(id) => {
            let client = next.client(*id).or_else(|| head.client(*id))?;
            let mut target = Target::from(client.as_ref());
            target.changes.push(masked("secret", "removed"));
            Some(target)
        }
        Write::RemoveSigningKey(id) => {
            let algorithm = head.key(id)?.algorithm.name();
            let mut target = Target::new(TargetKind::Key, id, algorithm);
            target.changes.push(masked("private_key", "removed"));
            Some(target)
        }
        Write::SigningKey(key) => {
            let mut target = Target::new(TargetKind::Key, &key.public.id, key.public.algorithm.name());
            target.changes.push(masked("private_key", "made"));
            Some(target)
        }
        Write::Session(session) => {
            let ended = session.ended_at.map(|at| masked("ended_at", &at.to_string()));
            let mut target = Target::session(session.id);
            target.changes.extend(ended);
            Some(target)
        }
        Write::TokenFamily(family) => {
            let ended = family.ended_at.map(|at| masked("ended_at", &at.to_string()));
            let mut target = Target::token_family(family.id);
            target.changes.extend(ended);
            Some(target)
        }
        // The command says which; there is nothing to compare.
        Write::ForgetEvents { .. }
        | Write::ClockMark(_)
        | Write::CostliestHash(_)
        | Write::Guesses(..)
        | Write::BackupSchedule(_)
        | Write::BackupMade(_)
        | Write::BackupRehearsed(_) => None,
    }
}

/// What is said of something whose value is not: that it was set.
fn masked(field: &str, what: &str) -> FieldChange {
    FieldChange {
        field: field.to_owned(),
        before: String::new(),
        after: what.to_owned(),
    }
}

fn password(is_known: bool, credential: &Credential, now: Timestamp) -> FieldChange {
    let what = match credential.hash.algorithm() {
        HashAlgorithm::Unusable => "none",
        _ if !is_known => "set",
        _ if credential.changed_at == Some(now) => "changed",
        _ => "re-hashed",
    };
    masked("password", what)
}

fn user_difference<'u>(
    before: Option<&'u User>,
    after: &'u User,
    names: impl Fn(&BTreeSet<GroupId>) -> BTreeSet<String>,
) -> Difference<&'u User> {
    let mut difference = Difference::new(before, Some(after))
        .text("login", |user| user.login.to_string())
        .text("first_name", |user| user.first_name.clone())
        .text("last_name", |user| user.last_name.clone())
        .text("email", |user| user.email.clone())
        .flag("is_active", |user| user.is_active)
        .flag("is_staff", |user| user.is_staff)
        .flag("is_superuser", |user| user.is_superuser)
        .moment("deleted_at", |user| user.deleted_at)
        .set("groups", |user| names(&user.groups))
        .set("permissions", |user| texts(&user.permissions));
    if let Some(before) = before {
        // A new account's date says nothing new.
        difference = difference.moment("joined_at", |user| Some(user.joined_at));
        if before.sign_in_epoch != after.sign_in_epoch {
            difference.changes.push(masked("sign_ins", "ended"));
        }
    }
    difference
}

fn group_difference<'g>(
    before: Option<&'g Group>,
    after: Option<&'g Group>,
    names: impl Fn(&BTreeSet<GroupId>) -> BTreeSet<String>,
    logins: impl Fn(&BTreeSet<UserId>) -> BTreeSet<String>,
) -> Difference<&'g Group> {
    Difference::new(before, after)
        .text("name", |group| group.name.clone())
        .set("permissions", |group| texts(&group.permissions))
        .set("parents", |group| names(&group.parents))
        .set("managers", |group| logins(&group.managers))
}

fn client_difference<'c>(before: Option<&'c Client>, after: Option<&'c Client>) -> Difference<&'c Client> {
    Difference::new(before, after)
        .text("name", |client| client.name.clone())
        .text("audience", |client| client.audience.clone())
        .text("algorithm", |client| client.algorithm.name().to_owned())
        .text("access_secs", |client| client.access_secs.to_string())
        .text("refresh_secs", |client| client.refresh_secs.to_string())
}

fn texts(permissions: &BTreeSet<Permission>) -> BTreeSet<String> {
    permissions.iter().map(ToString::to_string).collect()
}

/// Collects the fields in which two states of a record differ; `None` where there is no record.
struct Difference<T> {
    before: Option<T>,
    after: Option<T>,
    changes: Vec<FieldChange>,
}

impl<T> Difference<T> {
    fn new(before: Option<T>, after: Option<T>) -> Self {
        Self {
            before,
            after,
            changes: Vec::new(),
        }
    }

    fn text(mut self, field: &str, value: impl Fn(&T) -> String) -> Self {
        let (before, after) = (self.before.as_ref().map(&value), self.after.as_ref().map(&value));
        let (before, after) = (before.unwrap_or_default(), after.unwrap_or_default());
        if before != after {
            self.changes.push(FieldChange {
                field: field.to_owned(),
                before: shown(&before),
                after: shown(&after),
            });
        }
        self
    }

    /// Of a record that comes or goes, only flags that are set are worth a line.
    fn flag(self, field: &str, value: impl Fn(&T) -> bool) -> Self {
        let is_change = self.before.is_some() && self.after.is_some();
        self.text(field, |record| match (value(record), is_change) {
            (true, _) => "yes".to_owned(),
            (false, true) => "no".to_owned(),
            (false, false) => String::new(),
        })
    }

    fn moment(self, field: &str, value: impl Fn(&T) -> Option<Timestamp>) -> Self {
        self.text(field, |record| {
            value(record).map(|at| at.to_string()).unwrap_or_default()
        })
    }

    fn set(mut self, field: &str, value: impl Fn(&T) -> BTreeSet<String>) -> Self {
        let (before, after) = (self.before.as_ref().map(&value), self.after.as_ref().map(&value));
        let (removed, added) = removed_and_added(&before.unwrap_or_default(), &after.unwrap_or_default());
        if !(removed.is_empty() && added.is_empty()) {
            self.changes.push(FieldChange {
                field: field.to_owned(),
                before: shown(&removed.join(", ")),
                after: shown(&added.join(", ")),
            });
        }
        self
    }

    fn of(self, mut target: Target) -> Target {
        target.changes = self.changes;
        target
    }
}

/// What is only in `before`, and what is only in `after`.
fn removed_and_added(before: &BTreeSet<String>, after: &BTreeSet<String>) -> (Vec<String>, Vec<String>) {
    (
        before.difference(after).cloned().collect(),
        after.difference(before).cloned().collect(),
    )
}
