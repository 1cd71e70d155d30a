//! The anchor of a directory, outside its folder.

use std::fs;
use std::path::{Path, PathBuf};

use crate::cli_fixture::{CliFixture, PASSPHRASE, PASSWORD, copy, path, private_folder};
use crate::keyring::{Keyring, items};
use crate::outcome::{ROLLED_BACK, says};
use crate::recovery_kit;

const BACKUP_PASSPHRASE: &str = "barnacle thirteen umbrella";

fn anchor_file(desk: &CliFixture) -> PathBuf {
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

/// How many repairs the trail reports.
fn healings(desk: &CliFixture) -> usize {
    let listed = desk.json(&["audit", "list", "--command", "directory.heal"]);
    listed["rows"].as_array().expect("rows").len()
}

#[test]
fn a_new_directory_is_anchored_from_the_beginning() {
    let desk = CliFixture::founded();
    assert_eq!(
        desk.json(&["doctor"])["findings"].as_array().map(Vec::len),
        Some(0)
    );
    assert_eq!(healings(&desk), 0);
}

#[test]
fn an_anchor_that_is_gone_or_damaged_is_told_once_and_made_again() {
    let desk = CliFixture::founded();
    let file = anchor_file(&desk);
    fs::remove_file(&file).expect("it goes");
    let doctor = desk.run(&["doctor"]).done();
    says(
        &doctor.stdout,
        &["healed", "no anchor was found", "a new anchor was written"],
    );
    assert_eq!(healings(&desk), 1);
    fs::write(&file, "cut").expect("a file");
    let doctor = desk.run(&["doctor"]).done();
    says(&doctor.stdout, &["cannot be read", "anchor is damaged"]);
    assert_eq!(healings(&desk), 2);
    let mut flipped = fs::read(&file).expect("the anchor");
    flipped[3] ^= 1;
    fs::write(&file, flipped).expect("a file");
    says(&desk.run(&["doctor"]).done().stdout, &["anchor is damaged"]);
    assert_eq!(healings(&desk), 3);
    desk.run(&["user", "add", "ada"]).done();
    assert_eq!(healings(&desk), 3);
}

#[test]
fn that_nothing_can_be_remembered_is_told_by_the_doctor_each_time_and_not_in_the_trail() {
    let desk = CliFixture::founded();
    let file = anchor_file(&desk);
    fs::remove_file(&file).expect("it goes");
    fs::create_dir_all(file.join("in the way")).expect("a folder");
    for _ in 0..2 {
        let doctor = desk.run(&["doctor"]).done();
        says(&doctor.stdout, &["found", "anchor", "cannot be written"]);
    }
    assert_eq!(healings(&desk), 0);
}

#[test]
fn an_anchor_that_is_gone_from_the_keychain_is_told_and_made_again() {
    let mut desk = CliFixture::without_passphrase();
    let _keyring = Keyring::unlocked(&mut desk);
    desk.found();
    let is_anchor = |account: &str| account.contains("/anchor-");
    let anchors = |desk: &CliFixture| {
        let mut accounts = items(desk, "portreeve").into_iter().map(|(account, _)| account);
        accounts.find(|account| is_anchor(account))
    };
    let account = anchors(&desk).expect("an anchor");
    let mut clear = desk.command("secret-tool");
    let cleared = clear
        .args(["clear", "service", "portreeve", "username", &account])
        .status();
    assert!(cleared.expect("it runs").success());
    assert_eq!(anchors(&desk), None);
    says(
        &desk.run(&["doctor"]).done().stdout,
        &["healed", "a new anchor was written"],
    );
    assert_eq!(anchors(&desk), Some(account));
    assert_eq!(healings(&desk), 1);
}

/// Only the manifest says where the key is, and it lies in the folder.
#[test]
fn a_place_that_the_key_has_left_lets_no_copy_in_whatever_the_manifest_says() {
    let mut desk = CliFixture::without_passphrase();
    let file = desk.file("passphrase", format!("{PASSPHRASE}\n"));
    desk.set("PORTREEVE_PASSPHRASE_FILE", file);
    let _keyring = Keyring::unlocked(&mut desk);
    desk.found();
    let secret = desk.file("secret", BACKUP_PASSPHRASE);
    let backup = desk.path("team.backup");
    desk.run(&["backup", path(&backup), "--passphrase-file", path(&secret)])
        .done();
    let copies = ["in a file", "in the keychain", "in a file again"].map(|name| desk.path(name));
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
        desk.login("root", PASSWORD);
    };
    copy(desk.home(), &copies[0]);
    restore("keychain");
    copy(desk.home(), &copies[1]);
    restore("passphrase-file");
    copy(desk.home(), &copies[2]);
    desk.run(&["user", "add", "later"]).done();

    for (older, key) in [
        (&copies[0], "passphrase_file"),
        (&copies[1], "os_keychain"),
        (&copies[2], "passphrase_file"),
        (&copies[2], "os_keychain"),
    ] {
        fs::remove_dir_all(desk.home()).expect("it goes");
        private_folder(desk.home());
        copy(older, desk.home());
        let manifest = desk.home().join("directory.json");
        let written = fs::read_to_string(&manifest).expect("the manifest");
        let mut forged: serde_json::Value = serde_json::from_str(&written).expect("JSON");
        forged["key"] = key.into();
        fs::write(&manifest, forged.to_string()).expect("a file");
        desk.refuses(&["user", "list"], ROLLED_BACK);
    }
}

/// The anchor moves with the key, so no copy opens on the way.
#[test]
fn a_key_that_a_kit_brings_elsewhere_takes_what_is_remembered_along() {
    let mut desk = CliFixture::without_passphrase();
    let file = desk.file("passphrase", format!("{PASSPHRASE}\n"));
    desk.set("PORTREEVE_PASSPHRASE_FILE", file);
    let _keyring = Keyring::unlocked(&mut desk);
    desk.found();
    let pages = recovery_kit::kit(&desk, "kit");
    let [older, present] = ["older", "present"].map(|name| desk.path(name));
    copy(desk.home(), &older);
    desk.run(&["user", "add", "ada"]).done();
    copy(desk.home(), &present);
    let put_back = |folder: &Path| {
        fs::remove_dir_all(desk.home()).expect("it goes");
        private_folder(desk.home());
        copy(folder, desk.home());
    };
    let words = |page: usize| recovery_kit::words(&pages[page]);
    let shares = format!("{}\n{}\n", words(0), words(1));
    let bring = |key: &str| {
        desk.run_with(&["recovery-kit", "restore", "--key", key], &shares)
            .done()
    };

    put_back(&older);
    bring("keychain");
    desk.refuses(&["user", "list"], ROLLED_BACK);

    put_back(&present);
    desk.refuses(&["user", "list"], ROLLED_BACK);
    bring("keychain");
    desk.login("root", PASSWORD);
    desk.run(&["user", "show", "ada"]).done();
    bring("passphrase-file");
    desk.login("root", PASSWORD);
    desk.run(&["user", "show", "ada"]).done();
    assert_eq!(healings(&desk), 0, "nothing was forgotten on the way");
}
