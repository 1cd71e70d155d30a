//! The audit trail: looking through it, proving it, taking it elsewhere.

mod csv;
mod export;
mod filter;
mod keep;
mod prove;
mod prune;
mod row;
pub mod wire;

use self::wire::*;
use crate::command::commands;
use crate::context::Context;
use crate::error::{CommandError, ErrorCode};
use crate::error_map::{from_store, not_found};
use crate::wire::Nothing;
use crate::wire::PAGE_LIMIT_MAX;
use crate::wire::count;

pub(crate) use export::export;
use filter::{Filter, note_similar};
pub(crate) use keep::keep;
pub use keep::prune_if_due;
pub(crate) use keep::settled;
pub(crate) use prove::{check, head, verify};
pub(crate) use prune::prune;
use row::row;
pub(crate) use row::{final_words, targets};

commands! {
    "audit.list" list(AuditListRequest) -> AuditListResponse, Needs(ViewAudit), Reads, Line("audit list");
    "audit.verify" verify(Nothing) -> AuditVerifyResponse, Needs(ViewAudit), Reads, Line("audit verify");
    "audit.head" head(Nothing) -> AuditHeadResponse, Needs(ViewAudit), Reads, Line("audit head");
    "audit.check" check(AuditCheckRequest) -> AuditCheckResponse, Needs(ViewAudit), Reads, Line("audit check");
    "audit.export" export(AuditExportRequest) -> AuditExportResponse, Needs(ExportAudit), Writes, Line("audit export");
    "audit.keep" keep(AuditKeepRequest) -> AuditKeepResponse, Needs(PruneAudit), Writes, Line("audit keep");
    "audit.prune" prune(AuditPruneRequest) -> AuditPruneResponse, Needs(PruneAudit), Writes, Line("audit prune");
}

/// Most events one request looks through: some tens of milliseconds.
const SCAN_EVENTS_MAX: u64 = 5000;

/// Events that are read at once.
const CHUNK_EVENTS: usize = 200;

/// Rows when nobody says how many.
const LIMIT_DEFAULT: u32 = 100;

/// Why there is no event `number` in a trail that begins with event `first`.
pub fn no_event(number: u64, first: u64) -> CommandError {
    if (1..first).contains(&number) {
        let why = format!(
            "event {number} was removed with the old ones, and can be neither proved nor undone; the trail begins at \
             event {first}"
        );
        return CommandError::new(ErrorCode::NotFound, why)
            .hint("an export that was made before that still shows it");
    }
    not_found("event", &number.to_string()).hint("`portreeve audit list` shows the events there are")
}

/// Events that match, the newest first. Read by number, so that the first page costs the same however long the trail.
pub(crate) fn list(context: &Context, request: AuditListRequest) -> Result<AuditListResponse, CommandError> {
    let filter = Filter::new(&context.directory, &request.filter, context.command_names)?;
    let head = context.store().audit_head().map_err(from_store)?;
    let limit = request.limit.unwrap_or(LIMIT_DEFAULT).clamp(1, PAGE_LIMIT_MAX) as usize;
    let end = head.last.saturating_add(1);
    let start = request.before.unwrap_or(end).min(end);
    let stop = start.saturating_sub(SCAN_EVENTS_MAX).max(head.first);
    let mut rows = Vec::new();
    let mut before = start;
    while before > stop && rows.len() < limit {
        let chunk = CHUNK_EVENTS.min((before - stop) as usize);
        let events = context.store().list_events(before, chunk).map_err(from_store)?;
        // Somebody prunes at this moment.
        if events.is_empty() {
            break;
        }
        for (number, event) in events {
            before = number;
            if filter.matches(event.as_ref()) {
                rows.push(row(context, number, event)?);
                if rows.len() == limit {
                    break;
                }
            }
        }
    }
    if rows.is_empty() && before <= head.first {
        note_similar(context, &request.filter);
    }
    Ok(AuditListResponse {
        rows,
        next: (before > head.first).then_some(before),
        scanned: count((start - before) as usize),
        first: head.first,
        last: head.last,
    })
}
