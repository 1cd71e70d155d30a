//! Taking a change back. Beside an event lies what each record was before and after it; taking it back means to put
//! back what the event changed and to leave alone what else has changed since.
//!
//! Nothing here decides whether somebody may: putting back is a change like any other.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::client::Client;
use crate::directory::Directory;
use crate::group::Group;
use crate::permission::PermissionEntry;
use crate::profile::Profile;
use crate::secret::SecretBytes;
use crate::time::Timestamp;
use crate::user::{User, UserState};
use crate::write::{Reversible, Write};

/// Most records whose states are kept beside one event: a larger import is taken back by restoring a backup.
pub const UNDO_RECORDS_MAX: usize = 2000;

/// How many events back states are kept: what is older is not a slip of the hand any more.
pub const UNDO_EVENTS_MAX: u64 = 10_000;

/// What lies beside an event.
#[derive(Clone, Debug)]
pub enum UndoEntry {
    /// What the event found and left.
    Kept(Vec<Step>),
    /// The event was taken back by the one with this number.
    Undone(u64),
}

/// What an event did to one record.
#[derive(Clone, Debug)]
pub enum Step {
    /// A user; the password is not part of it.
    User(Versions<User>),
    /// A group.
    Group(Versions<Group>),
    /// A known permission.
    Permission(Versions<PermissionEntry>),
    /// A client, with the secret it shared with us if that went with it.
    Client(Versions<Client>, Option<SecretBytes>),
    /// The directory's own record.
    Profile(Versions<Profile>),
}

/// A record before and after an event; `None` where there was none.
#[derive(Clone, Debug)]
pub struct Versions<T> {
    /// What the event found.
    pub before: Option<Arc<T>>,
    /// What it left.
    pub after: Option<Arc<T>>,
}

/// A record is not as the event left it, so the event cannot be taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
    /// This field has changed since.
    Field(&'static str),
    /// The record is gone, or came back.
    Record,
}

/// What `writes` do to the records of `head`, up to one more than is kept. `secret` finds the secret of a client that
/// is removed.
pub fn steps(
    head: &Directory,
    writes: &[Write],
    secret: impl Fn(&Client) -> Option<SecretBytes>,
) -> Vec<Step> {
    writes
        .iter()
        .filter_map(|write| step(head, write, &secret))
        .take(UNDO_RECORDS_MAX + 1)
        .collect()
}

fn step(head: &Directory, write: &Write, secret: impl Fn(&Client) -> Option<SecretBytes>) -> Option<Step> {
    let known = |permission| {
        head.permission_label(permission).map(|label| {
            Arc::new(PermissionEntry {
                permission: permission.clone(),
                label: label.to_owned(),
            })
        })
    };
    match write.reversible()? {
        Reversible::User(user) => {
            Versions::new(head.user(user.id).cloned(), Some(user.clone())).map(Step::User)
        }
        Reversible::Group(group) => {
            Versions::new(head.group(group.id).cloned(), Some(group.clone())).map(Step::Group)
        }
        Reversible::RemoveGroup(id) => Versions::new(head.group(id).cloned(), None).map(Step::Group),
        Reversible::Permission(entry) => {
            Versions::new(known(&entry.permission), Some(Arc::new(entry.clone()))).map(Step::Permission)
        }
        Reversible::RemovePermission(permission) => {
            Versions::new(known(permission), None).map(Step::Permission)
        }
        Reversible::Client(client) => {
            let versions = Versions::new(head.client(client.id).cloned(), Some(client.clone()));
            versions.map(|versions| Step::Client(versions, None))
        }
        Reversible::RemoveClient(id) => {
            let client = head.client(id)?;
            let versions = Versions::new(Some(client.clone()), None);
            versions.map(|versions| Step::Client(versions, secret(client)))
        }
        Reversible::Profile(profile) => {
            // The first one made the directory.
            let before = Arc::new(head.profile()?.clone());
            Versions::new(Some(before), Some(profile.clone())).map(Step::Profile)
        }
    }
}

