//! Backups: made, rehearsed, restored, and refused if they are damaged or wrong.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::cli_fixture::{CliFixture, INIT, PASSPHRASE, PASSWORD, path};
use crate::outcome::{
    BACKUP_CUT_SHORT, BACKUP_FOREIGN, BACKUP_UNREADABLE, DIRECTORY_EXISTS, DIRECTORY_IN_USE, FOLDER_SHARED,
    FORBIDDEN, NOT_A_BACKUP, NOT_SIGNED_IN, PASSWORD_REJECTED, ROLLED_BACK, Refusal, TARGET_UNWRITABLE,
    WRONG_CREDENTIALS, WRONG_PASSPHRASE, says,
};
use crate::owner::Owner;

const SECRET: &str = "barnacle thirteen umbrella";
/// A published pair: rage tests with it, too.
const RECIPIENT: &str = "age1t7rxyev2z3rw82stdlrrepyc39nvn86l5078zqkf5uasdy86jp6svpy7pa";
const IDENTITY: &str = "AGE-SECRET-KEY-1GQ9778VQXMMJVE8SK7J6VT8UJ4HDQAJUVSFCWCM02D8GEWQ72PVQ2Y5J33";

/// A desk with people, an app with a refresh token, and a passphrase for backups.
fn busy() -> CliFixture {
    let desk = CliFixture::staffed();
    desk.file("secret", format!("{SECRET}\n"));
    for line in [
        &["client", "add", "billing"] as &[&str],
        &["client", "add", "shared", "--alg", "HS256"],
    ] {
        desk.run(line).done();
    }
    desk
}

fn back_up(desk: &CliFixture) -> PathBuf {
    let file = desk.path("team.backup");
    desk.run(&["backup", path(&file), "--passphrase-file", "secret"])
        .done();
    file
}

fn restore(desk: &CliFixture, file: &Path, more: &[&str]) -> Value {
    let line = ["restore", path(file), "--passphrase-file", "secret"];
    desk.json(&[&line, more].concat())
}

/// The state that a restore must keep: without sessions, which end, and without sign-in times.
fn kept(desk: &CliFixture) -> Value {
    let mut state = desk.state();
    for user in state["users"]["rows"].as_array_mut().expect("people") {
        user["last_sign_in_at"] = Value::Null;
    }
    state
}

#[test]
fn a_directory_comes_back_from_its_backup_as_it_was_and_nobody_is_signed_in() {
    let desk = busy();
    let issued = desk.json(&["token", "issue", "--client", "billing", "--user", "user001"]);
    let refresh = issued["refresh_token"].as_str().expect("a token").to_owned();
    let refreshed = desk.run_with(&["--json", "token", "refresh"], &refresh).done();
    let refreshed = refreshed.json();
    let refresh = refreshed["refresh_token"].as_str().expect("a token").to_owned();
    let counted = desk.json(&["token", "activity", "--client", "billing"]);
    assert_eq!(counted["total"], 1);
    assert_eq!(counted["rows"][0]["refreshed"], 1);
    let table = desk
        .run(&["token", "activity", "--user", "user001"])
        .done()
        .stdout;
    assert!(
        table.contains("REFRESHED") && table.contains("billing"),
        "{table}"
    );
    let session = std::fs::read(desk.home().join("key")).expect("the key file");
    let before = kept(&desk);
    let file = back_up(&desk);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(&file).expect("the backup").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    std::fs::remove_dir_all(desk.home()).expect("the directory");
    let restored = restore(&desk, &file, &[]);
    assert_eq!(restored["backup"]["team"], "Acme");
    assert_eq!(restored["replaced"], Value::Null);

    desk.refuses(&["user", "list"], NOT_SIGNED_IN);
    let new_key = std::fs::read(desk.home().join("key")).expect("the key file");
    std::fs::write(desk.home().join("key"), session).expect("the key file of before");
    desk.refuses(&["user", "list"], NOT_SIGNED_IN);
    std::fs::write(desk.home().join("key"), new_key).expect("the key file");
    desk.refuses_with(&["token", "refresh"], &refresh, WRONG_CREDENTIALS);

    desk.login("root", PASSWORD);
    assert_eq!(kept(&desk), before);
    let restored = desk.json(&["token", "activity", "--client", "billing"]);
    assert_eq!(restored["rows"], counted["rows"]);
    assert_eq!(
        desk.json(&["session", "list"])["sessions"]
            .as_array()
            .map(Vec::len),
        Some(1)
    );
    desk.refuses_with(&["token", "refresh"], &refresh, WRONG_CREDENTIALS);
    // Earlier tokens still verify, and the restored key signs.
    let old = issued["access_token"].as_str().expect("a token");
    desk.run_with(&["token", "inspect"], old).done();
    desk.run_with(&["token", "inspect"], &desk.token("billing", "user001"))
        .done();
    desk.run_with(&["token", "inspect"], &desk.token("shared", "user001"))
        .done();
    desk.run(&["doctor"]).done();
}

