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
/// `"user.disable" disable(UserRequest) -> UserRow, Needs(ChangeUser), Writes, Line("user disable");`
///
/// A command whose answer comes from records alone says from which kinds: the window asks it again when these were touched.
/// `"group.list" list(Nothing) -> GroupListResponse, Needs(ViewGroup), Reads, Line("group list"), reads [Group, User];`
macro_rules! commands {
    ($($name:literal $handler:ident($request:ty) -> $response:ty, $access:expr, $effect:expr, $cli:expr
        $(, reads [$($kind:ident),*])?;)*) => {
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
                        reads: $crate::command::kinds!($([$($kind),*])?),
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

/// The kinds that a row names, if it names any.
macro_rules! kinds {
    () => { None };
    ([$($kind:ident),*]) => { Some(&[$(portreeve_core::kind::Kind::$kind),*]) };
}
pub(crate) use kinds;
