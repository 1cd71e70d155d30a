//! A command: what is declared of it, and its handler.

use serde_json::Value;

use crate::context::Context;
use crate::declare::Declared;
use crate::error::{CommandError, ErrorClass};
use crate::wire::collect::Collector;

/// A command.
#[derive(Clone, Copy)]
pub struct Command {
    /// What is declared of it.
    pub declared: Declared,
    /// Collects the TypeScript types of request and response; returns their names.
    pub(crate) types: fn(&mut Collector) -> (String, String),
    pub(crate) handle: fn(&Context, Value) -> Result<Value, CommandError>,
}

pub(crate) fn from_wire<T: serde::de::DeserializeOwned>(request: Value) -> Result<T, CommandError> {
    serde_json::from_value(request).map_err(|error| {
        CommandError::new(
            ErrorClass::InvalidRequest,
            format!("the request is not understood: {error}"),
        )
    })
}

pub(crate) fn to_wire(response: &impl serde::Serialize) -> Result<Value, CommandError> {
    serde_json::to_value(response).map_err(|error| CommandError::new(ErrorClass::Internal, error.to_string()))
}

/// Declares the commands of a noun, beside their handlers:
/// `"user.disable" disable(UserRequest) -> UserRow, Needs(ChangeUser), Writes, Line("user disable");`
macro_rules! commands {
    ($($name:literal $handler:ident($request:ty) -> $response:ty, $access:expr, $effect:expr, $cli:expr;)*) => {
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
