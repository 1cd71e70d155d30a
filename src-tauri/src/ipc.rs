//! The commands that the window may call. Each passes the call to the seat and returns its answer.

use std::sync::Arc;

use portreeve_commands::home::{
    CreateDirectoryRequest, HomeStatus, OpenDirectoryRequest, RepairResponse, RestoreRequest, RestoreResponse,
};
use portreeve_commands::recovery::wire::RestoreKeyRequest;
use portreeve_commands::wire::Answered;
use portreeve_commands::wire::secret::WireSecret;
use portreeve_commands::{CommandError, ErrorCode};
use portreeve_host::Seat;
use serde::Deserialize;
use serde_json::Value;
use tauri::State;

pub type Answer<T> = Result<T, CommandError>;

/// Username and password of the person who signs in.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignInRequest {
    login: String,
    password: WireSecret,
}

/// The password of the person who locked the window.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnlockRequest {
    password: WireSecret,
}

#[tauri::command]
pub async fn status(seat: State<'_, Arc<Seat>>) -> Answer<HomeStatus> {
    at(seat, |seat| seat.status()).await
}

#[tauri::command]
pub async fn create_directory(
    seat: State<'_, Arc<Seat>>,
    request: CreateDirectoryRequest,
) -> Answer<HomeStatus> {
    at(seat, |seat| seat.create_directory(request)).await
}

#[tauri::command]
pub async fn open_directory(seat: State<'_, Arc<Seat>>, request: OpenDirectoryRequest) -> Answer<HomeStatus> {
    at(seat, |seat| seat.open_directory(request)).await
}

#[tauri::command]
pub async fn repair(seat: State<'_, Arc<Seat>>) -> Answer<RepairResponse> {
    at(seat, |seat| seat.repair()).await
}

#[tauri::command]
pub async fn restore(seat: State<'_, Arc<Seat>>, request: RestoreRequest) -> Answer<RestoreResponse> {
    at(seat, |seat| seat.restore(request)).await
}

#[tauri::command]
pub async fn restore_key(seat: State<'_, Arc<Seat>>, request: RestoreKeyRequest) -> Answer<HomeStatus> {
    at(seat, |seat| {
        seat.restore_key(request)?;
        seat.status()
    })
    .await
}

#[tauri::command]
pub async fn sign_in(seat: State<'_, Arc<Seat>>, request: SignInRequest) -> Answer<HomeStatus> {
    at(seat, move |seat| seat.sign_in(&request.login, request.password)).await
}

#[tauri::command]
pub async fn sign_out(seat: State<'_, Arc<Seat>>) -> Answer<HomeStatus> {
    at(seat, |seat| seat.sign_out()).await
}

#[tauri::command]
pub async fn lock(seat: State<'_, Arc<Seat>>) -> Answer<HomeStatus> {
    at(seat, |seat| seat.lock()).await
}

#[tauri::command]
pub async fn unlock(seat: State<'_, Arc<Seat>>, request: UnlockRequest) -> Answer<HomeStatus> {
    at(seat, |seat| seat.unlock(request.password)).await
}

#[tauri::command]
pub async fn call(seat: State<'_, Arc<Seat>>, command: String, request: Value) -> Answer<Answered> {
    at(seat, move |seat| seat.act(&command, request)).await
}

/// Runs blocking work at the seat on a thread that may wait.
async fn at<T: Send + 'static>(
    seat: State<'_, Arc<Seat>>,
    work: impl FnOnce(&Seat) -> Answer<T> + Send + 'static,
) -> Answer<T> {
    let seat = Arc::clone(&seat);
    off_the_window(move || work(&seat)).await
}

/// Runs blocking work without blocking the window. A panic in it is a refusal, not the end of the app.
pub async fn off_the_window<T: Send + 'static>(
    work: impl FnOnce() -> Answer<T> + Send + 'static,
) -> Answer<T> {
    tauri::async_runtime::spawn_blocking(work)
        .await
        .unwrap_or_else(|_panic| {
            Err(CommandError::new(
                ErrorCode::Internal,
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
        assert_eq!(answer.unwrap_err().code, ErrorCode::Internal);
    }
}
