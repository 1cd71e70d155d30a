//! The read model: in memory, everything that is small and read constantly.
//!
//! A [`Directory`] is immutable. [`Directory::apply`] makes the next one, which shares what did not change. So readers
//! keep theirs as long as they like and never wait.

mod email_index;
mod filtering;
mod index;
mod order;
mod paths;
mod search;
mod user_table;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use imbl::{OrdMap, OrdSet};

use crate::profile::Profile;
use crate::revision::Revision;

use crate::client::{Algorithm, Client, KEY_OVERLAP_SECS, PublicKey};
use crate::group::Group;
use crate::id::{ClientId, GroupId, KeyId, UserId};
use crate::last_sign_in::LastSignIn;
use crate::name::{Likeness, Name, NameKey};
use crate::own::OwnPermission;
use crate::password::EncodedHash;
use crate::permission::{Permission, PermissionEntry};
use crate::record::{Change, Record, RecordId};
use crate::time::Timestamp;
use crate::user::User;

pub use filtering::UserPage;
use index::NameIndex;
pub use order::UserOrder;
pub use user_table::UserCounts;
use user_table::{Batch, Slot, UserTable};

/// Those of `found` whose name is `wanted` or looks like it.
fn alike<'d, T: 'd>(
    found: impl Iterator<Item = &'d T>,
    wanted: &Name<'_>,
    name: impl Fn(&T) -> Name<'_>,
) -> impl Iterator<Item = (&'d T, Likeness)> {
    found.filter_map(move |record| Some((record, name(record).likeness(wanted)?)))
}

/// Users, groups, permissions, clients and public keys at one revision.
#[derive(Clone, Debug, Default)]
pub struct Directory {
    revision: Revision,
    profile: Option<Arc<Profile>>,
    users: UserTable,
    groups: OrdMap<GroupId, Arc<Group>>,
    group_names: NameIndex<GroupId>,
    members: OrdMap<GroupId, OrdSet<Slot>>,
    permissions: OrdMap<Permission, Arc<str>>,
    clients: OrdMap<ClientId, Arc<Client>>,
    client_names: NameIndex<ClientId>,
    keys: OrdMap<KeyId, Arc<PublicKey>>,
    costliest_hash: Option<Arc<EncodedHash>>,
}

impl Directory {
    /// The state made of `records` alone, for example when a store is opened.
    pub fn from_records(revision: Revision, records: impl IntoIterator<Item = Record>) -> Self {
        let own = OwnPermission::ALL.map(|own| (own.permission(), Arc::from(own.label())));
        let mut directory = Self {
            revision,
            permissions: own.into_iter().collect(),
            ..Self::default()
        };
        let mut batch = directory.users.begin();
        for record in records {
            directory.put(&mut batch, &record);
        }
        directory.users.finish(batch);
        directory
    }

    /// The state after `changes`, committed as `revision`.
    pub fn apply(&self, changes: &[Change], revision: Revision) -> Self {
        let mut next = self.clone();
        next.revision = revision;
        let mut batch = next.users.begin();
        for change in changes {
            match &change.after {
                Some(record) => next.put(&mut batch, record),
                None => next.remove(&mut batch, &change.id),
            }
        }
        next.users.finish(batch);
        next
    }

    fn put(&mut self, batch: &mut Batch, record: &Record) {
        match record {
            Record::Profile(profile) => self.profile = Some(profile.clone()),
            Record::User(user) => {
                let (slot, before) = self.users.put(batch, user.clone());
                self.move_memberships(slot, before.as_deref(), user);
            }
            Record::LastSignIn(last) => self.users.put_sign_in(batch, last),
            Record::Group(group) => {
                if let Some(before) = self.groups.insert(group.id, group.clone()) {
                    self.group_names.remove(&Name::new(&before.name), group.id);
                }
                self.group_names.insert(&Name::new(&group.name), group.id);
            }
            // Portreeve's own permissions and their labels are in the code.
            Record::Permission(entry) if entry.permission.is_own() => {}
            Record::Permission(entry) => {
                let label = entry.label.as_str().into();
                self.permissions.insert(entry.permission.clone(), label);
            }
            Record::Client(client) => {
                if let Some(before) = self.clients.insert(client.id, client.clone()) {
                    self.client_names.remove(&Name::new(&before.name), client.id);
                }
                self.client_names.insert(&Name::new(&client.name), client.id);
            }
            Record::SigningKey(key) => {
                let public = Arc::new(key.public.clone());
                self.keys.insert(key.public.id.clone(), public);
            }
            Record::CostliestHash(hash) => self.costliest_hash = Some(Arc::new(hash.0.clone())),
            // Read from the disk on demand.
            Record::Credential(_)
            | Record::Guesses(_)
            | Record::ClientSecret(_)
            | Record::Session(_)
            | Record::TokenFamily(_)
            | Record::TokenUse(_)
            | Record::ClockMark(_)
            | Record::BackupSchedule(_)
            | Record::BackupMade(_)
            | Record::BackupRehearsed(_)
            | Record::KitMade(_)
            | Record::ConfigExports(_) => {}
        }
    }

