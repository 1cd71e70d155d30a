//! Undoes a change, whichever command made it, with the undo entry of its event.

mod dependence;
mod forget;
pub mod wire;

use std::collections::BTreeSet;

use portreeve_core::access;
use portreeve_core::actor::Actor;
use portreeve_core::audit::{
    self, Around, AuditEvent, Further, Irreversible, Reversal, Target, TargetKind, effects,
};
use portreeve_core::change::ChangeSet;
use portreeve_core::diff::diff;
use portreeve_core::directory::Directory;
use portreeve_core::record::Change;
use portreeve_core::rules::{self, Needed, RuleError};
use portreeve_core::time::Timestamp;
use portreeve_core::undo::{self, UndoConflict, UndoEntry, UndoStanding};
use portreeve_core::write::Write;

pub use self::forget::forget_old_undo;
use self::wire::*;
use crate::audit::{final_words, no_event, sentence, targets};
use crate::command::commands;
use crate::context::Context;
use crate::error::{CommandError, ErrorClass};
use crate::error_map::from_store;
use crate::key;
use crate::wire::{PAGE_LIMIT_MAX, count};

commands! {
    "undo.preview" preview(UndoRequest) -> UndoPreview {
        access: SignedIn, proof: AtSignIn, effect: Reads, cli: Line("undo"),
        done: "looked at what undoing changes", tried: "look at what undoing changes",
        example: UndoRequest { event: None },
    }
    "undo.apply" apply(UndoRequest) -> UndoResponse {
        access: SignedIn, proof: AtSignIn, effect: Writes, cli: Line("undo"),
        done: "undid [event {undoes}|a change]", tried: "undo [event {undoes}|a change]",
        example: UndoRequest { event: None },
    }
}

/// How many events are read at once.
const CHUNK_EVENTS: usize = 200;

/// How many changes an answer lists.
const CHANGES_MAX: usize = PAGE_LIMIT_MAX as usize;

/// How many of the newest events a search reads one by one, to find events without undo entries.
const EVENTS_SEARCHED_MAX: u64 = 20_000;

/// Shows what undoing an event would change, or why it cannot be undone.
pub(crate) fn preview(context: &Context, request: UndoRequest) -> Result<UndoPreview, CommandError> {
    let (number, event) = wanted(context, &request)?;
    let plan = plan(context, &context.directory, number, &event, number);
    let mut preview = UndoPreview {
        event: number,
        command: event.command.clone(),
        at: event.at.to_string(),
        actor_name: event.actor_name.clone(),
        detail: sentence(&event, &(context.declarations)()),
        is_possible: plan.is_ok(),
        why_not: None,
        hint: None,
        changes: Vec::new(),
        more_changes: 0,
        notes: Vec::new(),
    };
    match plan {
        Ok(plan) => {
            preview.notes = notes(&event);
            preview.changes = plan.changes;
            preview.more_changes = plan.more_changes;
        }
        Err(error) => {
            preview.why_not = Some(error.message);
            preview.hint = error.hint;
        }
    }
    Ok(preview)
}

/// Undoes an event. The undo is an event as well, so it can be undone in turn.
pub(crate) fn apply(context: &Context, request: UndoRequest) -> Result<UndoResponse, CommandError> {
    let (number, event) = wanted(context, &request)?;
    let undone = sentence(&event, &(context.declarations)());
    // The app decides one change at a time, so this plan searches all later events before the decision. The plan within
    // the decision then searches only the events that came meanwhile.
    let seen = context.store().audit_head().map_err(from_store)?.last;
    plan(context, &context.directory, number, &event, number)?;
    let plan = context.commit(|head| {
        let mut plan = plan(context, head, number, &event, number.max(seen))?;
        let mut undoing = context.event_of(&undone);
        undoing.undoes = Some(number);
        Ok((ChangeSet::new(undoing, std::mem::take(&mut plan.writes)), plan))
    })?;
    Ok(UndoResponse {
        event: number,
        notes: notes(&event),
        detail: undone,
        changes: plan.changes,
        more_changes: plan.more_changes,
    })
}

