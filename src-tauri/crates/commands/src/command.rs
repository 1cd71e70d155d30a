//! A command: its declaration and its handler.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::about::{About, Named};
use crate::context::Context;
use crate::declare::Declared;
use crate::error::{CommandError, ErrorClass};
use crate::wire::collect::Collector;

/// A command: what is declared of it, and how it handles a request.
#[derive(Clone, Copy)]
pub struct Command {
    /// The name, access, effect and words of the command.
    pub declared: Declared,
    /// A request about the team in [`example`](crate::example).
    pub example: fn() -> Value,
    /// Collects the TypeScript types of request and response; returns their names.
    pub(crate) types: fn(&mut Collector) -> (String, String),
    pub(crate) decode: fn(Value) -> Result<Box<dyn Call>, CommandError>,
}

/// A decoded request. Its access is not checked yet.
pub(crate) trait Call {
    /// The people and things that the request names.
    fn about(&self) -> Vec<Named>;

    /// The command that does to one person what it asks to be done to many.
    fn for_each(&self) -> Option<&'static str>;

    /// Calls the handler and returns its answer as JSON text.
    fn perform(self: Box<Self>, context: &Context) -> Result<Box<RawValue>, CommandError>;
}

/// How a command is performed.
type Handler<Q, A> = fn(&Context, Q) -> Result<A, CommandError>;

struct Decoded<Q, A> {
    request: Q,
    handler: Handler<Q, A>,
}

impl<Q: About, A: Serialize> Call for Decoded<Q, A> {
    fn about(&self) -> Vec<Named> {
        self.request.about()
    }

    fn for_each(&self) -> Option<&'static str> {
        self.request.for_each()
    }

    fn perform(self: Box<Self>, context: &Context) -> Result<Box<RawValue>, CommandError> {
        to_wire(&(self.handler)(context, self.request)?)
    }
}

/// Decodes a request for `handler`.
pub(crate) fn decode<Q, A>(request: Value, handler: Handler<Q, A>) -> Result<Box<dyn Call>, CommandError>
where
    Q: About + DeserializeOwned + 'static,
    A: Serialize + 'static,
{
    let request = from_wire(request)?;
    Ok(Box::new(Decoded { request, handler }))
}

fn from_wire<T: DeserializeOwned>(request: Value) -> Result<T, CommandError> {
    serde_json::from_value(request).map_err(|error| {
        CommandError::new(
            ErrorClass::InvalidRequest,
            format!("the request is not understood: {error}"),
        )
    })
}

pub(crate) fn to_wire(response: &impl Serialize) -> Result<Box<RawValue>, CommandError> {
    serde_json::value::to_raw_value(response)
        .map_err(|error| CommandError::new(ErrorClass::Internal, error.to_string()))
}

/// Declares the commands of a noun, beside their handlers:
///
/// ```text
/// "user.disable" disable(UserRequest) -> UserRow {
///     access: Over(ChangeUser), proof: AtSignIn, effect: Writes, cli: Line("user disable"),
///     done: "disabled {user}", tried: "disable {user}",
///     example: UserRequest { user: "ada".into() },
/// }
/// ```
///
/// If a command's answer comes from records alone, the declaration names their kinds after `cli`:
/// `reads: [User, Group],`. The window asks the command again when a commit touches one of these kinds.
///
/// A command that takes seconds in a large directory is a job: `job: "nothing was changed",` says what is so after the
/// caller has cancelled it. Its handler tells how far it is ([`Context::tell`], or [`Context::watch`] for a port).
macro_rules! commands {
    ($($name:literal $handler:ident($request:ty) -> $response:ty {
        access: $access:expr, proof: $proof:expr, effect: $effect:expr, cli: $cli:expr,
        $(reads: [$($kind:ident),*],)?
        $(job: $job:literal,)?
        done: $done:literal, tried: $tried:literal,
        example: $example:expr,
    })*) => {
        /// The declarations of these commands.
        pub(crate) const COMMANDS: &[$crate::command::Command] = {
            #[allow(unused_imports, reason = "what the rows do not name")]
            use $crate::declare::{Access::*, Assurance::*, CommandLine::*, Effect::*};
            #[allow(unused_imports, reason = "what the rows do not name")]
            use portreeve_core::own::OwnPermission::*;
            &[$(
                $crate::command::Command {
                    declared: $crate::declare::Declared {
                        name: $name,
                        access: $access,
                        proof: $proof,
                        effect: $effect,
                        command_line: $cli,
                        reads: $crate::command::kinds!($([$($kind),*])?),
                        job: $crate::command::job!($($job)?),
                        words: $crate::words::Words { done: $done, tried: $tried },
                    },
                    example: || {
                        let example: $request = $example;
                        serde_json::to_value(example).unwrap_or_default()
                    },
                    types: |collector| (collector.collect::<$request>(), collector.collect::<$response>()),
                    decode: |request| {
                        $crate::command::decode::<$request, $response>(request, $handler)
                    },
                },
            )*]
        };
    };
}
pub(crate) use commands;

/// The kinds that a row names, if it names any.
macro_rules! kinds {
    () => { None };
    ([$($kind:ident),*]) => { Some(&[$(portreeve_core::kind::Kind::$kind),*]) };
}
pub(crate) use kinds;

/// What is so after a cancel, if a row says it.
macro_rules! job {
    () => {
        None
    };
    ($job:literal) => {
        Some($job)
    };
}
pub(crate) use job;
