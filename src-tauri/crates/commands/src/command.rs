//! A command: what is declared of it, and its handler.

use serde_json::Value;

use crate::context::Context;
use crate::declare::Declared;
use crate::error::{CommandError, ErrorCode};
use crate::wire::collect::Collector;

/// A command.
#[derive(Clone, Copy)]
pub struct Command {
    /// What is declared of it.
    pub declared: Declared,
    /// A request that [`example`](crate::example) makes sense of.
    pub example: fn() -> Value,
    /// Collects the TypeScript types of request and response; returns their names.
    pub(crate) types: fn(&mut Collector) -> (String, String),
    pub(crate) handle: fn(&Context, Value) -> Result<Value, CommandError>,
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
///
/// ```text
/// "user.disable" disable(UserRequest) -> UserRow {
///     access: Needs(ChangeUser), effect: Writes, cli: Line("user disable"),
///     done: "disabled {user}", tried: "disable {user}",
///     example: UserRequest { user: "ada".into() },
/// }
/// ```
macro_rules! commands {
    ($($name:literal $handler:ident($request:ty) -> $response:ty {
        access: $access:expr, effect: $effect:expr, cli: $cli:expr,
        done: $done:literal, tried: $tried:literal,
        example: $example:expr,
    })*) => {
        /// What is declared of the commands here.
        pub(crate) const COMMANDS: &[$crate::command::Command] = {
            #[allow(unused_imports, reason = "what the rows do not name")]
            use $crate::declare::{Access::*, CommandLine::*, Effect::*};
            #[allow(unused_imports, reason = "what the rows do not name")]
            use portreeve_core::own::OwnPermission::*;
            &[$(
                $crate::command::Command {
                    declared: $crate::declare::Declared {
                        name: $name,
                        access: $access,
                        effect: $effect,
                        command_line: $cli,
                        words: $crate::words::Words { done: $done, tried: $tried },
                    },
                    example: || {
                        let example: $request = $example;
                        serde_json::to_value(example).unwrap_or_default()
                    },
                    types: |collector| (collector.collect::<$request>(), collector.collect::<$response>()),
                    handle: |context, request| {
                        let request = $crate::command::from_wire::<$request>(request)?;
                        let response: $response = $handler(context, request)?;
                        $crate::command::to_wire(&response)
                    },
                },
            )*]
        };
    };
}
pub(crate) use commands;
