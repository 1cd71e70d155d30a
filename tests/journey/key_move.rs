//! Moves the root key while the directory is in use, and interrupts the move.

use std::time::{Duration, Instant};

use crate::cli_fixture::{CliFixture, PASSPHRASE, PASSWORD, copy, private_folder};
use crate::keyring::{Keyring, items};
use crate::outcome::{DAMAGED, FORBIDDEN, KEYCHAIN_ABSENT, ROLLED_BACK, RULE_VIOLATED, says};
use crate::owner::Owner;

const TO_FILE: [&str; 4] = ["key", "move", "--to", "passphrase-file"];
const TO_KEYCHAIN: [&str; 4] = ["key", "move", "--to", "os-keychain"];

/// A desk with a keychain, and with a passphrase for a key file.
fn desk_with_both() -> CliFixture {
    let mut desk = CliFixture::without_passphrase();
    let file = desk.file("passphrase", format!("{PASSPHRASE}\n"));
    desk.set("PORTREEVE_PASSPHRASE_FILE", file);
    desk
}

fn location(desk: &CliFixture) -> String {
    let status = desk.json(&["status"]);
    assert_eq!(
        status["home"]["state"], "signed_in",
        "the session came along: {status}"
    );
    status["home"]["key_location"]
        .as_str()
        .expect("a place")
        .to_owned()
}

/// The number of Portreeve's accounts in the keychain, without anchors.
fn in_keychain(desk: &CliFixture) -> usize {
    let items = items(desk, "portreeve");
    items
        .iter()
        .filter(|(account, _)| !account.contains("/anchor-"))
        .count()
}

#[test]
fn the_key_goes_to_a_file_and_back_and_nothing_of_it_stays_behind() {
    let mut desk = desk_with_both();
    let keyring = Keyring::unlocked(&mut desk);
    desk.found();
    desk.run(&TO_KEYCHAIN).done();
    assert_eq!(location(&desk), "os_keychain");
    assert_eq!(in_keychain(&desk), 2, "the key and the session");
    assert!(!desk.home().join("key").exists(), "the file is gone");
    says(
        &desk.refuses(&TO_KEYCHAIN, RULE_VIOLATED),
        &["already", "nothing was changed"],
    );

    says(&desk.run(&TO_FILE).done().stdout, &["passphrase file now"]);
    assert_eq!(location(&desk), "passphrase_file");
    assert_eq!(in_keychain(&desk), 0);
    let events = desk.json(&["audit", "list", "--command", "key.move"]);
    let events = events["rows"].as_array().expect("rows");
    let moves = events.iter().filter(|event| event["outcome"] == "done");
    assert_eq!(moves.count(), 2, "{events:?}");

    // The purpose of the move: a shell without a keychain.
    keyring.end(&mut desk);
    assert_eq!(location(&desk), "passphrase_file");
    let words = desk.refuses(&TO_KEYCHAIN, KEYCHAIN_ABSENT);
    says(&words, &["still in the passphrase file"]);
    assert_eq!(location(&desk), "passphrase_file");
}

#[test]
fn who_has_the_directory_open_goes_on_with_the_key_in_its_new_place() {
    let mut desk = desk_with_both();
    let _keyring = Keyring::unlocked(&mut desk);
    desk.found();
    let owner = Owner::start(&desk);
    desk.run(&TO_KEYCHAIN).done();
    assert_eq!(location(&desk), "os_keychain");
    desk.run(&["group", "add", "Crew"]).done();
    owner.kill();
    assert_eq!(location(&desk), "os_keychain");
    desk.run(&["group", "show", "Crew"]).done();
    assert_eq!(desk.json(&["doctor"])["is_well"], true);
}

#[test]
fn an_older_copy_does_not_open_in_the_place_that_the_key_has_left() {
    let mut desk = desk_with_both();
    let _keyring = Keyring::unlocked(&mut desk);
    desk.found();
    let older = desk.path("older");
    private_folder(&older);
    copy(desk.home(), &older);
    desk.run(&TO_KEYCHAIN).done();
    std::fs::remove_dir_all(desk.home()).expect("it goes");
    private_folder(desk.home());
    copy(&older, desk.home());
    says(
        &desk.refuses(&["user", "list"], ROLLED_BACK),
        &["older copy of the data was put back"],
    );
}

