//! `portreeve import`

use portreeve_commands::CommandError;
use portreeve_commands::wire::import::*;
use portreeve_host::Seat;

use super::absolute;
use crate::args::Import;
use crate::exit::Answer;
use crate::output::Output;
use crate::table::plain;

pub(super) fn run(seat: &Seat, command: Import, output: &Output) -> Result<Answer, CommandError> {
    let Import::Django { file, dry_run } = command;
    let response: ImportResponse = seat.ask(
        "import.django",
        &ImportRequest {
            path: absolute(&file),
            dry_run,
        },
    )?;
    output.answer(&response, || words(&response));
    if response.dry_run {
        output.note("hint: nothing was changed; leave out --dry-run to import");
    }
    Ok(Answer::Yes)
}

fn words(response: &ImportResponse) -> String {
    let counted = |what: &str, created: u32, updated: u32, same: u32| {
        format!("{what:<11}  {created} new, {updated} changed, {same} as they are")
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
        format!("permissions  {} new", response.permissions_created),
    ];
    if response.to_rehash > 0 {
        lines.push(format!(
            "passwords    {} to be re-hashed to Argon2id, each at the next sign-in",
            response.to_rehash
        ));
    }
    if response.without_password > 0 {
        lines.push(format!(
            "passwords    {} missing: no sign-in until one is set",
            response.without_password
        ));
    }
    if response.stay_deleted > 0 {
        lines.push(format!(
            "deleted      {} of them here, and they stay so: `portreeve user restore NAME` brings one back",
            response.stay_deleted
        ));
    }
    for skipped in &response.skipped {
        lines.push(format!(
            "skipped      {} of {}, which Portreeve has no use for",
            skipped.count,
            plain(&skipped.model)
        ));
    }
    for row in response
        .rows
        .iter()
        .filter(|row| row.action == ImportAction::Update)
    {
        lines.push(format!(
            "changed      {} {}: {}",
            row.kind,
            plain(&row.name),
            row.changes.join(", ")
        ));
    }
    lines.join("\n")
}
