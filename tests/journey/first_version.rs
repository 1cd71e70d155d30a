//! What the first version wrote opens in every later one, and shows what it showed then.
//!
//! `tests/fixtures/first_version` holds a directory with every kind of record, a backup of it, and what the command line told
//! of it. `compacted` is the same directory after a compaction: a snapshot holds its records. Nobody writes them anew: a
//! later version that cannot read them would lock out those who have such a directory. Before the first release
//! `PORTREEVE_WRITE_FIRST_VERSION=1` makes all of it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use portreeve_core::kind::Kind;
use portreeve_storage::engine::Engine;
use serde_json::{Value, json};

use crate::cli_fixture::{self, CliFixture, PASSPHRASE, PASSWORD, path, private_folder};
use crate::{tools, vault};

/// Directory, backup and what was told of them.
fn fixture() -> PathBuf {
    tools::root().join("tests/fixtures/first_version")
}

#[test]
fn a_directory_of_the_first_version_opens_and_shows_what_it_showed() {
    if std::env::var_os("PORTREEVE_WRITE_FIRST_VERSION").is_some() {
        write();
    }
    let desk = CliFixture::empty();
    place(&fixture().join("directory"), desk.home());
    desk.login("root", PASSWORD);
    holds_what_it_held(&desk);
    // It takes changes, and its past can be undone.
    desk.run(&["user", "add", "newcomer"]).done();
    desk.run(&["undo"]).done();
    let undoable = told()["undoable"].to_string();
    desk.run(&["undo", &undoable]).done();
    assert_eq!(
        desk.json(&["user", "show", "user002"])["user"]["first_name"],
        "Before"
    );
    assert_eq!(desk.json(&["audit", "verify"])["is_intact"], true);
}

#[test]
fn a_compacted_directory_of_the_first_version_opens_and_shows_what_it_showed() {
    let desk = CliFixture::empty();
    place(&fixture().join("compacted"), desk.home());
    let data = fs::read_dir(desk.home().join("data")).expect("the data");
    let names = data.map(|entry| entry.expect("an entry").file_name());
    assert_eq!(
        names
            .filter(|name| name.to_string_lossy().starts_with("snapshot-"))
            .count(),
        1
    );
    desk.login("root", PASSWORD);
    holds_what_it_held(&desk);
}

/// Kinds that came later are in no fixture of the first version.
const LATER: [Kind; 3] = [Kind::KitMade, Kind::ConfigExports, Kind::FurtherTargets];

#[test]
fn the_fixtures_of_the_first_version_have_every_kind_of_record() {
    for name in ["directory", "compacted"] {
        let desk = CliFixture::empty();
        place(&fixture().join(name), desk.home());
        let (engine, _) = vault::open(desk.home());
        let mut kinds = BTreeSet::new();
        let visited = engine.visit(&[], &mut |key, _| kinds.extend(portreeve_storage::kind(key)));
        visited.expect("readable");
        let first = Kind::ALL.into_iter().filter(|kind| !LATER.contains(kind));
        assert_eq!(kinds, first.collect(), "{name}");
    }
}

#[test]
fn a_backup_of_the_first_version_is_restored() {
    let desk = CliFixture::empty();
    let backup = fixture().join("backup.age");
    let passphrase = desk.file("backup-passphrase", format!("{PASSPHRASE}\n"));
    let restore = ["restore", path(&backup), "--passphrase-file", path(&passphrase)];
    desk.run(&restore).done();
    desk.login("root", PASSWORD);
    holds_what_it_held(&desk);
}

/// What was told of the directory when it was made.
fn told() -> Value {
    let text = fs::read_to_string(fixture().join("told.json")).expect("the fixture");
    serde_json::from_str(&text).expect("JSON")
}

fn holds_what_it_held(desk: &CliFixture) {
    let now = shown(desk);
    is_told(&told()["shown"], &now, "");
    // One password was imported with its hash, the other was set here.
    desk.login("user002", PASSWORD);
    desk.login("root", PASSWORD);
    assert_eq!(desk.json(&["doctor"])["is_well"], true);
}