impl Step {
    /// What takes this step back in `directory` at `now`.
    pub fn inverse(&self, directory: &Directory, now: Timestamp) -> Result<Vec<Write>, Changed> {
        match self {
            Self::User(versions) => {
                let current = versions.any().and_then(|user| directory.user(user.id));
                let reverted = versions.reverted(current.map(AsRef::as_ref))?;
                // Users are never removed, so that no identifier is given out again.
                let deleted = || {
                    current.map(|user| User {
                        deleted_at: Some(now),
                        ..User::clone(user)
                    })
                };
                let Some(mut user) = reverted.or_else(deleted) else {
                    return Err(Changed::Record);
                };
                let was_active = current.is_some_and(|current| current.state() == UserState::Active);
                if was_active && user.state() != UserState::Active {
                    user.end_sign_ins();
                }
                Ok(vec![Write::User {
                    user: Arc::new(user),
                    previous: current.map(|current| current.login.key()),
                }])
            }
            Self::Group(versions) => {
                let id = versions.any().map(|group| group.id).ok_or(Changed::Record)?;
                let reverted = versions.reverted(directory.group(id).map(AsRef::as_ref))?;
                let is_back = directory.group(id).is_none();
                Ok(vec![reverted.map_or(Write::RemoveGroup(id), |mut group| {
                    if is_back {
                        // Its managers have it again.
                        group.raised_in = Some(directory.next_revision());
                    }
                    Write::Group(Arc::new(group))
                })])
            }
            Self::Permission(versions) => {
                let permission = &versions.any().ok_or(Changed::Record)?.permission;
                let current = directory
                    .permission_label(permission)
                    .map(|label| PermissionEntry {
                        permission: permission.clone(),
                        label: label.to_owned(),
                    });
                let reverted = versions.reverted(current.as_ref())?;
                let removal = || Write::RemovePermission(permission.clone());
                Ok(vec![reverted.map_or_else(removal, Write::Permission)])
            }
            Self::Client(versions, secret) => {
                let id = versions.any().map(|client| client.id).ok_or(Changed::Record)?;
                let reverted = versions.reverted(directory.client(id).map(AsRef::as_ref))?;
                let Some(mut client) = reverted else {
                    return Ok(vec![Write::RemoveClient(id)]);
                };
                if directory.client(id).is_none() {
                    client.token_epoch = client.token_epoch.wrapping_add(1);
                }
                let secret = secret
                    .as_ref()
                    .map(|secret| Write::ClientSecret(id, secret.clone()));
                Ok(std::iter::once(Write::Client(Arc::new(client)))
                    .chain(secret)
                    .collect())
            }
            Self::Profile(versions) => {
                let profile = versions.reverted(directory.profile())?;
                let profile = profile.ok_or(Changed::Record)?;
                Ok(vec![Write::Profile(Arc::new(profile))])
            }
        }
    }
}

impl<T> Versions<T> {
    /// The record, in whichever version there is.
    pub fn any(&self) -> Option<&T> {
        self.after.as_deref().or(self.before.as_deref())
    }
}

impl<T: PutBack> Versions<T> {
    /// `None` where nothing is different, so that there is nothing to take back.
    fn new(before: Option<Arc<T>>, after: Option<Arc<T>>) -> Option<Self> {
        let is_same = match (&before, &after) {
            (None, None) => true,
            (Some(before), Some(after)) => T::clone(after).put_back(None, before).is_ok(),
            (None, Some(_)) | (Some(_), None) => false,
        };
        (!is_same).then_some(Self { before, after })
    }

    /// What the record is to be, from what it is now; `None` for gone.
    fn reverted(&self, current: Option<&T>) -> Result<Option<T>, Changed> {
        match (&self.before, &self.after, current) {
            (before, Some(after), Some(current)) => {
                let mut record = current.clone();
                record.put_back(before.as_deref(), after)?;
                Ok(before.is_some().then_some(record))
            }
            (Some(before), None, None) => Ok(Some(T::clone(before))),
            // Gone since; come back since; or never there at all.
            (_, Some(_), None) | (_, None, Some(_)) | (None, None, None) => Err(Changed::Record),
        }
    }
}

