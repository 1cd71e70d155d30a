//! No actor hands out more than they hold, or has power over an account that can do more than they can.
//!
//! The rule looks at what changes, so it holds for every command, import and undo. In addition, a command declares
//! which of Portreeve's own permissions it needs. An undo has no such declaration; [`needed`] works its permissions
//! out.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Decision, RuleError};
use crate::access::{self, Denied};
use crate::client::TokenFamily;
use crate::directory::Directory;
use crate::group::Group;
use crate::id::{ClientId, GroupId, UserId};
use crate::kind::ChangedBy;
use crate::last_sign_in::LastSignIn;
use crate::own::OwnPermission;
use crate::password::Credential;
use crate::permission::PermissionEntry;
use crate::profile::Profile;
use crate::record::{Change, Record, RecordId, Recorded, Visitor, of_kind};
use crate::rights::Rights;
use crate::session::Session;
use crate::set::Set;
use crate::stored::Stored;
use crate::user::User;

/// Without a signed-in actor, nothing may change that only signed-in people change.
pub(super) fn check(decision: &Decision) -> Result<(), RuleError> {
    let Some(actor) = decision.actor else {
        return match decision.changes.iter().find(|change| change.meet(NeedsActor)) {
            Some(change) => Err(RuleError::Forbidden(Denied {
                why: format!("nobody is signed in who could change {}", change.kind().words()),
                remedy: "sign in first".into(),
            })),
            None => Ok(()),
        };
    };
    let gone = of_kind::<Group>(decision.changes).filter_map(|group| match (group.before, group.after) {
        (Some(before), None) => Some(before.id),
        (Some(_), Some(_)) | (None, _) => None,
    });
    let authority = Authority {
        actor,
        head: decision.head,
        next: decision.next,
        gone: gone.collect(),
    };
    decision
        .changes
        .iter()
        .try_for_each(|change| authority.change(decision, change))
}

/// Whether `actor` can add a user, or change one, like this: the rule of every change set, asked of one person of many.
/// Skips groups that are not in `head`, because only the whole change set says what they grant.
pub fn authorize_change(
    head: &Directory,
    actor: &Rights,
    before: Option<&User>,
    after: &User,
) -> Result<(), Denied> {
    let authority = Authority {
        actor,
        head,
        next: head,
        gone: BTreeSet::new(),
    };
    authority.user(before, after)
}

/// Decides whether only a signed-in person may make the change.
struct NeedsActor;

impl Visitor for NeedsActor {
    type Output = bool;

    fn visit<T: Recorded>(self, _: &T::Id, before: Option<&Arc<T>>, after: Option<&Arc<T>>) -> bool {
        match (T::KIND.policy().changed_by, before, after) {
            (ChangedBy::Portreeve, _, _) => false,
            // What no event describes, such as the end of sign-ins, also changes without an actor.
            (ChangedBy::SignedIn, Some(before), Some(after)) => before.differs(after, &[]),
            (ChangedBy::SignedIn, None, _) | (ChangedBy::SignedIn, _, None) => true,
        }
    }
}

/// The actor's rights count as in `head`, the state before. What groups grant counts as in `head` and in `next`, the
/// state after: a restored group brings its grants along.
struct Authority<'a> {
    actor: &'a Rights,
    head: &'a Directory,
    next: &'a Directory,
    /// Removed groups. Leaving one needs only power over the group.
    gone: BTreeSet<GroupId>,
}

