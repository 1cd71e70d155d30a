//! A table for spreadsheets (RFC 4180).

use portreeve_core::text::escaped;

use crate::audit::wire::{AuditOutcome, AuditRow, AuditTarget, AuditVia};

/// The head of the table. The byte order mark before it tells a spreadsheet that the file is UTF-8.
pub(super) const HEAD: &str = "\u{feff}number,at,actor,actor_id,via,command,outcome,reason,times,on,changes,words,detail,undoes,undone_by\r\n";

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
    let mut line = cells.map(|text| cell(&text)).join(",");
    line.push_str("\r\n");
    line
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

/// Quotes a cell. A spreadsheet would run a cell that starts like this as a formula, and names come from people.
fn cell(text: &str) -> String {
    let text = escaped(text);
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    let guard = if is_formula { "'" } else { "" };
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_or_breaks_out_of_its_quotes() {
        for (text, written) in [
            ("=1+1", "\"'=1+1\""),
            ("@SUM(A1)", "\"'@SUM(A1)\""),
            ("-2", "\"'-2\""),
            ("\t=1", "\"\\t=1\""),
            ("a\u{202e}b\r\n", "\"a\\u{202e}b\\r\\n\""),
            ("say \"hi\", twice", "\"say \"\"hi\"\", twice\""),
            ("plain", "\"plain\""),
        ] {
            assert_eq!(cell(text), written);
        }
    }
}