#[test]
fn an_older_manifest_is_told_from_a_lost_key() {
    let mut desk = desk_with_both();
    let keyring = Keyring::unlocked(&mut desk);
    desk.found();
    let manifest = desk.home().join("directory.json");
    let in_file = std::fs::read(&manifest).expect("a manifest");
    desk.run(&TO_KEYCHAIN).done();
    let in_keychain = std::fs::read(&manifest).expect("a manifest");
    std::fs::write(&manifest, &in_file).expect("it is put back");
    let words = desk.refuses(&["user", "list"], DAMAGED);
    says(
        &words,
        &["moved to the OS keychain", "older copy", r#""key":"os_keychain""#],
    );
    std::fs::write(&manifest, &in_keychain).expect("as the hint says");
    desk.run(&TO_FILE).done();

    std::fs::write(&manifest, &in_keychain).expect("it is put back");
    let told = [
        "moved to the passphrase file",
        "older copy",
        r#""key":"passphrase_file""#,
    ];
    says(&desk.refuses(&["user", "list"], KEYCHAIN_ABSENT), &told);
    let status = desk.json(&["status"]);
    says(status["home"]["warning"].as_str().expect("a warning"), &told);
    keyring.end(&mut desk);
    // Not even the way to move the key, which is where it should be.
    let words = desk.refuses(&["user", "list"], KEYCHAIN_ABSENT);
    says(&words, &told);
    assert!(!words.contains("key move"), "{words}");
    let hint = words.split_once("write it again: ").expect("the text").1;
    let text = &hint[..=hint.find('}').expect("its end")];
    std::fs::write(&manifest, text).expect("as the hint says");
    assert_eq!(location(&desk), "passphrase_file");
}

#[test]
fn the_keychain_keeps_the_key_for_a_copy_in_another_folder() {
    let mut desk = desk_with_both();
    let _keyring = Keyring::unlocked(&mut desk);
    desk.found();
    desk.run(&TO_KEYCHAIN).done();
    let (here, there) = (desk.home().to_owned(), desk.path("there"));
    private_folder(&there);
    copy(&here, &there);
    desk.move_home(there);
    assert_eq!(location(&desk), "os_keychain");

    says(
        &desk.run(&TO_FILE).done().stderr,
        &["still has the key", "another folder"],
    );
    assert_eq!(location(&desk), "passphrase_file");
    desk.move_home(here);
    assert_eq!(location(&desk), "os_keychain");
}

#[test]
fn nobody_but_a_superuser_moves_it() {
    let mut desk = desk_with_both();
    let _keyring = Keyring::unlocked(&mut desk);
    desk.found();
    desk.add_user("mia", "quiet-harbour-otter-9", &[]);
    desk.login("mia", "quiet-harbour-otter-9");
    desk.refuses(&TO_KEYCHAIN, FORBIDDEN);
    assert_eq!(location(&desk), "passphrase_file");
    desk.login("root", PASSWORD);
    desk.run(&TO_KEYCHAIN).done();
}

#[test]
fn a_move_that_is_cut_short_leaves_the_key_in_one_place_or_the_other() {
    let mut desk = desk_with_both();
    let _keyring = Keyring::unlocked(&mut desk);
    desk.found();
    let whole = took(|| desk.run(&TO_KEYCHAIN).done());
    let mut moved = 0;
    // The longer it runs, the likelier it finishes.
    for eighth in 1..80 {
        let there = location(&desk);
        let to = match there.as_str() {
            "os_keychain" => TO_FILE,
            _ => TO_KEYCHAIN,
        };
        desk.run_within(&to, "", whole * eighth / 8);
        let now = location(&desk);
        moved += u32::from(now != there);
        // Opening has emptied the other place.
        let is_in_file = now == "passphrase_file";
        assert_eq!(
            desk.home().join("key").exists(),
            is_in_file,
            "after {eighth} eighths"
        );
        desk.run(&["group", "add", &format!("Crew {eighth}")]).done();
        if moved == 3 {
            break;
        }
    }
    assert_eq!(moved, 3, "some came to their end");
    assert_eq!(desk.json(&["doctor"])["is_well"], true);
}

#[allow(
    clippy::disallowed_methods,
    reason = "a stopwatch, to cut a move short at any of its moments"
)]
fn took<T>(work: impl FnOnce() -> T) -> Duration {
    let began = Instant::now();
    work();
    began.elapsed()
}
