//! Taking changes back, and what stands in the way.

use portreeve_commands::{Caller, forget_old_undo};
use portreeve_core::actor::Actor;
use portreeve_core::audit::{AuditEvent, Via};
use portreeve_core::change::ChangeSet;
use portreeve_core::kind::Kind;
use portreeve_core::ports::{Clock, Store};
use portreeve_core::undo::{UNDO_DAYS, UNDO_EVENTS_MAX};
use serde_json::{Value, json};

use crate::test_app::{PASSWORD, TestApp, dispatch, sign_in};

/// Everything that commands change, as text: people with their state, flags, groups and grants; groups; permissions;
/// apps.
fn everything(office: &TestApp) -> String {
    let mut everything = String::new();
    let people = office.done("user.list", json!({}))["rows"].clone();
    let deleted = office.done("user.list", json!({ "filter": "is:deleted" }))["rows"].clone();
    for person in [people, deleted].iter().flat_map(|rows| rows.as_array().unwrap()) {
        let mut detail = office.done("user.show", json!({ "user": person["id"] }));
        detail["user"]["last_sign_in_at"] = Value::Null;
        detail["live_sessions"] = Value::Null;
        everything.push_str(&format!("{detail:#}\n"));
    }
    for command in ["group.list", "permission.list", "client.list"] {
        everything.push_str(&format!("{:#}\n", office.done(command, json!({}))));
    }
    everything
}

fn undo_last(office: &TestApp) -> Value {
    office.done("undo.apply", json!({ "event": office.events() }))
}

fn why_not(office: &TestApp, event: u64) -> String {
    let preview = office.done("undo.preview", json!({ "event": event }));
    assert_eq!(preview["is_possible"], false, "{preview}");
    preview["why_not"].as_str().unwrap().to_owned()
}

/// An office with a permission, groups, people and an app.
fn office() -> TestApp {
    let office = TestApp::new();
    office.done(
        "permission.add",
        json!({ "permission": "billing.pay", "label": "Can pay" }),
    );
    office.done(
        "group.create",
        json!({ "name": "Editors", "permissions": ["billing.pay"] }),
    );
    office.done("group.create", json!({ "name": "Juniors", "permissions": [] }));
    office.done(
        "group.add_parent",
        json!({ "group": "Juniors", "parent": "Editors" }),
    );
    office.done(
        "user.create",
        json!({ "login": "ada", "email": "ada@example.org", "groups": ["Editors"] }),
    );
    office.done("user.create", json!({ "login": "bo", "groups": ["Juniors"] }));
    office.done("user.grant", json!({ "user": "bo", "permission": "billing.pay" }));
    office.done("client.create", json!({ "name": "app", "algorithm": "HS256" }));
    office
}

#[test]
fn every_administrative_change_can_be_taken_back_and_done_again() {
    for (command, request) in [
        (
            "user.update",
            json!({ "user": "ada", "login": "lovelace", "email": "", "first_name": "Ada", "is_staff": true }),
        ),
        ("user.disable", json!({ "user": "ada" })),
        ("user.delete", json!({ "user": "ada" })),
        (
            "user.grant",
            json!({ "user": "ada", "permission": "billing.pay" }),
        ),
        (
            "user.revoke",
            json!({ "user": "bo", "permission": "billing.pay" }),
        ),
        (
            "group.create",
            json!({ "name": "New", "permissions": ["billing.pay"] }),
        ),
        ("group.rename", json!({ "group": "Editors", "name": "Writers" })),
        ("group.delete", json!({ "group": "Editors" })),
        ("group.add_member", json!({ "group": "Juniors", "user": "ada" })),
        (
            "group.remove_member",
            json!({ "group": "Editors", "user": "ada" }),
        ),
        (
            "group.remove_parent",
            json!({ "group": "Juniors", "parent": "Editors" }),
        ),
        (
            "group.revoke",
            json!({ "group": "Editors", "permission": "billing.pay" }),
        ),
        (
            "group.grant",
            json!({ "group": "Editors", "permission": "portreeve.view_user" }),
        ),
        (
            "permission.add",
            json!({ "permission": "billing.refund", "label": "Can refund" }),
        ),
        (
            "permission.add",
            json!({ "permission": "billing.pay", "label": "Can pay bills" }),
        ),
        ("client.create", json!({ "name": "new", "algorithm": "HS256" })),
        (
            "client.update",
            json!({ "client": "app", "access_secs": 60, "name": "application" }),
        ),
        ("client.delete", json!({ "client": "app" })),
    ] {
        let office = office();
        let before = everything(&office);
        office.done(command, request.clone());
        let (number, changed) = (office.events(), everything(&office));
        assert_ne!(before, changed, "{command} {request} changed nothing");
        assert_eq!(office.event(number)["undoable"], true, "{command}");

        let preview = office.done("undo.preview", json!({ "event": number }));
        assert_eq!(
            (&preview["is_possible"], office.events()),
            (&json!(true), number),
            "{command}: {preview}"
        );
        let undone = undo_last(&office);
        assert_eq!(
            undone["changes"], preview["changes"],
            "{command} did not do what it said"
        );
        assert_eq!(
            before,
            everything(&office),
            "{command} {request} was not taken back"
        );
        let row = office.event(number);
        assert_eq!(
            (&row["undoable"], &row["undone_by"]),
            (&json!(false), &json!(number + 1))
        );

        let event = office.last_event();
        assert_eq!(
            (&event["undoes"], &event["undoable"]),
            (&json!(number), &json!(true))
        );
        undo_last(&office);
        assert_eq!(
            changed,
            everything(&office),
            "{command} {request} was not done again"
        );
        assert_eq!(office.done("audit.verify", json!({}))["is_intact"], true);
    }
}