    fn remove(&mut self, batch: &mut Batch, id: &RecordId) {
        match id {
            RecordId::LastSignIn(id) => self.users.remove_sign_in(batch, *id),
            RecordId::Group(id) => {
                if let Some(group) = self.groups.remove(id) {
                    self.group_names.remove(&Name::new(&group.name), *id);
                    self.members.remove(id);
                }
            }
            RecordId::Permission(permission) if permission.is_own() => {}
            RecordId::Permission(permission) => {
                self.permissions.remove(permission);
            }
            RecordId::Client(id) => {
                if let Some(client) = self.clients.remove(id) {
                    self.client_names.remove(&Name::new(&client.name), *id);
                }
            }
            RecordId::SigningKey(id) => {
                self.keys.remove(id);
            }
            // There is always a profile; deleted users stay. A rule makes sure of both.
            RecordId::Profile(())
            | RecordId::User(_)
            | RecordId::CostliestHash(())
            | RecordId::Credential(_)
            | RecordId::Guesses(_)
            | RecordId::ClientSecret(_)
            | RecordId::Session(_)
            | RecordId::TokenFamily(_)
            | RecordId::TokenUse(_)
            | RecordId::ClockMark(())
            | RecordId::BackupSchedule(())
            | RecordId::BackupMade(())
            | RecordId::BackupRehearsed(())
            | RecordId::KitMade(())
            | RecordId::ConfigExports(_) => {}
        }
    }

    /// The record with this id; `None` also for kinds that are wholly or partly read from the disk on demand.
    pub fn find(&self, id: &RecordId) -> Option<Record> {
        match id {
            RecordId::Profile(()) => self.profile.clone().map(Record::Profile),
            RecordId::User(id) => self.user(*id).cloned().map(Record::User),
            RecordId::LastSignIn(user) => self
                .last_sign_in(*user)
                .map(|at| LastSignIn { user: *user, at })
                .map(|last| Record::LastSignIn(Arc::new(last))),
            RecordId::Group(id) => self.group(*id).cloned().map(Record::Group),
            RecordId::Permission(permission) => self.permission_label(permission).map(|label| {
                Record::Permission(Arc::new(PermissionEntry {
                    permission: permission.clone(),
                    label: label.to_owned(),
                }))
            }),
            RecordId::Client(id) => self.client(*id).cloned().map(Record::Client),
            // Memory has only the public half of a key.
            RecordId::SigningKey(_)
            | RecordId::CostliestHash(())
            | RecordId::Credential(_)
            | RecordId::Guesses(_)
            | RecordId::ClientSecret(_)
            | RecordId::Session(_)
            | RecordId::TokenFamily(_)
            | RecordId::TokenUse(_)
            | RecordId::ClockMark(())
            | RecordId::BackupSchedule(())
            | RecordId::BackupMade(())
            | RecordId::BackupRehearsed(())
            | RecordId::KitMade(())
            | RecordId::ConfigExports(_) => None,
        }
    }

    /// Deleted users keep their groups for a later restore, but no group counts them as members.
    fn move_memberships(&mut self, slot: Slot, before: Option<&User>, after: &User) {
        let present = |user: &&User| !user.is_deleted();
        let (before, after) = (before.filter(present), Some(after).filter(present));
        let is_member = |user: Option<&User>, group| user.is_some_and(|user| user.groups.contains(group));
        for left in before
            .iter()
            .flat_map(|user| &user.groups)
            .filter(|group| !is_member(after, group))
        {
            if let Some(members) = self.members.get_mut(left) {
                members.remove(&slot);
            }
        }
        for joined in after
            .iter()
            .flat_map(|user| &user.groups)
            .filter(|group| !is_member(before, group))
        {
            self.members.entry(*joined).or_default().insert(slot);
        }
    }

    /// The commit that led to this state.
    pub fn revision(&self) -> Revision {
        self.revision
    }

