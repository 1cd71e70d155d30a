//! `portreeve group`

use portreeve_commands::CommandError;
use portreeve_commands::group::wire::*;
use portreeve_commands::wire::Nothing;
use portreeve_host::Seat;
use serde::Serialize;

use super::{each, user};
use crate::args::{Group, Manager};
use crate::exit::Answer;
use crate::output::Output;
use crate::table::{count, plain, table};

pub(super) fn run(seat: &Seat, command: Group, output: &Output) -> Result<Answer, CommandError> {
    match command {
        Group::Add(request) => change(seat, output, "group.create", &request),
        Group::List => {
            let response: GroupListResponse = seat.ask("group.list", &Nothing {})?;
            output.answer(&response, || {
                let rows: Vec<_> = response.groups.iter().map(line).collect();
                table(&["GROUP", "MEMBERS", "GRANTS", "BELONGS TO"], &rows)
            });
            Ok(Answer::Yes)
        }
        Group::Show(request) => show(seat, &request, output),
        Group::Rename(request) => change(seat, output, "group.rename", &request),
        Group::Delete(request) => {
            let group: GroupRow = seat.ask("group.delete", &request)?;
            output.answer(&group, || format!("deleted {}", plain(&group.name)));
            Ok(Answer::Yes)
        }
        Group::AddMember { group, users } => {
            change_members(seat, output, "group.add_member", &group, users, "added")
        }
        Group::RemoveMember { group, users } => {
            change_members(seat, output, "group.remove_member", &group, users, "removed")
        }
        Group::AddParent { group, parent } => change(
            seat,
            output,
            "group.add_parent",
            &GroupParentRequest { group, parent },
        ),
        Group::RemoveParent { group, parent } => change(
            seat,
            output,
            "group.remove_parent",
            &GroupParentRequest { group, parent },
        ),
        Group::Grant(request) => change(seat, output, "group.grant", &request),
        Group::Revoke(request) => change(seat, output, "group.revoke", &request),
        Group::Manager(Manager::Add(request)) => change(seat, output, "group.add_manager", &request),
        Group::Manager(Manager::Remove(request)) => change(seat, output, "group.remove_manager", &request),
    }
}

fn change(
    seat: &Seat,
    output: &Output,
    command: &str,
    request: &impl Serialize,
) -> Result<Answer, CommandError> {
    let group: GroupRow = seat.ask(command, request)?;
    output.answer(&group, || sum(&group));
    Ok(Answer::Yes)
}

fn change_members(
    seat: &Seat,
    output: &Output,
    command: &str,
    group: &str,
    users: Vec<String>,
    verb: &str,
) -> Result<Answer, CommandError> {
    let is_one = users.len() == 1;
    let change = |user: String| {
        let group = group.to_owned();
        seat.ask(command, &GroupMemberRequest { group, user })
    };
    each::each(
        users,
        output,
        change,
        |_, done: &GroupMemberResponse| match is_one {
            true => sum(&done.group),
            false => format!("{verb} {}; {}", plain(&done.user.login), sum(&done.group)),
        },
    )
}

fn sum(group: &GroupRow) -> String {
    format!(
        "{}: {}, {}",
        plain(&group.name),
        count(group.direct_members as usize, "member"),
        count(group.permissions.len(), "permission")
    )
}

fn show(seat: &Seat, request: &GroupRequest, output: &Output) -> Result<Answer, CommandError> {
    let group: GroupRow = seat.ask("group.show", request)?;
    let filter = format!("group:{}", group.id);
    let members = user::everybody(seat, &filter)?;
    let whole = serde_json::json!({ "group": group, "members": members.rows });
    output.answer(&whole, || {
        let mut lines = vec![plain(&group.name), format!("id        {}", group.id)];
        lines.extend(
            group
                .parents
                .iter()
                .map(|parent| format!("in        {}", plain(&parent.name))),
        );
        lines.extend(
            group
                .permissions
                .iter()
                .map(|permission| format!("grants    {permission}")),
        );
        lines.extend(
            group
                .inherited
                .iter()
                .map(|permission| format!("passes on {permission}")),
        );
        lines.extend(
            group
                .managers
                .iter()
                .map(|user| format!("manager   {}", plain(&user.login))),
        );
        lines.extend(
            members
                .rows
                .iter()
                .map(|user| format!("member    {}", plain(&user.login))),
        );
        lines.join("\n")
    });
    Ok(Answer::Yes)
}

fn line(group: &GroupRow) -> Vec<String> {
    let parents: Vec<&str> = group.parents.iter().map(|parent| parent.name.as_str()).collect();
    vec![
        group.name.clone(),
        group.direct_members.to_string(),
        group.permissions.join(", "),
        parents.join(", "),
    ]
}