#[test]
fn enabling_and_restoring_are_taken_back_with_all_that_was_signed_in() {
    for (away, back) in [("user.disable", "user.enable"), ("user.delete", "user.restore")] {
        let office = office();
        let session = office.member("eve", &["portreeve.view_user"]);
        office.done(away, json!({ "user": "eve" }));
        let preview = office.done("undo.preview", json!({}));
        assert_eq!(
            preview["notes"],
            json!(["what was signed in then stays signed out"])
        );
        office.done(back, json!({ "user": "eve" }));
        let session_of_now = sign_in(&office.app, "eve").unwrap();
        // A later sign-in does not prevent the undo.
        office.done("undo.apply", json!({ "event": office.events() - 1 }));
        for session in [session, session_of_now] {
            let outcome = dispatch(&office.app, Some(&session), "user.list", json!({}));
            assert_eq!(outcome.unwrap_err().reason, "not_signed_in");
        }
        sign_in(&office.app, "eve").unwrap_err();
    }
}

#[test]
fn a_user_who_was_added_by_mistake_is_deleted_and_can_come_back() {
    let office = office();
    office.done(
        "user.create",
        json!({ "login": "slip", "password": PASSWORD, "groups": ["Editors"] }),
    );
    let number = office.events();
    let preview = office.done("undo.preview", json!({ "event": number }));
    assert!(
        preview["notes"].to_string().contains("can be restored"),
        "{preview}"
    );
    undo_last(&office);
    assert_eq!(
        office.done("user.show", json!({ "user": "slip" }))["user"]["state"],
        "deleted"
    );
    undo_last(&office);
    let shown = office.done("user.show", json!({ "user": "slip" }));
    assert_eq!(
        (&shown["user"]["state"], &shown["user"]["groups"][0]["name"]),
        (&json!("active"), &json!("Editors"))
    );
    sign_in(&office.app, "slip").unwrap();
}

#[test]
fn the_answer_tells_the_event_that_the_command_has_left_and_no_other() {
    let office = TestApp::new();
    let perform = |command, request| {
        let caller = Caller::new(Via::CommandLine, Some(&office.root));
        portreeve_commands::perform(&office.app, caller, command, request)
    };
    let ada = perform("user.create", json!({ "login": "ada" })).unwrap_or_else(|error| panic!("{error}"));
    let bo = perform("user.create", json!({ "login": "bo" })).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(bo.event, Some(office.events()));
    assert_eq!(ada.event, Some(office.events() - 1));
    let listed = perform("user.list", json!({})).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(listed.event, None, "what only reads leaves none");
    office.done("undo.apply", json!({ "event": ada.event }));
    assert_eq!(
        office.done("user.show", json!({ "user": "ada" }))["user"]["state"],
        "deleted"
    );
    assert_eq!(
        office.done("user.show", json!({ "user": "bo" }))["user"]["state"],
        "active"
    );
}

#[test]
fn an_import_is_taken_back_whole() {
    let office = office();
    let dump = include_bytes!("../../../../../tests/fixtures/django/dump_pk.json");
    office.files.put("/dump.json", dump);
    let groups = office.done("group.list", json!({}));
    let people = office.done("user.list", json!({}))["total"].clone();
    office.done("import.people", json!({ "path": "/dump.json", "dry_run": false }));
    assert_ne!(people, office.done("user.list", json!({}))["total"]);
    let imported = everything(&office);
    undo_last(&office);
    assert_eq!(people, office.done("user.list", json!({}))["total"]);
    assert_eq!(groups, office.done("group.list", json!({})));
    undo_last(&office);
    assert_eq!(imported, everything(&office), "the import was not done again");
}

