//! Puts the program together: the directory's folder, the host session, one window.

use std::process::ExitCode;
use std::sync::Arc;

use portreeve_commands::session::wire::SessionKind;
use portreeve_host::{Home, HostSession};
use serde::Serialize;
use tauri::webview::PageLoadEvent;
use tauri::{
    App, AppHandle, Emitter, Manager, RunEvent, WebviewWindow, WebviewWindowBuilder, Window, WindowEvent,
};
use tauri_plugin_window_state::StateFlags;

use crate::{context, file_dialog, ipc, navigation, renderer, webview_data};

/// Sent to the window when the directory has changed, by this window or by any other process.
const DIRECTORY_CHANGED: &str = "directory-changed";

/// Label of the only window, as in `tauri.conf.json`.
const MAIN_WINDOW: &str = "main";

#[derive(Clone, Serialize)]
struct DirectoryChanged {
    /// Of which kinds records were written.
    kinds: Vec<String>,
}

/// Opens the window and returns when it is closed.
pub fn run() -> ExitCode {
    if let Err(error) = renderer::prepare() {
        eprintln!("portreeve-desktop: cannot restart for the safe renderer, going on without it: {error}");
    }
    // Not before the restart, which would undo it.
    match file_dialog::goes_through_portal() {
        true => portreeve_host::forbid_core_dumps(),
        false => portreeve_host::harden_process(),
    }
    let home = match Home::from_env() {
        Ok(home) => home,
        Err(error) => {
            eprintln!("portreeve-desktop: {error}");
            if let Some(hint) = &error.hint {
                eprintln!("hint: {hint}");
            }
            return ExitCode::FAILURE;
        }
    };
    let host = Arc::new(HostSession::new(home, SessionKind::Window));

    let built = tauri::Builder::default()
        // First, so that a second start only brings the first window forward.
        .plugin(tauri_plugin_single_instance::init(|app, _arguments, _folder| {
            bring_forward(app)
        }))
        .plugin(tauri_plugin_dialog::init())
        .plugin(
            tauri_plugin_window_state::Builder::new()
                .with_state_flags(StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED)
                .build(),
        )
        .manage(host)
        .invoke_handler(tauri::generate_handler![
            ipc::ask_host,
            ipc::call,
            file_dialog::pick_open_file,
            file_dialog::pick_save_file,
            file_dialog::pick_folder,
        ])
        .on_window_event(close_after_jobs)
        .setup(|app| {
            tell_changes(app);
            open_window(app)
        })
        .build(context::context());
    let app = match built {
        Ok(app) => app,
        Err(error) => {
            eprintln!("portreeve-desktop: the window could not be opened: {error}");
            return ExitCode::FAILURE;
        }
    };
    app.run(|app, event| {
        if matches!(event, RunEvent::Exit) {
            app.state::<Arc<HostSession>>().close();
        }
    });
    ExitCode::SUCCESS
}

/// A window in which work goes on closes when that has ended: no job outlives the program, and none is cut off.
fn close_after_jobs(window: &Window, event: &WindowEvent) {
    let WindowEvent::CloseRequested { api, .. } = event else {
        return;
    };
    let host = Arc::clone(&window.state::<Arc<HostSession>>());
    if host.jobs().jobs.is_empty() {
        return;
    }
    api.prevent_close();
    let window = window.clone();
    std::thread::spawn(move || {
        if host.wait_to_close() {
            // It fails only if the window is closed already.
            let _ = window.destroy();
        }
    });
}

fn tell_changes(app: &App) {
    let handle = app.handle().clone();
    app.state::<Arc<HostSession>>()
        .on_change(Box::new(move |touched| {
            let kinds = touched.names();
            // It fails only while the window closes, and then no window needs it.
            let _ = handle.emit(DIRECTORY_CHANGED, DirectoryChanged { kinds });
        }));
}

fn open_window(app: &App) -> Result<(), Box<dyn std::error::Error>> {
    let config = app
        .config()
        .app
        .windows
        .iter()
        .find(|window| window.label == MAIN_WINDOW);
    let config = config.ok_or("tauri.conf.json describes no window `main`")?;
    WebviewWindowBuilder::from_config(app.handle(), config)?
        .on_navigation(navigation::is_ours)
        .on_new_window(|_url, _features| tauri::webview::NewWindowResponse::Deny)
        .data_directory(webview_data::folder(app)?)
        .on_document_title_changed(|window, title| {
            // The page names the screen and the team. A window that is closing needs no title.
            let _ = window.set_title(&title);
        })
        .on_page_load(|window, page| {
            if page.event() == PageLoadEvent::Finished {
                show(&window);
            }
        })
        .build()?;
    Ok(())
}

/// Shows the window once its page is there: before, it would be white in the dark.
fn show(window: &WebviewWindow) {
    if let Err(error) = window.show() {
        eprintln!("portreeve-desktop: the window cannot be shown: {error}");
    }
}

fn bring_forward(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(MAIN_WINDOW) {
        // Best effort: under Wayland a program may not raise itself.
        let _ = window.unminimize();
        let _ = window.set_focus();
    }
}
