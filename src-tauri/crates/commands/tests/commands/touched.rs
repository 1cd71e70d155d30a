//! What commits touch, and what answers come from: a program that shows answers asks again for touched kinds, and for
//! no others.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use portreeve_commands::list::commands;
use portreeve_commands::{Caller, ErrorClass, Touched, perform};
use portreeve_core::audit::Via;
use portreeve_core::kind::Kind;
use serde_json::{Value, json};

use crate::test_app::{PASSWORD, TestApp, dispatch, sign_in};

/// Requests of each command that declares what its answer comes from.
fn questions() -> Vec<(&'static str, Value)> {
    vec![
        ("user.list", json!({})),
        ("user.list", json!({ "filter": "group:Editors" })),
        (
            "user.list",
            json!({ "filter": "is:never_signed_in", "sort": "last_sign_in" }),
        ),
        ("user.show", json!({ "user": "ada" })),
        ("user.show", json!({ "user": "root" })),
        ("group.list", json!({})),
        ("group.show", json!({ "group": "Editors" })),
        ("permission.list", json!({})),
        ("client.list", json!({})),
        ("client.show", json!({ "client": "billing" })),
        ("client.presets", json!({})),
        ("client.config", json!({ "client": "billing", "preset": "jose" })),
        ("token.preview", json!({ "client": "billing", "user": "ada" })),
        ("key.list", json!({})),
        ("session.me", json!({})),
        ("account.show", json!({})),
        ("account.sessions", json!({})),
        ("session.list", json!({})),
        ("session.list", json!({ "user": "ada" })),
        ("session.list", json!({ "client": "billing" })),
        ("token.activity", json!({})),
        ("token.activity", json!({ "user": "ada", "client": "billing" })),
        ("audit.list", json!({})),
        ("audit.list", json!({ "filter": { "target": "ada" } })),
        ("audit.head", json!({})),
    ]
}

fn answers(office: &TestApp) -> Vec<Result<Value, String>> {
    let ask = |(command, request): (&str, Value)| {
        let mut answer = office.ask(command, request).map_err(|error| error.to_string())?;
        // Each preview has another `jti`.
        if let Some(claims) = answer.get_mut("claims") {
            claims["jti"] = Value::Null;
        }
        Ok(answer)
    };
    questions().into_iter().map(ask).collect()
}

fn declared() -> BTreeMap<&'static str, BTreeSet<Kind>> {
    let reads = commands().filter_map(|command| {
        let declared = command.declared;
        Some((declared.name, declared.depends_on()?))
    });
    reads.collect()
}

fn listened(office: &TestApp) -> Arc<Mutex<Vec<Touched>>> {
    let heard = Arc::new(Mutex::new(Vec::new()));
    let told = heard.clone();
    office
        .app
        .on_change(move |touched: &Touched| told.lock().unwrap().push(touched.clone()));
    heard
}

/// The kinds that commits touched since the last call.
fn kinds(heard: &Mutex<Vec<Touched>>) -> BTreeSet<Kind> {
    let commits = std::mem::take(&mut *heard.lock().unwrap());
    commits.into_iter().flat_map(|touched| touched.kinds).collect()
}

#[test]
fn an_answer_changes_only_with_what_it_says_it_comes_from() {
    let office = TestApp::new();
    office.files.put(
        "/dump.json",
        include_bytes!("../../../../../tests/fixtures/django/dump_pk.json"),
    );
    let declared = declared();
    let asked: BTreeSet<&str> = questions().into_iter().map(|(command, _)| command).collect();
    assert_eq!(
        asked,
        declared.keys().copied().collect(),
        "each command that says what its answer comes from is asked here"
    );
    let heard = listened(&office);
    let mut changed = BTreeSet::new();
    let mut performed = |command: &str, request: Value| -> Value {
        let before = answers(&office);
        heard.lock().unwrap().clear();
        let done = perform(
            &office.app,
            Caller::new(Via::Window, Some(&office.root)),
            command,
            request,
        );
        let done = done.unwrap_or_else(|error| panic!("{command}: {error:?}"));
        let touched = kinds(&heard);
        let told: BTreeSet<Kind> = done
            .touched
            .iter()
            .filter_map(|name| Kind::from_name(name))
            .collect();
        assert!(told.is_subset(&touched), "{command}: {told:?} {touched:?}");
        for (((asked, request), before), after) in questions().into_iter().zip(before).zip(answers(&office)) {
            if before != after {
                changed.insert(asked);
                assert!(
                    !declared[asked].is_disjoint(&told),
                    "{command} touched {told:?}, and so changed the answer to {asked} {request}\nfrom {before:?}\n\
                     to {after:?}"
                );
            }
        }
        serde_json::from_str(done.response.get()).unwrap()
    };
    performed("user.create", json!({ "login": "ada", "password": PASSWORD }));
    performed("user.update", json!({ "user": "ada", "first_name": "Ada" }));
    performed("group.create", json!({ "name": "Editors", "permissions": [] }));
    performed("group.add_member", json!({ "group": "Editors", "user": "ada" }));
    performed("group.add_manager", json!({ "group": "Editors", "user": "root" }));
    performed(
        "permission.add",
        json!({ "permission": "billing.pay", "label": "" }),
    );
    performed(
        "user.grant",
        json!({ "user": "ada", "permission": "billing.pay" }),
    );
    performed(
        "permission.add",
        json!({ "permission": "billing.pay", "label": "Can pay" }),
    );
    performed(
        "group.grant",
        json!({ "group": "Editors", "permission": "billing.pay" }),
    );
    performed(
        "client.create",
        json!({ "name": "billing", "algorithm": "EdDSA" }),
    );
    performed("client.update", json!({ "client": "billing", "access_secs": 60 }));
    performed(
        "user.set_password",
        json!({ "user": "ada", "password": PASSWORD }),
    );
    let ada = json!({ "login": "ada", "password": PASSWORD, "kind": "cli" });
    performed("session.sign_in", ada.clone());
    performed("session.sign_in", ada);
    let issued = performed("token.issue", json!({ "client": "billing", "user": "ada" }));
    office.clock.advance_secs(1);
    performed(
        "token.refresh",
        json!({ "refresh_token": issued["refresh_token"] }),
    );
    performed("key.rotate", json!({}));
    performed("session.revoke", json!({ "user": "ada" }));
    performed("import.people", json!({ "path": "/dump.json", "dry_run": false }));
    performed("user.disable", json!({ "user": "ada" }));
    performed("undo.apply", json!({}));
    performed("user.delete", json!({ "user": "ada" }));
    performed("group.rename", json!({ "group": "Editors", "name": "Authors" }));
    performed("group.delete", json!({ "group": "Authors" }));
    performed("client.delete", json!({ "client": "billing" }));
    performed("user.update", json!({ "user": "root", "first_name": "Ro" }));
    performed("audit.keep", json!({ "days": 365 }));
    let never: BTreeSet<&str> = asked.difference(&changed).copied().collect();
    assert_eq!(
        never,
        ["client.presets"].into(),
        "nothing was changed that these answers tell"
    );
}

