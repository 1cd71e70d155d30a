//! `portreeve undo`

use portreeve_commands::CommandError;
use portreeve_commands::audit::wire::AuditTarget;
use portreeve_commands::undo::wire::*;
use portreeve_host::Seat;

use super::audit::{changes, counted};
use crate::exit::Answer;
use crate::output::Output;
use crate::table::plain;

/// How many of many changes are shown one by one.
const SHOWN: usize = 10;

pub(super) fn run(
    seat: &Seat,
    event: Option<u64>,
    dry_run: bool,
    verbose: bool,
    output: &Output,
) -> Result<Answer, CommandError> {
    if dry_run {
        return preview(seat, event, verbose, output);
    }
    let response: UndoResponse = seat.ask("undo.apply", &UndoRequest { event })?;
    output.answer(&response, || {
        let mut lines = vec![format!(
            "undid event {}: {}",
            response.event,
            plain(&response.detail)
        )];
        lines.extend(summed_up(&response.changes, verbose));
        lines.join("\n")
    });
    response.notes.iter().for_each(|note| output.note(&plain(note)));
    Ok(Answer::Yes)
}

/// Exits with 1 if the event cannot be undone.
fn preview(seat: &Seat, event: Option<u64>, verbose: bool, output: &Output) -> Result<Answer, CommandError> {
    let preview: UndoPreview = seat.ask("undo.preview", &UndoRequest { event })?;
    output.answer(&preview, || {
        let head = format!(
            "event {}, {}: {}",
            preview.event,
            preview.command,
            plain(&preview.detail)
        );
        let mut lines = vec![head];
        lines.extend(preview.why_not.as_deref().map(plain));
        lines.extend(summed_up(&preview.changes, verbose));
        lines.join("\n")
    });
    preview.notes.iter().for_each(|note| output.note(&plain(note)));
    if !preview.is_possible {
        if let Some(hint) = &preview.hint {
            output.note(&format!("hint: {}", plain(hint)));
        }
        return Ok(Answer::No);
    }
    output.note("hint: nothing was changed; leave out --dry-run to undo it");
    Ok(Answer::Yes)
}

/// All changes; of more than a screenful the first ones, and the number of each kind.
fn summed_up(targets: &[AuditTarget], verbose: bool) -> Vec<String> {
    if verbose || targets.len() <= SHOWN {
        return changes(targets);
    }
    let mut lines = vec![format!("changes  {}", counted(targets))];
    lines.extend(changes(&targets[..SHOWN]));
    lines.push(format!(
        "... and {} more; --verbose shows each",
        targets.len() - SHOWN
    ));
    lines
}