/// A record of which single changes can be put back.
pub trait PutBack: Clone {
    /// Puts back what differs between `before` and `after`. It has to be as `after` still; without `before`, all of
    /// the record has to.
    ///
    /// All fields are named where this is answered, so that a new one is thought about.
    fn put_back(&mut self, before: Option<&Self>, after: &Self) -> Result<(), Changed>;
}

impl PutBack for User {
    fn put_back(&mut self, before: Option<&Self>, after: &Self) -> Result<(), Changed> {
        let Self {
            id: _,
            login,
            first_name,
            last_name,
            email,
            is_active,
            is_staff,
            is_superuser,
            joined_at,
            // Not what anybody changes and could want back.
            last_sign_in_at: _,
            deleted_at,
            groups,
            permissions,
            sign_in_epoch: _,
            // Facts about the past, noted anew where this raises or lowers anybody.
            raised_in: _,
            superuser_until: _,
            import_key: _,
        } = self;
        value("login", login, before.map(|user| &user.login), &after.login)?;
        value(
            "first_name",
            first_name,
            before.map(|user| &user.first_name),
            &after.first_name,
        )?;
        value(
            "last_name",
            last_name,
            before.map(|user| &user.last_name),
            &after.last_name,
        )?;
        value("email", email, before.map(|user| &user.email), &after.email)?;
        value(
            "is_active",
            is_active,
            before.map(|user| &user.is_active),
            &after.is_active,
        )?;
        value(
            "is_staff",
            is_staff,
            before.map(|user| &user.is_staff),
            &after.is_staff,
        )?;
        value(
            "is_superuser",
            is_superuser,
            before.map(|user| &user.is_superuser),
            &after.is_superuser,
        )?;
        value(
            "joined_at",
            joined_at,
            before.map(|user| &user.joined_at),
            &after.joined_at,
        )?;
        value(
            "deleted_at",
            deleted_at,
            before.map(|user| &user.deleted_at),
            &after.deleted_at,
        )?;
        set("groups", groups, before.map(|user| &user.groups), &after.groups)?;
        set(
            "permissions",
            permissions,
            before.map(|user| &user.permissions),
            &after.permissions,
        )
    }
}

impl PutBack for Group {
    fn put_back(&mut self, before: Option<&Self>, after: &Self) -> Result<(), Changed> {
        let Self {
            id: _,
            name,
            permissions,
            parents,
            managers,
            raised_in: _,
        } = self;
        value("name", name, before.map(|group| &group.name), &after.name)?;
        set(
            "permissions",
            permissions,
            before.map(|group| &group.permissions),
            &after.permissions,
        )?;
        set(
            "parents",
            parents,
            before.map(|group| &group.parents),
            &after.parents,
        )?;
        set(
            "managers",
            managers,
            before.map(|group| &group.managers),
            &after.managers,
        )
    }
}

impl PutBack for PermissionEntry {
    fn put_back(&mut self, before: Option<&Self>, after: &Self) -> Result<(), Changed> {
        let Self { permission: _, label } = self;
        value("label", label, before.map(|entry| &entry.label), &after.label)
    }
}

impl PutBack for Client {
    fn put_back(&mut self, before: Option<&Self>, after: &Self) -> Result<(), Changed> {
        let Self {
            id: _,
            name,
            audience,
            algorithm,
            access_secs,
            refresh_secs,
            created_at: _,
            token_epoch: _,
        } = self;
        value("name", name, before.map(|client| &client.name), &after.name)?;
        value(
            "audience",
            audience,
            before.map(|client| &client.audience),
            &after.audience,
        )?;
        value(
            "algorithm",
            algorithm,
            before.map(|client| &client.algorithm),
            &after.algorithm,
        )?;
        value(
            "access_secs",
            access_secs,
            before.map(|client| &client.access_secs),
            &after.access_secs,
        )?;
        value(
            "refresh_secs",
            refresh_secs,
            before.map(|client| &client.refresh_secs),
            &after.refresh_secs,
        )
    }
}