/// The requested event, or the caller's last change.
fn wanted(context: &Context, request: &UndoRequest) -> Result<(u64, AuditEvent), CommandError> {
    let Some(number) = request.event else {
        return last_own(context);
    };
    let Some(event) = numbered(context, number)? else {
        let first = context.store().audit_head().map_err(from_store)?.first;
        return Err(no_event(number, first));
    };
    // Other people's actions are shown only to callers who can read the trail.
    if event.actor != own(context) {
        portreeve_core::access::authorize(
            &context.directory,
            &context.actor(&context.directory)?,
            portreeve_core::own::OwnPermission::ViewAudit,
        )?;
    }
    Ok((number, event))
}

/// The caller's last change that is not undone yet. Skips undos, so that asking again goes further back, not to and
/// fro. Does not skip a change that cannot be undone: the caller means that change, and the refusal says why.
fn last_own(context: &Context) -> Result<(u64, AuditEvent), CommandError> {
    let actor = own(context);
    let is_own = |event: &AuditEvent| event.actor == actor && event.undoes.is_none();
    let kept = last_kept(context, is_own)?;
    let last = context.store().audit_head().map_err(from_store)?.last;
    let after = kept.as_ref().map_or(0, |(number, _)| *number);
    let after = after.max(last.saturating_sub(EVENTS_SEARCHED_MAX));
    let newer = newest(context, after, |_, event| {
        Ok(is_own(event) && matches!(event.reversal, Reversal::Impossible(_)))
    })?;
    newer.or(kept).ok_or_else(|| {
        CommandError::new(
            ErrorClass::NotFound,
            "there is no change of yours that could be undone",
        )
        .cli_hint("`portreeve audit list` shows the events there are")
    })
}

/// The newest event for which `is_it` holds and which can be undone. Reads only events with undo entries, so the cost
/// does not grow with the number of sign-ins since.
fn last_kept(
    context: &Context,
    is_it: impl Fn(&AuditEvent) -> bool,
) -> Result<Option<(u64, AuditEvent)>, CommandError> {
    let store = context.store();
    for number in store.list_undo().map_err(from_store)?.into_iter().rev() {
        let Some(event) = numbered(context, number)? else {
            continue;
        };
        if !undo::is_in_time(event.at, context.now) {
            return Ok(None);
        }
        if is_it(&event) {
            let standing = store.find_undo_standing(number).map_err(from_store)?;
            if standing == Some(UndoStanding::Kept) {
                return Ok(Some((number, event)));
            }
        }
    }
    Ok(None)
}

/// The event of this number; `None` if there is none, or if it cannot be read.
fn numbered(context: &Context, number: u64) -> Result<Option<AuditEvent>, CommandError> {
    let found = context
        .store()
        .list_events(number.saturating_add(1), 1)
        .map_err(from_store)?;
    let event = found.into_iter().find(|(found, _)| *found == number);
    Ok(event.and_then(|(_, event)| event))
}

/// The newest event after the event `after` for which `is_it` holds.
fn newest(
    context: &Context,
    after: u64,
    mut is_it: impl FnMut(u64, &AuditEvent) -> Result<bool, CommandError>,
) -> Result<Option<(u64, AuditEvent)>, CommandError> {
    let head = context.store().audit_head().map_err(from_store)?;
    let stop = after.saturating_add(1);
    let mut before = head.last.saturating_add(1);
    while before > stop {
        let chunk = CHUNK_EVENTS.min((before - stop) as usize);
        let events = context.store().list_events(before, chunk).map_err(from_store)?;
        let Some((oldest, _)) = events.last() else { break };
        before = *oldest;
        for (number, event) in events {
            let Some(event) = event else { continue };
            if is_it(number, &event)? {
                return Ok(Some((number, event)));
            }
        }
    }
    Ok(None)
}

