//! A directory with damaged files, or with an older copy put back.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::cli_fixture::{CliFixture, PASSWORD, copy, path};
use crate::outcome::{
    DAMAGED, DISK_FAILED, KEYCHAIN_ABSENT, NOT_SIGNED_IN, ROLLED_BACK, RULE_VIOLATED, says,
};

fn journal(desk: &CliFixture) -> PathBuf {
    let mut files = fs::read_dir(desk.home().join("data")).expect("the data");
    let is_journal = |path: &PathBuf| {
        path.file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with("journal-"))
    };
    files
        .find_map(|entry| Some(entry.expect("an entry").path()).filter(is_journal))
        .expect("a journal")
}

#[test]
fn a_damaged_journal_is_made_again_and_the_doctor_says_so() {
    let desk = CliFixture::staffed();
    let before = desk.state();
    let journal = journal(&desk);
    let mut bytes = fs::read(&journal).expect("the journal");
    // In the import, the largest entry, which is too large to have a copy.
    bytes[160 << 10] ^= 4;
    fs::write(&journal, bytes).expect("the journal");
    let doctor = desk.json(&["doctor"]);
    assert_eq!(doctor["is_well"], true);
    assert_eq!(doctor["findings"][0]["outcome"], "healed");
    assert_eq!(desk.state(), before);
    let after = desk.json(&["doctor"]);
    let kept = &after["findings"][0];
    assert_eq!(after["findings"].as_array().map(Vec::len), Some(1), "{after}");
    assert_eq!(kept["outcome"], "noted");
    says(
        kept["what"].as_str().expect("words"),
        &["damaged-1-", "it is kept"],
    );
    let trail = desk.json(&["audit", "list", "--command", "directory.heal"]);
    assert_eq!(trail["rows"].as_array().map(Vec::len), Some(1), "{trail}");
}

#[test]
fn an_older_copy_is_noticed_and_gone_on_from_only_when_somebody_says_so() {
    let desk = CliFixture::staffed();
    desk.add_user("mallory", "harbour-lantern-seal", &[]);
    let data = desk.home().join("data");
    copy(&data, &desk.path("older"));
    desk.run(&["user", "disable", "mallory"]).done();
    fs::remove_dir_all(&data).expect("the data");
    copy(&desk.path("older"), &data);

    says(
        &desk.refuses(&["user", "list"], ROLLED_BACK),
        &["older copy", "portreeve repair"],
    );
    desk.refuses(&["status"], ROLLED_BACK);
    let repaired = desk.json(&["repair"]);
    let kept = PathBuf::from(repaired["replaced"].as_str().expect("the damaged one is kept"));
    assert!(kept.join("data").is_dir());
    // Every earlier session has ended.
    desk.refuses(&["user", "list"], NOT_SIGNED_IN);
    desk.login("root", PASSWORD);
    assert_eq!(desk.json(&["user", "list"])["total"], 62);
    says(&desk.refuses(&["repair"], RULE_VIOLATED), &["nothing to repair"]);
}

/// Every file in `folder`, by its path in it.
fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = PathBuf::from(path.file_name().expect("a name"));
        if path.is_dir() {
            let inner = contents(&path).into_iter();
            found.extend(inner.map(|(inner, bytes)| (name.join(inner), bytes)));
        } else {
            found.insert(name, fs::read(&path).expect("a file"));
        }
    }
    found
}

/// Replaces the data by an older copy.
fn roll_back(desk: &CliFixture) {
    let data = desk.home().join("data");
    copy(&data, &desk.path("older"));
    desk.run(&["user", "disable", "user001"]).done();
    fs::remove_dir_all(&data).expect("the data");
    copy(&desk.path("older"), &data);
}

#[test]
fn repairing_keeps_the_damaged_directory_as_it_was_to_the_last_byte() {
    let desk = CliFixture::staffed();
    roll_back(&desk);
    let before = contents(&desk.home().join("data"));
    let repaired = desk.json(&["repair"]);
    let kept = PathBuf::from(repaired["replaced"].as_str().expect("the damaged one is kept"));
    assert!(contents(&kept.join("data")) == before, "it is set aside whole");
    assert!(!desk.home().join("examined.unfinished").exists());
}

