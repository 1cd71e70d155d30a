//! The commands that the window may call. Each passes the call to the host session and returns its answer.

use std::sync::Arc;

use portreeve_commands::wire::Answered;
use portreeve_commands::{CommandError, ErrorClass};
use portreeve_host::HostSession;
use serde_json::Value;
use tauri::State;

pub type Answer<T> = Result<T, CommandError>;

/// What needs no open directory and no session: `portreeve_host::HOST_CALLS` lists it.
#[tauri::command]
pub async fn ask_host(host: State<'_, Arc<HostSession>>, call: String, request: Value) -> Answer<Value> {
    at(host, move |host| host.answer(&call, request)).await
}

/// A command of the open directory.
#[tauri::command]
pub async fn call(host: State<'_, Arc<HostSession>>, command: String, request: Value) -> Answer<Answered> {
    at(host, move |host| host.act(&command, request)).await
}

/// Runs blocking work at the host session on a thread that may wait.
async fn at<T: Send + 'static>(
    host: State<'_, Arc<HostSession>>,
    work: impl FnOnce(&HostSession) -> Answer<T> + Send + 'static,
) -> Answer<T> {
    let host = Arc::clone(&host);
    off_the_window(move || work(&host)).await
}

/// Runs blocking work without blocking the window. A panic in it is a refusal, not the end of the app.
pub async fn off_the_window<T: Send + 'static>(
    work: impl FnOnce() -> Answer<T> + Send + 'static,
) -> Answer<T> {
    tauri::async_runtime::spawn_blocking(work)
        .await
        .unwrap_or_else(|_panic| {
            Err(CommandError::new(
                ErrorClass::Internal,
                "This did not work because of a fault in Portreeve.",
            )
            .hint("Start Portreeve again, and report what you did before this."))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_in_a_command_becomes_a_refusal() {
        let answer: Answer<()> = tauri::async_runtime::block_on(off_the_window(|| panic!("a bug")));
        assert_eq!(answer.unwrap_err().reason, "internal");
    }
}
