//! A disk that is full or read-only.

use std::fs::File;
use std::process::Stdio;

use crate::cli_fixture::{CliFixture, INIT, PASSWORD, path};
use crate::disk::Disk;
use crate::outcome::{DISK_FULL, TARGET_UNWRITABLE, says};
use crate::{dump, tools};

/// More people than fit into the reserved space of the files, and onto a full disk.
const PEOPLE_TOO_MANY: usize = 1500;

/// A directory on a disk of its own.
fn on(disk: &Disk) -> CliFixture {
    let mut desk = CliFixture::empty();
    desk.move_home(disk.root().join("home"));
    desk
}

#[test]
fn a_full_disk_is_told_of_and_nothing_acknowledged_is_lost() {
    let disk = Disk::new("16m");
    let desk = on(&disk);
    desk.found();
    desk.import("dump_pk.json");
    desk.run(&["client", "add", "billing"]).done();
    let before = desk.state();

    let many = desk.file("many.json", dump::many(PEOPLE_TOO_MANY));
    let filler = disk.fill();
    let outcome = desk.run(&["--json", "import", "django", path(&many)]);
    says(&outcome.refused(DISK_FULL), &["disk is full", "free some space"]);
    assert_eq!(desk.state(), before, "reading goes on, and nothing is half done");
    let out = disk.root().join("config.py");
    let exporting = desk.run(&[
        "--json",
        "client",
        "export",
        "billing",
        "--preset",
        "pyjwt",
        "--out",
        path(&out),
    ]);
    let words = exporting.refused(DISK_FULL);
    says(&words, &["free some space"]);
    assert!(!words.contains("that exists"), "{words}");
    assert!(!out.exists(), "whole or not at all");

    std::fs::remove_file(filler).expect("the file that fills the disk");
    assert_eq!(desk.state(), before);
    desk.login("root", PASSWORD);
    desk.run(&["import", "django", path(&many)]).done();
    assert_eq!(desk.json(&["user", "list"])["total"], 61 + PEOPLE_TOO_MANY);
}

#[test]
fn an_owner_lives_through_a_full_disk() {
    let disk = Disk::new("16m");
    let desk = on(&disk);
    desk.found();
    let _owner = crate::owner::Owner::start(&desk);
    desk.run(&["user", "add", "ada"]).done();
    let many = desk.file("many.json", dump::many(PEOPLE_TOO_MANY));
    let filler = disk.fill();
    let importing = ["--json", "import", "django", path(&many)];
    desk.run(&importing).refused(DISK_FULL);
    assert_eq!(
        desk.json(&["user", "list"])["total"],
        2,
        "reading goes on on a full disk"
    );
    std::fs::remove_file(filler).expect("the file that fills the disk");
    desk.run(&importing).done();
    assert_eq!(desk.json(&["user", "list"])["total"], 2 + PEOPLE_TOO_MANY);
}

#[test]
fn a_directory_is_not_half_made_on_a_full_disk() {
    let disk = Disk::new("2m");
    let desk = on(&disk);
    let filler = disk.fill();
    says(&desk.refuses_with(&INIT, PASSWORD, DISK_FULL), &["disk is full"]);
    std::fs::remove_file(filler).expect("the file that fills the disk");
    desk.found();
    desk.run(&["user", "list"]).done();
}

#[test]
fn a_config_is_not_written_to_a_read_only_disk() {
    let mut disk = Disk::new("2m");
    let desk = CliFixture::founded();
    desk.run(&["client", "add", "billing"]).done();
    disk.make_read_only();
    let out = disk.root().join("config.py");
    let line = [
        "client",
        "export",
        "billing",
        "--preset",
        "pyjwt",
        "--out",
        path(&out),
    ];
    says(
        &desk.refuses(&line, TARGET_UNWRITABLE),
        &[path(&out), "cannot be written"],
    );
}

#[test]
fn a_directory_on_a_read_only_disk_says_so_and_goes_on_when_it_may_be_written() {
    let mut disk = Disk::new("16m");
    let desk = on(&disk);
    desk.found();
    disk.make_read_only();
    let before = desk.files();
    let refused = desk.run(&["--json", "user", "add", "ada"]);
    assert_eq!(refused.code, Some(51), "{refused}");
    says(
        &refused.stderr.to_lowercase(),
        &["home is read-only", "copy the whole folder", "portreeve_home"],
    );
    assert_eq!(desk.files(), before);
}

#[test]
fn a_repair_that_has_no_room_says_so_and_changes_nothing() {
    let disk = Disk::new("16m");
    let desk = on(&disk);
    desk.found();
    for name in ["ada", "grace", "joan"] {
        desk.run(&["user", "add", name]).done();
    }
    let [journal, filler] = [desk.home().join("data"), disk.root().join("filler")];
    for entry in std::fs::read_dir(&journal).expect("the data") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            std::fs::remove_dir_all(path).expect("the state");
        } else if path.to_string_lossy().contains("journal-") {
            let mut bytes = std::fs::read(&path).expect("the journal");
            // The first entry, which has no copy any more.
            bytes[(132 << 10) + 100] ^= 4;
            std::fs::write(path, bytes).expect("the journal");
        }
    }
    let before = desk.files();
    disk.fill();
    says(
        &desk.refuses(&["repair"], DISK_FULL),
        &[
            "copy of the data",
            "no room",
            "nothing was changed",
            "free twice as much space",
        ],
    );
    let doctor = desk.run(&["doctor"]).to_string();
    says(
        &doctor,
        &["could not be tried", "no room", "free twice as much space"],
    );
    assert!(!doctor.contains("--replace"), "no restore is advised: {doctor}");
    std::fs::remove_file(filler).expect("the file that fills the disk");
    assert!(desk.files() == before, "nothing was changed");
}

#[test]
fn an_answer_that_cannot_be_written_is_an_error_and_one_that_nobody_wants_is_none() {
    let desk = CliFixture::founded();
    let run = |stdout: Stdio, line: &[&str]| {
        let mut command = desk.command(tools::portreeve());
        let child = command.args(line).stdout(stdout).stderr(Stdio::piped()).spawn();
        let ended = child.expect("started").wait_with_output().expect("ended");
        (
            ended.status.code(),
            String::from_utf8(ended.stderr).expect("text"),
        )
    };
    // Every write fails as on a full disk.
    let full = || {
        File::options()
            .write(true)
            .open("/dev/full")
            .expect("a full disk")
    };
    let (code, words) = run(full().into(), &["user", "add", "ada"]);
    assert_eq!(code, Some(31), "{words}");
    says(&words, &["error: the answer cannot be written", "hint: "]);
    desk.run(&["user", "show", "ada"]).done();
    let (code, words) = run(full().into(), &["--json", "audit", "head"]);
    assert_eq!(code, Some(31), "{words}");
    says(&words, &["\"target.unwritable\""]);

    let (gone, pipe) = std::io::pipe().expect("a pipe");
    drop(gone);
    let (code, words) = run(pipe.into(), &["user", "show", "ada"]);
    assert_eq!((code, words.as_str()), (Some(0), ""));
}
