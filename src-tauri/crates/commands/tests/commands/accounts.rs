//! Accounts, passwords and sessions.

use serde_json::json;

use crate::test_app::{PASSWORD, TestApp, dispatch, sign_in, sign_in_with};

#[test]
fn wrong_unknown_disabled_and_passwordless_get_the_same_answer() {
    let office = TestApp::new();
    office.done("user.create", json!({ "login": "passwordless" }));
    office.done(
        "user.create",
        json!({ "login": "disabled", "password": PASSWORD }),
    );
    office.done("user.disable", json!({ "user": "disabled" }));
    office.done(
        "user.create",
        json!({ "login": "wrong", "password": "another-good-password" }),
    );
    let answers =
        ["passwordless", "disabled", "wrong", "nobody"].map(|login| sign_in(&office.app, login).unwrap_err());
    assert_eq!(answers[0].reason, "wrong_credentials");
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
}

#[test]
fn names_that_look_alike_are_one_account() {
    let office = TestApp::new();
    office.done("user.create", json!({ "login": "ada", "password": PASSWORD }));
    for twin in ["Ada", "аda", "ａｄａ"] {
        assert_eq!(
            office.refused("user.create", json!({ "login": twin })),
            "name_taken",
            "{twin}"
        );
    }
    sign_in(&office.app, "ADA").unwrap();
    office.done("user.delete", json!({ "user": "ada" }));
    assert_eq!(
        office.refused("user.create", json!({ "login": "ada" })),
        "name_taken"
    );
}

#[test]
fn an_old_hash_is_replaced_when_its_owner_signs_in() {
    let office = TestApp::new();
    // md5("salt" + "correct-horse-battery"), Django's MD5PasswordHasher.
    let dump = r#"[{"model":"auth.user","fields":{"username":"old","password":"md5$salt$95eb7defb87b53bb37615481645bfcd9","is_active":true}}]"#;
    office.files.put("/dump.json", dump.as_bytes());
    office.done("import.people", json!({ "path": "/dump.json", "dry_run": false }));
    let algorithm = || office.done("user.show", json!({ "user": "old" }))["password"].clone();
    assert_eq!(algorithm()["needs_rehash"], true);
    assert_eq!(
        sign_in_with(&office.app, "old", "not-this-one")
            .unwrap_err()
            .reason,
        "wrong_credentials"
    );
    assert_eq!(
        algorithm()["needs_rehash"],
        true,
        "a wrong password replaced the hash"
    );
    sign_in_with(&office.app, "old", "correct-horse-battery").unwrap();
    assert_eq!(
        (&algorithm()["needs_rehash"], &algorithm()["algorithm"]),
        (&json!(false), &json!("Argon2id"))
    );
    sign_in_with(&office.app, "old", "correct-horse-battery").unwrap();
}

#[test]
fn a_weak_password_is_refused_with_every_reason_and_the_old_one_holds() {
    let office = TestApp::new();
    office.done("user.create", json!({ "login": "ada", "password": PASSWORD }));
    let refusal = office
        .ask("user.set_password", json!({ "user": "ada", "password": "ada1" }))
        .unwrap_err();
    assert_eq!(refusal.reason, "password.rejected");
    assert!(refusal.details.len() >= 2, "{refusal:?}");
    sign_in(&office.app, "ada").unwrap();
}

#[test]
fn a_new_password_ends_the_other_sessions() {
    let office = TestApp::new();
    let session = office.member("ada", &["portreeve.view_user"]);
    office.done(
        "user.set_password",
        json!({ "user": "ada", "password": "another-good-password" }),
    );
    let after = dispatch(&office.app, Some(&session), "user.list", json!({}));
    assert_eq!(after.unwrap_err().reason, "not_signed_in");
    sign_in_with(&office.app, "ada", "another-good-password").unwrap();
}

#[test]
fn a_session_ends_by_idling_and_by_age() {
    let office = TestApp::new();
    let session = office.member("ada", &["portreeve.view_user"]);
    let is_live = || dispatch(&office.app, Some(&session), "user.list", json!({})).is_ok();
    for day in [6, 12, 18, 24] {
        office.clock.advance_secs(6 * 24 * 3600);
        assert!(is_live(), "a session in use ended on day {day}");
    }
    office.clock.advance_secs(6 * 24 * 3600);
    assert!(!is_live(), "a session outlived its thirty days");
    let idle = sign_in(&office.app, "ada").unwrap();
    office.clock.advance_secs(7 * 24 * 3600);
    assert!(
        dispatch(&office.app, Some(&idle), "user.list", json!({})).is_err(),
        "a session outlived a week of idling"
    );
}

