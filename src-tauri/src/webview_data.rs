//! The folder for what the webview keeps: how the window looks, never what the directory holds.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tauri::{App, Manager};

/// Makes the folder if need be, readable by its owner only.
pub fn folder(app: &App) -> Result<PathBuf, Box<dyn std::error::Error>> {
    let folder = app.path().app_local_data_dir()?.join("webview");
    fs::create_dir_all(&folder)?;
    close_to_others(&folder)?;
    Ok(folder)
}

#[cfg(unix)]
fn close_to_others(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
}

/// Windows and others: a profile's local data is its owner's already.
#[cfg(not(unix))]
fn close_to_others(_folder: &Path) -> io::Result<()> {
    Ok(())
}
