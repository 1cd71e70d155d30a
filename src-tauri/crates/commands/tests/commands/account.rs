//! What everyone who is signed in can see and do about themselves.

use serde_json::{Value, json};

use crate::test_app::{PASSWORD, TestApp, dispatch, sign_in};

#[test]
fn an_account_without_rights_sees_itself() {
    let office = TestApp::new();
    for permission in ["billing.pay", "people.view"] {
        office.done("permission.add", json!({ "permission": permission, "label": "" }));
    }
    let ada = office.member("ada", &["billing.pay"]);
    office.done(
        "group.create",
        json!({ "name": "Staff", "permissions": ["people.view"] }),
    );
    office.done("group.add_member", json!({ "group": "Staff", "user": "ada" }));
    let shown = dispatch(&office.app, Some(&ada), "account.show", json!({})).unwrap();
    assert_eq!(shown, office.done("user.show", json!({ "user": "ada" })));
    assert_eq!(shown["user"]["groups"][0]["name"], "Staff");
    assert_eq!(shown["password"]["is_usable"], true);
    let held: Vec<&Value> = shown["permissions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|held| &held["permission"])
        .collect();
    assert_eq!(held, ["billing.pay", "people.view"]);
}

#[test]
fn everyone_lists_and_ends_their_own_sessions_and_nobody_elses() {
    let office = TestApp::new();
    let ada = office.member("ada", &[]);
    let other = sign_in(&office.app, "ada").unwrap();
    office.done("client.create", json!({ "name": "billing" }));
    office.done("token.issue", json!({ "client": "billing", "user": "ada" }));
    let as_ada = |command: &str, request: Value| dispatch(&office.app, Some(&ada), command, request);
    let sessions = || as_ada("account.sessions", json!({})).unwrap()["sessions"].clone();
    let listed = sessions();
    let listed = listed.as_array().unwrap();
    assert_eq!(listed.len(), 3);
    assert!(listed.iter().all(|row| row["login"] == "ada"), "{listed:?}");
    let family = listed.iter().find(|row| row["kind"] == "token_family").unwrap();
    assert_eq!(family["client"], "billing", "its owner knows the app");
    let ended = as_ada("account.end_session", json!({ "session": family["id"] })).unwrap();
    assert_eq!(ended["ended"], 1);
    assert_eq!(sessions().as_array().unwrap().len(), 2);
    assert_eq!(as_ada("account.end_session", json!({})).unwrap()["ended"], 1);
    let left = sessions();
    assert_eq!(left.as_array().unwrap().len(), 1);
    assert_eq!(left[0]["is_current"], true);
    assert!(dispatch(&office.app, Some(&other), "session.me", json!({})).is_err());

    let roots = office.done("session.list", json!({ "user": "root" }))["sessions"][0]["id"].clone();
    let of_another = as_ada("account.end_session", json!({ "session": roots })).unwrap_err();
    let of_nobody = json!({ "session": "01a21c64-d599-7366-91b2-000000000001" });
    let of_nobody = as_ada("account.end_session", of_nobody).unwrap_err();
    assert_eq!(
        (of_another.reason.as_ref(), of_nobody.reason.as_ref()),
        ("not_found", "not_found")
    );
    assert_eq!(of_another.hint, of_nobody.hint);
    office.done("session.me", json!({}));
}

#[test]
fn ending_the_session_that_asks_signs_out() {
    let office = TestApp::new();
    let ada = office.member("ada", &[]);
    let as_ada = |command: &str, request: Value| dispatch(&office.app, Some(&ada), command, request);
    let own = as_ada("account.sessions", json!({})).unwrap()["sessions"][0]["id"].clone();
    as_ada("account.end_session", json!({ "session": own })).unwrap();
    assert_eq!(
        as_ada("account.show", json!({})).unwrap_err().reason,
        "not_signed_in"
    );
}

/// Fields of an account are changed by those who may change people.
#[test]
fn nobody_without_rights_renames_themselves() {
    let office = TestApp::new();
    let ada = office.member("ada", &[]);
    let request = json!({ "user": "ada", "first_name": "Countess" });
    let refused = dispatch(&office.app, Some(&ada), "user.update", request).unwrap_err();
    assert_eq!(refused.reason, "forbidden");
    let own = json!({ "user": "ada", "password": "another-good-password" });
    let unconfirmed = dispatch(&office.app, Some(&ada), "user.set_password", own.clone()).unwrap_err();
    assert_eq!(unconfirmed.reason, "proof_needed");
    dispatch(&office.app, Some(&ada), "session.confirm", json!(PASSWORD)).unwrap();
    dispatch(&office.app, Some(&ada), "user.set_password", own).unwrap();
}
