//! Events to a file.

use portreeve_core::access::own;
use portreeve_core::audit::{Target, TargetKind};
use portreeve_core::secret::Secret;

use super::{CHUNK_EVENTS, Filter, csv, row};
use crate::context::Context;
use crate::error::CommandError;
use crate::refuse::from_store;
use crate::view::count;
use crate::wire::audit::{AuditExportRequest, AuditExportResponse, AuditFormat};

/// Most bytes of one file, which is made in memory.
const FILE_BYTES_MAX: usize = 64 << 20;

/// Writes events to a file, the oldest first.
pub(crate) fn export(
    context: &Context,
    request: AuditExportRequest,
) -> Result<AuditExportResponse, CommandError> {
    context.require(own::VIEW_AUDIT)?;
    let filter = Filter::new(&context.directory, &request.filter)?;
    let head = context.store().audit_head().map_err(from_store)?;
    let mut contents = match request.format {
        AuditFormat::Csv => csv::HEAD.to_owned(),
        AuditFormat::JsonLines => String::new(),
    };
    let start = request.start.unwrap_or(head.first).max(head.first);
    let (mut number, mut events) = (start, 0);
    while number <= head.last && contents.len() < FILE_BYTES_MAX {
        let end = (number + CHUNK_EVENTS as u64).min(head.last + 1);
        let mut chunk = context
            .store()
            .list_events(end, (end - number) as usize)
            .map_err(from_store)?;
        chunk.reverse();
        for (number, event) in chunk
            .into_iter()
            .filter(|(_, event)| filter.matches(event.as_ref()))
        {
            let row = row(context, number, event)?;
            match request.format {
                AuditFormat::Csv => contents.push_str(&csv::line(&row)),
                AuditFormat::JsonLines => {
                    contents.push_str(&crate::declare::to_wire(&row)?.to_string());
                    contents.push('\n');
                }
            }
            events += 1;
        }
        number = end;
    }
    let range = format!("{start}-{}", number.saturating_sub(1));
    let detail = format!("exported {events} events to a file");
    let contents = Secret::new(contents.into_bytes());
    let file = context.hand_out(&request.path, &contents, request.replace)?;
    context.commit_handed_out(vec![file], || {
        context
            .event(Target::new(TargetKind::Trail, &range, &range), detail)
            .on(Target::file(&request.path))
    })?;
    Ok(AuditExportResponse {
        path: request.path,
        events,
        bytes: count(contents.expose().len()),
        next: (number <= head.last).then_some(number),
    })
}
