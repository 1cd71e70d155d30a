//! `portreeve import`

use portreeve_commands::CommandError;
use portreeve_commands::import::wire::*;
use portreeve_host::HostSession;

use super::source;
use crate::args::Import;
use crate::exit::Answer;
use crate::output::Output;
use crate::table::plain;

pub(super) fn run(host: &HostSession, command: Import, output: &Output) -> Result<Answer, CommandError> {
    let Import {
        format,
        file,
        dry_run,
        leave_out,
        login,
        group,
        enable,
        time_zone,
        user_model,
        login_field,
    } = command;
    let request = ImportRequest {
        path: source(&file),
        format: Some(format),
        dry_run,
        leave_out,
        logins: login,
        groups: group,
        enable,
        time_zone,
        user_model,
        login_field,
    };
    let response: ImportResponse = host.ask("import.people", &request)?;
    output.answer(&response, || words(&response));
    if response.dry_run {
        for hint in hints(&response, leave_out) {
            output.note(&format!("hint: {hint}"));
        }
    }
    Ok(Answer::Yes)
}

fn hints(response: &ImportResponse, leave_out: bool) -> Vec<String> {
    let mut hints = Vec::new();
    if response.held_count > 0 && !leave_out {
        hints.push(format!(
            "nothing is imported while anything is held back: {}",
            response.ways_in()
        ));
    }
    if !response.can_undo {
        hints.push("`portreeve backup FILE` first keeps a way back".to_owned());
    }
    hints.push("nothing was changed; leave out --dry-run to import".to_owned());
    hints
}

fn words(response: &ImportResponse) -> String {
    let counted = |what: &str, created: u32, updated: u32, same: u32| {
        line(
            what,
            &format!("{created} new, {updated} changed, {same} as they are"),
        )
    };
    let mut lines = vec![
        counted(
            "people",
            response.users_created,
            response.users_updated,
            response.users_same,
        ),
        counted(
            "groups",
            response.groups_created,
            response.groups_updated,
            response.groups_same,
        ),
        line("permissions", &format!("{} new", response.permissions_created)),
    ];
    if response.to_rehash > 0 {
        let words = "to be re-hashed to Argon2id, each at the next sign-in";
        lines.push(line("passwords", &format!("{} {words}", response.to_rehash)));
    }
    if response.without_password > 0 {
        let words = "missing: no sign-in until one is set";
        lines.push(line(
            "passwords",
            &format!("{} {words}", response.without_password),
        ));
    }
    if response.stay_deleted > 0 {
        let words = "of them here, and they stay so: `portreeve user restore NAME` brings one back";
        lines.push(line("deleted", &format!("{} {words}", response.stay_deleted)));
    }
    let named = [
        (
            "superusers",
            &response.superusers,
            "become superusers: they can do everything",
        ),
        ("staff", &response.staff, "become staff"),
        (
            "disabled",
            &response.stay_disabled,
            "stay disabled, as they are here (`--enable` says otherwise)",
        ),
        (
            "brought back",
            &response.brought_back,
            "had been deleted by undoing an import",
        ),
        ("not in file", &response.not_in_file, "stay as they are"),
    ];
    for (what, people, words) in named {
        if people.count > 0 {
            lines.push(line(what, &format!("{}: {words}", names(people))));
        }
    }
    for held in &response.held {
        lines.push(line("held back", &held.words()));
    }
    let more = response.held_count as usize - response.held.len();
    if more > 0 {
        lines.push(line("held back", &format!("{more} more")));
    }
    if !response.can_undo {
        let words = "no: it adds more than 20,000 records, and `portreeve undo` cannot undo it";
        lines.push(line("undo", words));
    }
    lines.extend(response.notes.iter().map(|note| line("note", note)));
    for skipped in &response.skipped {
        let words = format!(
            "{} of {}, which Portreeve has no use for",
            skipped.count, skipped.model
        );
        lines.push(line("skipped", &words));
    }
    let updates = response
        .rows
        .iter()
        .filter(|row| row.action == ImportAction::Update);
    for row in updates {
        lines.push(line(
            "changed",
            &format!("{} {}: {}", row.kind, row.name, row.changes.join(", ")),
        ));
    }
    lines.join("\n")
}

/// One line, whatever the file contains.
fn line(what: &str, words: &str) -> String {
    format!("{what:<12} {}", plain(words))
}

fn names(people: &ImportNames) -> String {
    let more = people.count as usize - people.names.len();
    let names = people.names.join(", ");
    if more > 0 {
        format!("{names} and {more} more")
    } else {
        names
    }
}
