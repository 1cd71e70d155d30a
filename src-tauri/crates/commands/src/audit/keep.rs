//! For how long events are kept.

use std::sync::Arc;

use portreeve_core::audit::{AuditEvent, AuditHead, Target, Via};
use portreeve_core::change::{Actor, ChangeSet, Write};
use portreeve_core::directory::{Directory, Profile};
use portreeve_core::ports::Store;
use portreeve_core::time::Timestamp;

use super::CHUNK_EVENTS;
use super::prune::{allowed_days, days_before, remove_before};
use crate::app::App;
use crate::context::Context;
use crate::error::{CommandError, ErrorCode};
use crate::refuse::from_store;
use crate::wire::audit::{AuditKeepRequest, AuditKeepResponse};

pub(crate) fn keep(context: &Context, request: AuditKeepRequest) -> Result<AuditKeepResponse, CommandError> {
    let days = request.days.map(allowed_days).transpose()?;
    context.commit(|directory| {
        let profile = Profile {
            keep_events_days: days,
            ..profile(directory)?.clone()
        };
        let detail = match days {
            Some(days) => format!("events leave the trail after {days} days"),
            None => "events stay in the trail for ever".to_owned(),
        };
        let event = context.event(&profile, detail);
        Ok((ChangeSet::new(event, vec![Write::Profile(Arc::new(profile))]), ()))
    })?;
    Ok(AuditKeepResponse { days })
}

fn profile(directory: &Directory) -> Result<&Profile, CommandError> {
    let missing = || CommandError::new(ErrorCode::Damaged, "the directory's own record is missing");
    directory.profile().ok_or_else(missing)
}

/// Removes the events that are kept for no longer, about once a day. What stands against it is not lost: the trail stays
/// as it is, and proving it tells what is wrong with it.
pub fn prune_if_due(app: &App) {
    let _ = try_prune(app);
}

fn try_prune(app: &App) -> Result<(), CommandError> {
    let directory = app.directory();
    let Some(days) = profile(&directory)?.keep_events_days else {
        return Ok(());
    };
    let (store, now) = (app.ports.store.as_ref(), app.clock.now());
    let head = store.audit_head().map_err(from_store)?;
    let Some(today) = settled(store, &head, now)? else {
        return Ok(());
    };
    let cutoff = days_before(today, days);
    // What has come of age since yesterday goes tomorrow, with what comes of age by then.
    let oldest = store.list_events(head.first + 1, 1).map_err(from_store)?.pop();
    let is_due = |event: AuditEvent| event.at < days_before(cutoff, 1);
    if !oldest.and_then(|(_, event)| event).is_some_and(is_due) {
        return Ok(());
    }
    let event = |target: Target, detail: String| {
        AuditEvent::new(now, Actor::Nobody, Via::Itself, "audit.prune", &detail).on(target)
    };
    remove_before(store, cutoff, event, |changes| {
        app.commit(|_| Ok((changes, ()))).map(drop)
    })?;
    Ok(())
}

/// The moment that ages are counted to: that of the last event that is a day old. With a clock that is suddenly years
/// ahead that is one from before, so there is a day to notice it before anything goes.
fn settled(store: &dyn Store, head: &AuditHead, now: Timestamp) -> Result<Option<Timestamp>, CommandError> {
    let yesterday = days_before(now, 1);
    let mut end = head.last + 1;
    while end > head.first {
        let events = store.list_events(end, CHUNK_EVENTS).map_err(from_store)?;
        let Some((first, _)) = events.last() else {
            break;
        };
        end = *first;
        let ages = events.into_iter().filter_map(|(_, event)| Some(event?.at));
        if let Some(at) = ages.into_iter().find(|at| *at <= yesterday) {
            return Ok(Some(at));
        }
    }
    Ok(None)
}
