//! `portreeve user`

use portreeve_commands::session::wire::MeResponse;
use portreeve_commands::user::csv;
use portreeve_commands::user::wire::*;
use portreeve_commands::wire::{Nothing, PAGE_LIMIT_MAX, Page};
use portreeve_commands::{CommandError, ErrorClass};
use portreeve_host::HostSession;
use serde::Serialize;

use super::many::{self, Verb};
use super::target;
use crate::args::{People, User};
use crate::exit::Answer;
use crate::moment::minute;
use crate::output::Output;
use crate::prompt::{self, Source};
use crate::table::{plain, table};
use portreeve_core::name::NameKey;
use portreeve_core::text::command_line;

pub(super) fn run(host: &HostSession, command: User, output: &Output) -> Result<Answer, CommandError> {
    match command {
        User::Add { mut user, password } => {
            if password.password_stdin {
                user.password = Some(prompt::password(Source::Stdin, "password")?);
            }
            let row: UserRow = host.ask("user.create", &user)?;
            done(output, &row, "added")?;
            if user.password.is_none() {
                let line = command_line("user set-password", &[&row.login]);
                output.note(&format!("hint: they cannot sign in yet: `{line}`"));
            }
            Ok(Answer::Yes)
        }
        User::List { filter, limit, csv } => list(host, &filter, limit, csv, output),
        User::Export { out, force, filter } => {
            let path = target(&out)?.ok_or_else(|| {
                CommandError::new(ErrorClass::InvalidRequest, "`user export` writes to a file")
                    .hint("`portreeve user list --csv` prints the same table")
            })?;
            let request = UserExportRequest {
                path,
                filter,
                replace: force.force,
                ..UserExportRequest::default()
            };
            let response: UserExportResponse = host.ask("user.export", &request)?;
            output.answer(&response, || {
                format!("wrote {} people to {}", response.people, plain(&response.path))
            });
            Ok(Answer::Yes)
        }
        User::Show(request) => {
            let detail: UserDetail = host.ask("user.show", &request)?;
            output.answer(&detail, || describe(&detail));
            Ok(Answer::Yes)
        }
        User::Update(request) => done(output, &host.ask("user.update", &request)?, "changed"),
        User::Disable(people) => change(host, output, &people, UserAct::Disable),
        User::Enable(people) => change(host, output, &people, UserAct::Enable),
        User::Delete(people) => {
            let answer = change(host, output, &people, UserAct::Delete)?;
            if answer == Answer::Yes && !people.dry_run {
                let all: Vec<&str> = people.names.iter().map(String::as_str).collect();
                let line = match people.filter {
                    Some(_) => "portreeve undo".to_owned(),
                    None => command_line("user restore", &all),
                };
                output.note(&format!("hint: `{line}` undoes it"));
            }
            Ok(answer)
        }
        User::Restore(people) => change(host, output, &people, UserAct::Restore),
        User::SetPassword { name, password } => {
            let (password, present) = match password.password_stdin {
                true => prompt::new_and_present(is_me(host, &name))?,
                false => (
                    prompt::password(Source::Chosen, &format!("new password for {name}"))?,
                    None,
                ),
            };
            if let Some(present) = present {
                host.ask::<_, Nothing>("session.confirm", &present)?;
            }
            let request = UserPasswordRequest { user: name, password };
            done(
                output,
                &host.ask("user.set_password", &request)?,
                "set the password of",
            )
        }
        User::CheckPassword { name, password } => {
            let source = match password.password_stdin {
                true => Source::StdinOrNothing,
                false => Source::Once,
            };
            let password = prompt::password(source, &format!("password of {name}"))?;
            let request = UserPasswordRequest { user: name, password };
            let response: PasswordCheckResponse = host.ask("user.check_password", &request)?;
            output.answer(&response, || {
                if response.matches { "right" } else { "wrong" }.to_owned()
            });
            Ok(if response.matches { Answer::Yes } else { Answer::No })
        }
        User::Grant(request) => done(output, &host.ask("user.grant", &request)?, "granted to"),
        User::Revoke(request) => done(output, &host.ask("user.revoke", &request)?, "revoked from"),
    }
}

/// One person, or several in one change.
fn change(
    host: &HostSession,
    output: &Output,
    people: &People,
    act: UserAct,
) -> Result<Answer, CommandError> {
    let verb = verb(&act);
    if let Some(user) = many::single(people) {
        let user = user.to_owned();
        return done(
            output,
            &host.ask(act.for_one(), &UserRequest { user })?,
            verb.done,
        );
    }
    let row = |_: &UserChangeManyResponse, done: &UserDone| done.user.clone();
    let line = |response: &UserChangeManyResponse, done: &UserDone| {
        let login = plain(&done.user.login);
        match response.dry_run {
            true => format!("would {} {login}", verb.do_it),
            false => format!("{} {login}", verb.done),
        }
    };
    many::many(host, output, people, act, verb, row, line)
}

/// The words for an act.
pub(super) fn verb(act: &UserAct) -> Verb {
    let (do_it, done) = match act {
        UserAct::Disable => ("disable", "disabled"),
        UserAct::Enable => ("enable", "enabled"),
        UserAct::Delete => ("delete", "deleted"),
        UserAct::Restore => ("restore", "restored"),
        UserAct::SetStaff { .. } => ("change", "changed"),
        UserAct::EndSessions => ("end the sessions of", "ended the sessions of"),
        UserAct::AddToGroup { .. } => ("add", "added"),
        UserAct::RemoveFromGroup { .. } => ("remove", "removed"),
    };
    Verb { do_it, done }
}

