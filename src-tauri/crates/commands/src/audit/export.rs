//! Exports events to a file.

use portreeve_core::audit::{Target, TargetKind};
use portreeve_core::change::ChangeSet;
use portreeve_core::own::OwnPermission;
use portreeve_core::secret::Secret;
use portreeve_core::text::json_escaped;

use super::{CHUNK_EVENTS, Filter, csv, note_similar, row};
use crate::audit::wire::{AuditExportRequest, AuditExportResponse, AuditFormat};
use crate::context::Context;
use crate::error::CommandError;
use crate::error_map::from_store;
use crate::wire::count;

/// Largest file, in bytes. It is built in memory.
const FILE_BYTES_MAX: usize = 64 << 20;
/// Largest export in an answer, in bytes: an answer is one message.
const ANSWER_BYTES_MAX: usize = 256 << 10;

/// Writes events to a file, the oldest first, or returns them in the answer.
pub(crate) fn export(
    context: &Context,
    request: AuditExportRequest,
) -> Result<AuditExportResponse, CommandError> {
    context.require(OwnPermission::ViewAudit)?;
    let filter = Filter::new(&context.directory, &request.filter, context.declarations)?;
    let head = context.store().audit_head().map_err(from_store)?;
    let mut contents = match request.format {
        AuditFormat::Csv if !request.goes_on => crate::csv::head(csv::HEAD),
        AuditFormat::Csv | AuditFormat::JsonLines => String::new(),
    };
    let bytes_max = match &request.path {
        Some(_) => FILE_BYTES_MAX,
        None => ANSWER_BYTES_MAX,
    };
    let start = request.start.unwrap_or(head.first).max(head.first);
    let (mut number, mut events) = (start, 0);
    while number <= head.last && contents.len() < bytes_max {
        let end = (number + CHUNK_EVENTS as u64).min(head.last + 1);
        let mut chunk = context
            .store()
            .list_events(end, (end - number) as usize)
            .map_err(from_store)?;
        chunk.reverse();
        for (number, event) in chunk {
            let is_match = filter.matches(context.store(), number, event.as_ref());
            if !is_match.map_err(from_store)? {
                continue;
            }
            let row = row(context, number, event)?;
            match request.format {
                AuditFormat::Csv => contents.push_str(&csv::line(&row)),
                AuditFormat::JsonLines => {
                    contents.push_str(&json_escaped(crate::command::to_wire(&row)?.get()));
                    contents.push('\n');
                }
            }
            events += 1;
        }
        number = end;
    }
    if events == 0 {
        note_similar(context, &request.filter);
    }
    let range = format!("{start}-{}", number.saturating_sub(1));
    let to = request.path.as_deref().map_or(" to standard output", |_| "");
    let detail = format!("{events} events{to}");
    let event = context.event(Target::new(TargetKind::Trail, &range, &range), detail);
    let bytes = count(contents.len());
    let contents = match &request.path {
        None => {
            context.commit(|_| Ok((ChangeSet::new(event, Vec::new()), ())))?;
            Some(contents)
        }
        Some(path) => {
            let file = context.hand_out(path, &Secret::new(contents.into_bytes()), request.replace)?;
            context.commit_handed_out(vec![file], || event.on(Target::file(path)))?;
            None
        }
    };
    Ok(AuditExportResponse {
        path: request.path.map(Into::into),
        contents,
        events,
        bytes,
        next: (number <= head.last).then_some(number),
    })
}
