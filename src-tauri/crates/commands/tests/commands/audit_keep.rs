//! Events that are removed automatically.

use portreeve_commands::prune_if_due;
use portreeve_core::ports::Store;
use portreeve_storage::engine::{Engine, Op};
use serde_json::json;

use super::test_app::TestApp;

const DAY: u32 = 24 * 3600;

/// A day passes in which something happens.
fn day(office: &mut TestApp, login: &str) {
    office.clock.advance_secs(DAY + 1);
    office.sign_in_again();
    office.done("user.create", json!({ "login": login }));
    prune_if_due(&office.app);
}

fn first(office: &TestApp) -> u64 {
    office.store.audit_head().unwrap().first
}

/// The number of removals in the trail with this outcome.
fn removals(office: &TestApp, outcome: &str) -> usize {
    let filter = json!({ "command": "audit.prune", "outcome": outcome });
    let listed = office.done("audit.list", json!({ "filter": filter, "limit": 100 }));
    listed["rows"].as_array().unwrap().len()
}

#[test]
fn events_are_kept_for_ever_unless_somebody_says_for_how_long() {
    let mut office = TestApp::new();
    for number in 0..40 {
        day(&mut office, &format!("user{number}"));
    }
    assert_eq!(first(&office), 1);
    assert_eq!(
        office.done("directory.show", json!({}))["keep_events_days"],
        json!(null)
    );

    office.done("audit.keep", json!({ "days": 30 }));
    assert_eq!(office.done("directory.show", json!({}))["keep_events_days"], 30);
    let before = office.events();
    day(&mut office, "last");
    let kept = office.event(first(&office));
    assert!(first(&office) > 1, "{kept}");
    let event = (before + 1..=office.events())
        .map(|number| office.event(number))
        .find(|event| event["command"] == "audit.prune")
        .unwrap();
    assert_eq!(
        (&event["via"], &event["actor_name"]),
        (&json!("itself"), &json!(""))
    );
    assert_eq!(office.done("audit.verify", json!({}))["is_intact"], true);
}

#[test]
fn what_comes_of_age_goes_once_a_day() {
    const DAYS: u64 = 40;
    let mut office = TestApp::new();
    office.done("audit.keep", json!({ "days": 30 }));
    for quarter in 0..DAYS * 4 {
        office.clock.advance_secs(DAY / 4);
        office.sign_in_again();
        office.done("user.create", json!({ "login": format!("user{quarter}") }));
        prune_if_due(&office.app);
    }
    let removals = removals(&office, "done");
    assert!((5..=10).contains(&removals), "{removals} in ten days");
}

#[test]
fn what_stands_against_it_is_told_once() {
    let mut office = TestApp::new();
    office.done("audit.keep", json!({ "days": 30 }));
    day(&mut office, "first");
    let key = [b"e".as_slice(), &3u64.to_be_bytes()].concat();
    office.engine.commit([Op::Remove(key)].into()).unwrap();
    for number in 0..40 {
        day(&mut office, &format!("user{number}"));
    }
    assert_eq!(removals(&office, "refused"), 1);
}

#[test]
fn a_clock_that_is_suddenly_years_ahead_removes_nothing_that_day() {
    let mut office = TestApp::new();
    office.done("audit.keep", json!({ "days": 30 }));
    for number in 0..5 {
        day(&mut office, &format!("user{number}"));
    }
    office.clock.advance_secs(3650 * DAY);
    prune_if_due(&office.app);
    office.sign_in_again();
    office.done("user.create", json!({ "login": "ahead" }));
    office.clock.advance_secs(DAY / 2);
    prune_if_due(&office.app);
    assert_eq!(first(&office), 1);
}

#[test]
fn for_how_long_is_told_before_and_after_and_can_be_undone() {
    let office = TestApp::new();
    assert_eq!(
        office.refused("audit.keep", json!({ "days": 29 })),
        "rule_violated"
    );
    office.done("audit.keep", json!({ "days": 90 }));
    office.done("audit.keep", json!({ "days": 30 }));
    let change = &office.last_event()["targets"][0]["changes"][0];
    assert_eq!(
        (&change["field"], &change["before"], &change["after"]),
        (&json!("keep_events_days"), &json!("90"), &json!("30"))
    );
    office.done("undo.apply", json!({ "event": office.events() }));
    assert_eq!(office.done("directory.show", json!({}))["keep_events_days"], 90);
}
