//! Whether somebody may put things back: the same questions as for doing it by hand. Nobody gets back by it, for
//! themselves or others, what they could not grant now.

use std::collections::BTreeSet;

use portreeve_core::access::{self, Refusal};
use portreeve_core::directory::Directory;
use portreeve_core::group::Group;
use portreeve_core::id::{ClientId, GroupId};
use portreeve_core::own::OwnPermission;
use portreeve_core::permission::Permission;
use portreeve_core::profile::Profile;
use portreeve_core::record::{Change, Record, RecordId};
use portreeve_core::user::User;

/// What `actor` has is asked of `head`, the state before; what groups grant, of both it and `next`, the state after:
/// a group that comes back brings its grants along.
pub(super) fn authorize(
    actor: &User,
    head: &Directory,
    next: &Directory,
    changes: &[Change],
) -> Result<(), Refusal> {
    let authority = Authority { actor, head, next };
    changes.iter().try_for_each(|change| authority.change(change))
}

struct Authority<'a> {
    actor: &'a User,
    head: &'a Directory,
    next: &'a Directory,
}

impl Authority<'_> {
    /// The records that an undo writes. A secret comes and goes with its client, or with how its tokens are signed.
    fn change(&self, change: &Change) -> Result<(), Refusal> {
        match (&change.id, &change.after) {
            (_, Some(Record::User(user))) => self.user(user),
            (_, Some(Record::Group(group))) => self.group(group),
            (RecordId::Group(id), None) => {
                self.needs(OwnPermission::DeleteGroup)?;
                self.head
                    .group(*id)
                    .map_or(Ok(()), |group| self.membership(group.id))
            }
            (_, Some(Record::Permission(entry))) => {
                self.needs(OwnPermission::ChangeGroup)?;
                access::authorize_label(self.head, self.actor, entry)
            }
            (RecordId::Permission(_), None) => self.needs(OwnPermission::ChangeGroup),
            (_, Some(Record::Client(client))) => self.client(client.id),
            (RecordId::Client(_), None) => self.needs(OwnPermission::DeleteClient),
            (RecordId::ClientSecret(id), _) => match self.next.client(*id) {
                Some(_) => self.client(*id),
                None => self.needs(OwnPermission::DeleteClient),
            },
            (_, Some(Record::Profile(profile))) => self.profile(profile),
            // An undo writes no other.
            (
                RecordId::Profile(())
                | RecordId::User(_)
                | RecordId::Credential(_)
                | RecordId::CostliestHash(())
                | RecordId::Guesses(_)
                | RecordId::SigningKey(_)
                | RecordId::Session(_)
                | RecordId::TokenFamily(_)
                | RecordId::ClockMark(())
                | RecordId::BackupSchedule(())
                | RecordId::BackupMade(())
                | RecordId::BackupRehearsed(()),
                _,
            ) => access::authorize_superuser(self.actor),
            // The record of a name is of the name's kind.
            (RecordId::Group(_) | RecordId::Permission(_) | RecordId::Client(_), Some(_)) => {
                access::authorize_superuser(self.actor)
            }
        }
    }

    fn client(&self, id: ClientId) -> Result<(), Refusal> {
        self.needs(match self.head.client(id) {
            Some(_) => OwnPermission::ChangeClient,
            None => OwnPermission::AddClient,
        })
    }

    fn needs(&self, permission: OwnPermission) -> Result<(), Refusal> {
        access::authorize(self.head, self.actor, permission)
    }

    /// For how long events are kept is for those who may remove them; what else there is, nobody else can change.
    fn profile(&self, after: &Profile) -> Result<(), Refusal> {
        let with_other_keeping = self.head.profile().map(|before| Profile {
            keep_events_days: after.keep_events_days,
            ..before.clone()
        });
        match with_other_keeping.as_ref() == Some(after) {
            true => self.needs(OwnPermission::PruneAudit),
            false => access::authorize_superuser(self.actor),
        }
    }

    fn grant(&self, permissions: &BTreeSet<Permission>) -> Result<(), Refusal> {
        access::authorize_grant(self.head, self.actor, permissions)
    }

    /// Whether the actor may dispose of the group and those above it, before and after. One that comes back is theirs
    /// to bring back if they managed it.
    fn membership(&self, id: GroupId) -> Result<(), Refusal> {
        let mut groups = self.head.with_ancestors(id);
        groups.extend(self.next.with_ancestors(id));
        let (there, coming): (BTreeSet<_>, BTreeSet<_>) =
            groups.into_iter().partition(|id| self.head.group(*id).is_some());
        access::authorize_groups(self.head, self.actor, &there)?;
        for group in coming.iter().filter_map(|id| self.next.group(*id)) {
            if !group.managers.contains(&self.actor.id) && access::authorize_superuser(self.actor).is_err() {
                return Err(access::not_handled(self.next, self.actor, group.id));
            }
        }
        let granted = there.union(&coming).filter_map(|id| self.next.group(*id));
        self.grant(
            &granted
                .flat_map(|group| group.permissions.iter().cloned())
                .collect(),
        )
    }

    fn user(&self, after: &User) -> Result<(), Refusal> {
        let Some(before) = self.head.user(after.id) else {
            return self.needs(OwnPermission::AddUser);
        };
        let is_deletion = before.deleted_at != after.deleted_at;
        let is_membership = before.groups != after.groups;
        let mut rest = after.clone();
        rest.groups.clone_from(&before.groups);
        rest.deleted_at = before.deleted_at;
        rest.sign_in_epoch = before.sign_in_epoch;
        rest.raised_in = before.raised_in;
        rest.superuser_until = before.superuser_until;
        let is_account = rest != **before;
        for (is_needed, permission) in [
            (is_deletion, OwnPermission::DeleteUser),
            (is_membership, OwnPermission::ChangeGroup),
            (is_account, OwnPermission::ChangeUser),
        ] {
            if is_needed {
                self.needs(permission)?;
            }
        }
        if is_account || is_deletion {
            access::authorize_over(self.head, self.actor, before)?;
        }
        if (before.is_staff, before.is_superuser) != (after.is_staff, after.is_superuser) {
            access::authorize_flags(self.actor, before)?;
            access::authorize_flags(self.actor, after)?;
        }
        self.grant(
            &after
                .permissions
                .difference(&before.permissions)
                .cloned()
                .collect(),
        )?;
        access::authorize_email(self.head, self.actor, after, &after.email)?;
        after
            .groups
            .symmetric_difference(&before.groups)
            .try_for_each(|group| self.membership(*group))
    }

    fn group(&self, after: &Group) -> Result<(), Refusal> {
        let before = self.head.group(after.id);
        self.needs(match before {
            Some(_) => OwnPermission::ChangeGroup,
            None => OwnPermission::AddGroup,
        })?;
        // All that it grants after, and before: as for whoever changes a group by hand.
        self.membership(after.id)
    }
}