/// Everything of `told` is in `now`. A later version may tell more.
fn is_told(told: &Value, now: &Value, place: &str) {
    match (told, now) {
        (Value::Object(told), Value::Object(now)) => {
            for (name, value) in told {
                is_told(
                    value,
                    now.get(name).unwrap_or(&Value::Null),
                    &format!("{place}.{name}"),
                );
            }
        }
        (Value::Array(told), Value::Array(now)) => {
            assert_eq!(told.len(), now.len(), "{place}");
            for (number, (told, now)) in told.iter().zip(now).enumerate() {
                is_told(told, now, &format!("{place}[{number}]"));
            }
        }
        _ => assert_eq!(told, now, "{place}"),
    }
}

/// What the directory shows, without the times that change with each sign-in.
fn shown(desk: &CliFixture) -> Value {
    let mut shown = desk.state();
    for row in shown["users"]["rows"].as_array_mut().expect("people") {
        if let Some(row) = row.as_object_mut() {
            row.remove("last_sign_in_at");
        }
    }
    shown["keys"] = desk.json(&["key", "list"]);
    shown["token_use"] = desk.json(&["token", "activity"])["rows"].take();
    shown
}

/// Makes the fixture.
fn write() {
    let desk = CliFixture::staffed();
    let run = |line: &str| {
        let words: Vec<&str> = line.split(' ').collect();
        desk.run(&words).done()
    };
    run("permission add billing.pay --label Pay");
    run("group add Reception");
    run("group add-parent Reception Viewers");
    run("group grant Reception billing.pay");
    run("group add-member Reception user002");
    run("group manager add Reception user003");
    run("client add billing");
    run("client add legacy --alg HS256");
    run("client add gone");
    run("client delete gone");
    let issue = ["token", "issue", "--client", "billing", "--user", "user002"];
    let refresh = desk.json(&issue)["refresh_token"].clone();
    let refresh = refresh.as_str().expect("a refresh token");
    desk.run_with(&["token", "refresh"], refresh).done();
    run("user disable user004");
    run("user delete user006");
    desk.run_with(&["user", "set-password", "user002", "--password-stdin"], PASSWORD)
        .done();
    run("user update user002 --first-name Before");
    run("user update user002 --first-name After");
    let events = desk.json(&["audit", "list"]);
    let undoable = events["rows"][0]["number"].clone();
    run("key rotate");
    let _ = desk.run_with(&["login", "user003", "--password-stdin"], "not it");
    desk.login("root", PASSWORD);
    run("audit keep --forever");
    let folder = desk.path("backups");
    private_folder(&folder);
    let passphrase = desk.file("backup-passphrase", format!("{PASSPHRASE}\n"));
    let closed = ["--passphrase-file", path(&passphrase)];
    let schedule = ["backup", "schedule", "--to", path(&folder), "--keep", "3"];
    desk.run(&[&schedule, &closed[..]].concat()).done();
    let backup = desk.path("backup.age");
    desk.run(&[&["backup", path(&backup)], &closed[..]].concat())
        .done();
    desk.run(&[&["backup", "verify", path(&backup)], &closed[..]].concat())
        .done();
    let told = json!({ "undoable": undoable, "shown": shown(&desk) });
    let _ = fs::remove_dir_all(fixture());
    cli_fixture::copy(desk.home(), &fixture().join("directory"));
    for left in ["lock", "control.sock"] {
        let _ = fs::remove_file(fixture().join("directory").join(left));
    }
    fs::copy(&backup, fixture().join("backup.age")).expect("a copy");
    let told = serde_json::to_string_pretty(&told).expect("JSON");
    fs::write(fixture().join("told.json"), told + "\n").expect("written");
    write_compacted();
}

/// Makes the compacted one of the other.
fn write_compacted() {
    let desk = CliFixture::empty();
    place(&fixture().join("directory"), desk.home());
    let (engine, _) = vault::open(desk.home());
    engine.compact().expect("compacted");
    drop(engine);
    // What is in the snapshot is read from it, not from the second copy.
    fs::remove_dir_all(desk.home().join("data/state")).expect("the state");
    let _ = fs::remove_dir_all(fixture().join("compacted"));
    cli_fixture::copy(desk.home(), &fixture().join("compacted"));
}

/// Copies a directory for its owner only: version control keeps no permissions.
fn place(from: &Path, to: &Path) {
    private_folder(to);
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            place(&entry.path(), &target);
            continue;
        }
        fs::copy(entry.path(), &target).expect("a copy");
        #[cfg(unix)]
        fs::set_permissions(&target, std::os::unix::fs::PermissionsExt::from_mode(0o600))
            .expect("our own file");
    }
}
