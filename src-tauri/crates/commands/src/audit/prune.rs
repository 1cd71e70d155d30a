//! Removes old events; the rest can still be verified.

use std::sync::PoisonError;

use portreeve_core::audit::{AuditEvent, AuditHead, HeadCode, Target, TargetKind};
use portreeve_core::change::ChangeSet;
use portreeve_core::ports::Store;
use portreeve_core::progress::Watch;
use portreeve_core::time::Timestamp;

use super::CHUNK_EVENTS;
use crate::app::App;
use crate::audit::wire::{AuditPruneRequest, AuditPruneResponse};
use crate::context::Context;
use crate::error::{CommandError, ErrorClass};
use crate::error_map::from_store;

/// Younger events always stay, according to the clock: no mistake removes what has just happened.
const DAYS_MIN: u32 = 30;
/// A hundred years: a larger number is a mistake, too.
const DAYS_MAX: u32 = 36_500;
const DAY_MS: i64 = 24 * 3600 * 1000;

/// How many events one commit removes at most.
const AT_ONCE_MAX: u64 = 50_000;

pub(crate) fn prune(
    context: &Context,
    request: AuditPruneRequest,
) -> Result<AuditPruneResponse, CommandError> {
    let days = allowed_days(request.older_than_days)?;
    remove_before(
        context.app,
        context.watch(),
        days_before(context.now, days),
        |target, detail| context.event(target, detail),
        |changes| context.commit(|_| Ok((changes, ()))),
    )
}

/// Refuses ages that are too young, or that no event reaches.
pub(super) fn allowed_days(days: u32) -> Result<u32, CommandError> {
    if days < DAYS_MIN {
        let why = format!("events stay for {DAYS_MIN} days at least; nothing was changed");
        return Err(CommandError::new(ErrorClass::RuleViolated, why));
    }
    if days > DAYS_MAX {
        let why = format!("events are counted by {DAYS_MAX} days at most; nothing was changed");
        return Err(CommandError::new(ErrorClass::RuleViolated, why)
            .cli_hint("`portreeve audit keep --forever` keeps them for longer"));
    }
    Ok(days)
}

pub(super) fn days_before(moment: Timestamp, days: u32) -> Timestamp {
    Timestamp::from_unix_ms(moment.unix_ms().saturating_sub(i64::from(days) * DAY_MS))
}

/// Removes the events before the first one from `cutoff` or later. Before that it verifies the chain up to there, and
/// keeps its last MAC in the head and in the event about the removal.
///
/// `event` makes the event of a removal, `commit` commits it.
pub(super) fn remove_before(
    app: &App,
    watch: &Watch<'_>,
    cutoff: Timestamp,
    event: impl Fn(Target, String) -> AuditEvent,
    commit: impl Fn(ChangeSet) -> Result<(), CommandError>,
) -> Result<AuditPruneResponse, CommandError> {
    // The event is computed beforehand, so only one removal runs at a time.
    let _pruning = app.pruning.lock().unwrap_or_else(PoisonError::into_inner);
    let store = app.ports.store.as_ref();
    let head = store.audit_head().map_err(from_store)?;
    let keep = first_young(store, &head, cutoff)?;
    let mut response = AuditPruneResponse {
        pruned: 0,
        first: head.first,
        code: None,
    };
    while response.first < keep {
        let first = response.first;
        let next = keep.min(first + AT_ONCE_MAX);
        let code = proven_code(store, next - 1, watch)?;
        let events = next - first;
        let event = event(
            Target::new(TargetKind::Trail, format!("{first}-{}", next - 1), &code),
            format!("{events} of them, {first} to {}; the last was {code}", next - 1),
        );
        commit(ChangeSet::new(event, Vec::new()).forgetting(next))?;
        response = AuditPruneResponse {
            pruned: response.pruned + events,
            first: next,
            code: Some(code),
        };
    }
    Ok(response)
}

/// The first event that stays. The last event always stays.
fn first_young(store: &dyn Store, head: &AuditHead, cutoff: Timestamp) -> Result<u64, CommandError> {
    let mut number = head.first;
    while number < head.last {
        let end = (number + CHUNK_EVENTS as u64).min(head.last);
        let mut events = store
            .list_events(end, (end - number) as usize)
            .map_err(from_store)?;
        events.reverse();
        for (number, event) in events {
            // An unreadable event stays, so that the chain's fault stays visible.
            if event.is_none_or(|event| event.at >= cutoff) {
                return Ok(number);
            }
        }
        number = end;
    }
    Ok(number)
}

/// The code of event `last`, if the trail up to there is unchanged.
fn proven_code(store: &dyn Store, last: u64, watch: &Watch<'_>) -> Result<String, CommandError> {
    let verified = store.verify_trail(Some(last), watch).map_err(from_store)?;
    match verified.fault {
        None => Ok(HeadCode::new(last, verified.mac).to_string()),
        Some(fault) => {
            let why = format!("the trail is not what was written: {fault}; nothing was removed");
            Err(CommandError::new(ErrorClass::RuleViolated, why)
                .cli_hint("`portreeve audit export` keeps what can be read; find out what happened first"))
        }
    }
}
