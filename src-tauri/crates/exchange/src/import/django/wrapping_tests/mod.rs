//! A valid dump in other wrappings, and files that are no dump.

mod damage;
mod encodings;
mod formats;
mod lines;

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use portreeve_core::progress::unwatched;

use super::*;

const MIRA: &str = r#"{"model": "auth.user", "pk": 1, "fields": {"password": "!", "username": "mira", "first_name": "Jürgen"}}"#;
const BOB: &str = r#"{"model": "auth.user", "pk": 2, "fields": {"password": "!", "username": "bob"}}"#;

fn list() -> String {
    format!("[{MIRA}, {BOB}]")
}

/// The usernames in a file, and the notes about it.
#[track_caller]
fn read(bytes: impl AsRef<[u8]>) -> (Vec<String>, String) {
    let dump = parse(bytes.as_ref().to_vec(), &Options::default(), &unwatched)
        .unwrap_or_else(|error| panic!("{error}"));
    let logins = dump.users.iter().map(|user| user.login.to_string());
    (
        logins.collect(),
        dump.notes.iter().map(|note| format!("{note}\n")).collect(),
    )
}

fn refused(bytes: impl AsRef<[u8]>) -> DumpError {
    parse(bytes.as_ref().to_vec(), &Options::default(), &unwatched).unwrap_err()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packing = GzEncoder::new(Vec::new(), Compression::fast());
    packing.write_all(bytes).unwrap();
    packing.finish().unwrap()
}

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}
