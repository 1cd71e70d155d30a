//! Every command that writes leaves an event in the same commit, but for those that are declared to count.

use std::collections::BTreeSet;

use portreeve_commands::list::commands;
use portreeve_commands::{Effect, ErrorCode};
use serde_json::json;

use crate::office::{Office, PASSWORD, dispatch};

#[test]
fn every_command_that_writes_leaves_one_event_and_what_counts_leaves_none() {
    let mut office = Office::new();
    office.files.put(
        "/dump.json",
        include_bytes!("../../../../../tests/fixtures/django/dump_pk.json"),
    );
    office.done("user.create", json!({ "login": "bo", "password": PASSWORD }));
    let mut left = BTreeSet::new();
    let mut performed = |command: &'static str, request: serde_json::Value| {
        let before = office.events();
        let answer = office.done(command, request);
        let mut declared = commands().map(|spec| spec.declared);
        let declared = declared.find(|declared| declared.name == command).unwrap();
        let events = match declared.effect {
            Effect::Reads => panic!("{command} changes nothing"),
            Effect::Writes => 1,
            Effect::Counts => 0,
        };
        assert_eq!(office.events(), before + events, "{command}");
        left.insert(command);
        answer
    };
    performed(
        "session.sign_in",
        json!({ "login": "bo", "password": PASSWORD, "kind": "cli" }),
    );
    performed("user.create", json!({ "login": "ada" }));
    performed("user.update", json!({ "user": "ada", "first_name": "Ada" }));
    performed("user.disable", json!({ "user": "ada" }));
    performed("user.enable", json!({ "user": "ada" }));
    performed("user.delete", json!({ "user": "ada" }));
    performed("user.restore", json!({ "user": "ada" }));
    performed(
        "user.set_password",
        json!({ "user": "ada", "password": PASSWORD }),
    );
    performed(
        "user.check_password",
        json!({ "user": "ada", "password": "wrong" }),
    );
    performed(
        "permission.add",
        json!({ "permission": "billing.pay", "label": "" }),
    );
    performed(
        "user.grant",
        json!({ "user": "ada", "permission": "billing.pay" }),
    );
    performed(
        "user.revoke",
        json!({ "user": "ada", "permission": "billing.pay" }),
    );
    performed("group.create", json!({ "name": "A", "permissions": [] }));
    performed("group.create", json!({ "name": "B", "permissions": [] }));
    performed("group.rename", json!({ "group": "A", "name": "C" }));
    performed("group.add_manager", json!({ "group": "C", "user": "ada" }));
    performed("group.remove_manager", json!({ "group": "C", "user": "ada" }));
    performed("group.add_member", json!({ "group": "C", "user": "ada" }));
    performed("group.remove_member", json!({ "group": "C", "user": "ada" }));
    performed("group.add_parent", json!({ "group": "C", "parent": "B" }));
    performed("group.remove_parent", json!({ "group": "C", "parent": "B" }));
    performed(
        "group.grant",
        json!({ "group": "C", "permission": "billing.pay" }),
    );
    performed(
        "group.revoke",
        json!({ "group": "C", "permission": "billing.pay" }),
    );
    performed("group.delete", json!({ "group": "C" }));
    performed("client.create", json!({ "name": "app", "algorithm": "EdDSA" }));
    performed("client.update", json!({ "client": "app", "access_secs": 60 }));
    performed(
        "client.export",
        json!({ "client": "app", "preset": "jose", "path": "/x.mjs" }),
    );
    let issued = performed("token.issue", json!({ "client": "app", "user": "ada" }));
    performed(
        "token.refresh",
        json!({ "refresh_token": issued["refresh_token"] }),
    );
    performed("key.rotate", json!({}));
    performed("key.move", json!({ "to": "os_keychain" }));
    performed("client.update", json!({ "client": "app", "algorithm": "HS256" }));
    performed("client.rotate_secret", json!({ "client": "app" }));
    performed("client.delete", json!({ "client": "app" }));
    performed("import.django", json!({ "path": "/dump.json", "dry_run": false }));
    performed(
        "backup.create",
        json!({ "path": "/x.backup", "passphrase": "seven quiet gulls" }),
    );
    performed(
        "backup.verify",
        json!({ "path": "/x.backup", "passphrase": "seven quiet gulls" }),
    );
    performed(
        "backup.schedule",
        json!({ "folder": "/b", "every_days": 1, "keep": 7, "passphrase": "seven quiet gulls" }),
    );
    performed("backup.unschedule", json!({}));
    performed(
        "recovery_kit.create",
        json!({ "folder": "/kit", "password": PASSWORD }),
    );
    performed("session.revoke", json!({ "user": "bo" }));
    performed("user.create", json!({ "login": "slip" }));
    performed("undo.apply", json!({}));
    performed("audit.export", json!({ "path": "/trail.csv", "format": "csv" }));
    performed("audit.keep", json!({ "days": 365 }));
    office.clock.advance_secs(3600);
    performed("client.create", json!({ "name": "later", "algorithm": "EdDSA" }));
    office.clock.jump_secs(-3600);
    performed("clock.accept", json!({}));
    office.sign_in_again();
    let before = office.events();
    office.done("session.sign_out", json!({}));
    assert_eq!(office.events(), before + 1, "session.sign_out");
    left.insert("session.sign_out");
    // Only old events can be pruned, and by then everybody is signed out.
    office.clock.advance_secs(31 * 24 * 3600);
    office.sign_in_again();
    let before = office.events();
    office.done("audit.prune", json!({ "older_than_days": 30 }));
    assert_eq!(office.events(), before + 1, "audit.prune");
    left.insert("audit.prune");

    let writing: BTreeSet<_> = commands()
        .filter(|spec| spec.declared.effect.changes())
        .map(|spec| spec.declared.name)
        .collect();
    assert_eq!(left, writing, "a writing command is not tried here");
}

#[test]
fn a_refused_sign_in_leaves_an_event_and_reading_leaves_none() {
    let office = Office::new();
    let before = office.events();
    let wrong = json!({ "login": "root", "password": "wrong", "kind": "cli" });
    dispatch(&office.app, None, "session.sign_in", wrong).unwrap_err();
    assert_eq!(office.events(), before + 1);
    for spec in commands().filter(|spec| spec.declared.effect == Effect::Reads) {
        let _ = office.ask(spec.declared.name, json!({}));
    }
    assert_eq!(office.events(), before + 1);
}

#[test]
fn signing_out_of_a_session_that_is_gone_is_no_refusal_and_no_event() {
    let office = Office::new();
    let events = office.events();
    for token in [None, Some("prv_of_another_directory".into())] {
        dispatch(&office.app, token.as_ref(), "session.sign_out", json!({})).unwrap();
    }
    assert_eq!(office.events(), events);
    office.done("session.sign_out", json!({}));
    assert_eq!(office.refused("user.list", json!({})), ErrorCode::NotSignedIn);
}