/// The times at which changes by commands of this `noun` were undone, among the newest events.
pub(crate) fn moments_of_undoing(context: &Context, noun: &str) -> Result<BTreeSet<Timestamp>, CommandError> {
    let mut undoing = Vec::new();
    let last = context.store().audit_head().map_err(from_store)?.last;
    let after = last.saturating_sub(EVENTS_SEARCHED_MAX);
    newest(context, after, |_, event| {
        undoing.extend(event.undoes.map(|undone| (undone, event.at)));
        Ok(false)
    })?;
    let mut moments = BTreeSet::new();
    for (undone, at) in undoing {
        if original(context, undone)?.is_some_and(|event| event.command.starts_with(noun)) {
            moments.insert(at);
        }
    }
    Ok(moments)
}

/// The original change, behind any number of undos and redos.
fn original(context: &Context, number: u64) -> Result<Option<AuditEvent>, CommandError> {
    let mut number = number;
    loop {
        match numbered(context, number)? {
            // An event comes before its undo.
            Some(AuditEvent {
                undoes: Some(earlier),
                ..
            }) if earlier < number => number = earlier,
            event => return Ok(event),
        }
    }
}

fn own(context: &Context) -> Actor {
    let session = context.session.as_ref();
    session.map_or(Actor::Nobody, |session| Actor::User(session.user))
}

struct Plan {
    writes: Vec<Write>,
    /// The first changes.
    changes: Vec<crate::audit::wire::AuditTarget>,
    /// The number of further ones.
    more_changes: u32,
}

/// Plans the writes that undo the event in `head`, with the checks of a change by hand. Events up to `seen` were
/// searched already.
fn plan(
    context: &Context,
    head: &Directory,
    number: u64,
    event: &AuditEvent,
    seen: u64,
) -> Result<Plan, CommandError> {
    let steps = kept(context, number, event)?;
    let mut writes = Vec::new();
    for step in &steps {
        match undo::inverse(step, head, context.now) {
            Ok(inverse) => writes.push(inverse),
            Err(changed) => return Err(changed_since(context, number, head, step, changed)?),
        }
    }
    dependence::settle(context, head, &mut writes, seen)?;
    key::settle_secrets(context, head, &mut writes);
    let changes = diff(head, writes.iter().cloned());
    let next = head.apply(&changes, head.next_revision());
    let actor = context.actor(head)?;
    for needed in rules::needed(head, &changes) {
        match needed {
            Needed::Permission(permission) => access::authorize(head, &actor, permission)?,
            Needed::Superuser => access::authorize_superuser(&actor)?,
        }
    }
    context
        .app
        .require_possible(head, &actor, &writes)
        .map_err(stands_in_the_way)?;
    let around = Around {
        head,
        next: &next,
        now: context.now,
    };
    let effects = effects(around, &changes, CHANGES_MAX, Further::Counted);
    Ok(Plan {
        writes,
        more_changes: count(effects.more),
        changes: targets(effects.targets),
    })
}

/// The refusal if a rule forbids the undo.
fn stands_in_the_way(error: RuleError) -> CommandError {
    match error {
        RuleError::OutOfOrder { why, hint } => {
            CommandError::new(ErrorClass::RuleViolated, format!("this cannot be undone: {why}")).hint(hint)
        }
        RuleError::UnknownPermission(_) => CommandError::new(
            ErrorClass::RuleViolated,
            format!("this cannot be undone: {error}; nothing was changed"),
        )
        .hint("make the permission known again first"),
        RuleError::Forbidden(_) | RuleError::NameTaken { .. } | RuleError::Name(_) | RuleError::Store(_) => {
            error.into()
        }
    }
}

/// The changes in the undo entry of the event, or the refusal if the event cannot be undone.
fn kept(context: &Context, number: u64, event: &AuditEvent) -> Result<Vec<Change>, CommandError> {
    let cannot = |why: &str| {
        CommandError::new(
            ErrorClass::RuleViolated,
            format!("event {number} cannot be undone: {why}"),
        )
    };
    let too_old = || cannot("it is too long ago").hint("change it by hand");
    match event.reversal {
        Reversal::Nothing => Err(cannot("it changed nothing that could be put back")),
        Reversal::Impossible(why) => Err(cannot(final_words(why)).hint(remedy(why, event))),
        Reversal::Kept if !undo::is_in_time(event.at, context.now) => Err(too_old()),
        Reversal::Kept => match context.store().find_undo(number).map_err(from_store)? {
            Some(UndoEntry::Kept(steps)) => Ok(steps),
            Some(UndoEntry::Undone(by)) => Err(cannot(&format!("event {by} undid it already"))
                .hint(format!("`portreeve undo {by}` does it again"))),
            None => Err(too_old()),
        },
    }
}