#[test]
fn a_backup_replaces_a_newer_state_and_sets_that_aside_whole() {
    let desk = busy();
    let file = back_up(&desk);
    let before = kept(&desk);
    desk.run(&["user", "add", "late"]).done();
    let words = desk.refuses(
        &["restore", path(&file), "--passphrase-file", "secret"],
        DIRECTORY_EXISTS,
    );
    says(&words, &["--replace"]);
    let newer = kept(&desk);
    assert_ne!(newer, before);

    let restored = restore(&desk, &file, &["--replace"]);
    let aside = PathBuf::from(restored["replaced"].as_str().expect("a folder"));
    desk.login("root", PASSWORD);
    assert_eq!(kept(&desk), before);

    // The replaced directory is complete, session included.
    let mut desk = desk;
    desk.move_home(aside);
    assert_eq!(kept(&desk), newer);
}

#[test]
fn what_was_set_aside_goes_back_by_hand_once_a_repair_has_accepted_it() {
    let desk = busy();
    let file = back_up(&desk);
    desk.run(&["user", "add", "late"]).done();
    let restored = restore(&desk, &file, &["--replace"]);
    let aside = PathBuf::from(restored["replaced"].as_str().expect("a folder"));
    desk.login("root", PASSWORD);
    for part in std::fs::read_dir(&aside).expect("the folder") {
        let part = part.expect("a part");
        let place = desk.home().join(part.file_name());
        let away = desk.path("away").join(part.file_name());
        std::fs::create_dir_all(desk.path("away")).expect("a folder");
        std::fs::rename(&place, away).expect("what was restored goes away");
        std::fs::rename(part.path(), place).expect("what was there comes back");
    }
    let words = desk.refuses(&["user", "list"], ROLLED_BACK);
    says(&words, &["portreeve repair"]);
    desk.run(&["repair"]).done();
    desk.login("root", PASSWORD);
    desk.run(&["user", "show", "late"]).done();
}

#[test]
fn a_rehearsal_tries_the_backup_and_is_remembered() {
    let desk = busy();
    let status = desk.json(&["backup", "status"]);
    assert_eq!(
        (&status["made"], &status["rehearsed"]),
        (&Value::Null, &Value::Null)
    );
    assert_eq!(
        (&status["is_backup_due"], &status["is_rehearsal_due"]),
        (&true.into(), &true.into())
    );
    let reminded = || desk.run(&["status"]).done().stderr;
    says(&reminded(), &["time for a backup", "no backup was tested"]);
    let file = back_up(&desk);
    let verified = desk.json(&["backup", "verify", path(&file), "--passphrase-file", "secret"]);
    assert_eq!(reminded(), "", "all is done");
    assert_eq!(verified["keys"], 2, "the RS256 key, and the shared secret");
    assert_eq!(verified["is_of_this_directory"], true);
    assert_eq!(verified["backup"]["users"], desk.json(&["user", "list"])["total"]);
    let status = desk.json(&["backup", "status"]);
    assert_eq!(status["rehearsed"]["path"], path(&file));
    assert_eq!(
        (&status["is_backup_due"], &status["is_rehearsal_due"]),
        (&false.into(), &false.into())
    );

    // A machine without a directory can test it as well.
    let mut desk = desk;
    desk.move_home(desk.path("elsewhere"));
    let line = ["backup", "verify", path(&file), "--passphrase-file", "secret"];
    assert_eq!(desk.json(&line)["is_of_this_directory"], false);
    assert!(!desk.home().exists(), "a rehearsal leaves nothing");
}

#[test]
fn a_backup_can_be_rehearsed_where_the_directory_does_not_open_any_more() {
    let desk = busy();
    let file = back_up(&desk);
    let line = ["backup", "verify", path(&file), "--passphrase-file", "secret"];
    for part in ["data", "key"] {
        std::fs::rename(desk.home().join(part), desk.path("away")).expect("it goes away");
        let verified = desk.json(&line);
        assert_eq!(verified["is_of_this_directory"], true);
        let why = verified["not_remembered_because"].as_str().expect("words");
        says(why, &[part, "missing"]);
        says(&desk.run(&line).done().stderr, &["is not recorded"]);
        std::fs::rename(desk.path("away"), desk.home().join(part)).expect("it comes back");
    }
    assert_eq!(desk.json(&["backup", "status"])["rehearsed"], Value::Null);
    assert_eq!(desk.json(&line)["not_remembered_because"], Value::Null);
}

