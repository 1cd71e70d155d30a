//! The system's file dialogs. They are asked from here, so the window needs no right to the file system.

use tauri::WebviewWindow;
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath};

use crate::ipc::{Answer, off_the_window};

/// Lets the person choose a file to read. `None` when they back out.
#[tauri::command]
pub async fn pick_open_file(window: WebviewWindow) -> Answer<Option<String>> {
    ask(window, |dialog| dialog.blocking_pick_file()).await
}

/// Lets the person choose where to write. `None` when they back out.
#[tauri::command]
pub async fn pick_save_file(window: WebviewWindow, suggested_name: String) -> Answer<Option<String>> {
    ask(window, move |dialog| {
        dialog.set_file_name(suggested_name).blocking_save_file()
    })
    .await
}

/// Lets the person choose a folder. `None` when they back out.
#[tauri::command]
pub async fn pick_folder(window: WebviewWindow) -> Answer<Option<String>> {
    ask(window, |dialog| dialog.blocking_pick_folder()).await
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
