//! Removing old events, so that what stays can still be proved.

use portreeve_core::audit::{AuditHead, HeadCode, Target, TargetKind};
use portreeve_core::change::{ChangeSet, Write};
use portreeve_core::ports::Store;
use portreeve_core::time::Timestamp;

use super::CHUNK_EVENTS;
use crate::context::Context;
use crate::error::{CommandError, ErrorCode};
use crate::refuse::from_store;
use crate::wire::audit::{AuditPruneRequest, AuditPruneResponse};

/// Younger events stay: nobody removes the traces of what they have just done.
const DAYS_MIN: u32 = 30;

/// Most events that one commit removes.
const AT_ONCE_MAX: u64 = 50_000;

/// Removes events up to the first that is young enough. The chain up to there is proved before, and its last MAC is
/// kept, in the head and in the event that says so.
pub(crate) fn prune(
    context: &Context,
    request: AuditPruneRequest,
) -> Result<AuditPruneResponse, CommandError> {
    if request.older_than_days < DAYS_MIN {
        let why = format!("events stay for {DAYS_MIN} days at least; nothing was removed");
        return Err(CommandError::new(ErrorCode::RuleViolated, why));
    }
    let age_ms = i64::from(request.older_than_days) * 24 * 3600 * 1000;
    let cutoff = Timestamp::from_unix_ms(context.now.unix_ms().saturating_sub(age_ms));
    let head = context.store().audit_head().map_err(from_store)?;
    let keep = first_young(context.store(), &head, cutoff)?;
    let mut response = AuditPruneResponse {
        pruned: 0,
        first: head.first,
        code: None,
    };
    while response.first < keep {
        let first = response.first;
        let next = keep.min(first + AT_ONCE_MAX);
        let code = remove(context, first, next)?;
        response = AuditPruneResponse {
            pruned: response.pruned + (next - first),
            first: next,
            code: Some(code),
        };
    }
    Ok(response)
}

/// The first event that stays. The last one always does.
fn first_young(store: &dyn Store, head: &AuditHead, cutoff: Timestamp) -> Result<u64, CommandError> {
    let mut number = head.first;
    while number < head.last {
        let end = (number + CHUNK_EVENTS as u64).min(head.last);
        let mut events = store
            .list_events(end, (end - number) as usize)
            .map_err(from_store)?;
        events.reverse();
        for (number, event) in events {
            // One that cannot be read stays, and with it the chain's fault.
            if event.is_none_or(|event| event.at >= cutoff) {
                return Ok(number);
            }
        }
        number = end;
    }
    Ok(number)
}

/// Removes the events from `first` up to and without `next`; returns the code of the last of them.
fn remove(context: &Context, first: u64, next: u64) -> Result<String, CommandError> {
    let last = next - 1;
    let verified = context.store().verify_trail(Some(last)).map_err(from_store)?;
    if let Some(fault) = verified.fault {
        let why = format!("the trail is not what was written: {fault}; nothing was removed");
        return Err(CommandError::new(ErrorCode::RuleViolated, why)
            .hint("`portreeve audit export` keeps what can be read; find out what happened first"));
    }
    let code = HeadCode::new(last, verified.mac).to_string();
    let events = next - first;
    let target = Target::new(TargetKind::Trail, format!("{first}-{last}"), &code);
    let event = context.event(
        target,
        format!("removed {events} old events, {first} to {last}; the last was {code}"),
    );
    context.commit(|_| {
        Ok((
            ChangeSet::new(event, vec![Write::ForgetEvents { before: next }]),
            (),
        ))
    })?;
    Ok(code)
}