#[test]
fn a_revoked_session_is_dead() {
    let office = TestApp::new();
    let session = office.member("ada", &["portreeve.view_user"]);
    let rows = office.done("session.list", json!({ "user": "ada" }));
    let id = rows["sessions"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(
        office.done("session.revoke", json!({ "session": id }))["ended"],
        1
    );
    assert!(dispatch(&office.app, Some(&session), "user.list", json!({})).is_err());
    assert_eq!(
        office.done("session.list", json!({ "user": "ada" }))["sessions"]
            .as_array()
            .unwrap()
            .len(),
        0
    );
}

#[test]
fn the_list_filters_sorts_and_pages() {
    let office = TestApp::new();
    for (login, first_name) in [("ada", "Ada"), ("zoe", "Zoë"), ("mira", "Mira")] {
        office.done(
            "user.create",
            json!({ "login": login, "first_name": first_name, "last_name": "Test" }),
        );
    }
    office.done("user.disable", json!({ "user": "mira" }));
    let logins = |request: serde_json::Value| -> Vec<String> {
        let response = office.done("user.list", request);
        response["rows"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| row["login"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(logins(json!({})), ["ada", "mira", "root", "zoe"]);
    assert_eq!(
        logins(json!({ "sort": "name", "descending": true })),
        ["zoe", "root", "mira", "ada"]
    );
    assert_eq!(
        logins(json!({ "page": { "offset": 1, "limit": 2 } })),
        ["mira", "root"]
    );
    assert_eq!(logins(json!({ "filter": "is:active test" })), ["ada", "zoe"]);
    assert_eq!(logins(json!({ "filter": "ZOE" })), ["zoe"]);
    assert_eq!(logins(json!({ "filter": "-is:active" })), ["mira"]);
    office.done("user.delete", json!({ "user": "ada" }));
    assert_eq!(logins(json!({ "filter": "test" })), ["mira", "zoe"]);
    assert_eq!(logins(json!({ "filter": "is:deleted" })), ["ada"]);
    office.done("user.update", json!({ "user": "zoe", "login": "chloe" }));
    assert_eq!(
        logins(json!({})),
        ["chloe", "mira", "root"],
        "the order did not move with the name"
    );
}

#[test]
fn who_changes_their_own_password_stays_signed_in_where_they_did_it() {
    let office = TestApp::new();
    let elsewhere = sign_in(&office.app, "root").unwrap();
    let change = json!({ "user": "root", "password": "another-good-password" });
    assert_eq!(
        office.refused("user.set_password", change.clone()),
        "proof_needed"
    );
    assert_eq!(
        office.refused("session.confirm", json!("wrong")),
        "wrong_credentials"
    );
    assert_eq!(
        office.refused("user.set_password", change.clone()),
        "proof_needed"
    );
    office.done("session.confirm", json!(PASSWORD));
    office.done("user.set_password", change);
    let again = json!({ "user": "root", "password": "one-more-good-password" });
    assert_eq!(
        office.refused("user.set_password", again),
        "proof_needed",
        "once for each change"
    );
    office.done("user.list", json!({}));
    let outcome = dispatch(&office.app, Some(&elsewhere), "user.list", json!({}));
    assert_eq!(outcome.unwrap_err().reason, "not_signed_in");
}

#[test]
fn a_sign_in_that_is_overtaken_by_a_new_password_does_not_bring_the_old_one_back() {
    let office = std::sync::Arc::new(TestApp::new());
    for round in 0..10 {
        let login = format!("slow-{round}");
        // PBKDF2 takes long enough for the operator to be quicker.
        let hash =
            "pbkdf2_sha256$1000000$seasalt0123456789abcdE$klIDv7cKU+VBtpCMB1Ece/K7RsxJfvSAJ+fDr85ad4o=";
        let user = json!([{ "model": "auth.user", "fields": { "username": login, "password": hash, "is_active": true } }]);
        office.files.put("/dump.json", user.to_string().as_bytes());
        office.done("import.people", json!({ "path": "/dump.json", "dry_run": false }));
        let signing_in = {
            let (office, login) = (office.clone(), login.clone());
            std::thread::spawn(move || sign_in_with(&office.app, &login, "correct horse battery staple"))
        };
        office.done(
            "user.set_password",
            json!({ "user": login, "password": "another-good-password" }),
        );
        if let Ok(session) = signing_in.join().unwrap() {
            let outcome = dispatch(&office.app, Some(&session), "session.me", json!({}));
            assert!(outcome.is_err(), "a session of the old password is alive");
        }
        sign_in_with(&office.app, &login, "another-good-password").unwrap();
        sign_in_with(&office.app, &login, "correct horse battery staple").unwrap_err();
    }
}
