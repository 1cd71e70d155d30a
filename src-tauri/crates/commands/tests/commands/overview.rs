//! Whether all is well, and what is new.

use serde_json::{Value, json};

use crate::test_app::{PASSWORD, TestApp, dispatch, sign_in, sign_in_with};

const DAY: u32 = 24 * 3600;

fn overview(office: &TestApp) -> Value {
    office.done("overview.show", json!({}))
}

#[test]
fn an_account_without_rights_is_told_what_everyone_is() {
    let office = TestApp::new();
    let ada = office.member("ada", &[]);
    let shown = dispatch(&office.app, Some(&ada), "overview.show", json!({ "since": 1 })).unwrap();
    let told: Vec<&String> = shown
        .as_object()
        .unwrap()
        .iter()
        .filter(|(_, part)| !part.is_null())
        .map(|(name, _)| name)
        .collect();
    assert_eq!(told, ["backups"], "there is no key yet");
}

#[test]
fn imported_passwords_are_counted_until_their_owners_sign_in() {
    let office = TestApp::new();
    let old = |name: &str| {
        // md5("salt" + "correct-horse-battery"), Django's MD5PasswordHasher.
        json!({ "model": "auth.user", "fields": {
            "username": name, "password": "md5$salt$95eb7defb87b53bb37615481645bfcd9", "is_active": true,
        } })
    };
    let nothing = json!({ "model": "auth.user", "fields": { "username": "none", "password": "!x" } });
    let dump = json!([old("ada"), old("bo"), old("cleo"), nothing]).to_string();
    assert_eq!(overview(&office)["passwords"]["old_hashes"], 0);
    office.files.put("/dump.json", dump.as_bytes());
    office.done("import.people", json!({ "path": "/dump.json", "dry_run": false }));
    assert_eq!(overview(&office)["passwords"]["old_hashes"], 3);
    sign_in_with(&office.app, "ada", "correct-horse-battery").unwrap();
    assert_eq!(overview(&office)["passwords"]["old_hashes"], 2);
    office.done("user.delete", json!({ "user": "bo" }));
    assert_eq!(
        overview(&office)["passwords"]["old_hashes"],
        1,
        "nobody waits for who was deleted"
    );
}

#[test]
fn passwords_are_read_again_only_after_one_has_changed() {
    let office = TestApp::new();
    office.done("user.create", json!({ "login": "ada", "password": PASSWORD }));
    overview(&office);
    office.done("group.create", json!({ "name": "Staff", "permissions": [] }));
    office.reads.clear();
    overview(&office);
    // The one superuser's own.
    assert_eq!(office.reads.of(portreeve_core::kind::Kind::Credential), 1);
}

#[test]
fn superusers_who_can_sign_in_are_counted() {
    let office = TestApp::new();
    let superusers = || overview(&office)["passwords"]["superusers"].clone();
    assert_eq!(superusers(), 1);
    office.done("user.create", json!({ "login": "second", "is_superuser": true }));
    assert_eq!(superusers(), 1, "there is no password");
    office.done(
        "user.set_password",
        json!({ "user": "second", "password": PASSWORD }),
    );
    assert_eq!(superusers(), 2);
    office.done("user.disable", json!({ "user": "second" }));
    assert_eq!(superusers(), 1);
}

#[test]
fn a_recovery_kit_is_remembered_shown_or_written() {
    for request in [
        json!({ "password": PASSWORD }),
        json!({ "password": PASSWORD, "folder": "/kit" }),
    ] {
        let mut office = TestApp::new();
        assert_eq!(overview(&office)["keeping"]["recovery_kit_at"], Value::Null);
        office.done("recovery_kit.create", request);
        office.restart();
        let made = overview(&office)["keeping"]["recovery_kit_at"].clone();
        assert!(made.is_string(), "{made}");
    }
}

#[test]
fn a_disk_with_less_than_a_gigabyte_left_is_low() {
    let office = TestApp::new();
    for (left, is_low) in [((1 << 30) - 1, true), (1u64 << 30, false)] {
        office.vault.leave(left);
        let keeping = overview(&office)["keeping"].clone();
        assert_eq!(
            (&keeping["disk_left"], &keeping["is_disk_low"]),
            (&json!(left), &json!(is_low))
        );
    }
}

