//! How long events are kept.

use std::sync::PoisonError;

use portreeve_core::audit::Target;
use portreeve_core::change::ChangeSet;
use portreeve_core::ports::{Store, StoreError};
use portreeve_core::profile::Profile;
use portreeve_core::progress::unwatched;
use portreeve_core::time::Timestamp;
use portreeve_core::write::Write;

use super::CHUNK_EVENTS;
use super::prune::{allowed_days, days_before, remove_before};
use crate::app::App;
use crate::audit::wire::{AuditKeepRequest, AuditKeepResponse};
use crate::context::Context;
use crate::directory::profile;
use crate::error::CommandError;
use crate::error_map::from_store;
use crate::error_map::refused;
use crate::own_event::OwnEvent;

pub(crate) fn keep(context: &Context, request: AuditKeepRequest) -> Result<AuditKeepResponse, CommandError> {
    let days = request.days.map(allowed_days).transpose()?;
    context.commit(|directory| {
        let profile = Profile {
            keep_events_days: days,
            ..profile(directory)?.clone()
        };
        let detail = match days {
            Some(days) => format!("{days} days"),
            None => "forever".to_owned(),
        };
        let event = context.event(&profile, detail);
        Ok((ChangeSet::new(event, vec![Write::put(profile)]), ()))
    })?;
    Ok(AuditKeepResponse { days })
}

/// Removes expired events, about once a day. A failure is recorded in the trail once, and tried again after a day.
pub fn prune_if_due(app: &App) {
    let now = app.clock.now();
    let mut refused_at = app
        .pruning_refused_at
        .lock()
        .unwrap_or_else(PoisonError::into_inner);
    if refused_at.is_some_and(|at| days_before(now, 1) < at) {
        return;
    }
    let Err(error) = try_prune(app, now) else {
        *refused_at = None;
        return;
    };
    if refused_at.replace(now).is_none() {
        let detail = format!("old events were not removed: {}", error.message);
        let mut event = OwnEvent::EventsExpired.event(now, &detail);
        event.outcome = refused(&error);
        // If the trail cannot be written, other commands report that.
        let _ = app.commit(|_| Ok((ChangeSet::new(event, Vec::new()), ())));
    }
}

fn try_prune(app: &App, now: Timestamp) -> Result<(), CommandError> {
    let directory = app.directory();
    let Some(days) = profile(&directory)?.keep_events_days else {
        return Ok(());
    };
    let store = app.ports.store.as_ref();
    let head = store.audit_head().map_err(from_store)?;
    let oldest = store.list_events(head.first + 1, 1).map_err(from_store)?.pop();
    let Some(oldest) = oldest.and_then(|(_, event)| Some(event?.at)) else {
        return Ok(());
    };
    // An event that expired less than a day ago waits for the next removal.
    let is_due = |today| oldest < days_before(days_before(today, days), 1);
    if !is_due(days_before(now, 1)) {
        return Ok(());
    }
    let settled = settled(store, now).map_err(from_store)?;
    let Some(today) = settled.filter(|today| is_due(*today)) else {
        return Ok(());
    };
    let event = |target: Target, detail: String| OwnEvent::EventsExpired.event(now, &detail).on(target);
    remove_before(app, &unwatched, days_before(today, days), event, |changes| {
        app.commit(|_| Ok((changes, ()))).map(drop)
    })?;
    Ok(())
}

/// The moment at which the age of events is measured: the time of the last event that is at least a day old. A clock
/// that jumps years ahead does not move it for a day, so people can notice the jump before anything is removed.
pub(crate) fn settled(store: &dyn Store, now: Timestamp) -> Result<Option<Timestamp>, StoreError> {
    let head = store.audit_head()?;
    let yesterday = days_before(now, 1);
    let mut end = head.last + 1;
    while end > head.first {
        let events = store.list_events(end, CHUNK_EVENTS)?;
        let Some((first, _)) = events.last() else {
            break;
        };
        end = *first;
        let mut ages = events.into_iter().filter_map(|(_, event)| Some(event?.at));
        if let Some(at) = ages.find(|at| *at <= yesterday) {
            return Ok(Some(at));
        }
    }
    Ok(None)
}