impl PutBack for Profile {
    fn put_back(&mut self, before: Option<&Self>, after: &Self) -> Result<(), Changed> {
        let Self {
            id: _,
            team,
            // It is in tokens that are out there.
            issuer: _,
            created_at: _,
            keep_events_days,
        } = self;
        value("team", team, before.map(|profile| &profile.team), &after.team)?;
        value(
            "keep_events_days",
            keep_events_days,
            before.map(|profile| &profile.keep_events_days),
            &after.keep_events_days,
        )
    }
}

fn value<T: PartialEq + Clone>(
    field: &'static str,
    now: &mut T,
    before: Option<&T>,
    after: &T,
) -> Result<(), Changed> {
    if before == Some(after) {
        return Ok(());
    }
    if now != after {
        return Err(Changed::Field(field));
    }
    if let Some(before) = before {
        now.clone_from(before);
    }
    Ok(())
}

/// Of a set, each member that came or went counts for itself.
fn set<T: Ord + Clone>(
    field: &'static str,
    now: &mut BTreeSet<T>,
    before: Option<&BTreeSet<T>>,
    after: &BTreeSet<T>,
) -> Result<(), Changed> {
    let Some(before) = before else {
        return value(field, now, None, after);
    };
    let is_as_left = after.difference(before).all(|came| now.contains(came))
        && before.difference(after).all(|went| !now.contains(went));
    if !is_as_left {
        return Err(Changed::Field(field));
    }
    now.retain(|member| before.contains(member) || !after.contains(member));
    now.extend(before.difference(after).cloned());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn user() -> User {
        let login = crate::name::Login::new("ada").unwrap();
        User::new(
            crate::id::UserId::from_bytes([7; 16]),
            login,
            Timestamp::from_unix_ms(0),
        )
    }

    fn versions(change: impl FnOnce(&mut User)) -> Versions<User> {
        let mut after = user();
        change(&mut after);
        Versions::new(Some(Arc::new(user())), Some(Arc::new(after))).unwrap()
    }

    #[test]
    fn what_else_has_changed_since_stays() {
        let group = |byte| crate::id::GroupId::from_bytes([byte; 16]);
        let versions = versions(|user| {
            user.email = "new@example.org".into();
            user.groups.insert(group(1));
        });
        let mut current = User::clone(versions.after.as_ref().unwrap());
        current.first_name = "Ada".into();
        current.groups.insert(group(2));
        current.end_sign_ins();
        let reverted = versions.reverted(Some(&current)).unwrap().unwrap();
        assert_eq!(
            (reverted.email.as_str(), reverted.first_name.as_str()),
            ("", "Ada")
        );
        assert_eq!(reverted.groups, [group(2)].into());
        assert_eq!(reverted.sign_in_epoch, current.sign_in_epoch);
    }

    #[test]
    fn a_field_that_changed_again_stands_in_the_way() {
        let versions = versions(|user| user.email = "new@example.org".into());
        let mut current = user();
        current.email = "newer@example.org".into();
        assert_eq!(versions.reverted(Some(&current)), Err(Changed::Field("email")));
        assert_eq!(versions.reverted(None), Err(Changed::Record));
    }

    #[test]
    fn what_was_made_goes_only_if_it_is_as_it_was_made() {
        let made = Versions::new(None, Some(Arc::new(user()))).unwrap();
        let mut current = user();
        current.last_sign_in_at = Some(Timestamp::from_unix_ms(1));
        assert_eq!(
            made.reverted(Some(&current)),
            Ok(None),
            "signing in is not a change of the account"
        );
        current.is_staff = true;
        assert_eq!(made.reverted(Some(&current)), Err(Changed::Field("is_staff")));
    }

    #[test]
    fn signing_in_and_ending_sessions_is_nothing_to_take_back() {
        let mut after = user();
        after.last_sign_in_at = Some(Timestamp::from_unix_ms(1));
        after.end_sign_ins();
        assert!(Versions::new(Some(Arc::new(user())), Some(Arc::new(after))).is_none());
    }
}
