//! `portreeve undo`

use portreeve_commands::CommandError;
use portreeve_commands::audit::wire::AuditTarget;
use portreeve_commands::undo::wire::*;
use portreeve_host::HostSession;

use super::audit::{changes, counted};
use crate::exit::Answer;
use crate::output::Output;
use crate::table::plain;

/// How many of many changes are shown one by one.
const SHOWN: usize = 10;

pub(super) fn run(
    host: &HostSession,
    request: &UndoRequest,
    dry_run: bool,
    verbose: bool,
    output: &Output,
) -> Result<Answer, CommandError> {
    if dry_run {
        return preview(host, request, verbose, output);
    }
    let response: UndoResponse = host.ask("undo.apply", request)?;
    output.answer(&response, || {
        let mut lines = vec![format!(
            "undid event {}: {}",
            response.event,
            plain(&response.detail)
        )];
        lines.extend(summed_up(&response.changes, response.more_changes, verbose));
        lines.join("\n")
    });
    response.notes.iter().for_each(|note| output.note(&plain(note)));
    Ok(Answer::Yes)
}

/// Exits with 1 if the event cannot be undone.
fn preview(
    host: &HostSession,
    request: &UndoRequest,
    verbose: bool,
    output: &Output,
) -> Result<Answer, CommandError> {
    let preview: UndoPreview = host.ask("undo.preview", request)?;
    output.answer(&preview, || {
        let head = format!(
            "event {}, {}: {}",
            preview.event,
            preview.command,
            plain(&preview.detail)
        );
        let mut lines = vec![head];
        lines.extend(preview.why_not.as_deref().map(plain));
        lines.extend(summed_up(&preview.changes, preview.more_changes, verbose));
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

/// All changes that the answer lists; of more than a screenful the first ones, and the number of each kind. `more` is how
/// many the answer does not list.
fn summed_up(targets: &[AuditTarget], more: u32, verbose: bool) -> Vec<String> {
    let shown = match verbose || targets.len() <= SHOWN {
        true => targets,
        false => &targets[..SHOWN],
    };
    let hidden = targets.len() - shown.len();
    let mut lines = Vec::new();
    match (hidden, more) {
        (0, 0) => {}
        (_, 0) => lines.push(format!("changes  {}", counted(targets))),
        (_, more) => lines.push(format!(
            "changes  {} people and things",
            targets.len() + more as usize
        )),
    }
    lines.extend(changes(shown));
    match (hidden, more as usize) {
        (0, 0) => {}
        (0, more) => lines.push(format!(
            "... and {more} more; `portreeve audit show` lists all of an event"
        )),
        (hidden, more) => lines.push(format!("... and {} more; --verbose shows each", hidden + more)),
    }
    lines
}
