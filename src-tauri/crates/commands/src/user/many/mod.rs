//! One act on many people: one commit, one event, one undo.

mod plan;
mod report;

use std::collections::HashSet;

use portreeve_core::change::ChangeSet;
use portreeve_core::directory::Directory;
use portreeve_core::id::UserId;
use portreeve_core::progress::unwatched;

use self::plan::Plan;
use super::wire::*;
use crate::act::Act;
use crate::context::Context;
use crate::error::{CommandError, ErrorClass};
use crate::live::live;
use crate::names;

/// Does one thing to many people. Those to whom it cannot be done are left out, and the answer says why. All the others
/// are changed, or nobody is.
pub(crate) fn change_many(
    context: &Context,
    request: UserChangeManyRequest,
) -> Result<UserChangeManyResponse, CommandError> {
    let request = &request;
    let signed_in = match request.act {
        UserAct::EndSessions => people_signed_in(context)?,
        UserAct::Disable
        | UserAct::Enable
        | UserAct::Delete
        | UserAct::Restore
        | UserAct::SetStaff { .. }
        | UserAct::AddToGroup { .. }
        | UserAct::RemoveFromGroup { .. } => HashSet::new(),
    };
    // The app decides one change at a time, so this plan is made before it does: the caller can watch and cancel that,
    // and has the answer if nobody is to be changed.
    let act = act(context, &context.directory, &request.act)?;
    let plan = Plan::make(
        context,
        &context.directory,
        request,
        act,
        &signed_in,
        context.watch(),
    )?;
    if request.dry_run {
        let actor = context.actor(&context.directory)?;
        let writes = plan.writes();
        context
            .app
            .require_possible(&context.directory, &actor, &writes)?;
        return Ok(plan.response(&context.directory, true));
    }
    let plan = match plan.changed() {
        0 => plan,
        _ => {
            // There can be many people in it.
            drop(plan);
            commit(context, request, act, &signed_in)?
        }
    };
    if let Some((error, targets)) = plan.forbidden() {
        context.record_refusal(error, targets, 0);
    }
    Ok(plan.response(&context.app.directory(), false))
}

/// Decides anew on the newest state, and commits that.
fn commit(
    context: &Context,
    request: &UserChangeManyRequest,
    act: Act,
    signed_in: &HashSet<UserId>,
) -> Result<Plan, CommandError> {
    context.commit(|head| {
        let plan = Plan::make(context, head, request, act, signed_in, &unwatched)?;
        if plan.changed() == 0 {
            return Err(changed_meanwhile());
        }
        let event = match request.act.group() {
            Some(group) => context.event(names::group(context, head, group)?.as_ref(), plan.detail()),
            None => context.event_of(&plan.detail()),
        };
        Ok((ChangeSet::new(event, plan.writes()), plan))
    })
}

fn changed_meanwhile() -> CommandError {
    let why = "someone else has changed these people meanwhile; nothing was changed";
    CommandError::new(ErrorClass::Conflict, why).hint("look at them again")
}

/// Everybody who is signed in somewhere.
fn people_signed_in(context: &Context) -> Result<HashSet<UserId>, CommandError> {
    let live = live(context, None)?;
    let sessions = live.sessions.iter().map(|(session, _)| session.user);
    let families = live.families.iter().map(|(family, _)| family.user);
    Ok(sessions.chain(families).collect())
}

fn act(context: &Context, directory: &Directory, act: &UserAct) -> Result<Act, CommandError> {
    let group = |name: &str| names::group(context, directory, name).map(|group| group.id);
    Ok(match act {
        UserAct::Disable => Act::Disable,
        UserAct::Enable => Act::Enable,
        UserAct::Delete => Act::Delete,
        UserAct::Restore => Act::Restore,
        UserAct::SetStaff { is_staff } => Act::SetStaff(*is_staff),
        UserAct::EndSessions => Act::EndSessions,
        UserAct::AddToGroup { group: name } => Act::Join(group(name)?),
        UserAct::RemoveFromGroup { group: name } => Act::Leave(group(name)?),
    })
}
