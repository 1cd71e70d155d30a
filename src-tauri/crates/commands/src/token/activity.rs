//! The use of tokens: counts refreshes by person, app and day, and removes the counts after some months.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use portreeve_core::change::{ChangeSet, Expectation};
use portreeve_core::day::Day;
use portreeve_core::id::{ClientId, UserId};
use portreeve_core::own::OwnPermission;
use portreeve_core::token_use::{TokenUse, TokenUseId};
use portreeve_core::write::Write;

use super::wire::*;
use crate::app::App;
use crate::audit::settled;
use crate::context::Context;
use crate::error::CommandError;
use crate::error_map::from_store;
use crate::names;
use crate::wire::{PAGE_LIMIT_MAX, count};

/// Most counts that one commit removes.
const BATCH: usize = 1000;

/// The count after one more refresh, and the expectation under which it can be committed.
pub(super) fn one_more(
    context: &Context,
    user: UserId,
    client: ClientId,
) -> Result<(TokenUse, Expectation), CommandError> {
    let day = Day::of(context.now);
    let id = TokenUseId { day, user, client };
    let before = context.store().find::<TokenUse>(id).map_err(from_store)?;
    let times = before.as_ref().map_or(0, |before| before.refreshed);
    Ok((
        TokenUse::one_more(id, before.as_ref(), context.now),
        Expectation::RefreshedTimes(id, times),
    ))
}

/// What was counted, the newest day first.
pub(super) fn activity(
    context: &Context,
    request: TokenActivityRequest,
) -> Result<TokenActivityResponse, CommandError> {
    // Counts say whose tokens they are about.
    context.require(OwnPermission::ViewUser)?;
    let directory = &context.directory;
    let shows_clients = context.holds(OwnPermission::ViewClient);
    let user = request.user.as_deref();
    let user = user
        .map(|name| names::user(context, directory, name))
        .transpose()?;
    let client = match request.client.as_deref() {
        Some(name) => {
            context.require(OwnPermission::ViewClient)?;
            Some(names::client(context, directory, name)?)
        }
        None => None,
    };
    let mut counted = context.store().list::<TokenUse>().map_err(from_store)?;
    counted.retain(|counted| {
        user.is_none_or(|user| user.id == counted.id.user)
            && client.is_none_or(|client| client.id == counted.id.client)
    });
    counted.sort_by_key(|counted| Reverse((counted.id.day, counted.last_at)));
    let mut days: BTreeMap<Reverse<Day>, u64> = BTreeMap::new();
    for counted in &counted {
        *days.entry(Reverse(counted.id.day)).or_default() += u64::from(counted.refreshed);
    }
    let row = |counted: &TokenUse| {
        let user = directory.user(counted.id.user)?;
        let client = directory.client(counted.id.client).filter(|_| shows_clients);
        Some(TokenActivityRow {
            day: counted.id.day.to_string(),
            user_id: user.id.to_string(),
            login: user.login.to_string(),
            display_name: user.display_name(),
            client: client.map(|client| client.name.clone()),
            refreshed: counted.refreshed,
            first_at: counted.first_at.to_string(),
            last_at: counted.last_at.to_string(),
        })
    };
    let page = request.page.unwrap_or_default();
    let shown = counted
        .iter()
        .skip(page.offset as usize)
        .take(page.limit.min(PAGE_LIMIT_MAX) as usize);
    Ok(TokenActivityResponse {
        today: Day::of(context.now).to_string(),
        rows: shown.filter_map(row).collect(),
        total: count(counted.len()),
        days: days
            .into_iter()
            .map(|(Reverse(day), refreshed)| TokenActivityDay {
                day: day.to_string(),
                refreshed: count(usize::try_from(refreshed).unwrap_or(usize::MAX)),
            })
            .collect(),
    })
}

/// Removes counts that are too old. If the disk refuses, the next call tries again.
pub fn forget_old_token_use(app: &App) {
    let now = app.clock.now();
    let store = app.ports.store.as_ref();
    let Ok(Some(aged_to)) = settled(store, now) else {
        return;
    };
    let Ok(counted) = store.list::<TokenUse>() else {
        return;
    };
    let is_over = |counted: &TokenUse| counted.is_over(Day::of(aged_to), Day::of(now));
    let over: Vec<Write> = counted
        .into_iter()
        .filter(is_over)
        .map(|counted| Write::remove::<TokenUse>(counted.id))
        .collect();
    for batch in over.chunks(BATCH) {
        app.try_commit(ChangeSet::unrecorded(batch.to_vec()));
    }
}
