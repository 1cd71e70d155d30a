//! Scheduled backups.

use portreeve_commands::back_up_if_due;
use serde_json::{Value, json};

use crate::test_app::{PASSWORD, TestApp};

const DAY: u32 = 24 * 3600;

fn scheduled(office: &TestApp, every_days: u32) -> Value {
    let request = json!({
        "folder": "/backups", "every_days": every_days, "keep": 7, "passphrase": "seven quiet gulls",
    });
    office.done("backup.schedule", request)
}

fn made_at(office: &TestApp) -> Value {
    office.done("backup.status", json!({}))["made"]["at"].clone()
}

#[test]
fn a_backup_is_made_when_it_is_due_and_not_before() {
    let mut office = TestApp::new();
    let first = scheduled(&office, 2)["made"]["at"].clone();
    office.clock.advance_secs(2 * DAY - 1);
    back_up_if_due(&office.app);
    assert_eq!(made_at(&office), first);
    office.clock.advance_secs(1);
    let events = office.events();
    back_up_if_due(&office.app);
    back_up_if_due(&office.app);
    assert_ne!(made_at(&office), first, "two days have passed");
    assert_eq!(office.events(), events + 1, "once, with an event");

    // The backup is also made after days in which the program did not run.
    office.clock.advance_secs(6 * DAY);
    office.restart();
    let before = made_at(&office);
    back_up_if_due(&office.app);
    assert_ne!(made_at(&office), before);
}

#[test]
fn a_backup_by_hand_does_not_put_the_schedule_off() {
    let office = TestApp::new();
    scheduled(&office, 1);
    office.clock.advance_secs(DAY - 1);
    let request = json!({ "path": "/x", "passphrase": "seven quiet gulls" });
    assert_eq!(office.refused("backup.create", request.clone()), "proof_needed");
    office.done("session.confirm", json!(PASSWORD));
    office.done("backup.create", request);
    office.clock.advance_secs(1);
    back_up_if_due(&office.app);
    assert_ne!(office.done("backup.status", json!({}))["made"]["path"], "/x");
}

#[test]
fn a_backup_that_is_gone_is_told_of_and_its_file_is_not_named() {
    let office = TestApp::new();
    let request = json!({ "path": "/x", "passphrase": "seven quiet gulls" });
    office.done("backup.create", request.clone());
    let made = || office.done("backup.status", json!({}))["made"].clone();
    let at = made()["at"].clone();
    assert_eq!(made()["path"], "/x");
    office.vault.lose("/x");
    assert_eq!(made(), json!({ "at": at, "path": null }));
    office.done("backup.create", request);
    assert_eq!(made()["path"], "/x");
}

#[test]
fn an_ended_schedule_makes_no_more() {
    let office = TestApp::new();
    let first = scheduled(&office, 1)["made"]["at"].clone();
    assert_eq!(
        office.done("backup.unschedule", json!({}))["schedule"],
        Value::Null
    );
    office.clock.advance_secs(3 * DAY);
    back_up_if_due(&office.app);
    assert_eq!(made_at(&office), first);
    assert_eq!(office.done("backup.status", json!({}))["is_backup_due"], false);
}

#[test]
fn what_stands_against_a_scheduled_backup_is_told_until_it_is_made() {
    let office = TestApp::new();
    let missing =
        json!({ "folder": "/missing", "every_days": 1, "keep": 7, "passphrase": "seven quiet gulls" });
    assert_eq!(office.refused("backup.schedule", missing), "target.unwritable");
    let status = office.done("backup.status", json!({}));
    assert_eq!(
        status["schedule"],
        Value::Null,
        "one that cannot be kept is not set"
    );

    scheduled(&office, 1);
    office.vault.break_disk(true);
    office.clock.advance_secs(2 * DAY + 1);
    back_up_if_due(&office.app);
    let status = office.done("backup.status", json!({}));
    assert!(
        status["problem"].as_str().unwrap().contains("disk is full"),
        "{status}"
    );
    assert_eq!(status["is_backup_due"], true);
    office.vault.break_disk(false);
    back_up_if_due(&office.app);
    let status = office.done("backup.status", json!({}));
    assert_eq!(
        (&status["problem"], &status["is_backup_due"]),
        (&Value::Null, &false.into())
    );
}

#[test]
fn a_scheduled_backup_that_failed_is_in_the_trail_once_and_told_after_a_restart() {
    let mut office = TestApp::new();
    scheduled(&office, 1);
    office.vault.break_disk(true);
    office.clock.advance_secs(2 * DAY);
    let events = office.events();
    for _ in 0..3 {
        back_up_if_due(&office.app);
    }
    assert_eq!(office.events(), events + 1, "once, not each time it is tried");
    let rows = office.done("audit.list", json!({ "limit": 1 }));
    let row = &rows["rows"][0];
    assert_eq!(
        (&row["command"], &row["outcome"], &row["via"]),
        (&"backup.schedule".into(), &"refused".into(), &"itself".into()),
        "{row}"
    );
    assert!(row["detail"].as_str().unwrap().contains("was not made"), "{row}");

    office.restart();
    let status = office.done("backup.status", json!({}));
    assert!(
        status["problem"].as_str().unwrap().contains("disk is full"),
        "{status}"
    );
    let events = office.events();
    back_up_if_due(&office.app);
    assert_eq!(office.events(), events, "it is still the same");

    // The disk works again, and then fails again: the trail records the new failure.
    office.vault.break_disk(false);
    back_up_if_due(&office.app);
    assert_eq!(office.done("backup.status", json!({}))["problem"], Value::Null);
    office.restart();
    assert_eq!(office.done("backup.status", json!({}))["problem"], Value::Null);
    office.vault.break_disk(true);
    office.clock.advance_secs(2 * DAY);
    let events = office.events();
    back_up_if_due(&office.app);
    assert_eq!(office.events(), events + 1);
}

#[test]
fn the_passphrase_of_a_schedule_is_told_to_nobody() {
    let office = TestApp::new();
    let status = scheduled(&office, 1).to_string() + &office.done("backup.status", json!({})).to_string();
    assert!(!status.contains("gulls"));
}

#[test]
fn a_backup_that_was_recorded_and_does_not_come_into_its_place_is_no_backup() {
    let office = TestApp::new();
    let request = json!({ "path": "/vanishing/one", "passphrase": "seven quiet gulls" });
    assert_eq!(office.refused("backup.create", request), "target.unwritable");
    assert_eq!(office.last_event()["outcome"], "refused");
    let status = office.done("backup.status", json!({}));
    assert_eq!(
        (&status["made"], &status["is_backup_due"]),
        (&Value::Null, &true.into())
    );

    scheduled(&office, 30);
    let folder =
        json!({ "folder": "/vanishing", "every_days": 1, "keep": 7, "passphrase": "seven quiet gulls" });
    assert_eq!(office.refused("backup.schedule", folder), "target.unwritable");
    assert_eq!(office.last_event()["outcome"], "refused");
    let status = office.done("backup.status", json!({}));
    assert_eq!(status["schedule"]["every_days"], 30, "the schedule is as it was");
}
