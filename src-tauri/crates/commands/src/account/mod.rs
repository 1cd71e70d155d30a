//! The caller's own account: everyone who is signed in sees it, and ends the sessions in it.

pub mod wire;

use portreeve_core::change::ChangeSet;
use portreeve_core::stored::By;

use self::wire::AccountEndSessionRequest;
use crate::command::commands;
use crate::context::Context;
use crate::error::CommandError;
use crate::error_map::not_found;
use crate::live::live;
use crate::session;
use crate::session::wire::{SessionListResponse, SessionRevokeResponse};
use crate::user::detail;
use crate::user::wire::UserDetail;
use crate::wire::Nothing;

commands! {
    "account.show" show(Nothing) -> UserDetail {
        access: SignedIn, proof: AtSignIn, effect: Reads, cli: Line("account show"),
        reads: [User, LastSignIn, Group, Credential, Permission, Session, TokenFamily, Client],
        done: "looked at their own account", tried: "look at their own account",
        example: Nothing {},
    }
    "account.sessions" sessions(Nothing) -> SessionListResponse {
        access: SignedIn, proof: AtSignIn, effect: Reads, cli: Line("account sessions"),
        reads: [Session, TokenFamily, User, Client],
        done: "looked at their own sessions", tried: "look at their own sessions",
        example: Nothing {},
    }
    "account.end_session" end_session(AccountEndSessionRequest) -> SessionRevokeResponse {
        access: SignedIn, proof: AtSignIn, effect: Writes, cli: Line("account end-session"),
        done: "ended sessions of their own", tried: "end a session of their own",
        example: AccountEndSessionRequest::default(),
    }
}

pub(crate) fn show(context: &Context, _: Nothing) -> Result<UserDetail, CommandError> {
    detail(context, context.actor(&context.directory)?.user())
}

/// The names of apps are no secret to the person who is signed in there.
pub(crate) fn sessions(context: &Context, _: Nothing) -> Result<SessionListResponse, CommandError> {
    let own = context.actor(&context.directory)?.user().id;
    Ok(SessionListResponse {
        sessions: session::live_rows(context, &live(context, Some(By::User(own)))?, true),
    })
}

pub(crate) fn end_session(
    context: &Context,
    request: AccountEndSessionRequest,
) -> Result<SessionRevokeResponse, CommandError> {
    let own = context.actor(&context.directory)?.user().clone();
    let Some(id) = request.session else {
        return session::end_all(context, own.id);
    };
    // Another person's session and none at all get the same answer.
    let found = session::ended(context, &id)?.filter(|(owner, _)| *owner == own.id);
    let (_, ended) = found.ok_or_else(|| {
        not_found("session", &id)
            .hint("nothing was changed")
            .cli_hint("`portreeve account sessions` shows yours")
    })?;
    context.commit(|_| {
        let event = context.event(own.as_ref(), "one of them");
        Ok((
            ChangeSet::new(event, vec![ended]),
            SessionRevokeResponse { ended: 1 },
        ))
    })
}
