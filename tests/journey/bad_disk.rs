//! A disk that is full, or that may not be written to.

use crate::desk::{Desk, PASSWORD, path};
use crate::disk::Disk;
use crate::outcome::{DISK_FULL, TARGET_UNWRITABLE, says};

/// A directory on a disk of its own.
fn on(disk: &Disk) -> Desk {
    let mut desk = Desk::empty();
    desk.move_home(disk.root().join("home"));
    desk
}

#[test]
fn a_full_disk_is_told_of_and_nothing_acknowledged_is_lost() {
    let disk = Disk::new("6m");
    let desk = on(&disk);
    desk.found();
    desk.import("dump_pk.json");
    desk.run(&["client", "add", "billing"]).done();
    let before = desk.state();

    let filler = disk.fill();
    let mut acknowledged = 0;
    // What room the files have left of themselves may still be used.
    for number in 0..12 {
        let outcome = desk.run(&["--json", "user", "add", &format!("late{number}")]);
        if outcome.code == Some(0) {
            acknowledged += 1;
        } else {
            says(&outcome.refused(DISK_FULL), &["disk is full", "free some space"]);
        }
    }
    assert!(acknowledged < 12, "the disk is not full");
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
    exporting.refused(DISK_FULL);
    assert!(!out.exists(), "whole or not at all");

    std::fs::remove_file(filler).expect("the file that fills the disk");
    let after = desk.json(&["user", "list"]);
    assert_eq!(after["total"], 61 + acknowledged);
    if acknowledged == 0 {
        assert_eq!(desk.state(), before);
    }
    desk.run(&["user", "add", "ada"]).done();
    desk.login("root", PASSWORD);
    assert_eq!(desk.json(&["user", "list"])["total"], 62 + acknowledged);
}

#[test]
fn an_owner_lives_through_a_full_disk() {
    let disk = Disk::new("6m");
    let desk = on(&disk);
    desk.found();
    let _owner = crate::owner::Owner::start(&desk);
    desk.run(&["user", "add", "ada"]).done();
    let filler = disk.fill();
    let mut acknowledged = 2;
    for number in 0..40 {
        let outcome = desk.run(&["--json", "user", "add", &format!("late{number}")]);
        if outcome.code == Some(0) {
            acknowledged += 1;
        } else {
            outcome.refused(DISK_FULL);
        }
        assert_eq!(
            desk.json(&["user", "list"])["total"],
            acknowledged,
            "reading goes on on a full disk"
        );
        if acknowledged < number + 2 {
            break;
        }
    }
    std::fs::remove_file(filler).expect("the file that fills the disk");
    desk.run(&["user", "add", "ben"]).done();
    assert_eq!(desk.json(&["user", "list"])["total"], acknowledged + 1);
}

#[test]
fn a_directory_is_not_half_made_on_a_full_disk() {
    let disk = Disk::new("2m");
    let desk = on(&disk);
    let filler = disk.fill();
    let line = [
        "init",
        "--name",
        "Acme",
        "--superuser",
        "root",
        "--password-stdin",
    ];
    says(&desk.refuses_with(&line, PASSWORD, DISK_FULL), &["disk is full"]);
    std::fs::remove_file(filler).expect("the file that fills the disk");
    desk.found();
    desk.run(&["user", "list"]).done();
}

#[test]
fn a_config_is_not_written_to_a_read_only_disk() {
    let mut disk = Disk::new("2m");
    let desk = Desk::founded();
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
    let mut disk = Disk::new("6m");
    let desk = on(&disk);
    desk.found();
    disk.make_read_only();
    let before = desk.files();
    let refused = desk.run(&["--json", "user", "add", "ada"]);
    assert_eq!(refused.code, Some(51), "{refused}");
    says(&refused.stderr.to_lowercase(), &["read-only"]);
    assert_eq!(desk.files(), before);
}