    /// The commit that would lead to the next state.
    pub fn next_revision(&self) -> Revision {
        Revision(self.revision.0 + 1)
    }

    /// The same state under a later revision: after a failed commit, a reload must not look older than what readers
    /// have seen.
    pub fn at_least(mut self, revision: Revision) -> Self {
        self.revision = self.revision.max(revision);
        self
    }

    /// The directory's own record; missing only before the first commit.
    pub fn profile(&self) -> Option<&Profile> {
        self.profile.as_deref()
    }

    /// A user by identifier, including deleted ones.
    pub fn user(&self, id: UserId) -> Option<&Arc<User>> {
        self.users.by_id(id)
    }

    /// When a user last signed in, if they ever did.
    pub fn last_sign_in(&self, id: UserId) -> Option<Timestamp> {
        self.users.last_sign_in_of(id)
    }

    /// A user by username, including deleted ones, who keep their names.
    pub fn user_by_key(&self, key: &NameKey) -> Option<&Arc<User>> {
        let name = Name::new(key.as_str());
        let mut found = self.users.alike(&name);
        found.find(|user| user.login.key() == *key)
    }

    /// Users whose username is `name` or looks like it, including deleted ones.
    pub fn users_like(&self, name: &Name<'_>) -> impl Iterator<Item = (&Arc<User>, Likeness)> {
        alike(self.users.alike(name), name, |user| user.login.name())
    }

    /// A user by identifier or username, as people write them.
    pub fn find_user(&self, text: &str) -> Option<&Arc<User>> {
        text.parse()
            .ok()
            .and_then(|id| self.user(id))
            .or_else(|| self.user_by_key(&NameKey::new(text)))
    }

    /// Every user, including deleted ones, in the order they were added.
    pub fn users(&self) -> impl Iterator<Item = &Arc<User>> {
        self.users.iter()
    }

    /// The numbers of users at `now`.
    pub fn user_counts(&self, now: Timestamp) -> UserCounts {
        self.users.counts(now)
    }

    /// A group by identifier.
    pub fn group(&self, id: GroupId) -> Option<&Arc<Group>> {
        self.groups.get(&id)
    }

    /// A group by identifier or name.
    pub fn find_group(&self, text: &str) -> Option<&Arc<Group>> {
        let by_id = text.parse().ok().and_then(|id: GroupId| self.groups.get(&id));
        by_id.or_else(|| self.group_by_key(&NameKey::new(text)))
    }

    /// Every group, in the order they were added.
    pub fn groups(&self) -> impl ExactSizeIterator<Item = &Arc<Group>> {
        self.groups.values()
    }

    /// The number of direct members of `group`.
    pub fn direct_members(&self, group: GroupId) -> usize {
        self.members.get(&group).map_or(0, OrdSet::len)
    }

    /// Every known permission with its label.
    pub fn permissions(&self) -> impl Iterator<Item = (&Permission, &str)> {
        self.permissions
            .iter()
            .map(|(permission, label)| (permission, label.as_ref()))
    }

    /// The label of `permission`, if it is known.
    pub fn permission_label(&self, permission: &Permission) -> Option<&str> {
        self.permissions.get(permission).map(AsRef::as_ref)
    }

    /// A client by identifier or name.
    pub fn find_client(&self, text: &str) -> Option<&Arc<Client>> {
        let by_id = text.parse().ok().and_then(|id: ClientId| self.clients.get(&id));
        by_id.or_else(|| self.client_by_key(&NameKey::new(text)))
    }

    /// The client with this name.
    pub fn client_by_key(&self, key: &NameKey) -> Option<&Arc<Client>> {
        let name = Name::new(key.as_str());
        self.clients_like(&name)
            .find_map(|(client, likeness)| (likeness == Likeness::Same).then_some(client))
    }

    /// Clients whose name is `name` or looks like it.
    pub fn clients_like(&self, name: &Name<'_>) -> impl Iterator<Item = (&Arc<Client>, Likeness)> {
        let found = self
            .client_names
            .alike(name)
            .filter_map(|id| self.clients.get(&id));
        alike(found, name, |client| Name::new(&client.name))
    }

    /// The group with this name.
    pub fn group_by_key(&self, key: &NameKey) -> Option<&Arc<Group>> {
        let name = Name::new(key.as_str());
        self.groups_like(&name)
            .find_map(|(group, likeness)| (likeness == Likeness::Same).then_some(group))
    }

