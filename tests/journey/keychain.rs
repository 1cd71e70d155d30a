//! The key in the real OS keychain.

use crate::cli_fixture::{CliFixture, INIT, PASSWORD};
use crate::keyring::{Keyring, items};
use crate::outcome::{KEYCHAIN_ABSENT, KEYCHAIN_LOCKED, says};

#[test]
fn the_key_is_in_the_os_keychain_and_nothing_readable_in_the_folder() {
    let mut desk = CliFixture::without_passphrase();
    let _keyring = Keyring::unlocked(&mut desk);
    desk.found();
    let status = desk.json(&["status"]);
    assert_eq!(status["home"]["key_location"], "os_keychain");
    says(&desk.run(&["status"]).done().stdout, &["OS keychain"]);
    desk.import("dump_natural.json");
    desk.run(&[
        "client",
        "add",
        "canary-client",
        "--audience",
        "canary-audience",
        "--alg",
        "HS256",
    ])
    .done();
    let issued = desk.json(&["token", "issue", "--client", "canary-client", "--user", "user001"]);

    let manifest = std::fs::read_to_string(desk.home().join("directory.json")).expect("the manifest");
    let manifest: serde_json::Value = serde_json::from_str(&manifest).expect("JSON");
    let directory = manifest["directory"].as_str().expect("an identifier");
    let mut items = items(&desk, "portreeve");
    items.sort();
    let accounts: Vec<&str> = items.iter().map(|(account, _)| account.as_str()).collect();
    let session = format!("{directory}/cli-session");
    assert_eq!((accounts[0], accounts[2]), (directory, session.as_str()));
    assert!(accounts[1].starts_with(&format!("{directory}/anchor-")) && accounts.len() == 3);
    assert_eq!(items[0].1.len(), 44, "32 bytes in base64");

    assert!(
        !desk.home().join("key").exists(),
        "no key file beside the keychain"
    );
    let mut canaries: Vec<&str> = items.iter().map(|(_, secret)| secret.as_str()).collect();
    canaries.extend(["access_token", "refresh_token"].map(|name| issued[name].as_str().expect("a token")));
    canaries.extend([PASSWORD, "canary-client", "canary-audience", "Acme"]);
    // Logins, names, addresses and groups of the dump.
    canaries.extend([
        "user001",
        "nguyễn.nowak55",
        "zoë.johnson0",
        "Παπαδάκης",
        "Олена",
        "Kierkegaard",
    ]);
    canaries.extend([
        "User001@",
        "example.com",
        "Invoice approvers",
        "people.approve_invoice",
    ]);
    // Their password hashes, whole or in part.
    canaries.extend([
        "pbkdf2_sha256",
        "TvFjhTSoR9dIDN3LFt141Yow26XVprX6Rs6Lr6qtpRw",
        "$argon2id$",
        "ZncbQ4UInV5O7l2ivb0MLO",
    ]);
    assert!(canaries.len() >= 20);
    assert_eq!(desk.readable(&canaries), [] as [&str; 0]);
}

#[test]
fn signing_out_takes_the_session_out_of_the_keychain() {
    let mut desk = CliFixture::without_passphrase();
    let _keyring = Keyring::unlocked(&mut desk);
    desk.found();
    desk.run(&["logout"]).done();
    let items = items(&desk, "portreeve");
    assert!(
        items
            .iter()
            .all(|(account, _)| !account.ends_with("/cli-session")),
        "the root key and the anchor alone"
    );
    desk.login("root", PASSWORD);
    desk.run(&["user", "list"]).done();
}

#[test]
fn a_locked_keychain_is_told_from_an_absent_one_and_nothing_changes() {
    let mut desk = CliFixture::without_passphrase();
    let keyring = Keyring::unlocked(&mut desk);
    desk.found();
    keyring.end(&mut desk);
    let before = desk.files();

    says(
        &desk.refuses(&["user", "list"], KEYCHAIN_ABSENT),
        &[
            "keychain",
            "passphrase file",
            "in the desktop session",
            "key move --to passphrase-file",
        ],
    );
    assert!(
        !desk.refuses(&["user", "list"], KEYCHAIN_ABSENT).contains("init"),
        "there is a directory already"
    );
    assert_eq!(desk.json(&["status"])["home"]["state"], "keychain_needed");

    let keyring = Keyring::locked(&mut desk);
    says(
        &desk.refuses(&["user", "list"], KEYCHAIN_LOCKED),
        &["keychain is locked", "unlock it"],
    );
    assert_eq!(desk.json(&["status"])["home"]["state"], "keychain_needed");
    desk.refuses_with(&["login", "root", "--password-stdin"], PASSWORD, KEYCHAIN_LOCKED);
    keyring.end(&mut desk);
    assert_eq!(desk.files(), before);

    let _keyring = Keyring::unlocked(&mut desk);
    desk.run(&["user", "list"]).done();
}

#[test]
fn without_a_keychain_init_makes_nothing_and_names_the_other_way() {
    let desk = CliFixture::without_passphrase();
    says(
        &desk.refuses_with(&INIT, PASSWORD, KEYCHAIN_ABSENT),
        &["passphrase file"],
    );
    assert!(desk.files().is_empty(), "never silently, never plain");
    assert_eq!(desk.json(&["status"])["home"]["state"], "absent");
}

#[test]
fn a_keyring_that_never_was_is_not_called_locked() {
    let mut desk = CliFixture::without_passphrase();
    let _keyring = Keyring::locked(&mut desk);
    let words = desk.refuses_with(&INIT, PASSWORD, KEYCHAIN_LOCKED);
    says(&words, &["no keyring yet", "--key passphrase-file"]);
    assert!(!words.contains("is locked"), "{words}");
    assert!(desk.files().is_empty());
}
