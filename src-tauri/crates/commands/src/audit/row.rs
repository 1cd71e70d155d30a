//! Turns an event into its row for the wire.

use portreeve_core::actor::Actor;
use portreeve_core::audit::{AuditEvent, EventOutcome, Irreversible, Reversal, Target, TargetKind, Via};
use portreeve_core::undo::{self, UndoStanding};

use super::sentence::words;
use crate::audit::wire::*;
use crate::context::Context;
use crate::error::CommandError;
use crate::error_map::from_store;

pub(crate) fn row(
    context: &Context,
    number: u64,
    event: Option<AuditEvent>,
) -> Result<AuditRow, CommandError> {
    let Some(event) = event else {
        return Ok(unreadable(number));
    };
    let words = words(&event, &(context.declarations)());
    let beside = match event.reversal {
        Reversal::Kept => context.store().find_undo_standing(number).map_err(from_store)?,
        Reversal::Nothing | Reversal::Impossible(_) => None,
    };
    let (undoable, undone_by, because) = match (event.reversal, beside) {
        (Reversal::Nothing, _) => (false, None, None),
        (Reversal::Impossible(why), _) => (false, None, Some(final_words(why).to_owned())),
        (Reversal::Kept, Some(UndoStanding::Kept)) if undo::is_in_time(event.at, context.now) => {
            (true, None, None)
        }
        (Reversal::Kept, Some(UndoStanding::Undone(by))) => {
            (false, Some(by), Some(format!("event {by} undid it already")))
        }
        (Reversal::Kept, Some(UndoStanding::Kept) | None) => {
            (false, None, Some("it is too long ago".to_owned()))
        }
    };
    let (outcome, reason, times) = match event.outcome {
        EventOutcome::Done => (AuditOutcome::Done, None, 1),
        EventOutcome::Refused { reason, times } => (AuditOutcome::Refused, Some(reason), times),
    };
    Ok(AuditRow {
        number,
        is_unreadable: false,
        at: event.at.to_string(),
        actor_id: match event.actor {
            Actor::User(id) => Some(id.to_string()),
            Actor::Nobody | Actor::Setup => None,
        },
        actor_name: event.actor_name,
        via: via(event.via),
        command: event.command,
        targets: targets(event.targets),
        more_targets: event.more_targets,
        words,
        detail: event.detail,
        outcome,
        reason,
        times,
        undoable,
        not_undoable_because: because,
        undone_by,
        undoes: event.undoes,
    })
}

fn unreadable(number: u64) -> AuditRow {
    AuditRow {
        number,
        is_unreadable: true,
        at: String::new(),
        actor_id: None,
        actor_name: String::new(),
        via: AuditVia::Setup,
        command: String::new(),
        targets: Vec::new(),
        more_targets: 0,
        words: "this event cannot be read".to_owned(),
        detail: String::new(),
        outcome: AuditOutcome::Refused,
        reason: None,
        times: 0,
        undoable: false,
        not_undoable_because: None,
        undone_by: None,
        undoes: None,
    }
}

/// Why something can never be undone.
pub(crate) fn final_words(why: Irreversible) -> &'static str {
    match why {
        Irreversible::PasswordSet => "a password was set, and the one before is not kept",
        Irreversible::SecretShown => "a secret left the directory",
        Irreversible::SecretReplaced => "the key or secret before is not used again",
        Irreversible::TokenGivenOut => "a token was given out",
        Irreversible::TooLarge => "it changed more than is kept",
    }
}

pub(crate) fn targets(targets: Vec<Target>) -> Vec<AuditTarget> {
    let target = |target: Target| AuditTarget {
        kind: kind(target.kind),
        id: target.id,
        name: target.name,
        changes: target
            .changes
            .into_iter()
            .map(|change| AuditChange {
                field: change.field,
                before: change.before,
                after: change.after,
            })
            .collect(),
    };
    targets.into_iter().map(target).collect()
}

fn via(via: Via) -> AuditVia {
    match via {
        Via::Setup => AuditVia::Setup,
        Via::Window => AuditVia::Window,
        Via::CommandLine => AuditVia::CommandLine,
        Via::ControlSocket => AuditVia::ControlSocket,
        Via::Itself => AuditVia::Itself,
    }
}

fn kind(kind: TargetKind) -> AuditTargetKind {
    match kind {
        TargetKind::Directory => AuditTargetKind::Directory,
        TargetKind::User => AuditTargetKind::User,
        TargetKind::Group => AuditTargetKind::Group,
        TargetKind::Permission => AuditTargetKind::Permission,
        TargetKind::Client => AuditTargetKind::Client,
        TargetKind::Key => AuditTargetKind::Key,
        TargetKind::Session => AuditTargetKind::Session,
        TargetKind::TokenFamily => AuditTargetKind::TokenFamily,
        TargetKind::File => AuditTargetKind::File,
        TargetKind::Trail => AuditTargetKind::Trail,
    }
}