    /// Groups whose name is `name` or looks like it.
    pub fn groups_like(&self, name: &Name<'_>) -> impl Iterator<Item = (&Arc<Group>, Likeness)> {
        let found = self.group_names.alike(name).filter_map(|id| self.groups.get(&id));
        alike(found, name, |group| Name::new(&group.name))
    }

    /// A client by identifier.
    pub fn client(&self, id: ClientId) -> Option<&Arc<Client>> {
        self.clients.get(&id)
    }

    /// Every client, in the order they were added.
    pub fn clients(&self) -> impl ExactSizeIterator<Item = &Arc<Client>> {
        self.clients.values()
    }

    /// The public half of a signing key.
    pub fn key(&self, id: &KeyId) -> Option<&Arc<PublicKey>> {
        self.keys.get(id)
    }

    /// Every public key.
    pub fn keys(&self) -> impl Iterator<Item = &Arc<PublicKey>> {
        self.keys.values()
    }

    /// A hash without a password that is as much work to verify as the costliest ever imported, if any was imported.
    pub fn costliest_hash(&self) -> Option<&Arc<EncodedHash>> {
        self.costliest_hash.as_ref()
    }

    /// When `key` stops verifying, if another has replaced it; `None` while it signs.
    pub fn key_verifies_until(&self, key: &PublicKey) -> Option<Timestamp> {
        let newer =
            |other: &&Arc<PublicKey>| other.algorithm == key.algorithm && other.created_at > key.created_at;
        let replaced_at = self
            .keys
            .values()
            .filter(newer)
            .map(|newer| newer.created_at)
            .min();
        replaced_at.map(|at| at.plus_secs(KEY_OVERLAP_SECS))
    }

    /// The public keys that verify at `now`: those that sign, and those that were replaced lately.
    pub fn trusted_keys(&self, now: Timestamp) -> impl Iterator<Item = &Arc<PublicKey>> {
        self.keys().filter(move |key| self.is_trusted(key, now))
    }

    /// Whether `key` verifies at `now`.
    pub fn is_trusted(&self, key: &PublicKey, now: Timestamp) -> bool {
        self.key_verifies_until(key).is_none_or(|until| now < until)
    }

    /// The `iss` of every token.
    pub fn issuer(&self) -> &str {
        self.profile().map_or("", |profile| profile.issuer.as_str())
    }

    /// The key that signs with `algorithm` now: the newest. `None` for HS256, where each client has its own secret.
    pub fn signing_key(&self, algorithm: Algorithm) -> Option<&Arc<PublicKey>> {
        self.keys
            .values()
            .filter(|key| key.algorithm == algorithm)
            .max_by_key(|key| key.created_at)
    }

    /// The direct child groups of `group`.
    pub fn children(&self, group: GroupId) -> impl Iterator<Item = &Arc<Group>> {
        self.groups
            .values()
            .filter(move |child| child.parents.contains(&group))
    }

    /// `group` and every group below it, direct or not.
    pub fn with_descendants(&self, group: GroupId) -> BTreeSet<GroupId> {
        let mut found = BTreeSet::new();
        let mut open = vec![group];
        while let Some(id) = open.pop() {
            if found.insert(id) {
                open.extend(self.children(id).map(|child| child.id));
            }
        }
        found
    }

    /// Everyone who gets more permissions when `group` does: its direct and indirect members, and its managers. Without
    /// deleted users and duplicates.
    pub fn people_raised_by(&self, group: GroupId) -> impl Iterator<Item = &Arc<User>> {
        let below = self.with_descendants(group);
        let members = below
            .iter()
            .filter_map(|id| self.members.get(id))
            .flatten()
            .copied();
        let members: BTreeSet<Slot> = members.collect();
        let managers = self
            .groups
            .get(&group)
            .into_iter()
            .flat_map(|group| &group.managers);
        let managers = managers.filter_map(|id| self.user(*id));
        let managers = managers.filter(move |user| !user.groups.iter().any(|group| below.contains(group)));
        let members = members.into_iter().filter_map(|slot| self.users.at(slot));
        members.chain(managers.filter(|user| !user.is_deleted()))
    }

    /// How many users hold each permission directly, without deleted users.
    pub fn direct_holders(&self) -> BTreeMap<Permission, u32> {
        let mut holders = BTreeMap::new();
        let present = self.users().filter(|user| !user.is_deleted());
        for permission in present.flat_map(|user| &user.permissions) {
            *holders.entry(permission.clone()).or_default() += 1;
        }
        holders
    }
}
