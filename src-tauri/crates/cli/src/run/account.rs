//! `portreeve account`

use portreeve_commands::CommandError;
use portreeve_commands::user::wire::UserDetail;
use portreeve_commands::wire::Nothing;
use portreeve_host::HostSession;

use super::{session, user};
use crate::args::Account;
use crate::exit::Answer;
use crate::output::Output;

pub(super) fn run(host: &HostSession, command: Account, output: &Output) -> Result<Answer, CommandError> {
    match command {
        Account::Show => {
            let detail: UserDetail = host.ask("account.show", &Nothing {})?;
            output.answer(&detail, || user::describe(&detail));
        }
        Account::Sessions => session::list(&host.ask("account.sessions", &Nothing {})?, output),
        // Without a session it is `--others`: clap takes one of the two.
        Account::EndSession { request, others: _ } => {
            session::ended(&host.ask("account.end_session", &request)?, output);
        }
    }
    Ok(Answer::Yes)
}
