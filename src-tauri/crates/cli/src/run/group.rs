//! `portreeve group`

use portreeve_commands::CommandError;
use portreeve_commands::group::wire::*;
use portreeve_commands::user::wire::{UserAct, UserChangeManyResponse, UserDone};
use portreeve_commands::wire::Nothing;
use portreeve_commands::wire::refs::UserRef;
use portreeve_host::HostSession;
use serde::Serialize;

use super::{many, user};
use crate::args::{Group, Manager, People};
use crate::exit::Answer;
use crate::output::Output;
use crate::table::{count, plain, table};

pub(super) fn run(host: &HostSession, command: Group, output: &Output) -> Result<Answer, CommandError> {
    match command {
        Group::Add(request) => change(host, output, "group.create", &request),
        Group::List => {
            let response: GroupListResponse = host.ask("group.list", &Nothing {})?;
            output.answer(&response, || {
                let rows: Vec<_> = response.groups.iter().map(line).collect();
                table(&["GROUP", "MEMBERS", "GRANTS", "BELONGS TO"], &rows)
            });
            Ok(Answer::Yes)
        }
        Group::Show(request) => show(host, &request, output),
        Group::Rename(request) => change(host, output, "group.rename", &request),
        Group::Delete(request) => {
            let group: GroupRow = host.ask("group.delete", &request)?;
            output.answer(&group, || format!("deleted {}", plain(&group.name)));
            Ok(Answer::Yes)
        }
        Group::AddMember { group, people } => {
            change_members(host, output, &people, UserAct::AddToGroup { group })
        }
        Group::RemoveMember { group, people } => {
            change_members(host, output, &people, UserAct::RemoveFromGroup { group })
        }
        Group::AddParent(request) => change(host, output, "group.add_parent", &request),
        Group::RemoveParent(request) => change(host, output, "group.remove_parent", &request),
        Group::Grant(request) => change(host, output, "group.grant", &request),
        Group::Revoke(request) => change(host, output, "group.revoke", &request),
        Group::Manager(Manager::Add(request)) => change(host, output, "group.add_manager", &request),
        Group::Manager(Manager::Remove(request)) => change(host, output, "group.remove_manager", &request),
    }
}

fn change(
    host: &HostSession,
    output: &Output,
    command: &str,
    request: &impl Serialize,
) -> Result<Answer, CommandError> {
    let group: GroupRow = host.ask(command, request)?;
    output.answer(&group, || sum(&group));
    Ok(Answer::Yes)
}

fn change_members(
    host: &HostSession,
    output: &Output,
    people: &People,
    act: UserAct,
) -> Result<Answer, CommandError> {
    if let (Some(user), Some(group)) = (many::single(people), act.group()) {
        let request = GroupMemberRequest {
            group: group.to_owned(),
            user: user.to_owned(),
        };
        let done: GroupMemberResponse = host.ask(act.for_one(), &request)?;
        output.answer(&done, || sum(&done.group));
        return Ok(Answer::Yes);
    }
    let verb = user::verb(&act);
    let row = |response: &UserChangeManyResponse, done: &UserDone| Member {
        group: response.group.clone(),
        user: UserRef {
            id: done.user.id.clone(),
            login: done.user.login.clone(),
        },
    };
    let line = |response: &UserChangeManyResponse, done: &UserDone| {
        let login = plain(&done.user.login);
        match (response.dry_run, &response.group) {
            (false, Some(group)) => format!("{} {login}; {}", verb.done, sum(group)),
            (false, None) => format!("{} {login}", verb.done),
            (true, _) => format!("would {} {login}", verb.do_it),
        }
    };
    many::many(host, output, people, act, verb, row, line)
}

/// A [`GroupMemberResponse`] of one of several people.
#[derive(Serialize)]
struct Member {
    #[serde(flatten)]
    group: Option<GroupRow>,
    user: UserRef,
}

fn sum(group: &GroupRow) -> String {
    format!(
        "{}: {}, {}",
        plain(&group.name),
        count(group.direct_members as usize, "member"),
        count(group.permissions.len(), "permission")
    )
}

fn show(host: &HostSession, request: &GroupRequest, output: &Output) -> Result<Answer, CommandError> {
    let group: GroupRow = host.ask("group.show", request)?;
    let filter = format!("group:{}", group.id);
    let members = user::everybody(host, &filter)?;
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
