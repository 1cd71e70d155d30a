//! What a window asks of its host session by name: one list and one connection, for what needs no open directory and no session.
//!
//! What is asked of an open directory is a command, and goes through [`HostSession::act`]. TypeScript's `HostCalls` is made
//! from this list.

use portreeve_commands::home::{
    CreateDirectoryRequest, HomeStatus, HostSignInRequest, OpenDirectoryRequest, RepairResponse,
    RestoreRequest, RestoreResponse, UnlockRequest, WholePathRequest, WholePathResponse,
};
use portreeve_commands::job::{JobCancelRequest, JobListResponse};
use portreeve_commands::recovery::wire::RestoreKeyRequest;
use portreeve_commands::wire::Nothing;
use portreeve_commands::wire::collect::Collector;
use portreeve_commands::wire::path::FilePath;
use portreeve_commands::{CommandError, ErrorClass};
use serde_json::Value;

use super::{HostSession, to_value};

/// A call at the host session.
pub struct HostCall {
    /// What it is called.
    pub name: &'static str,
    /// Collects the TypeScript types of request and response; returns their names.
    pub types: fn(&mut Collector) -> (String, String),
    handle: fn(&HostSession, Value) -> Result<Value, CommandError>,
}

macro_rules! host_calls {
    ($($name:literal ($request:ty) -> $response:ty = $handler:expr;)*) => {
        /// Every call.
        pub const HOST_CALLS: &[HostCall] = &[$(
            HostCall {
                name: $name,
                types: |collector| (collector.collect::<$request>(), collector.collect::<$response>()),
                handle: |host, request| {
                    let handler: fn(&HostSession, $request) -> Result<$response, CommandError> = $handler;
                    to_value(&handler(host, understood(request)?)?)
                },
            },
        )*];
    };
}

host_calls! {
    "status" (Nothing) -> HomeStatus = |host, _| host.status();
    "create_directory" (CreateDirectoryRequest) -> HomeStatus = HostSession::create_directory;
    "open_directory" (OpenDirectoryRequest) -> HomeStatus = HostSession::open_directory;
    "repair" (Nothing) -> RepairResponse = |host, _| host.repair();
    "restore" (RestoreRequest) -> RestoreResponse = HostSession::restore;
    "restore_key" (RestoreKeyRequest) -> HomeStatus = |host, request| {
        host.restore_key(request)?;
        host.status()
    };
    "sign_in" (HostSignInRequest) -> HomeStatus = |host, request| host.sign_in(&request.login, request.password);
    "sign_out" (Nothing) -> HomeStatus = |host, _| host.sign_out();
    "whole_path" (WholePathRequest) -> WholePathResponse = |_, request| {
        let path = FilePath::new(&request.typed)?;
        Ok(WholePathResponse { path })
    };
    "lock" (Nothing) -> HomeStatus = |host, _| host.lock();
    "jobs" (Nothing) -> JobListResponse = |host, _| Ok(host.jobs());
    "cancel_job" (JobCancelRequest) -> JobListResponse = |host, request| host.cancel_job(request.id);
    "stay_open" (Nothing) -> JobListResponse = |host, _| Ok(host.stay_open());
    "unlock" (UnlockRequest) -> HomeStatus = |host, request| host.unlock(request.password);
}

impl HostSession {
    /// Answers the call `name` of [`HOST_CALLS`].
    pub fn answer(&self, name: &str, request: Value) -> Result<Value, CommandError> {
        let call = HOST_CALLS.iter().find(|call| call.name == name);
        let call = call.ok_or_else(|| {
            CommandError::new(
                ErrorClass::InvalidRequest,
                format!("there is no call `{name}`; nothing was done"),
            )
        })?;
        (call.handle)(self, request)
    }
}

fn understood<T: serde::de::DeserializeOwned>(request: Value) -> Result<T, CommandError> {
    serde_json::from_value(request).map_err(|error| {
        CommandError::new(
            ErrorClass::InvalidRequest,
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
        let calls: Vec<_> = HOST_CALLS.iter().map(|call| (call.name, call.types)).collect();
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
