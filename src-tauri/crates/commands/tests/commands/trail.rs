//! Every command that writes leaves an event in the same commit, but for those that are declared to count.

use portreeve_commands::Effect;
use portreeve_commands::list::commands;
use serde_json::json;

use crate::test_app::{TestApp, dispatch};

#[test]
fn a_command_that_writes_leaves_one_event_and_one_that_reads_or_counts_leaves_none() {
    let first = TestApp::of_the_examples();
    for command in commands() {
        let (office, request) = first.ready_for(command);
        let before = office.events();
        office.done(command.declared.name, request);
        let left = match command.declared.effect {
            Effect::Writes => 1,
            Effect::Reads | Effect::Counts => 0,
        };
        assert_eq!(office.events(), before + left, "{}", command.declared.name);
    }
}

#[test]
fn a_refused_sign_in_leaves_an_event() {
    let office = TestApp::new();
    let before = office.events();
    let wrong = json!({ "login": "root", "password": "wrong", "kind": "cli" });
    dispatch(&office.app, None, "session.sign_in", wrong).unwrap_err();
    assert_eq!(office.events(), before + 1);
}

#[test]
fn signing_out_of_a_session_that_is_gone_is_no_refusal_and_no_event() {
    let office = TestApp::new();
    let events = office.events();
    for token in [None, Some("prv_of_another_directory".into())] {
        dispatch(&office.app, token.as_ref(), "session.sign_out", json!({})).unwrap();
    }
    assert_eq!(office.events(), events);
    office.done("session.sign_out", json!({}));
    assert_eq!(office.refused("user.list", json!({})), "not_signed_in");
}
