//! The folder for the webview's own data: how the window looks, never the directory's contents.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tauri::{App, Manager};

/// Makes the folder if it is missing, readable by its owner only.
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

/// On Windows and others a profile's local data is private already.
#[cfg(not(unix))]
fn close_to_others(_folder: &Path) -> io::Result<()> {
    Ok(())
}
