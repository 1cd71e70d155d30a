//! Events as a table for spreadsheets.

use crate::audit::wire::{AuditOutcome, AuditRow, AuditTarget, AuditVia};
use crate::csv as table;

/// The titles of the columns.
pub(super) const HEAD: [&str; 15] = [
    "number",
    "at",
    "actor",
    "actor_id",
    "via",
    "command",
    "outcome",
    "reason",
    "times",
    "on",
    "changes",
    "words",
    "detail",
    "undoes",
    "undone_by",
];

pub(super) fn line(row: &AuditRow) -> String {
    let number = |number: Option<u64>| number.map(|number| number.to_string()).unwrap_or_default();
    let cells = [
        row.number.to_string(),
        row.at.clone(),
        row.actor_name.clone(),
        row.actor_id.clone().unwrap_or_default(),
        via(row.via).to_owned(),
        row.command.clone(),
        match (row.is_unreadable, row.outcome) {
            (true, _) => "unreadable",
            (false, AuditOutcome::Done) => "done",
            (false, AuditOutcome::Refused) => "refused",
        }
        .to_owned(),
        row.reason.clone().unwrap_or_default(),
        row.times.to_string(),
        joined(row.targets.iter().map(|target| target.name.clone())),
        joined(row.targets.iter().flat_map(changes)),
        row.words.clone(),
        row.detail.clone(),
        number(row.undoes),
        number(row.undone_by),
    ];
    table::line(cells)
}

fn changes(target: &AuditTarget) -> impl Iterator<Item = String> {
    let name = &target.name;
    target
        .changes
        .iter()
        .map(move |change| format!("{name}: {}: {} -> {}", change.field, change.before, change.after))
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("; ")
}

fn via(via: AuditVia) -> &'static str {
    match via {
        AuditVia::Setup => "setup",
        AuditVia::Window => "window",
        AuditVia::CommandLine => "command_line",
        AuditVia::ControlSocket => "control_socket",
        AuditVia::Itself => "itself",
    }
}
