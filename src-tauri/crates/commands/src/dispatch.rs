//! Finds the handler of a request.

use std::cell::Cell;

use portreeve_core::audit::Via;
use portreeve_core::name::LOGIN_CHARS_MAX;
use portreeve_core::progress::Progress;
use portreeve_core::secret::SecretText;
use serde_json::Value;

use crate::about::{Named, Noun, targets};
use crate::app::App;
use crate::caller::Caller;
use crate::command::Command;
use crate::context::Context;
use crate::declare::Declared;
use crate::error::{CommandError, ErrorClass};
use crate::guarded_clock::MARK_SECS;
use crate::touched;
use crate::wire::{Answered, Done};

/// Performs the command `name` for `caller`: decodes the request, checks that the principal can use the command on the
/// people and groups that the request names, and calls the handler. The answer is JSON text.
pub fn perform(app: &App, caller: Caller, name: &str, request: Value) -> Result<Answered, CommandError> {
    let command = find(name)?;
    let call = (command.decode)(request);
    let reached = Cell::new(None);
    let watch = |progress| {
        let goes_on = (caller.watch)(progress);
        if goes_on.is_continue() {
            reached.set(Some(progress));
        }
        goes_on
    };
    let caller = caller.watching(&watch);
    let about = call.as_ref().map(|call| call.about()).unwrap_or_default();
    let for_each = call.as_ref().ok().and_then(|call| call.for_each());
    let context = Context::identify(app, caller, &command.declared, about, for_each, declarations)?;
    app.refusals
        .write_due(context.now, &|changes| app.try_commit(changes));
    // Access comes first: a caller without it does not learn whether the request was decoded.
    let answer = context.admit().and_then(|()| {
        let call = call?;
        require_short_names(&context.about)?;
        call.perform(&context)
    });
    let answer = answer.map_err(|error| told_when_cancelled(error, command.declared.job, reached.get()));
    let response = answer.inspect_err(|error| {
        let login = login(&context.about).filter(|login| !login.is_too_long());
        let tried = app.refusals.tried(login.map_or("", |login| &login.name));
        context.record_refusal(error, targets(&context.directory, &context.about), tried);
        app.mark_time(MARK_SECS);
    })?;
    Ok(Done {
        response,
        event: context.left(),
        touched: touched::names(&context.touched()),
        notes: context.take_notes(),
    })
}

/// The error of a job that the caller has cancelled: how far it came, and what is so now.
fn told_when_cancelled(
    error: CommandError,
    job: Option<&'static str>,
    reached: Option<Progress>,
) -> CommandError {
    match job.filter(|_| error.class == ErrorClass::Cancelled) {
        Some(so_now) => {
            let reached = reached.filter(|reached| reached.done > 0);
            let reached = reached.map_or_else(String::new, |reached| format!(" at {reached}"));
            CommandError {
                message: format!("it was cancelled{reached}; {so_now}"),
                ..error
            }
        }
        None => error,
    }
}

/// The username with which the caller wants to sign in, if the request names one.
fn login(about: &[Named]) -> Option<&Named> {
    about.iter().find(|named| named.noun == Noun::Login)
}

/// Refuses a request with a name that is too long to be looked up.
fn require_short_names(about: &[Named]) -> Result<(), CommandError> {
    match about.iter().any(Named::is_too_long) {
        true => Err(CommandError::new(
            ErrorClass::InvalidRequest,
            format!("a name has at most {LOGIN_CHARS_MAX} characters; nothing was changed"),
        )
        .hint("see whether this is the name")),
        false => Ok(()),
    }
}

/// The command `name`, or a refusal if there is none.
pub fn find(name: &str) -> Result<&'static Command, CommandError> {
    let command = crate::list::commands().find(|command| command.declared.name == name);
    command.ok_or_else(|| {
        CommandError::new(
            ErrorClass::InvalidRequest,
            format!("there is no command `{name}`"),
        )
    })
}

/// Refuses a `session` that is not signed in. Asking does not count as using the session.
pub fn require_signed_in(app: &App, session: &SecretText) -> Result<(), CommandError> {
    let caller = Caller::new(Via::ControlSocket, Some(session));
    let context = Context::identify(
        app,
        caller,
        &find("session.me")?.declared,
        Vec::new(),
        None,
        declarations,
    )?;
    context.principal(&context.directory).map(drop)
}

fn declarations() -> Vec<&'static Declared> {
    crate::list::commands().map(|command| &command.declared).collect()
}
