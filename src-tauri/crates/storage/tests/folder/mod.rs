//! The folder of a directory under test.

#![allow(dead_code, reason = "not every test needs all of it")]

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use portreeve_core::id::DirectoryId;
use portreeve_core::secret::SecretBytes;
use portreeve_storage::engine::{Engine, JournaledEngine, Op, Place, Position};

pub const DIRECTORY: DirectoryId = DirectoryId::from_bytes([1; 16]);

pub fn root_key() -> SecretBytes {
    SecretBytes::new(vec![7; 32])
}

pub fn open(place: Place, anchor: Option<Position>) -> Result<JournaledEngine, String> {
    JournaledEngine::open(place, &root_key(), DIRECTORY, anchor).map_err(|error| error.to_string())
}

pub fn place(folder: &Path) -> Place {
    Place::folder(folder).unwrap()
}

pub fn key(number: u32) -> Vec<u8> {
    format!("u{number}").into_bytes()
}

pub fn commit(engine: &JournaledEngine, number: u32) {
    engine
        .commit([Op::Put(key(number), number.to_string().into_bytes())].into())
        .unwrap();
}

pub fn holds(engine: &JournaledEngine, records: u32) -> bool {
    (0..records).all(|number| engine.get(&key(number)) == Ok(Some(number.to_string().into_bytes())))
}

pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    // A file that is gone was removed meanwhile by the engine at work.
    for entry in fs::read_dir(from).into_iter().flatten().flatten() {
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            let copied = fs::copy(entry.path(), target);
            assert!(copied.map_or_else(|error| error.kind() == ErrorKind::NotFound, |_| true));
        }
    }
}
