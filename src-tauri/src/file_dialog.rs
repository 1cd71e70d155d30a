//! The system's file dialogs. Rust opens them, so the window needs no access to the file system.

use tauri::WebviewWindow;
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath};

use crate::ipc::{Answer, off_the_window};

/// Lets the person choose a file to read. `None` if they cancel.
#[tauri::command]
pub async fn pick_open_file(window: WebviewWindow) -> Answer<Option<String>> {
    ask(window, |dialog| dialog.blocking_pick_file()).await
}

/// Lets the person choose where to write. `None` if they cancel.
#[tauri::command]
pub async fn pick_save_file(window: WebviewWindow, suggested_name: String) -> Answer<Option<String>> {
    ask(window, move |dialog| {
        dialog.set_file_name(suggested_name).blocking_save_file()
    })
    .await
}

/// Lets the person choose a folder. `None` if they cancel.
#[tauri::command]
pub async fn pick_folder(window: WebviewWindow) -> Answer<Option<String>> {
    ask(window, |dialog| dialog.blocking_pick_folder()).await
}

/// Whether the dialogs go through a desktop portal, another process. A portal reads `/proc` to learn which program
/// asks, and refuses a program that hides. GTK's own dialogs, the usual ones, run in this process and ask no other.
pub fn goes_through_portal() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let is_wanted = std::env::var_os("GTK_USE_PORTAL").is_some_and(|value| value == "1");
    is_wanted || set("FLATPAK_ID") || set("SNAP") || std::path::Path::new("/.flatpak-info").exists()
}

async fn ask(
    window: WebviewWindow,
    pick: impl FnOnce(FileDialogBuilder<tauri::Wry>) -> Option<FilePath> + Send + 'static,
) -> Answer<Option<String>> {
    off_the_window(move || {
        let picked = pick(window.dialog().file().set_parent(&window));
        Ok(picked
            .and_then(|file| file.into_path().ok())
            .map(|path| path.to_string_lossy().into_owned()))
    })
    .await
}
