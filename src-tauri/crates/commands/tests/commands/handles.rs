//! Two programs on one engine, each with a read model of its own.

use serde_json::json;

use crate::test_app::{TestApp, dispatch};

#[test]
fn what_somebody_else_has_written_is_seen_after_one_refusal_and_not_written_over() {
    let mut office = TestApp::new();
    office.done("user.create", json!({ "login": "ada" }));
    let first = office.app.clone();
    office.restart();
    office.done("user.create", json!({ "login": "bo" }));
    office.done("group.create", json!({ "name": "editors" }));

    let asked = |command, request| dispatch(&first, Some(&office.root), command, request);
    let behind = asked("user.create", json!({ "login": "cy" })).unwrap_err();
    assert_eq!(behind.reason, "conflict");
    assert!(office.ask("user.get", json!({ "user": "cy" })).is_err());
    // The first program has read the state again, and now decides on it.
    let taken = asked("user.create", json!({ "login": "bo" })).unwrap_err();
    assert_eq!(taken.reason, "name_taken");
    asked("user.create", json!({ "login": "cy" })).unwrap();
    let listed = asked("user.list", json!({})).unwrap();
    assert_eq!(listed["total"], 4, "root, ada, bo and cy: {listed}");

    let verified = asked("audit.verify", json!({})).unwrap();
    assert_eq!(verified["fault"], json!(null), "{verified}");
}
