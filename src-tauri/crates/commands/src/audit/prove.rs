//! Verifies the trail, on its own and against an earlier code.

use portreeve_core::audit::{ChainFault, ChainFaultKind};
use portreeve_core::audit::{HeadCode, HeadCodeError};

use super::{CHUNK_EVENTS, no_event};
use crate::audit::wire::*;
use crate::context::Context;
use crate::error::{CommandError, ErrorClass};
use crate::error_map::from_store;
use crate::wire::Nothing;

/// Verifies the whole chain.
pub(crate) fn verify(context: &Context, _: Nothing) -> Result<AuditVerifyResponse, CommandError> {
    let verified = context
        .store()
        .verify_trail(None, context.watch())
        .map_err(from_store)?;
    let head = match verified.fault.map(|fault| fault.kind) {
        // Without a head there is nothing to report about it.
        Some(ChainFaultKind::HeadMissing) => Default::default(),
        None
        | Some(
            ChainFaultKind::Edited
            | ChainFaultKind::Missing
            | ChainFaultKind::Misplaced { .. }
            | ChainFaultKind::CutTail { .. }
            | ChainFaultKind::BeyondHead,
        ) => context.store().audit_head().map_err(from_store)?,
    };
    Ok(AuditVerifyResponse {
        is_intact: verified.fault.is_none(),
        events: verified.events,
        first: head.first,
        last: head.last,
        finding: verified.fault.map(finding),
    })
}

/// The code of the end of the trail, for printing, mailing or reading aloud.
pub(crate) fn head(context: &Context, _: Nothing) -> Result<AuditHeadResponse, CommandError> {
    let head = context.store().audit_head().map_err(from_store)?;
    Ok(AuditHeadResponse {
        number: head.last,
        code: head.code().to_string(),
        at: context.now.to_string(),
    })
}

/// Whether the trail up to the code's event is unchanged since the code was made.
pub(crate) fn check(
    context: &Context,
    request: AuditCheckRequest,
) -> Result<AuditCheckResponse, CommandError> {
    let code: HeadCode = request
        .code
        .parse()
        .map_err(|error: HeadCodeError| CommandError::new(ErrorClass::InvalidRequest, error.to_string()))?;
    let number = code.number;
    let head = context.store().audit_head().map_err(from_store)?;
    if number < head.first - 1 {
        return Err(no_event(number, head.first));
    }
    let answer = |holds: bool, what: String| AuditCheckResponse {
        holds,
        number,
        what,
        hint: None,
    };
    let is_another = |what: String| {
        Ok(AuditCheckResponse {
            hint: new_epoch(context, number.min(head.last))?,
            ..answer(false, what)
        })
    };
    if number > head.last {
        let what = format!(
            "the trail ends at event {}: events up to {number} are missing",
            head.last
        );
        return is_another(what);
    }
    let verified = context
        .store()
        .verify_trail(Some(number), context.watch())
        .map_err(from_store)?;
    match verified.fault {
        Some(fault) => Ok(answer(false, fault.to_string())),
        None if HeadCode::new(number, verified.mac) == code => {
            Ok(answer(true, format!("nothing up to event {number} was changed")))
        }
        None => is_another(format!(
            "the trail up to event {number} is intact, but it is not the trail that this code was made for"
        )),
    }
}

/// The last restore or repair up to event `last`, which explains a different trail that no one has edited.
fn new_epoch(context: &Context, last: u64) -> Result<Option<String>, CommandError> {
    let mut before = last.saturating_add(1);
    loop {
        let events = context
            .store()
            .list_events(before, CHUNK_EVENTS)
            .map_err(from_store)?;
        let Some((oldest, _)) = events.last() else {
            return Ok(None);
        };
        before = *oldest;
        for (number, event) in events {
            let Some(event) = event else { continue };
            let what = match event.command.as_str() {
                "directory.restore" => "a restore",
                "directory.repair" => "a repair",
                _ => continue,
            };
            return Ok(Some(format!(
                "{what} explains it if the code was told before {}: event {number} went on from an earlier state, and \
                 what came after that state is not in this trail",
                event.at
            )));
        }
    }
}

pub(super) fn finding(fault: ChainFault) -> AuditFinding {
    AuditFinding {
        number: fault.event,
        fault: match fault.kind {
            ChainFaultKind::Edited => AuditFault::Edited,
            ChainFaultKind::Missing => AuditFault::Missing,
            ChainFaultKind::Misplaced { .. } => AuditFault::Misplaced,
            ChainFaultKind::CutTail { .. } => AuditFault::CutTail,
            ChainFaultKind::BeyondHead => AuditFault::BeyondHead,
            ChainFaultKind::HeadMissing => AuditFault::HeadMissing,
        },
        what: fault.to_string(),
    }
}