fn remedy(why: Irreversible, event: &AuditEvent) -> String {
    match why {
        Irreversible::PasswordSet => "set another password".into(),
        Irreversible::SecretShown => {
            let app = event
                .targets
                .iter()
                .find(|target| target.kind == TargetKind::Client);
            let app = app.map_or("NAME", |target| target.id.as_str());
            format!("`portreeve client rotate-secret {app}` replaces it; then export the app's config again")
        }
        Irreversible::SecretReplaced => "replace it once more: it is never the same one again".into(),
        Irreversible::TokenGivenOut => "end it with `portreeve session revoke`".into(),
        Irreversible::TooLarge => "restore a backup from before".into(),
    }
}

/// The refusal for a later change, with its event.
fn changed_since(
    context: &Context,
    number: u64,
    head: &Directory,
    step: &Change,
    changed: UndoConflict,
) -> Result<CommandError, CommandError> {
    let then = step.after.as_ref().or(step.before.as_ref());
    let target = audit::target(head, &step.id, then, context.now);
    let target = target.unwrap_or_else(|| Target::new(TargetKind::Directory, "", "a record"));
    let by = newest(context, number, |_, event| {
        Ok(event.targets.iter().any(|known| {
            (known.kind, &known.id) == (target.kind, &target.id)
                && match changed {
                    UndoConflict::Field(field) => known.changes.iter().any(|change| change.field == field),
                    UndoConflict::Record => !known.changes.is_empty(),
                }
        }))
    })?;
    let now = head.find(&step.id);
    let now = now.and_then(|record| audit::target(head, &step.id, Some(&record), context.now));
    let name = now.map_or(target.name, |now| now.name);
    let what = match changed {
        UndoConflict::Field(field) => format!("{field} of {name} was changed since"),
        UndoConflict::Record => format!("{name} was removed or created again since"),
    };
    let (by, hint) = match by {
        Some((by, _)) => (
            format!(" by event {by}"),
            format!("undo event {by} first, or change it by hand"),
        ),
        None => (String::new(), "change it by hand".to_owned()),
    };
    let why = format!("event {number} cannot be undone: {what}{by}; nothing was changed");
    Ok(CommandError::new(ErrorClass::Conflict, why).hint(hint))
}

/// What undoing `event` leaves different from before.
fn notes(event: &AuditEvent) -> Vec<String> {
    let has = |kind: TargetKind, field: &str| {
        let of_kind = event.targets.iter().filter(|target| target.kind == kind);
        of_kind
            .flat_map(|target| &target.changes)
            .any(|change| change.field == field)
    };
    let made_user = event.targets.iter().any(|target| {
        target.kind == TargetKind::User
            && target
                .changes
                .iter()
                .any(|change| change.field == "login" && change.before.is_empty())
    });
    let ended_app = event.targets.iter().any(|target| {
        target.kind == TargetKind::Client
            && target
                .changes
                .iter()
                .any(|change| change.field == "name" && change.after.is_empty())
    });
    let notes = [
        (
            has(TargetKind::User, "sign_ins"),
            "what was signed in then stays signed out",
        ),
        (
            ended_app || has(TargetKind::TokenFamily, "ended_at"),
            "refresh tokens that it ended stay ended",
        ),
        (
            has(TargetKind::Client, "secret"),
            "the app gets a new secret if it needs one: export its config again",
        ),
        (
            made_user,
            "the account is deleted but can be restored, and its username stays taken",
        ),
    ];
    notes
        .into_iter()
        .filter(|(holds, _)| *holds)
        .map(|(_, note)| note.to_owned())
        .collect()
}