#[test]
fn a_session_that_nobody_has_used_for_an_hour_was_left_behind() {
    let office = TestApp::new();
    office.member("ada", &[]);
    office.clock.advance_secs(3600);
    assert_eq!(overview(&office)["unused_sessions"], 0);
    office.clock.advance_secs(1);
    assert_eq!(
        overview(&office)["unused_sessions"],
        1,
        "and the one that asks is used"
    );
    office.done("session.revoke", json!({ "user": "ada" }));
    assert_eq!(overview(&office)["unused_sessions"], 0);
}

#[test]
fn the_oldest_key_that_signs_is_told() {
    let office = TestApp::new();
    assert_eq!(overview(&office)["oldest_key_at"], Value::Null);
    office.done(
        "client.create",
        json!({ "name": "billing", "algorithm": "EdDSA" }),
    );
    let first = overview(&office)["oldest_key_at"].clone();
    office.clock.advance_secs(DAY);
    office.done("session.confirm", json!(PASSWORD));
    office.done("client.create", json!({ "name": "wiki", "algorithm": "ES256" }));
    assert_eq!(overview(&office)["oldest_key_at"], first);
    office.done("key.rotate", json!({ "algorithm": "EdDSA" }));
    assert_ne!(
        overview(&office)["oldest_key_at"],
        first,
        "a replaced key does not sign"
    );
}

#[test]
fn sign_ins_and_refusals_of_thirty_days_are_counted_by_day() {
    let mut office = TestApp::new();
    office.member("ada", &[]);
    let sums = |office: &TestApp| -> (usize, Vec<(u64, u64)>) {
        let days = overview(office)["sign_ins"]["days"].clone();
        let days = days.as_array().unwrap();
        let of = |day: &Value| (day["done"].as_u64().unwrap(), day["refused"].as_u64().unwrap());
        (
            days.len(),
            days.iter().map(of).filter(|day| *day != (0, 0)).collect(),
        )
    };
    assert_eq!(sums(&office), (30, vec![(2, 0)]));
    office.clock.advance_secs(DAY);
    sign_in_with(&office.app, "ada", "wrong").unwrap_err();
    sign_in(&office.app, "ada").unwrap();
    assert_eq!(sums(&office), (30, vec![(2, 0), (1, 1)]));
    assert_eq!(sums(&office), (30, vec![(2, 0), (1, 1)]), "nothing counts twice");
    let last = overview(&office)["sign_ins"]["days"][29].clone();
    assert_eq!(
        (&last["done"], &last["refused"]),
        (&json!(1), &json!(1)),
        "today comes last"
    );
    // Another program that opens the directory counts the same.
    office.restart();
    assert_eq!(sums(&office), (30, vec![(2, 0), (1, 1)]));
    office.clock.advance_secs(29 * DAY);
    office.sign_in_again();
    assert_eq!(
        sums(&office),
        (30, vec![(1, 1), (1, 0)]),
        "the first day is thirty days ago"
    );
}

#[test]
fn only_new_events_are_read_the_second_time() {
    let office = TestApp::new();
    for number in 0..50 {
        office.done("user.create", json!({ "login": format!("user-{number}") }));
    }
    overview(&office);
    office.reads.clear();
    overview(&office);
    assert_eq!(office.reads.of(portreeve_core::kind::Kind::Event), 0);
}

#[test]
fn what_others_did_since_is_news() {
    let office = TestApp::new();
    let helper = office.member("helper", &["portreeve.add_user"]);
    let last = overview(&office)["news"]["last"].as_u64().unwrap();
    assert_eq!(
        (overview(&office)["news"]["count"].as_u64(), last),
        (Some(0), office.events())
    );
    office.done("user.create", json!({ "login": "mine" }));
    for number in 0..7 {
        let request = json!({ "login": format!("theirs-{number}") });
        dispatch(&office.app, Some(&helper), "user.create", request).unwrap();
    }
    sign_in(&office.app, "helper").unwrap();
    let news = office.done("overview.show", json!({ "since": last }))["news"].clone();
    assert_eq!((&news["count"], &news["is_more"]), (&json!(7), &json!(false)));
    let rows = news["rows"].as_array().unwrap();
    assert_eq!((rows.len(), &rows[0]["words"]), (5, &json!("added theirs-6")));
    let looked = json!({ "since": news["last"] });
    assert_eq!(office.done("overview.show", looked)["news"]["count"], 0);
    let ahead = json!({ "since": 1_000_000 });
    assert_eq!(
        office.done("overview.show", ahead)["news"]["count"],
        0,
        "a number of another directory"
    );
}