#[test]
fn other_changes_since_stay_and_the_same_field_stands_in_the_way() {
    let office = office();
    office.done(
        "user.update",
        json!({ "user": "ada", "email": "new@example.org" }),
    );
    let number = office.events();
    office.done("user.update", json!({ "user": "ada", "first_name": "Ada" }));
    office.done("group.add_member", json!({ "group": "Juniors", "user": "ada" }));
    office.done("undo.apply", json!({ "event": number }));
    let shown = office.done("user.show", json!({ "user": "ada" }));
    assert_eq!(
        (&shown["user"]["email"], &shown["user"]["first_name"]),
        (&json!("ada@example.org"), &json!("Ada"))
    );
    assert_eq!(shown["user"]["groups"].as_array().unwrap().len(), 2);

    office.done("user.update", json!({ "user": "ada", "email": "a@example.org" }));
    let number = office.events();
    office.done("user.update", json!({ "user": "ada", "email": "b@example.org" }));
    let later = office.events();
    office.done("user.disable", json!({ "user": "ada" }));
    let before = everything(&office);
    assert_eq!(
        office.refused("undo.apply", json!({ "event": number })),
        "conflict"
    );
    let why = why_not(&office, number);
    assert!(
        why.contains(&format!("email of ada was changed since by event {later}")),
        "{why}"
    );
    assert_eq!(before, everything(&office));
}

#[test]
fn what_left_the_directory_cannot_be_taken_back_and_says_so_before() {
    let office = office();
    let never = |command: &str, request: Value, words: &str| {
        office.done(command, request);
        let number = office.events();
        let why = why_not(&office, number);
        assert!(why.contains(words), "{command}: {why}");
        assert_eq!(
            office.refused("undo.apply", json!({ "event": number })),
            "rule_violated"
        );
        let row = office.event(number);
        assert_eq!(row["undoable"], false);
        assert!(row["not_undoable_because"].as_str().unwrap().contains(words));
    };
    never(
        "user.set_password",
        json!({ "user": "ada", "password": PASSWORD }),
        "a password was set",
    );
    never(
        "token.issue",
        json!({ "client": "app", "user": "ada" }),
        "a token was given out",
    );
    let export = json!({ "client": "app", "preset": "simplejwt", "path": "/x.py" });
    never("client.export", export, "a secret left");
    // An event that changed no record, and an event that does not exist.
    office.done("session.revoke", json!({ "user": "ada" }));
    assert!(why_not(&office, office.events()).contains("it changed nothing"));
    assert_eq!(office.refused("undo.apply", json!({ "event": 999 })), "not_found");
}

#[test]
fn what_others_depend_on_by_now_stays() {
    let office = office();
    let number_of = |command: &str| {
        let rows = office.done(
            "audit.list",
            json!({ "filter": { "command": command }, "limit": 50 }),
        )["rows"]
            .clone();
        rows.as_array().unwrap().last().unwrap()["number"]
            .as_u64()
            .unwrap()
    };
    let why = why_not(&office, number_of("permission.add"));
    assert!(
        why.contains("cannot be undone: billing.pay is still granted"),
        "{why}"
    );
    let why = why_not(&office, number_of("group.create"));
    assert!(why.contains("cannot be undone: ada is still in Editors"), "{why}");
    office.done("token.issue", json!({ "client": "app", "user": "ada" }));
    let why = why_not(&office, number_of("client.create"));
    assert!(why.contains("tokens were given out for app"), "{why}");

    office.done("client.create", json!({ "name": "second", "algorithm": "HS256" }));
    let made = office.events();
    office.done(
        "client.export",
        json!({ "client": "second", "preset": "simplejwt", "path": "/y.py" }),
    );
    let why = why_not(&office, made);
    assert!(
        why.contains("the secret of second was written to a file by event"),
        "{why}"
    );

    office.done("user.update", json!({ "user": "bo", "login": "robert" }));
    let renamed = office.events();
    office.done("user.create", json!({ "login": "bo" }));
    assert_eq!(
        office.refused("undo.apply", json!({ "event": renamed })),
        "name_taken"
    );

    office.done(
        "group.remove_parent",
        json!({ "group": "Juniors", "parent": "Editors" }),
    );
    let parted = office.events();
    office.done(
        "group.add_parent",
        json!({ "group": "Editors", "parent": "Juniors" }),
    );
    let why = why_not(&office, parted);
    assert!(why.contains("would go round in a circle"), "{why}");
}

