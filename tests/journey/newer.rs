//! A directory that a newer program wrote is refused in plain words, and left as it is.

use std::fs;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use portreeve_core::kind::Kind;
use portreeve_core::secret::SecretBytes;
use portreeve_storage::engine::{Engine, Op};
use serde_json::{Value, json};
use sha2::Sha256;

use crate::cli_fixture::{CliFixture, INIT, PASSPHRASE, PASSWORD, path};
use crate::outcome::{DAMAGED, says};
use crate::vault;

#[test]
fn an_older_program_refuses_a_directory_for_newer_ones_and_changes_nothing() {
    let desk = CliFixture::staffed();
    let backup = desk.path("before.age");
    let passphrase = desk.file("backup-passphrase", format!("{PASSPHRASE}\n"));
    let manifest = desk.home().join("directory.json");
    let mut text: Value = serde_json::from_slice(&fs::read(&manifest).expect("the manifest")).expect("JSON");
    let ours = text["min_reader"].as_u64().expect("a generation");
    // What a newer program says of its own only it can read.
    (text["min_reader"], text["key"]) = (json!(ours + 1), json!("a_place_of_a_later_version"));
    fs::write(&manifest, text.to_string()).expect("written");
    let before = desk.files();
    let attempts: [&[&str]; 8] = [
        &["user", "list"],
        &["user", "add", "newcomer"],
        &["login", "root", "--password-stdin"],
        &["audit", "verify"],
        &["backup", path(&backup), "--passphrase-file", path(&passphrase)],
        &["key", "rotate"],
        &["repair"],
        &INIT,
    ];
    for attempt in attempts {
        let told = desk
            .run_with(&[&["--json"], attempt].concat(), PASSWORD)
            .refused(DAMAGED);
        says(
            &told,
            &[
                "newer Portreeve",
                "nothing was changed",
                "open it with that version",
            ],
        );
        assert!(desk.files() == before, "{attempt:?} changed something");
    }
    for telling in ["status", "doctor"] {
        let told = desk.run(&["--json", telling]);
        says(&told.to_string(), &["newer Portreeve"]);
        assert!(desk.files() == before, "{telling} changed something");
    }
}

#[test]
fn a_newer_record_is_refused_where_it_is_needed_and_is_called_neither_damaged_nor_lost() {
    let desk = CliFixture::staffed();
    let key = portreeve_storage::prefix(Kind::BackupSchedule).to_vec();
    let (engine, root_key) = vault::open(desk.home());
    let newer = sealed_as_version(2, &root_key, &key);
    engine
        .commit([Op::Put(key.clone(), newer.clone())].into())
        .expect("a directory of a newer program");
    drop(engine);
    let told = desk.refuses(&["backup", "status"], DAMAGED);
    says(
        &told,
        &["newer Portreeve", "open the directory with that version"],
    );
    let doctor = desk.json(&["doctor"]);
    let findings = doctor["findings"].as_array().expect("findings");
    assert!(
        findings.iter().all(|finding| finding["outcome"] != "lost"),
        "{doctor}"
    );
    says(&doctor.to_string(), &["a newer Portreeve wrote 1 of the records"]);
    let (engine, _) = vault::open(desk.home());
    assert_eq!(engine.get(&key).expect("readable"), Some(newer), "as it was");
}

/// A record as a program with the directory's key writes it; see `storage/src/seal.rs`.
fn sealed_as_version(version: u8, root_key: &SecretBytes, key: &[u8]) -> Vec<u8> {
    let mut record_key = [0; 32];
    Hkdf::<Sha256>::new(None, root_key.expose())
        .expand(b"portreeve record v1", &mut record_key)
        .expect("32 bytes are less than HKDF's limit");
    let (format, nonce) = ([1], [7; 24]);
    let payload = Payload {
        msg: &[&[version], b"what only that version can read".as_slice()].concat(),
        aad: key,
    };
    let sealed = XChaCha20Poly1305::new((&record_key).into())
        .encrypt(&XNonce::from(nonce), payload)
        .expect("a small record");
    [&format[..], &nonce, &sealed].concat()
}
