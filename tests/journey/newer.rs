//! A directory that a newer program wrote is refused in plain words, and left as it is.

use std::fs;

use serde_json::{Value, json};

use crate::desk::{Desk, INIT, PASSPHRASE, PASSWORD, path};
use crate::outcome::{DAMAGED, says};

#[test]
fn an_older_program_refuses_a_directory_for_newer_ones_and_changes_nothing() {
    let desk = Desk::staffed();
    let backup = desk.path("before.age");
    let passphrase = desk.file("backup-passphrase", format!("{PASSPHRASE}\n"));
    let manifest = desk.home().join("directory.json");
    let mut text: Value = serde_json::from_slice(&fs::read(&manifest).expect("the manifest")).expect("JSON");
    assert_eq!(text["min_reader"], 1);
    // What a newer program says of its own only it can read.
    (text["min_reader"], text["key"]) = (json!(2), json!("a_place_of_a_later_version"));
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
        says(&told.stdout, &["newer Portreeve"]);
        assert!(desk.files() == before, "{telling} changed something");
    }
}
