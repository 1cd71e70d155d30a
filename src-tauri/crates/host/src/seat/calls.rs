//! What a window asks of its seat by name: one list and one door, for what needs no open directory and no session.
//!
//! What is asked of an open directory is a command, and goes through [`Seat::act`]. TypeScript's `SeatCalls` is made
//! from this list.

use portreeve_commands::home::{
    CreateDirectoryRequest, HomeStatus, OpenDirectoryRequest, RepairResponse, RestoreRequest,
    RestoreResponse, SeatSignInRequest, UnlockRequest,
};
use portreeve_commands::recovery::wire::RestoreKeyRequest;
use portreeve_commands::wire::Nothing;
use portreeve_commands::wire::collect::Collector;
use portreeve_commands::{CommandError, ErrorCode};
use serde_json::Value;

use super::{Seat, to_value};

/// A call at the seat.
pub struct SeatCall {
    /// What it is called.
    pub name: &'static str,
    /// Collects the TypeScript types of request and response; returns their names.
    pub types: fn(&mut Collector) -> (String, String),
    handle: fn(&Seat, Value) -> Result<Value, CommandError>,
}

macro_rules! seat_calls {
    ($($name:literal ($request:ty) -> $response:ty = $handler:expr;)*) => {
        /// Every call.
        pub const SEAT_CALLS: &[SeatCall] = &[$(
            SeatCall {
                name: $name,
                types: |collector| (collector.collect::<$request>(), collector.collect::<$response>()),
                handle: |seat, request| {
                    let handler: fn(&Seat, $request) -> Result<$response, CommandError> = $handler;
                    to_value(&handler(seat, understood(request)?)?)
                },
            },
        )*];
    };
}

seat_calls! {
    "status" (Nothing) -> HomeStatus = |seat, _| seat.status();
    "create_directory" (CreateDirectoryRequest) -> HomeStatus = Seat::create_directory;
    "open_directory" (OpenDirectoryRequest) -> HomeStatus = Seat::open_directory;
    "repair" (Nothing) -> RepairResponse = |seat, _| seat.repair();
    "restore" (RestoreRequest) -> RestoreResponse = Seat::restore;
    "restore_key" (RestoreKeyRequest) -> HomeStatus = |seat, request| {
        seat.restore_key(request)?;
        seat.status()
    };
    "sign_in" (SeatSignInRequest) -> HomeStatus = |seat, request| seat.sign_in(&request.login, request.password);
    "sign_out" (Nothing) -> HomeStatus = |seat, _| seat.sign_out();
    "lock" (Nothing) -> HomeStatus = |seat, _| seat.lock();
    "unlock" (UnlockRequest) -> HomeStatus = |seat, request| seat.unlock(request.password);
}

impl Seat {
    /// Answers the call `name` of [`SEAT_CALLS`].
    pub fn answer(&self, name: &str, request: Value) -> Result<Value, CommandError> {
        let call = SEAT_CALLS.iter().find(|call| call.name == name);
        let call = call.ok_or_else(|| {
            CommandError::new(
                ErrorCode::InvalidRequest,
                format!("there is no call `{name}`; nothing was done"),
            )
        })?;
        (call.handle)(self, request)
    }
}

fn understood<T: serde::de::DeserializeOwned>(request: Value) -> Result<T, CommandError> {
    serde_json::from_value(request).map_err(|error| {
        CommandError::new(
            ErrorCode::InvalidRequest,
            format!("the request is not understood: {error}"),
        )
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use portreeve_commands::bindings::generate;

    use super::*;

    /// `cargo xtask bindings` sets `PORTREEVE_WRITE_BINDINGS`, which writes instead of comparing.
    #[test]
    fn bindings_are_what_the_lists_say() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../ui/src/bindings");
        let calls: Vec<_> = SEAT_CALLS.iter().map(|call| (call.name, call.types)).collect();
        for (name, made) in generate(&calls) {
            let path = folder.join(name);
            if std::env::var_os("PORTREEVE_WRITE_BINDINGS").is_some() {
                std::fs::create_dir_all(&folder).unwrap();
                std::fs::write(&path, &made).unwrap();
            }
            let committed = std::fs::read_to_string(&path).unwrap_or_default();
            assert!(
                committed == made,
                "ui/src/bindings/{name} is out of date: run `cargo xtask bindings`"
            );
        }
    }
}
