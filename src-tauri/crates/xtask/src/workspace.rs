//! Paths in the source, and of everything that is built.

use std::path::{Path, PathBuf};

/// The root of the source.
pub fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(3).unwrap_or(here)
}

/// The folder for everything that is built.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |given| root().join(given))
}

/// The window's source.
pub fn ui() -> PathBuf {
    root().join("ui")
}

/// The program behind the window in its tests.
pub fn ui_host() -> PathBuf {
    let name = format!("portreeve-ui-host{}", std::env::consts::EXE_SUFFIX);
    target().join("debug").join(name)
}

/// The scripts around the real libraries of local apps.
pub fn counterparts() -> PathBuf {
    root().join("tests/counterparts")
}