impl Authority<'_> {
    fn change(&self, decision: &Decision, change: &Change) -> Result<(), RuleError> {
        match &change.id {
            RecordId::User(_) => {
                let before = change.before.as_ref().and_then(User::of);
                let after = change.puts::<User>();
                after.map_or(Ok(()), |after| self.user(before.map(AsRef::as_ref), after))?;
            }
            RecordId::Group(id) => {
                let before = change.before.as_ref().and_then(Group::of);
                match change.puts::<Group>() {
                    Some(after) => self.group(before.map(AsRef::as_ref), after)?,
                    None => self.membership(*id)?,
                }
            }
            RecordId::Permission(_) => {
                let after = change.puts::<PermissionEntry>();
                let label = |entry: &Arc<_>| access::authorize_label(self.head, self.actor, entry);
                after.map_or(Ok(()), label)?;
            }
            RecordId::Credential(id) => {
                if let (Some(owner), Some(after)) = (self.head.user(*id), change.puts::<Credential>()) {
                    let stored = (decision.credential)(*id)?;
                    // A re-hash keeps the date of its password.
                    let is_rehashed = stored.is_some_and(|stored| stored.changed_at == after.changed_at);
                    if !is_rehashed {
                        access::authorize_password(self.head, self.actor, owner)?;
                    }
                }
            }
            RecordId::LastSignIn(_) => self.over(change.puts::<LastSignIn>().map(|last| last.user))?,
            RecordId::Session(_) => self.over(change.puts::<Session>().map(|session| session.user))?,
            RecordId::TokenFamily(_) => self.over(change.puts::<TokenFamily>().map(|family| family.user))?,
            // The command that writes them declares the permission that it needs.
            RecordId::Profile(())
            | RecordId::CostliestHash(())
            | RecordId::Guesses(_)
            | RecordId::Client(_)
            | RecordId::ClientSecret(_)
            | RecordId::SigningKey(_)
            | RecordId::TokenUse(_)
            | RecordId::ClockMark(())
            | RecordId::BackupSchedule(())
            | RecordId::BackupMade(())
            | RecordId::BackupRehearsed(())
            | RecordId::KitMade(())
            | RecordId::ConfigExports(_) => {}
        }
        Ok(())
    }

    /// Whether the actor has power over the account of `owner`, if it exists before the change set.
    fn over(&self, owner: Option<UserId>) -> Result<(), Denied> {
        let owner = owner.and_then(|owner| self.head.user(owner));
        owner.map_or(Ok(()), |owner| {
            access::authorize_over(self.head, self.actor, owner)
        })
    }

    /// Whether the actor may add people to the group and so to those above it, before and after. A new group is theirs
    /// if they manage it.
    fn membership(&self, id: GroupId) -> Result<(), Denied> {
        let mut groups = self.head.with_ancestors(id);
        groups.extend(self.next.with_ancestors(id));
        let (there, coming): (BTreeSet<_>, BTreeSet<_>) =
            groups.into_iter().partition(|id| self.head.group(*id).is_some());
        access::authorize_groups(self.head, self.actor, &there)?;
        for group in coming.iter().filter_map(|id| self.next.group(*id)) {
            if !group.managers.contains(&self.actor.user().id)
                && access::authorize_superuser(self.actor).is_err()
            {
                return Err(access::not_handled(self.next, self.actor, group.id));
            }
        }
        let granted = there.union(&coming).filter_map(|id| self.next.group(*id));
        access::authorize_grant(self.actor, granted.flat_map(|group| &group.permissions))
    }

    fn user(&self, before: Option<&User>, after: &User) -> Result<(), Denied> {
        if let Some(before) = before {
            let is_signed_out = before.sign_in_epoch != after.sign_in_epoch;
            let is_keyed_anew = before.import_key != after.import_key;
            if is_signed_out || is_keyed_anew || before.differs(after, &["groups"]) {
                access::authorize_over(self.head, self.actor, before)?;
            }
        }
        let flags = |user: &User| (user.is_staff, user.is_superuser);
        if before.map_or((false, false), flags) != flags(after) {
            before.map_or(Ok(()), |before| access::authorize_flags(self.actor, before))?;
            access::authorize_flags(self.actor, after)?;
        }
        let (no_permissions, no_groups) = (Set::new(), Set::new());
        let permissions = before.map_or(&no_permissions, |before| &before.permissions);
        access::authorize_grant(self.actor, after.permissions.difference(permissions))?;
        access::authorize_email(self.head, self.actor, after, &after.email)?;
        let groups = before.map_or(&no_groups, |before| &before.groups);
        after
            .groups
            .symmetric_difference(groups)
            .filter(|group| !self.gone.contains(group))
            .try_for_each(|group| self.membership(*group))
    }

    fn group(&self, before: Option<&Group>, after: &Group) -> Result<(), Denied> {
        let is_only_let_go = before.is_some_and(|before| {
            let mut freed = before.clone();
            freed.parents.retain(|parent| !self.gone.contains(parent));
            !freed.differs(after, &[])
        });
        match is_only_let_go {
            true => Ok(()),
            // The actor must be able to grant all that it grants before and after.
            false => self.membership(after.id),
        }
    }
}

