//! Whether somebody may put things back: the same questions as for doing it by hand. Nobody gets back by it, for
//! themselves or others, what they could not grant now.

use std::collections::BTreeSet;

use portreeve_core::access::{self, Refusal, own};
use portreeve_core::change::Write;
use portreeve_core::directory::Directory;
use portreeve_core::group::Group;
use portreeve_core::id::GroupId;
use portreeve_core::permission::Permission;
use portreeve_core::user::User;

/// What `actor` has is asked of `head`, the state before; what groups grant, of both it and `next`, the state after:
/// a group that comes back brings its grants along.
pub(super) fn authorize(
    actor: &User,
    head: &Directory,
    next: &Directory,
    writes: &[Write],
) -> Result<(), Refusal> {
    let authority = Authority { actor, head, next };
    writes.iter().try_for_each(|write| match write {
        Write::User { user, .. } => authority.user(user),
        Write::Group(group) => authority.group(group),
        Write::RemoveGroup(id) => {
            authority.needs(own::DELETE_GROUP)?;
            head.group(*id)
                .map_or(Ok(()), |group| authority.membership(group))
        }
        Write::Permission(_) | Write::RemovePermission(_) => authority.needs(own::CHANGE_GROUP),
        Write::Client(client) => authority.needs(match head.client(client.id) {
            Some(_) => own::CHANGE_CLIENT,
            None => own::ADD_CLIENT,
        }),
        Write::RemoveClient(_) => authority.needs(own::DELETE_CLIENT),
        // Of the directory's own record nothing else can be changed.
        Write::Profile(_) => authority.needs(own::PRUNE_AUDIT),
        // It comes back with its client, or with how its tokens are signed.
        Write::ClientSecret(id, _) | Write::RemoveClientSecret(id) => {
            authority.needs(match head.client(*id) {
                Some(_) => own::CHANGE_CLIENT,
                None => own::ADD_CLIENT,
            })
        }
        // Nothing else lies beside an event; should it ever, it is not for everybody.
        _ => access::authorize_superuser(actor),
    })
}

struct Authority<'a> {
    actor: &'a User,
    head: &'a Directory,
    next: &'a Directory,
}

impl Authority<'_> {
    fn needs(&self, permission: &str) -> Result<(), Refusal> {
        access::authorize(self.head, self.actor, permission)
    }

    fn grant(&self, permissions: &BTreeSet<Permission>) -> Result<(), Refusal> {
        access::authorize_grant(self.head, self.actor, permissions)
    }

    /// Whether the actor may dispose of what the group grants, before and after.
    fn membership(&self, group: &Group) -> Result<(), Refusal> {
        self.grant(&self.granted_by(group.id))
    }

    fn granted_by(&self, id: GroupId) -> BTreeSet<Permission> {
        let mut granted = BTreeSet::new();
        for directory in [self.head, self.next] {
            granted.extend(directory.inherited(id));
            granted.extend(
                directory
                    .group(id)
                    .into_iter()
                    .flat_map(|group| group.permissions.clone()),
            );
        }
        granted
    }

    fn user(&self, after: &User) -> Result<(), Refusal> {
        let Some(before) = self.head.user(after.id) else {
            return self.needs(own::ADD_USER);
        };
        let is_deletion = before.deleted_at != after.deleted_at;
        let is_membership = before.groups != after.groups;
        let mut rest = after.clone();
        rest.groups.clone_from(&before.groups);
        rest.deleted_at = before.deleted_at;
        rest.sign_in_epoch = before.sign_in_epoch;
        for (is_needed, permission) in [
            (is_deletion, own::DELETE_USER),
            (is_membership, own::CHANGE_GROUP),
            (rest != **before, own::CHANGE_USER),
        ] {
            if is_needed {
                self.needs(permission)?;
            }
        }
        access::authorize_over(self.head, self.actor, before)?;
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
        for group in after.groups.difference(&before.groups) {
            self.grant(&self.granted_by(*group))?;
        }
        Ok(())
    }

    fn group(&self, after: &Group) -> Result<(), Refusal> {
        let before = self.head.group(after.id);
        self.needs(match before {
            Some(_) => own::CHANGE_GROUP,
            None => own::ADD_GROUP,
        })?;
        // All that it grants after, and before: as for whoever changes a group by hand.
        self.membership(after)
    }
}
