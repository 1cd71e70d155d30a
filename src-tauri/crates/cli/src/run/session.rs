//! `portreeve session`

use portreeve_commands::CommandError;
use portreeve_commands::session::wire::*;
use portreeve_host::HostSession;

use crate::args::Session;
use crate::exit::Answer;
use crate::moment::minute;
use crate::output::Output;
use crate::table::{count, table};

pub(super) fn run(host: &HostSession, command: Session, output: &Output) -> Result<Answer, CommandError> {
    match command {
        Session::List(request) => list(&host.ask("session.list", &request)?, output),
        Session::Revoke(request) => ended(&host.ask("session.revoke", &request)?, output),
    }
    Ok(Answer::Yes)
}

pub(super) fn list(response: &SessionListResponse, output: &Output) {
    output.answer(response, || {
        let rows: Vec<_> = response.sessions.iter().map(line).collect();
        table(&["SESSION", "WHO", "WHERE", "LAST USED", "ENDS"], &rows)
    });
}

pub(super) fn ended(response: &SessionRevokeResponse, output: &Output) {
    output.answer(response, || {
        format!("ended {}", count(response.ended as usize, "session"))
    });
}

fn line(session: &SessionRow) -> Vec<String> {
    let kind = match (session.kind, &session.client) {
        (SessionKind::Window, _) => "window".to_owned(),
        (SessionKind::Cli, _) => "command line".to_owned(),
        (SessionKind::TokenFamily, client) => client.clone().unwrap_or_else(|| "deleted app".to_owned()),
    };
    let current = if session.is_current { " (this one)" } else { "" };
    vec![
        session.id.clone(),
        session.login.clone(),
        format!("{kind}{current}"),
        minute(&session.last_seen_at),
        minute(&session.expires_at),
    ]
}