#[test]
fn a_session_that_is_seen_touches_nothing_but_sessions() {
    let office = TestApp::new();
    let heard = listened(&office);
    office.clock.advance_secs(90);
    office.done("user.list", json!({}));
    let touched = kinds(&heard);
    assert!(touched.contains(&Kind::Session), "{touched:?}");
    assert!(
        touched.is_subset(&[Kind::Session, Kind::ClockMark].into()),
        "{touched:?}"
    );
    let asked_again: Vec<_> = declared()
        .into_iter()
        .filter(|(_, reads)| !reads.is_disjoint(&touched))
        .map(|(command, _)| command)
        .collect();
    assert_eq!(
        asked_again,
        ["account.sessions", "account.show", "session.list", "user.show"]
    );
}

#[test]
fn signing_in_touches_no_account() {
    let office = TestApp::new();
    office.member("ada", &[]);
    let heard = listened(&office);
    sign_in(&office.app, "ada").unwrap();
    let touched = kinds(&heard);
    assert!(
        touched.contains(&Kind::LastSignIn) && !touched.contains(&Kind::User),
        "{touched:?}"
    );
}

/// The app reads the state again, and does not know what differs in it.
#[test]
fn after_a_commit_that_the_disk_refuses_everything_may_be_different() {
    let office = TestApp::new();
    let heard = listened(&office);
    office.fill_disk(true);
    office.ask("user.create", json!({ "login": "ada" })).unwrap_err();
    office.fill_disk(false);
    assert_eq!(kinds(&heard), Kind::ALL.into());
}

#[test]
fn what_is_asked_of_one_person_reads_the_sessions_of_no_other() {
    let office = TestApp::new();
    let ada = office.member("ada", &[]);
    office.done("client.create", json!({ "name": "billing" }));
    office.done("client.create", json!({ "name": "mail" }));
    for number in 0..20 {
        let login = format!("other-{number}");
        office.member(&login, &[]);
        office.done("token.issue", json!({ "client": "mail", "user": login }));
    }
    office.done("token.issue", json!({ "client": "billing", "user": "ada" }));
    let read_by = |command: &str, request: Value| {
        office.reads.clear();
        let answer = office.done(command, request);
        (
            answer,
            [Kind::Session, Kind::TokenFamily].map(|kind| office.reads.of(kind)),
        )
    };
    // The session that asks was read before.
    let (shown, read) = read_by("user.show", json!({ "user": "ada" }));
    assert_eq!((shown["live_sessions"].as_u64(), read), (Some(2), [1, 1]));
    let (listed, read) = read_by("session.list", json!({ "client": "billing" }));
    assert_eq!((listed["sessions"].as_array().unwrap().len(), read), (1, [0, 1]));
    let (listed, read) = read_by("session.list", json!({ "client": "billing", "user": "other-1" }));
    assert_eq!((listed["sessions"].as_array().unwrap().len(), read), (0, [0, 1]));
    let (_, read) = read_by("client.delete", json!({ "client": "billing" }));
    assert_eq!(read[1], 0);
    let (ended, read) = read_by("session.revoke", json!({ "user": "ada" }));
    assert_eq!((ended["ended"].as_u64(), read), (Some(1), [1, 1]));
    assert!(dispatch(&office.app, Some(&ada), "session.me", json!({})).is_err());
}

#[test]
fn sessions_at_an_app_are_told_to_those_who_may_see_apps() {
    let office = TestApp::new();
    office.done("client.create", json!({ "name": "billing" }));
    office.done("token.issue", json!({ "client": "billing", "user": "root" }));
    let may = ["portreeve.view_session", "portreeve.view_user"];
    let ada = office.member("ada", &may);
    let ask = || {
        let request = json!({ "client": "billing" });
        dispatch(&office.app, Some(&ada), "session.list", request)
    };
    assert!(ask().unwrap_err().is(ErrorClass::Forbidden));
    office.done(
        "user.grant",
        json!({ "user": "ada", "permission": "portreeve.view_client" }),
    );
    let sessions = ask().unwrap()["sessions"].clone();
    assert_eq!(sessions.as_array().unwrap().len(), 1);
    assert_eq!(
        (&sessions[0]["login"], &sessions[0]["client"]),
        (&json!("root"), &json!("billing"))
    );
}
