//! Records that depend on a record that an undo removes, or on which a restored record depends.

use std::collections::BTreeSet;
use std::sync::Arc;

use portreeve_core::audit::{Irreversible, Reversal, Target};
use portreeve_core::client::Client;
use portreeve_core::diff::diff;
use portreeve_core::directory::Directory;
use portreeve_core::group::Group;
use portreeve_core::id::{GroupId, UserId};
use portreeve_core::record::{Record, of_kind};
use portreeve_core::user::User;
use portreeve_core::write::Write;

use super::newest;
use crate::context::Context;
use crate::error::{CommandError, ErrorClass};

/// Checks that `writes`, which undo an event in `head`, leave no record without the records that it depends on. Also
/// takes removed groups from deleted users, as deleting a group by hand does. Does not search events up to `seen`.
pub(super) fn settle(
    context: &Context,
    head: &Directory,
    writes: &mut Vec<Write>,
    seen: u64,
) -> Result<(), CommandError> {
    let changes = diff(head, writes.iter().cloned());
    let next = head.apply(&changes, head.next_revision());
    let gone: BTreeSet<GroupId> = of_kind::<Group>(&changes)
        .filter(|group| group.after.is_none())
        .filter_map(|group| group.before.map(|before| before.id))
        .collect();
    for client in of_kind::<Client>(&changes) {
        if let (Some(client), None) = (client.before, client.after) {
            frees_client(context, client, seen)?;
        }
    }
    if !gone.is_empty() {
        release(head, &next, &gone, writes);
    }
    Ok(())
}

fn stands(why: &str, hint: &str) -> CommandError {
    CommandError::new(
        ErrorClass::RuleViolated,
        format!("this cannot be undone: {why}; nothing was changed"),
    )
    .hint(hint)
}

/// Refuses to undo a new app once tokens or secrets were given out for it, because they cannot be recalled.
fn frees_client(context: &Context, client: &Client, seen: u64) -> Result<(), CommandError> {
    let (target, name) = (Target::from(client), &client.name);
    let given_out = newest(context, seen, |_, event| {
        let is_given_out = match event.reversal {
            Reversal::Impossible(why) => {
                matches!(why, Irreversible::SecretShown | Irreversible::TokenGivenOut)
            }
            Reversal::Nothing | Reversal::Kept => false,
        };
        let is_about = |known: &Target| (known.kind, &known.id) == (target.kind, &target.id);
        Ok(is_given_out && event.targets.iter().any(is_about))
    })?;
    let Some((by, event)) = given_out else {
        return Ok(());
    };
    let why = match event.reversal == Reversal::Impossible(Irreversible::TokenGivenOut) {
        true => format!("tokens were given out for {name} by event {by}"),
        false => format!("the secret of {name} was written to a file by event {by}"),
    };
    Err(stands(
        &why,
        "delete the local app instead: that also ends its refresh tokens",
    ))
}

/// Takes removed groups from deleted users, who keep their other groups for a restore.
fn release(head: &Directory, next: &Directory, gone: &BTreeSet<GroupId>, writes: &mut Vec<Write>) {
    let holding: Vec<UserId> = next
        .users()
        .filter(|user| user.is_deleted() && user.groups.iter().any(|group| gone.contains(group)))
        .map(|user| user.id)
        .collect();
    for id in holding {
        let planned = writes.iter_mut().find_map(|write| match write {
            Write::Put(Record::User(user)) if user.id == id => Some(user),
            Write::Put(_) | Write::Remove(_) => None,
        });
        match planned {
            Some(user) => Arc::make_mut(user).groups.retain(|group| !gone.contains(group)),
            None => writes.extend(head.user(id).map(|user| {
                let mut freed = User::clone(user);
                freed.groups.retain(|group| !gone.contains(group));
                Write::put(freed)
            })),
        }
    }
}