#[test]
fn a_repair_without_a_copy_to_try_on_changes_nothing() {
    let desk = CliFixture::staffed();
    roll_back(&desk);
    let data = desk.home().join("data");
    let before = contents(&data);
    // A file in the way keeps the doctor from making its folder.
    let in_the_way = desk.home().join("examined.unfinished");
    fs::write(&in_the_way, "").expect("a file");
    says(
        &desk.refuses(&["repair"], DISK_FAILED),
        &["a copy of the data", "none can be made", "nothing was changed"],
    );
    assert!(contents(&data) == before, "nothing was changed");
    fs::remove_file(in_the_way).expect("the file");
    desk.run(&["repair"]).done();
}

#[test]
fn data_that_is_gone_is_damage_and_no_first_run() {
    let desk = CliFixture::founded();
    let data = desk.home().join("data");
    for entry in fs::read_dir(&data).expect("the data") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            fs::remove_dir_all(path).expect("a folder");
        } else {
            fs::remove_file(path).expect("a file");
        }
    }
    says(&desk.refuses(&["status"], DAMAGED), &["missing"]);
    let words = desk.refuses(&["repair"], DAMAGED);
    says(
        &words,
        &["nothing that can be proven is left", "portreeve restore"],
    );
    assert!(
        !words.contains("portreeve repair"),
        "once more helps nobody: {words}"
    );
    fs::remove_dir_all(&data).expect("the data");
    says(
        &desk.refuses(&["status"], DAMAGED),
        &["data is missing", "portreeve restore", "portreeve repair"],
    );
    desk.refuses(&["repair"], DAMAGED);
    assert!(!data.exists(), "nothing is made up");
    let outcome = desk.run(&["--json", "doctor"]);
    assert_eq!(outcome.code, Some(52), "{outcome}");
    let doctor: serde_json::Value = serde_json::from_str(&outcome.stdout).expect("JSON");
    let damage = &doctor["damage"];
    assert_eq!(
        (&damage["is_tried"], &damage["proven"]),
        (&true.into(), &serde_json::Value::Null)
    );
    assert_eq!(damage["advice"], "unknown", "no backup was made");
    assert!(
        doctor["findings"][0]["hint"]
            .as_str()
            .is_some_and(|hint| hint.contains("portreeve restore"))
    );
}

/// The doctor's answer about a directory that does not open.
fn doctor(desk: &CliFixture, code: i32) -> serde_json::Value {
    let outcome = desk.run(&["--json", "doctor"]);
    assert_eq!(outcome.code, Some(code), "{outcome}");
    serde_json::from_str(&outcome.stdout).expect("JSON")
}

fn hint(finding: &serde_json::Value) -> &str {
    finding["hint"].as_str().expect("a hint")
}

/// Asserts that neither a restore nor a repair is advised, although there is a backup.
fn advises_neither(desk: &CliFixture, doctor: &serde_json::Value) {
    let damage = &doctor["damage"];
    assert_eq!(damage["advice"], "neither", "{doctor}");
    assert_eq!(damage["is_tried"], false, "{doctor}");
    assert_eq!(damage["backups"].as_array().map(Vec::len), Some(1), "{doctor}");
    let words = desk.run(&["doctor"]).to_string();
    assert!(!words.contains("--replace") && !words.contains("LOST"), "{words}");
}

/// A desk with people and a backup.
fn backed_up() -> CliFixture {
    let desk = CliFixture::staffed();
    let secret = desk.file("secret", "barnacle thirteen umbrella");
    let file = desk.path("team.backup");
    let line = ["backup", path(&file), "--passphrase-file", path(&secret)];
    desk.run(&line).done();
    desk
}

#[test]
fn what_could_not_be_tried_is_no_reason_to_restore() {
    let desk = backed_up();
    roll_back(&desk);
    fs::write(desk.home().join("examined.unfinished"), "").expect("a file");
    let doctor = doctor(&desk, 53);
    advises_neither(&desk, &doctor);
    let finding = &doctor["findings"][1];
    says(
        finding["what"].as_str().expect("words"),
        &["could not be tried", "none can be made"],
    );
    says(hint(finding), &["try again"]);
    assert_eq!(doctor["findings"][0]["hint"], serde_json::Value::Null);
}