#[test]
fn a_backup_for_recipients_opens_with_their_identity_alone() {
    let desk = busy();
    let file = desk.path("team.backup");
    desk.run(&["backup", path(&file), "--recipient", RECIPIENT])
        .done();
    desk.file("identity", format!("# for the drill\n{IDENTITY}\n"));
    desk.run(&["backup", "verify", path(&file), "--identity-file", "identity"])
        .done();
    let line = ["backup", "verify", path(&file), "--passphrase-file", "secret"];
    says(
        &desk.refuses(&line, WRONG_PASSPHRASE),
        &["closed for recipients", "--identity-file"],
    );
    std::fs::remove_dir_all(desk.home()).expect("the directory");
    desk.run(&["restore", path(&file), "--identity-file", "identity"])
        .done();
    desk.login("root", PASSWORD);
}

#[test]
fn nothing_readable_is_in_a_backup_and_nothing_secret_is_told() {
    let desk = busy();
    let file = back_up(&desk);
    let bytes = std::fs::read(&file).expect("the backup");
    for canary in [
        "Acme", "root", "user001", "billing", "argon2id", SECRET, PASSPHRASE, PASSWORD,
    ] {
        let is_there = bytes.windows(canary.len()).any(|part| part == canary.as_bytes());
        assert!(!is_there, "{canary} can be read");
    }
}

#[test]
fn only_a_superuser_backs_up_or_rehearses() {
    let desk = busy();
    let file = back_up(&desk);
    desk.add_user("mara", "lighthouse-mussel-kite", &["portreeve.view_user"]);
    desk.login("mara", "lighthouse-mussel-kite");
    let line = ["backup", path(&file), "--passphrase-file", "secret"];
    says(&desk.refuses(&line, FORBIDDEN), &["mara is not a superuser"]);
    desk.refuses(
        &["backup", "verify", path(&file), "--passphrase-file", "secret"],
        FORBIDDEN,
    );
    desk.run(&["backup", "status"]).done();
}

#[test]
fn every_bad_backup_is_refused_in_its_own_words_and_nothing_is_touched() {
    let desk = busy();
    let file = back_up(&desk);
    let whole = std::fs::read(&file).expect("the backup");
    desk.file("wrong", "barnacle fourteen umbrella\n");
    let before = desk.files();
    let check = |name: &str, secret: &str, refusal: Refusal, words: &[&str]| {
        let file = desk.path(name);
        let restoring = ["restore", path(&file), "--passphrase-file", secret, "--replace"];
        says(&desk.refuses(&restoring, refusal), words);
        assert!(desk.files() == before, "{name}: something was touched");
    };
    check("nowhere.backup", "secret", BACKUP_UNREADABLE, &["no such file"]);
    check(
        "team.backup",
        "wrong",
        WRONG_PASSPHRASE,
        &["the passphrase is wrong"],
    );
    desk.file("short.backup", &whole[..whole.len() - 100]);
    check("short.backup", "secret", BACKUP_CUT_SHORT, &["ends too early"]);
    desk.file("letter.backup", "Dear all, ...");
    check("letter.backup", "secret", NOT_A_BACKUP, &["not a backup"]);
    desk.file("empty.backup", "");
    check("empty.backup", "secret", BACKUP_CUT_SHORT, &["ends too early"]);

    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{CWD, FileType, Mode, mknodat};
        mknodat(CWD, desk.path("pipe.backup"), FileType::Fifo, Mode::RUSR, 0).expect("a pipe");
        // No process writes into it, so a reader would wait for ever.
        check(
            "pipe.backup",
            "secret",
            BACKUP_UNREADABLE,
            &["not a regular file"],
        );
    }
    check(
        "team.backup",
        "gone",
        WRONG_PASSPHRASE,
        &["gone cannot be read", "--passphrase-file"],
    );

    let other = CliFixture::founded();
    other.file("secret", format!("{SECRET}\n"));
    let others = back_up(&other);
    std::fs::copy(others, desk.path("other.backup")).expect("a copy");
    check(
        "other.backup",
        "secret",
        BACKUP_FOREIGN,
        &["another directory", "PORTREEVE_HOME"],
    );
    desk.run(&["user", "list"]).done();
}

