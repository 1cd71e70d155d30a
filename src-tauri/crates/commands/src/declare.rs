//! How a command is declared, and how a request finds its handler.

use portreeve_core::audit::{Target, Via};
use portreeve_core::directory::Directory;
use portreeve_core::name::LOGIN_CHARS_MAX;
use portreeve_core::own::OwnPermission;
use portreeve_core::secret::SecretText;
use serde_json::Value;

use crate::app::App;
use crate::bindings::Collector;
use crate::clock::MARK_SECS;
use crate::context::Context;
use crate::error::{CommandError, ErrorCode};
use crate::wire::Done;

/// Who may use a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Anybody who reaches the directory.
    Public,
    /// Anybody with a live session.
    SignedIn,
    /// Holders of this permission.
    Needs(OwnPermission),
    /// Superusers: it hands out everything there is.
    Superuser,
}

/// Whether a command changes anything; every one that does leaves an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Changes nothing.
    Reads,
    /// Commits a change set.
    Writes,
}

/// How the command line asks for a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommandLine {
    /// What is typed after `portreeve`, without what it is about.
    Line(&'static str),
    /// Not by itself; this is why.
    NoLine(&'static str),
}

/// What is declared of a command.
#[derive(Clone, Copy)]
pub struct CommandSpec {
    /// For example `group.add_member`; also what the audit trail says.
    pub name: &'static str,
    /// Collects the TypeScript types of request and response; returns their names.
    pub(crate) types: fn(&mut Collector) -> (String, String),
    /// Who may.
    pub access: Access,
    /// Whether it changes anything.
    pub effect: Effect,
    /// How the command line asks for it.
    pub command_line: CommandLine,
    pub(crate) handle: fn(&Context, Value) -> Result<Value, CommandError>,
}

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

/// Performs the command `name`, which came `via` some way, for whoever holds `session`.
pub fn perform(
    app: &App,
    via: Via,
    session: Option<&SecretText>,
    name: &str,
    request: Value,
) -> Result<Done<Value>, CommandError> {
    let spec = find(name)?;
    let context = Context::identify(app, via, session, spec)?;
    app.refusals.write_due(app, context.now);
    let login = request.get("login").and_then(Value::as_str).unwrap_or_default();
    let is_too_long = login.len() > LOGIN_BYTES_MAX;
    let (targets, tried) = match is_too_long {
        true => (Vec::new(), app.refusals.tried("")),
        false => (named(&context.directory, &request), app.refusals.tried(login)),
    };
    let answer = context.admit().and_then(|()| match is_too_long {
        true => Err(login_too_long()),
        false => (spec.handle)(&context, request),
    });
    let response = answer.inspect_err(|error| {
        context.record_refusal(error, targets, tried);
        app.mark_time(MARK_SECS);
    })?;
    Ok(Done {
        response,
        event: context.left(),
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
pub fn find(name: &str) -> Result<&'static CommandSpec, CommandError> {
    let spec = crate::list::commands().find(|spec| spec.name == name);
    spec.ok_or_else(|| CommandError::new(ErrorCode::InvalidRequest, format!("there is no command `{name}`")))
}

/// Refuses a `session` that nobody is signed in with. To ask does not count as using it.
pub fn require_signed_in(app: &App, session: &SecretText) -> Result<(), CommandError> {
    let context = Context::identify(app, Via::ControlSocket, Some(session), find("session.me")?)?;
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

pub(crate) fn from_wire<T: serde::de::DeserializeOwned>(request: Value) -> Result<T, CommandError> {
    serde_json::from_value(request).map_err(|error| {
        CommandError::new(
            ErrorCode::InvalidRequest,
            format!("the request is not understood: {error}"),
        )
    })
}

pub(crate) fn to_wire(response: &impl serde::Serialize) -> Result<Value, CommandError> {
    serde_json::to_value(response).map_err(|error| CommandError::new(ErrorCode::Internal, error.to_string()))
}

/// Declares the commands of a noun, beside their handlers:
/// `"user.disable" disable(UserRequest) -> UserRow, Needs(ChangeUser), Writes, Line("user disable");`
macro_rules! commands {
    ($($name:literal $handler:ident($request:ty) -> $response:ty, $access:expr, $effect:expr, $cli:expr;)*) => {
        /// What is declared of the commands here.
        pub(crate) const COMMANDS: &[$crate::declare::CommandSpec] = {
            #[allow(unused_imports, reason = "what the rows do not name")]
            use $crate::declare::{Access::*, CommandLine::*, Effect::*};
            #[allow(unused_imports, reason = "what the rows do not name")]
            use portreeve_core::own::OwnPermission::*;
            &[$(
                $crate::declare::CommandSpec {
                    name: $name,
                    types: |collector| (collector.collect::<$request>(), collector.collect::<$response>()),
                    access: $access,
                    effect: $effect,
                    command_line: $cli,
                    handle: |context, request| {
                        let request = $crate::declare::from_wire::<$request>(request)?;
                        let response: $response = $handler(context, request)?;
                        $crate::declare::to_wire(&response)
                    },
                },
            )*]
        };
    };
}
pub(crate) use commands;