/// The list for scripts: without the duration, which differs each time.
#[derive(Serialize)]
struct Listed<'a> {
    total: u32,
    matched: u32,
    rows: &'a [UserRow],
}

fn done(output: &Output, row: &UserRow, verb: &str) -> Result<Answer, CommandError> {
    output.answer(row, || format!("{verb} {}", plain(&row.login)));
    Ok(Answer::Yes)
}

fn list(
    host: &HostSession,
    filter: &str,
    limit: Option<u32>,
    is_csv: bool,
    output: &Output,
) -> Result<Answer, CommandError> {
    let answer = match limit {
        Some(limit) => page(host, filter, 0, limit)?,
        None => everybody(host, filter)?,
    };
    let listed = Listed {
        total: answer.total,
        matched: answer.matched,
        rows: &answer.rows,
    };
    match is_csv {
        true => output.file(&listed, &csv::table(&answer.rows)),
        false => output.answer(&listed, || {
            let rows: Vec<Vec<String>> = answer.rows.iter().map(line).collect();
            table(&["LOGIN", "NAME", "STATE", "LAST SIGN-IN", "GROUPS"], &rows)
        }),
    }
    let cut = match answer.rows.len() {
        shown if shown < answer.matched as usize => format!(", the first {shown} shown"),
        _ => String::new(),
    };
    output.note(&format!("{} of {}{cut}", answer.matched, answer.total));
    Ok(Answer::Yes)
}

/// All matches, from as many pages as there are.
pub(super) fn everybody(host: &HostSession, filter: &str) -> Result<UserListResponse, CommandError> {
    let mut answer = page(host, filter, 0, PAGE_LIMIT_MAX)?;
    while answer.rows.len() < answer.matched as usize {
        let next = page(host, filter, answer.rows.len() as u32, PAGE_LIMIT_MAX)?;
        if next.rows.is_empty() {
            break;
        }
        answer.rows.extend(next.rows);
    }
    Ok(answer)
}

fn page(host: &HostSession, filter: &str, offset: u32, limit: u32) -> Result<UserListResponse, CommandError> {
    host.ask(
        "user.list",
        &UserListRequest {
            filter: filter.to_owned(),
            page: Page { offset, limit },
            ..UserListRequest::default()
        },
    )
}

fn line(user: &UserRow) -> Vec<String> {
    let mut state = state_word(user.state).to_owned();
    for (holds, word) in [(user.is_superuser, "superuser"), (user.is_staff, "staff")] {
        if holds {
            state.push_str(", ");
            state.push_str(word);
        }
    }
    vec![
        user.login.clone(),
        user.display_name.clone(),
        state,
        user.last_sign_in_at
            .as_deref()
            .map_or_else(|| "never".to_owned(), minute),
        user.groups
            .iter()
            .map(|group| group.name.as_str())
            .collect::<Vec<_>>()
            .join(", "),
    ]
}

pub(super) fn describe(detail: &UserDetail) -> String {
    let user = &detail.user;
    let mut lines = vec![
        format!("{}  ({})", plain(&user.display_name), plain(&user.login)),
        format!("id         {}", user.id),
        format!(
            "email      {}",
            if user.email.is_empty() {
                "none"
            } else {
                &user.email
            }
        ),
        format!("state      {}", line(user)[2]),
        format!("joined     {}", minute(&user.joined_at)),
        format!("signed in  {}", line(user)[3]),
        format!("password   {}", password_words(&detail.password)),
        format!("sessions   {}", detail.live_sessions),
        format!("groups     {}", plain(&line(user)[4])),
    ];
    if user.is_superuser && user.state == UserState::Active {
        lines.push("can do everything, as a superuser".to_owned());
    }
    for held in &detail.permissions {
        for path in &held.paths {
            let through: Vec<String> = path.iter().map(|group| plain(&group.name)).collect();
            let way = if through.is_empty() {
                "granted directly".to_owned()
            } else {
                format!("through {}", through.join(" < "))
            };
            lines.push(format!("can        {}  {way}", held.permission));
        }
    }
    lines.join("\n")
}

fn password_words(password: &PasswordInfo) -> String {
    if password.is_outranked {
        return format!(
            "{}, no longer counts: the person who set it has fewer rights; set a new one",
            password.algorithm
        );
    }
    match (password.is_usable, password.needs_rehash) {
        (false, _) => "none: they cannot sign in".to_owned(),
        (true, true) => format!("{}, re-hashed at the next sign-in", password.algorithm),
        (true, false) => password.algorithm.clone(),
    }
}

fn state_word(state: UserState) -> &'static str {
    match state {
        UserState::Active => "active",
        UserState::Disabled => "disabled",
        UserState::NotYetValid => "not yet valid",
        UserState::Expired => "expired",
        UserState::Deleted => "deleted",
    }
}

/// Whether `name` is the username or identifier of the signed-in person. `false` if no one is signed in: the command
/// itself then says so.
fn is_me(host: &HostSession, name: &str) -> bool {
    let me: Result<MeResponse, CommandError> = host.ask("session.me", &Nothing {});
    me.is_ok_and(|me| me.user.id == name || NameKey::new(&me.user.login) == NameKey::new(name))
}
