//! The audit trail: searching, verifying and exporting it.

mod csv;
mod export;
mod filter;
mod keep;
mod prove;
mod prune;
mod row;
mod sentence;
pub mod wire;

use self::wire::*;
use crate::command::commands;
use crate::context::Context;
use crate::error::{CommandError, ErrorClass};
use crate::error_map::{from_store, not_found};
use crate::example::path;
use crate::wire::PAGE_LIMIT_MAX;
use crate::wire::count;
use crate::wire::{Nothing, Page};

pub(crate) use export::export;
use filter::{Filter, note_similar};
pub(crate) use keep::keep;
pub use keep::prune_if_due;
pub(crate) use keep::settled;
pub(crate) use prove::{check, head, verify};
pub(crate) use prune::prune;
pub(crate) use row::{final_words, row, targets};
pub(crate) use sentence::sentence;
pub use sentence::with_detail;

commands! {
    "audit.list" list(AuditListRequest) -> AuditListResponse {
        access: Needs(ViewAudit), proof: AtSignIn, effect: Reads, cli: Line("audit list"),
        reads: [Event],
        done: "looked at activity", tried: "look at activity",
        example: AuditListRequest { limit: Some(50), ..AuditListRequest::default() },
    }
    "audit.targets" list_targets(AuditTargetsRequest) -> AuditTargetsResponse {
        access: Needs(ViewAudit), proof: AtSignIn, effect: Reads, cli: Line("audit show"),
        done: "looked at what an event was about", tried: "look at what an event was about",
        example: AuditTargetsRequest { event: 1, page: Page::default() },
    }
    "audit.verify" verify(Nothing) -> AuditVerifyResponse {
        access: Needs(ViewAudit), proof: AtSignIn, effect: Reads, cli: Line("audit verify"),
        job: "the rest is not verified",
        done: "verified activity", tried: "verify activity",
        example: Nothing {},
    }
    "audit.head" head(Nothing) -> AuditHeadResponse {
        access: Needs(ViewAudit), proof: AtSignIn, effect: Reads, cli: Line("audit head"),
        reads: [Event],
        done: "asked for the head of activity", tried: "ask for the head of activity",
        example: Nothing {},
    }
    "audit.check" check(AuditCheckRequest) -> AuditCheckResponse {
        access: Needs(ViewAudit), proof: AtSignIn, effect: Reads, cli: Line("audit check"),
        job: "the rest is not verified",
        done: "checked a head of activity", tried: "check a head of activity",
        example: AuditCheckRequest { code: "12 and the nine words that `audit.head` told".into() },
    }
    "audit.export" export(AuditExportRequest) -> AuditExportResponse {
        access: Needs(ExportAudit), proof: AtSignIn, effect: Writes, cli: Line("audit export"),
        done: "exported activity[ to {file}]", tried: "export activity[ to {file}]",
        example: AuditExportRequest {
            path: Some(path("/trail.csv")), format: AuditFormat::Csv, filter: AuditFilter::default(),
            start: None, replace: false, goes_on: false,
        },
    }
    "audit.keep" keep(AuditKeepRequest) -> AuditKeepResponse {
        access: Needs(PruneAudit), proof: AtSignIn, effect: Writes, cli: Line("audit keep"),
        done: "set for how long events are kept", tried: "set for how long events are kept",
        example: AuditKeepRequest { days: Some(365) },
    }
    "audit.prune" prune(AuditPruneRequest) -> AuditPruneResponse {
        access: Needs(PruneAudit), proof: AtSignIn, effect: Writes, cli: Line("audit prune"),
        job: "the remaining events stay",
        done: "removed old events", tried: "remove old events",
        example: AuditPruneRequest { older_than_days: 30 },
    }
}

/// How many events one request looks through: some tens of milliseconds.
const SCAN_EVENTS_MAX: u64 = 5000;

/// How many events are read at once.
const CHUNK_EVENTS: usize = 200;

/// The number of rows if the request does not say.
const LIMIT_DEFAULT: u32 = 100;

/// Why there is no event `number` in a trail that begins with event `first`.
pub fn no_event(number: u64, first: u64) -> CommandError {
    if (1..first).contains(&number) {
        let why = format!(
            "event {number} was removed with the old ones, and can be neither proved nor undone; the trail begins at \
             event {first}"
        );
        return CommandError::new(ErrorClass::NotFound, why)
            .hint("an export that was made before that still shows it");
    }
    not_found("event", &number.to_string()).cli_hint("`portreeve audit list` shows the events there are")
}

/// Matching events, the newest first. They are read by number, so the first page costs the same in a trail of any
/// length.
pub(crate) fn list(context: &Context, request: AuditListRequest) -> Result<AuditListResponse, CommandError> {
    let filter = Filter::new(&context.directory, &request.filter, context.declarations)?;
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
        // Another command is pruning now.
        if events.is_empty() {
            break;
        }
        for (number, event) in events {
            before = number;
            let is_match = filter.matches(context.store(), number, event.as_ref());
            if is_match.map_err(from_store)? {
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

/// Everything that one event was about, page by page: the targets in the event, then those beside it.
pub(crate) fn list_targets(
    context: &Context,
    request: AuditTargetsRequest,
) -> Result<AuditTargetsResponse, CommandError> {
    let number = request.event;
    let store = context.store();
    let found = store
        .list_events(number.saturating_add(1), 1)
        .map_err(from_store)?;
    let event = found.into_iter().find(|(found, _)| *found == number);
    let Some(event) = event.and_then(|(_, event)| event) else {
        return Err(no_event(number, store.audit_head().map_err(from_store)?.first));
    };
    let (offset, limit) = (
        request.page.offset as usize,
        request.page.limit.min(PAGE_LIMIT_MAX) as usize,
    );
    let own = event.targets.len();
    let total = own + event.more_targets as usize;
    let mut page: Vec<_> = event.targets.into_iter().skip(offset).take(limit).collect();
    if page.len() < limit {
        let further = store.list_further_targets(number, offset.saturating_sub(own), limit - page.len());
        page.extend(further.map_err(from_store)?);
    }
    Ok(AuditTargetsResponse {
        total: count(total),
        targets: targets(page),
    })
}