#[test]
fn a_bad_target_or_passphrase_leaves_no_backup() {
    let desk = busy();
    desk.file("weak", "short\n");
    let file = desk.path("team.backup");
    says(
        &desk.refuses(
            &["backup", path(&file), "--passphrase-file", "weak"],
            PASSWORD_REJECTED,
        ),
        &["shorter than 8"],
    );
    let inside = desk.home().join("data/team.backup");
    let line = ["backup", path(&inside), "--passphrase-file", "secret"];
    says(&desk.refuses(&line, TARGET_UNWRITABLE), &["own folder"]);
    let nowhere = desk.path("nowhere/team.backup");
    desk.refuses(
        &["backup", path(&nowhere), "--passphrase-file", "secret"],
        TARGET_UNWRITABLE,
    );
    assert!(!file.exists() && !inside.exists());
}

/// For recipients, so that the test need not derive a passphrase a hundred times.
#[test]
fn a_backup_changed_in_any_kibibyte_is_refused_before_anything_is_touched() {
    let desk = busy();
    desk.file("identity", IDENTITY);
    let file = desk.path("team.backup");
    desk.run(&["backup", path(&file), "--recipient", RECIPIENT])
        .done();
    let whole = std::fs::read(&file).expect("the backup");
    let before = desk.files();
    for block in 0..whole.len().div_ceil(1024) {
        let mut bytes = whole.clone();
        let at = (block * 1024 + block * 331 % 1024).min(whole.len() - 1);
        bytes[at] ^= 1 << (block % 8);
        let spoiled = desk.file("spoiled.backup", &bytes);
        let line = [
            "restore",
            path(&spoiled),
            "--identity-file",
            "identity",
            "--replace",
        ];
        let outcome = desk.run(&line);
        assert!(matches!(outcome.code, Some(46 | 60..=65)), "byte {at}: {outcome}");
        assert!(desk.files() == before, "byte {at}: something was touched");
    }
    let line = ["restore", path(&file), "--identity-file", "identity", "--replace"];
    desk.run(&line).done();
}

#[test]
fn a_directory_that_somebody_has_open_is_backed_up_but_not_restored_over() {
    let desk = busy();
    let owner = Owner::start(&desk);
    let file = back_up(&desk);
    let line = ["restore", path(&file), "--passphrase-file", "secret", "--replace"];
    let in_use = [
        "in use by",
        "`portreeve serve` (process ",
        "stop `portreeve serve` first",
    ];
    says(&desk.refuses(&line, DIRECTORY_IN_USE), &in_use);
    says(&desk.refuses(&["repair"], DIRECTORY_IN_USE), &in_use);
    drop(owner);
    restore(&desk, &file, &["--replace"]);
}

#[test]
fn no_directory_is_made_where_other_machines_write_and_one_that_is_there_is_warned_of() {
    let mut desk = busy();
    let file = back_up(&desk);
    let old = desk.home().to_owned();
    let dropbox = desk.path("Dropbox");
    crate::cli_fixture::private_folder(&dropbox);
    desk.move_home(dropbox.join("team"));
    let line = ["restore", path(&file), "--passphrase-file", "secret"];
    says(
        &desk.refuses(&line, FOLDER_SHARED),
        &["Dropbox copies to other machines", "PORTREEVE_HOME"],
    );
    desk.refuses_with(&INIT, PASSWORD, FOLDER_SHARED);
    assert!(!desk.home().exists());

    std::fs::rename(old, desk.home()).expect("the directory");
    says(&desk.run(&["status"]).done().stderr, &["warning:", "Dropbox"]);
    desk.run(&["user", "list"]).done();
}

#[test]
fn a_schedule_makes_its_first_backup_at_once_and_that_one_can_be_restored() {
    let desk = busy();
    let folder = desk.path("backups");
    let line = [
        "backup",
        "schedule",
        "--to",
        path(&folder),
        "--keep",
        "3",
        "--passphrase-file",
        "secret",
    ];
    says(&desk.refuses(&line, TARGET_UNWRITABLE), &[path(&folder)]);
    assert_eq!(desk.json(&["backup", "status"])["schedule"], Value::Null);

    crate::cli_fixture::private_folder(&folder);
    let status = desk.json(&line);
    assert_eq!(
        (&status["schedule"]["keep"], &status["schedule"]["every_days"]),
        (&3.into(), &1.into())
    );
    says(
        &desk.run(&["backup", "status"]).done().stdout,
        &["every day into"],
    );
    let made = PathBuf::from(status["made"]["path"].as_str().expect("a path"));
    assert!(made.starts_with(&folder) && made.exists());
    // The owner runs the schedule, and has nothing to do yet.
    let owner = Owner::start(&desk);
    assert_eq!(desk.json(&["backup", "status"])["problem"], Value::Null);
    drop(owner);
    assert_eq!(std::fs::read_dir(&folder).expect("the folder").count(), 1);

    restore(&desk, &made, &["--replace"]);
    desk.login("root", PASSWORD);
    assert_eq!(desk.json(&["backup", "unschedule"])["schedule"], Value::Null);
}
