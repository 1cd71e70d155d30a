//! How far a directory had come, remembered outside of its folder.

use std::fs;
use std::path::{Path, PathBuf};

use crate::desk::{Desk, PASSPHRASE, copy, path, private_folder};
use crate::keyring::Keyring;
use crate::outcome::{ROLLED_BACK, says};

const BACKUP_PASSPHRASE: &str = "barnacle thirteen umbrella";

fn anchor_file(desk: &Desk) -> PathBuf {
    fn find(folder: &Path) -> Option<PathBuf> {
        let mut paths = fs::read_dir(folder)
            .ok()?
            .map(|entry| entry.expect("an entry").path());
        paths.find_map(|path| match path.is_dir() {
            true => find(&path),
            false => path
                .extension()
                .is_some_and(|end| end == "anchor")
                .then_some(path),
        })
    }
    find(&desk.path("home")).expect("an anchor")
}

/// How often the trail says that something was healed.
fn healings(desk: &Desk) -> usize {
    let listed = desk.json(&["audit", "list", "--command", "directory.heal"]);
    listed["rows"].as_array().expect("rows").len()
}

#[test]
fn a_new_directory_is_anchored_from_the_beginning() {
    let desk = Desk::founded();
    assert_eq!(
        desk.json(&["doctor"])["findings"].as_array().map(Vec::len),
        Some(0)
    );
    assert_eq!(healings(&desk), 0);
}

#[test]
fn an_anchor_that_is_gone_or_damaged_is_told_once_and_made_again() {
    let desk = Desk::founded();
    let file = anchor_file(&desk);
    fs::remove_file(&file).expect("it goes");
    let doctor = desk.run(&["doctor"]).done();
    says(
        &doctor.stdout,
        &["healed", "nothing told how far", "remembered from now on"],
    );
    assert_eq!(healings(&desk), 1);
    fs::write(&file, "cut").expect("a file");
    let doctor = desk.run(&["doctor"]).done();
    says(&doctor.stdout, &["cannot be read", "anchor is damaged"]);
    assert_eq!(healings(&desk), 2);
    desk.run(&["user", "add", "ada"]).done();
    assert_eq!(healings(&desk), 2);
}

/// A copy from when the key was elsewhere is measured by what is remembered there.
#[test]
fn a_copy_from_before_the_key_went_elsewhere_does_not_open() {
    let mut desk = Desk::without_passphrase();
    let file = desk.file("passphrase", format!("{PASSPHRASE}\n"));
    desk.set("PORTREEVE_PASSPHRASE_FILE", file);
    let _keyring = Keyring::unlocked(&mut desk);
    desk.found();
    let secret = desk.file("secret", BACKUP_PASSPHRASE);
    let backup = desk.path("team.backup");
    desk.run(&["backup", path(&backup), "--passphrase-file", path(&secret)])
        .done();
    let [first, second] = ["first", "second"].map(|name| desk.path(name));
    copy(desk.home(), &first);

    let restore = |key: &str| {
        let line = [
            "restore",
            path(&backup),
            "--passphrase-file",
            path(&secret),
            "--replace",
            "--key",
            key,
        ];
        desk.run(&line).done();
    };
    restore("keychain");
    desk.run(&["status"]).done();
    copy(desk.home(), &second);
    restore("passphrase-file");
    desk.run(&["status"]).done();

    for older in [first, second] {
        fs::remove_dir_all(desk.home()).expect("it goes");
        private_folder(desk.home());
        copy(&older, desk.home());
        desk.refuses(&["user", "list"], ROLLED_BACK);
    }
}