/// What an actor needs to make `changes` without a command that declares it: what the corresponding commands need.
pub fn needed(head: &Directory, changes: &[Change]) -> BTreeSet<Needed> {
    changes
        .iter()
        .flat_map(|change| needed_for(head, change))
        .collect()
}

/// One of Portreeve's own permissions, or being a superuser.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Needed {
    /// This permission.
    Permission(OwnPermission),
    /// To be a superuser.
    Superuser,
}

fn needed_for(head: &Directory, change: &Change) -> Vec<Needed> {
    let one = |permission| vec![Needed::Permission(permission)];
    let client = |id: ClientId| match head.client(id) {
        Some(_) => OwnPermission::ChangeClient,
        None => OwnPermission::AddClient,
    };
    match (&change.id, &change.after) {
        (RecordId::User(id), Some(Record::User(after))) => match head.user(*id) {
            None => one(OwnPermission::AddUser),
            Some(before) => [
                (before.deleted_at != after.deleted_at, OwnPermission::DeleteUser),
                (before.groups != after.groups, OwnPermission::ChangeGroup),
                (
                    before.differs(after, &["deleted_at", "groups"]),
                    OwnPermission::ChangeUser,
                ),
            ]
            .into_iter()
            .filter_map(|(is_needed, permission)| is_needed.then_some(Needed::Permission(permission)))
            .collect(),
        },
        (RecordId::Group(id), Some(_)) => one(match head.group(*id) {
            Some(_) => OwnPermission::ChangeGroup,
            None => OwnPermission::AddGroup,
        }),
        (RecordId::Group(_), None) => one(OwnPermission::DeleteGroup),
        (RecordId::Permission(_), _) => one(OwnPermission::ChangeGroup),
        (RecordId::Client(id), Some(_)) => one(client(*id)),
        (RecordId::Client(_), None) => one(OwnPermission::DeleteClient),
        // A secret comes and goes with its client, or with the client's algorithm. That changes the client, too.
        (RecordId::ClientSecret(_), _) => Vec::new(),
        (RecordId::Profile(()), Some(Record::Profile(after))) => vec![match head.profile() {
            Some(before) if is_only_of_keeping(before, after) => {
                Needed::Permission(OwnPermission::PruneAudit)
            }
            Some(_) | None => Needed::Superuser,
        }],
        // No command does only that.
        (
            RecordId::Profile(())
            | RecordId::User(_)
            | RecordId::LastSignIn(_)
            | RecordId::Credential(_)
            | RecordId::CostliestHash(())
            | RecordId::Guesses(_)
            | RecordId::SigningKey(_)
            | RecordId::Session(_)
            | RecordId::TokenFamily(_)
            | RecordId::TokenUse(_)
            | RecordId::ClockMark(())
            | RecordId::BackupSchedule(())
            | RecordId::BackupMade(())
            | RecordId::BackupRehearsed(())
            | RecordId::KitMade(())
            | RecordId::ConfigExports(_),
            _,
        ) => vec![Needed::Superuser],
    }
}

/// Whether only the keeping of events changes, which actors who can remove events decide. All other fields are a
/// superuser's.
fn is_only_of_keeping(before: &Profile, after: &Profile) -> bool {
    let kept = Profile {
        keep_events_days: after.keep_events_days,
        ..before.clone()
    };
    kept == *after
}