#[test]
fn a_backup_on_a_medium_that_is_away_is_known_all_the_same() {
    let desk = backed_up();
    let (stick, file) = (desk.path("stick"), desk.path("team.backup"));
    fs::rename(&file, &stick).expect("it is unplugged");
    let later = desk.path("later.backup");
    let secret = desk.path("secret");
    desk.run(&["backup", path(&later), "--passphrase-file", path(&secret)])
        .done();
    roll_back(&desk);
    let said = doctor(&desk, 53);
    assert_eq!(said["damage"]["backups"][0]["path"], path(&later), "{said}");
    assert_eq!(said["damage"]["absent_backups"][0]["path"], path(&file), "{said}");
    let words = desk.run(&["doctor"]).to_string();
    says(&words, &[path(&file), "known, not there now"]);
    fs::rename(&stick, &file).expect("it is plugged in");
    let damage = &doctor(&desk, 53)["damage"];
    assert_eq!(damage["backups"].as_array().map(Vec::len), Some(2), "{damage}");
    assert_eq!(damage["absent_backups"].as_array().map(Vec::len), Some(0));
}

#[test]
fn data_of_a_newer_version_are_for_that_version_to_open() {
    let desk = backed_up();
    let journal = journal(&desk);
    let mut bytes = fs::read(&journal).expect("the journal");
    bytes[7] += 1;
    fs::write(&journal, bytes).expect("the journal");
    let doctor = doctor(&desk, 52);
    advises_neither(&desk, &doctor);
    assert_eq!(doctor["findings"].as_array().map(Vec::len), Some(1), "{doctor}");
    says(hint(&doctor["findings"][0]), &["with that version"]);
}

#[test]
fn a_key_file_that_is_gone_is_made_again_from_the_recovery_kit() {
    let desk = backed_up();
    let key = desk.home().join("key");
    fs::remove_file(&key).expect("the key");
    for _ in 0..2 {
        let doctor = doctor(&desk, 52);
        advises_neither(&desk, &doctor);
        assert!(
            hint(&doctor["findings"][0]).starts_with("`portreeve recovery-kit restore`"),
            "{doctor}"
        );
        fs::write(&key, "{").expect("a file");
    }
}

#[test]
fn a_key_file_of_another_directory_is_told_as_that() {
    let (desk, other) = (CliFixture::founded(), CliFixture::founded());
    fs::copy(other.home().join("key"), desk.home().join("key")).expect("a copy");
    let status = desk.run(&["status"]).done().to_string();
    says(
        &status,
        &["the key is not in the key file", "portreeve recovery-kit restore"],
    );
    assert!(!status.contains("keychain"), "{status}");
    let words = desk.refuses(&["user", "list"], KEYCHAIN_ABSENT);
    says(&words, &["put back this directory's own file `key`"]);
}

#[test]
fn a_file_of_another_directory_is_named_and_taken_out() {
    let (desk, other) = (backed_up(), CliFixture::founded());
    let before = desk.state();
    let ours = journal(&desk);
    fs::copy(journal(&other), &ours).expect("a copy");
    let name = ours.file_name().and_then(|name| name.to_str()).expect("a name");
    let doctor = doctor(&desk, 52);
    advises_neither(&desk, &doctor);
    let finding = &doctor["findings"][0];
    says(
        finding["what"].as_str().expect("words"),
        &[name, "belongs to another directory"],
    );
    says(hint(finding), &[&format!("move {name} out of the folder")]);
    fs::rename(&ours, desk.path("foreign")).expect("it moves");
    assert_eq!(desk.state(), before, "what is missing is made again");
}

#[test]
fn a_lost_manifest_can_be_written_anew_and_the_backups_are_known_without() {
    let desk = backed_up();
    let before = desk.state();
    let manifest = desk.home().join("directory.json");
    fs::remove_file(&manifest).expect("the manifest");
    let doctor = doctor(&desk, 52);
    advises_neither(&desk, &doctor);
    let hint = hint(&doctor["findings"][0]);
    let anew = hint
        .find('{')
        .zip(hint.rfind('}'))
        .map(|(start, end)| &hint[start..=end]);
    fs::write(&manifest, anew.expect("what it said")).expect("a file");
    assert_eq!(desk.state(), before);
}

