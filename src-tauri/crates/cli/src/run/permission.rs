//! `portreeve permission`

use portreeve_commands::CommandError;
use portreeve_commands::permission::wire::*;
use portreeve_commands::wire::Nothing;
use portreeve_host::HostSession;

use crate::args::PermissionCommand;
use crate::exit::Answer;
use crate::output::Output;
use crate::table::{plain, table};

pub(super) fn run(
    host: &HostSession,
    command: PermissionCommand,
    output: &Output,
) -> Result<Answer, CommandError> {
    match command {
        PermissionCommand::List => {
            let response: PermissionListResponse = host.ask("permission.list", &Nothing {})?;
            output.answer(&response, || {
                let rows: Vec<_> = response.permissions.iter().map(line).collect();
                table(&["PERMISSION", "CALLED", "DIRECT", "GRANTED BY"], &rows)
            });
        }
        PermissionCommand::Add(request) => {
            let row: PermissionRow = host.ask("permission.add", &request)?;
            output.answer(&row, || {
                format!("{} is known as {}", row.permission, plain(&row.label))
            });
        }
    }
    Ok(Answer::Yes)
}

fn line(row: &PermissionRow) -> Vec<String> {
    let groups: Vec<&str> = row.groups.iter().map(|group| group.name.as_str()).collect();
    vec![
        row.permission.clone(),
        row.label.clone(),
        row.direct_holders.to_string(),
        groups.join(", "),
    ]
}
