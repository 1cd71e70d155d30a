//! The places of programs and files that the tests use. A missing one fails the test and says how to get it.

use std::path::{Path, PathBuf};

const REMEDY: &str = "run `cargo xtask test`, which sets this up";

/// The root of the source.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The command line, from the same build as these tests.
pub fn portreeve() -> PathBuf {
    let test = std::env::current_exe().expect("the path of this test");
    let profile = test
        .parent()
        .and_then(Path::parent)
        .expect("a test lies in target/PROFILE/deps");
    required(
        profile.join(format!("portreeve{}", std::env::consts::EXE_SUFFIX)),
        "the command line",
    )
}

/// A Python with the packages in `tests/counterparts/requirements.txt`.
pub fn python() -> PathBuf {
    let made = root().join("target/venv/bin/python");
    required(
        std::env::var_os("PORTREEVE_PYTHON").map_or(made, PathBuf::from),
        "the Python of the counterparts",
    )
}

/// The folder of the Node counterparts' packages.
pub fn node_modules() -> PathBuf {
    let installed = counterpart("node_modules");
    let folder = std::env::var_os("PORTREEVE_NODE_MODULES").map_or(installed, PathBuf::from);
    required(folder.join("jose"), "the Node package jose");
    folder
}

/// A file of `tests/counterparts`.
pub fn counterpart(name: &str) -> PathBuf {
    root().join("tests/counterparts").join(name)
}

/// The check of a preset: `check.py` or the like, in the folder called by the first word of the preset's id.
pub fn check(preset: &str) -> PathBuf {
    let presets = root().join("src-tauri/crates/exchange/src/preset");
    let folder = presets.join(preset.split('-').next().unwrap_or(preset));
    let files = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files = files.map(|file| file.expect("an entry").path());
    let check = files.find(|file| file.file_stem().is_some_and(|name| name == "check"));
    check.unwrap_or_else(|| panic!("{} has no check", folder.display()))
}

/// A file of the real Django site.
pub fn fixture(name: &str) -> PathBuf {
    required(root().join("tests/fixtures/django").join(name), "a fixture")
}

/// A program of the system.
pub fn system(name: &str) -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|file| file.is_file());
    found.unwrap_or_else(|| panic!("`{name}` is missing: {REMEDY}"))
}

fn required(path: PathBuf, what: &str) -> PathBuf {
    assert!(path.exists(), "{what} is missing ({}): {REMEDY}", path.display());
    path
}