/// The last entries are missing from the disk, and the anchor knows how many there were.
#[test]
fn the_doctor_tells_what_is_lost_and_which_backup_has_most_of_it() {
    let desk = CliFixture::staffed();
    let secret = desk.file("secret", "barnacle thirteen umbrella");
    let [early, late] = ["early.backup", "late.backup"].map(|name| desk.path(name));
    let back_up = |file: &Path| {
        let line = ["backup", path(file), "--passphrase-file", path(&secret)];
        desk.run(&line).done();
    };
    back_up(&early);
    let data = desk.home().join("data");
    copy(&data, &desk.path("older"));
    for number in 0..3 {
        desk.run(&["user", "add", &format!("late{number}")]).done();
    }
    back_up(&late);
    desk.run(&["user", "add", "latest"]).done();
    fs::remove_dir_all(&data).expect("the data");
    copy(&desk.path("older"), &data);

    // sled writes a little whenever it opens its files.
    let files = || {
        let mut files = desk.files();
        files.retain(|path, _| !path.starts_with("data/state") && !path.starts_with(data.join("state")));
        files
    };
    let before = files();
    let outcome = desk.run(&["--json", "doctor"]);
    assert_eq!(outcome.code, Some(53), "{outcome}");
    let changed: Vec<_> = files()
        .into_iter()
        .filter(|(path, bytes)| before.get(path) != Some(bytes))
        .map(|(path, _)| path)
        .collect();
    assert!(
        changed.is_empty() && files().len() == before.len(),
        "the doctor only reads: {changed:?}"
    );
    let doctor: serde_json::Value = serde_json::from_str(&outcome.stdout).expect("JSON");
    assert_eq!(
        (&doctor["is_well"], &doctor["trouble"]["reason"]),
        (&false.into(), &"directory.rolled_back".into())
    );
    let (damage, finding) = (&doctor["damage"], &doctor["findings"][0]["what"]);
    says(finding.as_str().expect("words"), &["older copy was put back"]);
    // Three people, a backup, one more person; sign-ins may have added entries.
    assert!(damage["lost_entries"].as_u64() >= Some(5), "{damage}");
    assert!(damage["proven"]["revision"].as_u64() > Some(0), "{damage}");
    assert_eq!(damage["backups"][0]["path"], path(&late));
    assert_eq!(damage["backups"][1]["path"], path(&early));
    assert_eq!(
        damage["advice"], "restore",
        "the backup is newer than what is left"
    );
    let words = desk.run(&["doctor"]);
    says(
        &words.to_string(),
        &["lost ", path(&late), "portreeve restore", "--replace"],
    );

    // The damaged backup is not offered, and then what is left is newer than the other one.
    fs::write(&late, "cut short").expect("a file");
    let doctor: serde_json::Value =
        serde_json::from_str(&desk.run(&["--json", "doctor"]).stdout).expect("JSON");
    assert_eq!(doctor["damage"]["backups"].as_array().map(Vec::len), Some(1));
    assert_eq!(doctor["damage"]["advice"], "repair");
    assert_eq!(desk.json(&["repair"])["backup"]["path"], path(&early));
}

#[test]
fn a_copy_restored_elsewhere_leaves_the_past_of_the_original_alone() {
    let mut desk = CliFixture::staffed();
    let original = desk.home().to_owned();
    let secret = desk.file("secret", "barnacle thirteen umbrella");
    let file = desk.path("team.backup");
    let (file, secret) = (path(&file), path(&secret));
    desk.run(&["backup", file, "--passphrase-file", secret]).done();
    copy(&original.join("data"), &desk.path("older"));
    desk.run(&["user", "disable", "user001"]).done();

    desk.move_home(desk.path("elsewhere"));
    desk.run(&["restore", file, "--passphrase-file", secret]).done();
    desk.login("root", PASSWORD);
    for number in 0..3 {
        desk.run(&["user", "add", &format!("late{number}")]).done();
    }

    desk.move_home(original.clone());
    desk.run(&["user", "list"]).done();
    fs::remove_dir_all(original.join("data")).expect("the data");
    copy(&desk.path("older"), &original.join("data"));
    desk.refuses(&["user", "list"], ROLLED_BACK);
}