#[test]
fn a_deleted_app_comes_back_with_its_secret() {
    let office = office();
    let secret = || {
        office.done(
            "client.export",
            json!({ "client": "app", "preset": "simplejwt", "path": "/x.py", "replace": true }),
        );
        office.files.text("/x.py").unwrap()
    };
    let before = secret();
    office.done("client.delete", json!({ "client": "app" }));
    undo_last(&office);
    assert_eq!(
        before,
        secret(),
        "configs that were exported before do not hold any more"
    );
}

#[test]
fn nobody_gets_back_by_undoing_what_they_could_not_grant() {
    let office = office();
    let own = [
        "portreeve.change_user",
        "portreeve.change_group",
        "portreeve.delete_group",
        "portreeve.view_audit",
    ];
    let helper = office.member("helper", &own);
    office.done(
        "user.grant",
        json!({ "user": "helper", "permission": "portreeve.issue_token" }),
    );
    office.done(
        "group.create",
        json!({ "name": "Issuers", "permissions": ["portreeve.issue_token"] }),
    );
    office.done(
        "group.add_member",
        json!({ "group": "Issuers", "user": "helper" }),
    );
    office.done("user.create", json!({ "login": "boss", "is_superuser": true }));
    let refused = |command: &str, request: Value| {
        office.done(command, request);
        let number = office.events();
        let before = everything(&office);
        let outcome = dispatch(
            &office.app,
            Some(&helper),
            "undo.apply",
            json!({ "event": number }),
        );
        assert_eq!(outcome.unwrap_err().reason, "forbidden", "{command}");
        let preview = dispatch(
            &office.app,
            Some(&helper),
            "undo.preview",
            json!({ "event": number }),
        )
        .unwrap();
        assert_eq!(preview["is_possible"], false, "{command}");
        assert_eq!(before, everything(&office), "{command}");
    };
    // Each command takes away a right that the helper would get back by an undo.
    refused("group.delete", json!({ "group": "Issuers" }));
    refused(
        "user.revoke",
        json!({ "user": "helper", "permission": "portreeve.issue_token" }),
    );
    refused("user.disable", json!({ "user": "boss" }));
    refused("user.update", json!({ "user": "boss", "is_superuser": false }));
    refused("client.delete", json!({ "client": "app" }));
    refused("user.delete", json!({ "user": "ada" }));
}

#[test]
fn a_caller_who_cannot_see_the_trail_undoes_only_their_own() {
    let office = office();
    let helper = office.member("helper", &["portreeve.change_user", "billing.pay"]);
    office.done(
        "group.add_manager",
        json!({ "group": "Editors", "user": "helper" }),
    );
    office.done("user.update", json!({ "user": "ada", "first_name": "Ada" }));
    let foreign = office.events();
    let outcome = dispatch(
        &office.app,
        Some(&helper),
        "undo.preview",
        json!({ "event": foreign }),
    );
    assert_eq!(outcome.unwrap_err().reason, "forbidden");
    let request = json!({ "user": "ada", "last_name": "King" });
    dispatch(&office.app, Some(&helper), "user.update", request).unwrap();
    let own = office.events();
    office.done("user.update", json!({ "user": "bo", "first_name": "Bo" }));
    let undone = dispatch(&office.app, Some(&helper), "undo.apply", json!({})).unwrap();
    assert_eq!(undone["event"], own, "the last change of their own");
    let outcome = dispatch(&office.app, Some(&helper), "undo.apply", json!({}));
    assert_eq!(
        outcome.unwrap_err().reason,
        "not_found",
        "it does not go to and fro"
    );
}

#[test]
fn without_a_number_it_goes_further_back_each_time() {
    let office = TestApp::new();
    for name in ["Ada", "Augusta", "Lady"] {
        office.done("user.update", json!({ "user": "root", "first_name": name }));
    }
    let first_name = || office.done("user.show", json!({ "user": "root" }))["user"]["first_name"].clone();
    for expected in ["Augusta", "Ada", ""] {
        office.done("undo.apply", json!({}));
        assert_eq!(first_name(), expected);
    }
}

#[test]
fn the_last_superuser_stays_also_when_undoing() {
    let office = TestApp::new();
    office.done(
        "user.create",
        json!({ "login": "second", "is_superuser": true, "password": PASSWORD }),
    );
    let made = office.events();
    let second = sign_in(&office.app, "second").unwrap();
    dispatch(
        &office.app,
        Some(&second),
        "user.disable",
        json!({ "user": "root" }),
    )
    .unwrap();
    let outcome = dispatch(&office.app, Some(&second), "undo.apply", json!({ "event": made })).unwrap_err();
    assert_eq!(outcome.reason, "rule_violated");
    assert!(outcome.message.contains("only active superuser"), "{outcome:?}");
}

