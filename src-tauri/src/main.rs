//! Portreeve's desktop program. It opens the window and connects it to the host; it contains no rule.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

#[cfg(feature = "desktop")]
mod context;
#[cfg(feature = "desktop")]
mod file_dialog;
#[cfg(feature = "desktop")]
mod ipc;
#[cfg(feature = "desktop")]
mod navigation;
#[cfg(feature = "desktop")]
mod renderer;
#[cfg(feature = "desktop")]
mod shell;
#[cfg(feature = "desktop")]
mod webview_data;

#[cfg(feature = "desktop")]
fn main() -> ExitCode {
    shell::run()
}

#[cfg(not(feature = "desktop"))]
fn main() -> ExitCode {
    eprintln!("portreeve-desktop: built without the window.");
    eprintln!("hint: build it with the feature `desktop`, or use `portreeve` in a terminal.");
    ExitCode::from(2)
}
