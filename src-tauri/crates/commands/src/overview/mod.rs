//! Whether all is well, and what is new: one answer from many places.

pub mod wire;

use portreeve_core::access;
use portreeve_core::actor::Actor;
use portreeve_core::audit::AuditEvent;
use portreeve_core::client::Algorithm;
use portreeve_core::own::OwnPermission;
use portreeve_core::password::Credential;
use portreeve_core::recovery::KitMade;
use portreeve_core::session::Session;
use portreeve_core::sign_in::user_of_session;

use self::wire::*;
use crate::audit;
use crate::backup;
use crate::command::commands;
use crate::context::Context;
use crate::error::CommandError;
use crate::error_map::from_store;
use crate::wire::{Nothing, count};

commands! {
    "overview.show" show(OverviewRequest) -> OverviewResponse {
        access: SignedIn, proof: AtSignIn, effect: Reads, cli: Line("overview"),
        done: "looked at the overview", tried: "look at the overview",
        example: OverviewRequest { since: Some(1) },
    }
}

/// A session that was not used for so long, in seconds, was left behind.
const UNUSED_SECS: u32 = 3600;
/// The disk is low below this, in bytes.
const DISK_LOW_BYTES: u64 = 1 << 30;
/// How many events are looked at for news, and how many of them are shown.
const NEWS_LOOKED_AT: usize = 1000;
const NEWS_SHOWN: usize = 5;

pub(crate) fn show(context: &Context, request: OverviewRequest) -> Result<OverviewResponse, CommandError> {
    let is_superuser = access::authorize_superuser(&context.actor(&context.directory)?).is_ok();
    let (sees_people, sees_sessions, sees_activity) = (
        context.holds(OwnPermission::ViewUser),
        context.holds(OwnPermission::ViewSession),
        context.holds(OwnPermission::ViewAudit),
    );
    let oldest_key = Algorithm::ALL
        .into_iter()
        .filter_map(|algorithm| context.directory.signing_key(algorithm))
        .map(|key| key.created_at)
        .min();
    Ok(OverviewResponse {
        backups: backup::status(context, Nothing {})?,
        oldest_key_at: oldest_key.map(|at| at.to_string()),
        passwords: sees_people.then(|| passwords(context)).transpose()?,
        keeping: is_superuser.then(|| keeping(context)).transpose()?,
        unused_sessions: sees_sessions.then(|| unused_sessions(context)).transpose()?,
        sign_ins: sees_activity.then(|| sign_ins(context)).transpose()?,
        news: sees_activity.then(|| news(context, request.since)).transpose()?,
    })
}

fn passwords(context: &Context) -> Result<PasswordFacts, CommandError> {
    let directory = &context.directory;
    let old = context
        .app
        .old_hashes
        .users(context.store())
        .map_err(from_store)?;
    let old = old
        .iter()
        .filter_map(|user| directory.user(*user))
        .filter(|user| !user.is_deleted());
    let mut superusers = 0;
    for user in directory
        .users()
        .filter(|user| user.is_superuser && user.is_usable(context.now))
    {
        let credential = context.store().find::<Credential>(user.id).map_err(from_store)?;
        superusers += usize::from(credential.is_some_and(|credential| credential.counts(directory, user)));
    }
    Ok(PasswordFacts {
        old_hashes: count(old.count()),
        superusers: count(superusers),
    })
}

fn keeping(context: &Context) -> Result<KeepingFacts, CommandError> {
    let kit = context.store().find::<KitMade>(()).map_err(from_store)?;
    let disk_left = context.app.ports.vault.disk_left();
    Ok(KeepingFacts {
        recovery_kit_at: kit.map(|made| made.0.to_string()),
        disk_left,
        is_disk_low: disk_left.is_some_and(|left| left < DISK_LOW_BYTES),
    })
}

fn unused_sessions(context: &Context) -> Result<u32, CommandError> {
    let current = context.session.as_ref().map(|session| session.id);
    let sessions = context.store().list::<Session>().map_err(from_store)?;
    let unused = sessions.iter().filter(|session| {
        Some(session.id) != current
            && session.last_seen_at.plus_secs(UNUSED_SECS) < context.now
            && user_of_session(&context.directory, session, context.now).is_some()
    });
    Ok(count(unused.count()))
}

fn sign_ins(context: &Context) -> Result<SignInFacts, CommandError> {
    let tally = context.app.sign_ins.of_last_days(context.store(), context.now);
    let tally = tally.map_err(from_store)?;
    let days = tally.days.into_iter().map(|(day, counted)| SignInDay {
        day: day.to_string(),
        done: counted.done,
        refused: counted.refused,
    });
    Ok(SignInFacts {
        days: days.collect(),
        is_cut: tally.is_cut,
    })
}

fn news(context: &Context, since: Option<u64>) -> Result<News, CommandError> {
    let last = context.store().audit_head().map_err(from_store)?.last;
    let since = since.unwrap_or(last).min(last);
    let unseen = usize::try_from(last - since).unwrap_or(usize::MAX);
    let looked_at = unseen.min(NEWS_LOOKED_AT);
    let events = context.store().list_events(last.saturating_add(1), looked_at);
    let own = context.actor(&context.directory)?.user().id;
    let of_others: Vec<(u64, Option<AuditEvent>)> = events
        .map_err(from_store)?
        .into_iter()
        .filter(|(_, event)| {
            event
                .as_ref()
                .is_none_or(|event| is_news(event, Actor::User(own)))
        })
        .collect();
    let found = of_others.len();
    let shown = of_others.into_iter().take(NEWS_SHOWN);
    Ok(News {
        count: count(found),
        is_more: unseen > looked_at,
        rows: shown
            .map(|(number, event)| audit::row(context, number, event))
            .collect::<Result<_, _>>()?,
        last,
    })
}

/// Sign-ins have a plot of their own.
fn is_news(event: &AuditEvent, own: Actor) -> bool {
    event.actor != own && !["session.sign_in", "session.sign_out"].contains(&event.command.as_str())
}
