//! The inputs that are kept in files.

use std::path::{Path, PathBuf};

/// The files of the target `name`, sorted by name. A `.raw` file is an input as it is; the target fills in the others.
pub fn read(name: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(name);
    let mut paths: Vec<PathBuf> = std::fs::read_dir(&folder)
        .into_iter()
        .flatten()
        .map(|entry| entry.expect("the corpus can be listed").path())
        .collect();
    paths.sort();
    let read = |path: PathBuf| {
        let bytes = std::fs::read(&path).expect("the corpus can be read");
        (path, bytes)
    };
    paths.into_iter().map(read).collect()
}

/// The inputs of the target `name`. `fill` turns a file's contents into an input, unless the file is `.raw`.
pub fn inputs(name: &str, fill: impl Fn(Vec<u8>) -> Vec<u8>) -> Vec<Vec<u8>> {
    let input = |(path, bytes): (PathBuf, Vec<u8>)| {
        let is_raw = path.extension().is_some_and(|extension| extension == "raw");
        if is_raw { bytes } else { fill(bytes) }
    };
    read(name).into_iter().map(input).collect()
}
