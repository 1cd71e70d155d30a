//! How a request finds its handler.

use portreeve_core::audit::{Target, Via};
use portreeve_core::directory::Directory;
use portreeve_core::name::LOGIN_CHARS_MAX;
use portreeve_core::secret::SecretText;
use serde_json::Value;

use crate::app::App;
use crate::command::Command;
use crate::context::Context;
use crate::error::{CommandError, ErrorCode};
use crate::guarded_clock::MARK_SECS;
use crate::touched;
use crate::wire::Done;

/// [`perform`] for those whom the event does not concern.
pub fn dispatch(
    app: &App,
    via: Via,
    session: Option<&SecretText>,
    name: &str,
    request: Value,
) -> Result<Value, CommandError> {
    perform(app, via, session, name, request).map(|done| done.response)
}

/// Performs the command `name` for the holder of `session`. `via` says where it came from.
pub fn perform(
    app: &App,
    via: Via,
    session: Option<&SecretText>,
    name: &str,
    request: Value,
) -> Result<Done<Value>, CommandError> {
    let command = find(name)?;
    let context = Context::identify(app, via, session, &command.declared, names)?;
    app.refusals
        .write_due(context.now, &|changes| app.try_commit(changes));
    let login = request.get("login").and_then(Value::as_str).unwrap_or_default();
    let is_too_long = login.len() > LOGIN_BYTES_MAX;
    let (targets, tried) = match is_too_long {
        true => (Vec::new(), app.refusals.tried("")),
        false => (named(&context.directory, &request), app.refusals.tried(login)),
    };
    let answer = context.admit().and_then(|()| match is_too_long {
        true => Err(login_too_long()),
        false => (command.handle)(&context, request),
    });
    let response = answer.inspect_err(|error| {
        context.record_refusal(error, targets, tried);
        app.mark_time(MARK_SECS);
    })?;
    Ok(Done {
        response,
        event: context.left(),
        touched: touched::names(&context.touched()),
        notes: context.take_notes(),
    })
}

/// Longest login that is looked at, in bytes: as many as the longest has, however it is written. Finding out who is meant
/// costs more than the name is long, and anybody may ask.
const LOGIN_BYTES_MAX: usize = 16 * LOGIN_CHARS_MAX;

fn login_too_long() -> CommandError {
    CommandError::new(
        ErrorCode::InvalidRequest,
        format!("a login name has at most {LOGIN_CHARS_MAX} characters; nothing was changed"),
    )
    .hint("see whether this is the name")
}

/// What is declared of the command `name`.
pub fn find(name: &str) -> Result<&'static Command, CommandError> {
    let command = crate::list::commands().find(|command| command.declared.name == name);
    command
        .ok_or_else(|| CommandError::new(ErrorCode::InvalidRequest, format!("there is no command `{name}`")))
}

/// Refuses a `session` that nobody is signed in with. To ask does not count as using it.
pub fn require_signed_in(app: &App, session: &SecretText) -> Result<(), CommandError> {
    let context = Context::identify(
        app,
        Via::ControlSocket,
        Some(session),
        &find("session.me")?.declared,
        names,
    )?;
    context.actor(&context.directory).map(drop)
}

/// The users, groups and clients that a request names, as everywhere on the wire, by name or identifier. Only those
/// that exist: in place of a name somebody may have typed a password.
fn named(directory: &Directory, request: &Value) -> Vec<Target> {
    let text = |field: &str| request.get(field).and_then(Value::as_str);
    let user = text("user")
        .or(text("login"))
        .and_then(|name| directory.find_user(name));
    let group = text("group").and_then(|name| directory.find_group(name));
    let client = text("client").and_then(|name| directory.find_client(name));
    let user = user.map(|user| Target::from(user.as_ref()));
    let group = group.map(|group| Target::from(group.as_ref()));
    let client = client.map(|client| Target::from(client.as_ref()));
    [user, group, client].into_iter().flatten().collect()
}

fn names() -> Vec<&'static str> {
    crate::list::commands()
        .map(|command| command.declared.name)
        .collect()
}