#[test]
fn the_last_change_is_not_passed_over_because_it_cannot_be_undone() {
    let office = office();
    office.done("user.create", json!({ "login": "mia" }));
    office.done(
        "user.set_password",
        json!({ "user": "mia", "password": PASSWORD }),
    );
    let preview = office.done("undo.preview", json!({}));
    assert_eq!(preview["is_possible"], false, "{preview}");
    assert_eq!(preview["event"], office.events());
    office.ask("undo.apply", json!({})).unwrap_err();
    office.done("user.show", json!({ "user": "mia" }));
}

/// Signs root in `times` times. Writes only the events of the sign-ins, so that it takes little time.
fn sign_in_often(office: &TestApp, times: usize) {
    let root = office.last_event()["actor_id"].as_str().unwrap().parse().unwrap();
    let event = AuditEvent::new(
        office.clock.now(),
        Actor::User(root),
        Via::Window,
        "session.sign_in",
        "root signed in",
    );
    let lineage = office.store.lineage();
    for _ in 0..times {
        let signed_in = ChangeSet::new(event.clone(), Vec::new()).on_nothing();
        office.store.submit(signed_in, lineage).wait().unwrap();
    }
}

#[test]
fn no_number_of_sign_ins_and_refreshes_puts_a_change_out_of_reach() {
    let office = office();
    office.done(
        "user.update",
        json!({ "user": "ada", "email": "slip@example.org" }),
    );
    let slip = office.events();
    let issued = office.done("token.issue", json!({ "client": "app", "user": "bo" }));
    let issuing = office.events();
    let mut token = issued["refresh_token"].clone();
    for _ in 0..100 {
        let refreshed = office.done("token.refresh", json!({ "refresh_token": token }));
        token = refreshed["refresh_token"].clone();
    }
    assert_eq!(office.events(), issuing, "refreshes are counted beside the trail");
    sign_in_often(&office, UNDO_EVENTS_MAX + 2000);
    assert!(office.events() > slip + UNDO_EVENTS_MAX as u64);
    // Giving out a token is no routine, and is root's last change.
    let preview = office.done("undo.preview", json!({}));
    assert_eq!(
        (&preview["event"], &preview["is_possible"]),
        (&json!(issuing), &json!(false))
    );
    assert_eq!(office.event(slip)["undoable"], true);
    office.done("undo.apply", json!({ "event": slip }));
    let ada = office.done("user.show", json!({ "user": "ada" }));
    assert_eq!(ada["user"]["email"], "ada@example.org");
    let why = why_not(&office, app_made(&office));
    assert!(why.contains("tokens were given out for app"), "{why}");
}

/// The event that made the app.
fn app_made(office: &TestApp) -> u64 {
    let filter = json!({ "command": "client.create" });
    let found = office.done("audit.list", json!({ "filter": filter, "before": 20 }));
    found["rows"][0]["number"].as_u64().unwrap()
}

#[test]
fn what_is_older_than_a_year_is_not_taken_back_and_what_lay_beside_it_goes() {
    let mut office = office();
    office.done(
        "user.update",
        json!({ "user": "ada", "email": "slip@example.org" }),
    );
    let slip = office.events();
    let day = 24 * 3600;
    office.clock.advance_secs(UNDO_DAYS * day);
    office.sign_in_again();
    assert_eq!(office.event(slip)["undoable"], true);
    assert_eq!(office.done("undo.preview", json!({}))["event"], slip);
    office.clock.advance_secs(1);
    assert!(why_not(&office, slip).contains("too long ago"));
    assert_eq!(office.event(slip)["undoable"], false);
    assert_eq!(office.refused("undo.apply", json!({})), "not_found");

    // Ages are counted to the last event that is a day old.
    forget_old_undo(&office.app);
    assert!(office.store.find_undo(slip).unwrap().is_some());
    office.clock.advance_secs(2 * day);
    office.sign_in_again();
    office.clock.advance_secs(2 * day);
    office.sign_in_again();
    office.done(
        "user.update",
        json!({ "user": "ada", "email": "late@example.org" }),
    );
    forget_old_undo(&office.app);
    office.reads.clear();
    assert_eq!(office.store.list_undo().unwrap(), [office.events()]);
    assert_eq!(office.reads.of(Kind::Undo), 0, "only keys are listed");
}
