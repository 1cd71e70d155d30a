//! The trail as operators see it: the actor, action, targets and origin of each event, and the proof that it is
//! unchanged.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use portreeve_commands::{Caller, perform};
use portreeve_core::audit::Via;
use portreeve_core::ports::Clock;
use portreeve_storage::engine::{Engine, Op};
use serde_json::{Value, json};

use crate::test_app::{PASSWORD, TestApp, dispatch, sign_in, sign_in_with};

fn list(office: &TestApp, filter: Value) -> Vec<Value> {
    let response = office.done("audit.list", json!({ "filter": filter, "limit": 1000 }));
    response["rows"].as_array().unwrap().clone()
}

fn told(office: &TestApp, filter: Value) -> Vec<String> {
    let text = |row: &Value| row["words"].as_str().unwrap().to_owned();
    list(office, filter).iter().map(text).collect()
}

#[test]
fn an_event_says_who_what_on_whom_when_from_where_and_each_field() {
    let office = TestApp::new();
    office.done("user.create", json!({ "login": "ada", "email": "a@example.org" }));
    office.clock.advance_secs(5);
    let request = json!({ "user": "ada", "email": "ada@example.org", "is_staff": true });
    let caller = Caller::new(Via::Window, Some(&office.root));
    perform(&office.app, caller, "user.update", request).unwrap();
    let event = office.last_event();
    assert_eq!(event["command"], "user.update");
    assert_eq!(event["actor_name"], "root");
    assert_eq!(event["via"], "window");
    assert_eq!(event["at"], office.clock.now().to_string());
    assert_eq!(event["outcome"], "done");
    let target = &event["targets"][0];
    assert_eq!(
        (&target["kind"], &target["name"]),
        (&json!("user"), &json!("ada"))
    );
    assert_eq!(
        target["changes"],
        json!([
            { "field": "email", "before": "a@example.org", "after": "ada@example.org" },
            { "field": "is_staff", "before": "no", "after": "yes" },
        ])
    );
}

#[test]
fn a_name_in_an_event_is_the_one_of_that_time_and_both_names_find_it() {
    let office = TestApp::new();
    office.done("user.create", json!({ "login": "ada" }));
    office.done("user.update", json!({ "user": "ada", "login": "lovelace" }));
    let found = told(&office, json!({ "target": "lovelace" }));
    assert_eq!(
        found,
        ["changed username of lovelace", "added ada"],
        "by the name of now"
    );
    let found = told(&office, json!({ "target": "ADA" }));
    assert_eq!(found, ["added ada"], "by the name of then");
}

#[test]
fn a_membership_is_found_by_the_group_and_by_the_user() {
    let office = TestApp::new();
    office.done("user.create", json!({ "login": "ada" }));
    office.done("group.create", json!({ "name": "Editors", "permissions": [] }));
    office.done("group.add_member", json!({ "group": "Editors", "user": "ada" }));
    for target in ["ada", "Editors"] {
        let newest = &list(&office, json!({ "target": target }))[0];
        assert_eq!(newest["command"], "group.add_member", "by {target}");
        assert_eq!(
            newest["targets"][1]["changes"],
            json!([{ "field": "groups", "before": "", "after": "Editors" }])
        );
    }
}

#[test]
fn events_are_narrowed_down_in_every_way() {
    let office = TestApp::new();
    let helper = office.member("helper", &["portreeve.add_user"]);
    office.clock.advance_secs(3600);
    let noon = office.clock.now().to_string();
    dispatch(
        &office.app,
        Some(&helper),
        "user.create",
        json!({ "login": "ada" }),
    )
    .unwrap();
    dispatch(&office.app, Some(&helper), "user.list", json!({})).unwrap_err();
    assert_eq!(told(&office, json!({ "actor": "helper", "from": noon })).len(), 2);
    assert_eq!(
        told(&office, json!({ "actor": "helper", "command": "user.c" })),
        ["added ada"]
    );
    assert_eq!(
        list(&office, json!({ "outcome": "refused" }))[0]["command"],
        "user.list"
    );
    assert_eq!(list(&office, json!({ "outcome": "refused" })).len(), 1);
    assert_eq!(told(&office, json!({ "text": "ADDED AD" })), ["added ada"]);
    assert!(
        told(&office, json!({ "to": noon }))
            .iter()
            .all(|words| words != "added ada")
    );
    let unsaid = json!({ "filter": { "from": "yesterday" } });
    assert_eq!(office.refused("audit.list", unsaid), "invalid_request");
}

#[test]
fn pages_follow_each_other_without_gaps_and_a_filter_stops_and_says_where() {
    let office = TestApp::new();
    for _ in 0..5300 {
        office.done("permission.add", json!({ "permission": "a.b", "label": "again" }));
    }
    office.done("user.create", json!({ "login": "ada" }));
    let last = office.events();
    let (mut before, mut numbers) = (None, Vec::new());
    for _ in 0..3 {
        let page = office.done("audit.list", json!({ "before": before, "limit": 7 }));
        numbers.extend(
            page["rows"]
                .as_array()
                .unwrap()
                .iter()
                .map(|row| row["number"].as_u64().unwrap()),
        );
        before = page["next"].as_u64();
    }
    assert_eq!(numbers, (last - 20..=last).rev().collect::<Vec<_>>());

    let filter = json!({ "command": "directory.create" });
    let first = office.done("audit.list", json!({ "filter": filter }));
    assert_eq!(
        (first["rows"].as_array().unwrap().len(), &first["scanned"]),
        (0, &json!(5000))
    );
    let second = office.done("audit.list", json!({ "filter": filter, "before": first["next"] }));
    assert_eq!(second["rows"][0]["number"], 1);
    assert_eq!(
        second["next"],
        Value::Null,
        "there is nothing before the first event"
    );
}

#[test]
fn a_caller_without_the_permission_does_not_see_the_trail() {
    let office = TestApp::new();
    let member = office.member("member", &["portreeve.view_user"]);
    for command in [
        "audit.list",
        "audit.verify",
        "audit.head",
        "audit.export",
        "audit.prune",
    ] {
        let refusal = dispatch(&office.app, Some(&member), command, json!({})).unwrap_err();
        assert_eq!(refusal.reason, "forbidden", "{command}");
    }
}

#[test]
fn a_refusal_leaves_an_event_that_says_who_and_why() {
    let office = TestApp::new();
    let member = office.member("member", &[]);
    dispatch(
        &office.app,
        Some(&member),
        "user.disable",
        json!({ "user": "root" }),
    )
    .unwrap_err();
    let event = office.last_event();
    assert_eq!(
        (&event["outcome"], &event["reason"]),
        (&json!("refused"), &json!("forbidden"))
    );
    assert_eq!(
        (&event["actor_name"], &event["targets"][0]["name"]),
        (&json!("member"), &json!("root"))
    );
    assert!(
        event["detail"]
            .as_str()
            .unwrap()
            .contains("portreeve.change_user")
    );

    sign_in_with(&office.app, "member", "wrong").unwrap_err();
    let event = office.last_event();
    assert_eq!(
        (&event["reason"], &event["targets"][0]["name"]),
        (&json!("wrong_credentials"), &json!("member"))
    );

    office.done("user.disable", json!({ "user": "member" }));
    sign_in(&office.app, "member").unwrap_err();
    assert_eq!(office.last_event()["detail"], "the account is disabled");
    sign_in(&office.app, "nobody-here").unwrap_err();
    assert_eq!(office.last_event()["detail"], "there is no such account");

    let forged = "prv_s_forged".into();
    dispatch(&office.app, Some(&forged), "user.list", json!({})).unwrap_err();
    assert_eq!(office.last_event()["reason"], "not_signed_in");
    let before = office.events();
    dispatch(&office.app, None, "user.list", json!({})).unwrap_err();
    assert_eq!(office.events(), before, "nobody did nothing");
}

#[test]
fn a_value_that_is_not_valid_leaves_an_event_without_it() {
    let office = TestApp::new();
    let typed = "my password\u{7}";
    office.refused("user.create", json!({ "login": typed }));
    let event = office.last_event();
    assert_eq!(
        (&event["command"], &event["reason"], &event["detail"]),
        (
            &json!("user.create"),
            &json!("invalid_request"),
            &json!("a value was not valid")
        )
    );
    office.refused("user.disable", json!({ "user": typed }));
    assert!(!office.last_event().to_string().contains("my password"));
    let before = office.events();
    office.refused("user.show", json!({ "user": "nobody-of-that-name" }));
    assert_eq!(office.events(), before, "reading changes nothing");
}

#[test]
fn the_same_refusal_again_and_again_is_counted_not_written() {
    let office = TestApp::new();
    let before = office.events();
    for _ in 0..50 {
        sign_in_with(&office.app, "root", "wrong").unwrap_err();
        office.clock.advance_secs(1);
    }
    assert_eq!(
        office.events(),
        before + 4,
        "the first one at once, then at each doubling"
    );
    office.clock.advance_secs(60);
    sign_in(&office.app, "root").unwrap();
    let rows = list(&office, json!({ "outcome": "refused" }));
    let times: Vec<_> = rows.iter().map(|row| row["times"].as_u64().unwrap()).collect();
    assert_eq!(
        times,
        [17, 16, 8, 8, 1],
        "none is forgotten when the minute is over"
    );
}

#[test]
fn however_many_names_are_tried_a_minute_leaves_a_bounded_number_of_events() {
    let office = TestApp::new();
    let before = office.events();
    for number in 0..100 {
        sign_in(&office.app, &format!("nobody-{number}")).unwrap_err();
    }
    assert_eq!(office.events(), before + 63);
    office.clock.advance_secs(60);
    office.done("user.list", json!({}));
    assert_eq!(office.events(), before + 64);
    assert_eq!(office.last_event()["times"], 8);
}

/// An attacker who fills the minute with made-up names cannot hide attempts on real ones.
#[test]
fn made_up_names_do_not_hide_what_is_tried_on_real_ones() {
    let office = TestApp::new();
    for boss in ["boss", "deputy"] {
        office.done("user.create", json!({ "login": boss, "password": PASSWORD }));
    }
    for number in 0..70 {
        sign_in(&office.app, &format!("fake-{number}")).unwrap_err();
    }
    for _ in 0..40 {
        sign_in_with(&office.app, "boss", "wrong").unwrap_err();
        sign_in_with(&office.app, "deputy", "wrong").unwrap_err();
    }
    office.clock.advance_secs(60);
    office.done("user.list", json!({}));
    let rows = list(&office, json!({ "outcome": "refused" }));
    for boss in ["boss", "deputy"] {
        let about = rows.iter().filter(|row| row["targets"][0]["name"] == boss);
        let times: u64 = about.map(|row| row["times"].as_u64().unwrap()).sum();
        assert_eq!(times, 40, "{boss}");
    }
}

/// Otherwise the duration of a refusal would tell which people exist, once the minute is full.
#[test]
fn counting_costs_as_many_commits_for_known_and_unknown_names() {
    let office = TestApp::new();
    office.done("user.create", json!({ "login": "boss", "password": PASSWORD }));
    for number in 0..70 {
        sign_in(&office.app, &format!("fake-{number}")).unwrap_err();
    }
    let commits = Arc::new(AtomicU32::new(0));
    let counter = commits.clone();
    office.app.on_change(move |_| {
        counter.fetch_add(1, Ordering::SeqCst);
    });
    let tried = |spellings: [&str; 2]| -> Vec<u32> {
        let attempt = |number: usize| {
            sign_in_with(&office.app, spellings[number % 2], "wrong").unwrap_err();
            commits.swap(0, Ordering::SeqCst)
        };
        (0..40).map(attempt).collect()
    };
    let (known, unknown) = (tried(["boss", "BOSS"]), tried(["nobody", "Nobody"]));
    assert_eq!(known, unknown);
    assert_eq!(known[0], 2, "one counts the attempt, one the refusal");
}

#[test]
fn what_was_counted_is_written_when_the_directory_is_closed() {
    let office = TestApp::new();
    for _ in 0..3 {
        sign_in_with(&office.app, "root", "wrong").unwrap_err();
    }
    let (store, before) = (office.store.clone(), office.events());
    drop(office);
    let last = portreeve_core::ports::Store::list_events(store.as_ref(), u64::MAX, 1).unwrap();
    assert_eq!(last[0].0, before + 1);
    let event = last[0].1.as_ref().unwrap();
    assert_eq!(
        event.outcome,
        portreeve_core::audit::EventOutcome::Refused {
            reason: "wrong_credentials".into(),
            times: 2
        }
    );
}

#[test]
fn no_secret_is_in_any_event() {
    let office = TestApp::new();
    let canary = "canary-canary-canary";
    office.done("user.create", json!({ "login": "ada", "password": canary }));
    let fresh = "another-canary-password";
    office.done("user.set_password", json!({ "user": "ada", "password": fresh }));
    office.done(
        "user.check_password",
        json!({ "user": "ada", "password": canary }),
    );
    sign_in_with(&office.app, "ada", canary).unwrap_err();
    // The caller types a password in the place of the username.
    sign_in_with(&office.app, canary, "ada").unwrap_err();
    let session = sign_in_with(&office.app, "ada", fresh).unwrap();
    dispatch(&office.app, Some(&session), "session.confirm", json!(canary)).unwrap_err();
    let _ = office.ask("user.set_password", json!({ "user": "ada", "password": "weak" }));
    office.done("client.create", json!({ "name": "app", "algorithm": "HS256" }));
    let export = json!({ "client": "app", "preset": "simplejwt", "path": "/x.py" });
    office.done("client.export", export);
    let issued = office.done("token.issue", json!({ "client": "app", "user": "ada" }));
    let refresh = json!({ "refresh_token": issued["refresh_token"] });
    let second = dispatch(&office.app, None, "token.refresh", refresh.clone()).unwrap();
    office.clock.advance_secs(16);
    dispatch(&office.app, None, "token.refresh", refresh).unwrap_err();
    office.done("client.delete", json!({ "client": "app" }));

    let trail = serde_json::to_string(&list(&office, json!({}))).unwrap();
    let secret = office.files.text("/x.py").unwrap();
    let secret: String = secret.chars().filter(char::is_ascii_hexdigit).collect();
    let mut secrets = vec![canary, fresh, PASSWORD, "weak", "argon2", session.expose()];
    secrets.extend([&issued, &second].iter().flat_map(|tokens| {
        [
            tokens["access_token"].as_str().unwrap(),
            tokens["refresh_token"].as_str().unwrap(),
        ]
    }));
    for secret in secrets {
        assert!(!trail.contains(secret), "{secret} is in the trail");
    }
    // Of the shared secret, no run of sixteen hexadecimal digits.
    for run in secret.as_bytes().windows(16) {
        let run = std::str::from_utf8(run).unwrap();
        assert!(
            !trail.contains(run),
            "a part of the shared secret is in the trail"
        );
    }
    assert!(trail.contains("\"password\""), "that a password was set is said");
}

#[test]
fn the_trail_is_proved_and_what_was_done_to_it_is_placed() {
    let office = TestApp::new();
    (0..9).for_each(|number| drop(office.done("user.create", json!({ "login": format!("user-{number}") }))));
    let verified = office.done("audit.verify", json!({}));
    assert_eq!(
        (&verified["is_intact"], &verified["events"]),
        (&json!(true), &verified["last"])
    );
    let key = [b"e".as_slice(), &5u64.to_be_bytes()].concat();
    office.engine.commit([Op::Remove(key)].into()).unwrap();
    let verified = office.done("audit.verify", json!({}));
    assert_eq!(verified["is_intact"], false);
    assert_eq!(
        (&verified["finding"]["number"], &verified["finding"]["fault"]),
        (&json!(5), &json!("missing"))
    );
    let doctor = office.done("directory.doctor", json!({}));
    assert!(
        doctor["findings"].to_string().contains("event 5 is missing"),
        "{doctor}"
    );
}

#[test]
fn a_head_that_was_written_down_proves_what_was_before_it() {
    let office = TestApp::new();
    office.done("user.create", json!({ "login": "ada" }));
    let head = office.done("audit.head", json!({}));
    let check = |code: &Value| office.done("audit.check", json!({ "code": code }));
    assert_eq!(check(&head["code"])["holds"], true);
    office.done("user.create", json!({ "login": "bo" }));
    let spoken = head["code"].as_str().unwrap().to_uppercase().replace(' ', "-");
    assert_eq!(check(&json!(spoken))["holds"], true, "later events do not matter");
    let key = [b"e".as_slice(), &1u64.to_be_bytes()].concat();
    office.engine.commit([Op::Remove(key)].into()).unwrap();
    assert_eq!(check(&head["code"])["holds"], false);
    assert_eq!(
        office.refused(
            "audit.check",
            json!({ "code": "12 acid acid acid acid acid acid acid acid acid" })
        ),
        "invalid_request"
    );
}

/// A forger who has the key can make another trail that verifies. Its end is not the one that was written down.
#[test]
fn another_trail_under_the_same_key_does_not_pass_for_the_one_that_was() {
    let office = TestApp::new();
    office.done("user.create", json!({ "login": "ada" }));
    let head = office.done("audit.head", json!({}));
    let forged = TestApp::new();
    forged.done("user.create", json!({ "login": "eve" }));
    assert_eq!(forged.done("audit.verify", json!({}))["is_intact"], true);
    let checked = forged.done("audit.check", json!({ "code": head["code"] }));
    assert_eq!(checked["holds"], false, "{checked}");
}

#[test]
fn an_export_is_a_file_and_an_event() {
    let office = TestApp::new();
    office.done(
        "user.create",
        json!({ "login": "ada", "first_name": "=HYPERLINK(1)" }),
    );
    let last = office.events();
    let written = office.done("audit.export", json!({ "path": "/trail.csv", "format": "csv" }));
    assert_eq!(written["events"], last);
    assert_eq!(office.last_event()["command"], "audit.export");
    let table = office.files.text("/trail.csv").unwrap();
    assert_eq!(table.lines().count() as u64, last + 1);
    office.done(
        "audit.export",
        json!({ "path": "/trail.jsonl", "format": "json_lines", "filter": { "target": "ada" } }),
    );
    let lines = office.files.text("/trail.jsonl").unwrap();
    let row: Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    assert_eq!(
        (lines.lines().count(), &row["command"]),
        (1, &json!("user.create"))
    );
}

#[test]
fn old_events_go_and_what_stays_is_still_proved() {
    let office = TestApp::new();
    office.done("user.create", json!({ "login": "ada" }));
    let (old, code) = (
        office.events(),
        office.done("audit.head", json!({}))["code"].clone(),
    );
    assert_eq!(
        office.refused("audit.prune", json!({ "older_than_days": 29 })),
        "rule_violated"
    );
    office.clock.advance_secs(31 * 24 * 3600);
    let root = sign_in(&office.app, "root").unwrap();
    let ask = |command: &str, request: Value| dispatch(&office.app, Some(&root), command, request).unwrap();
    let pruned = ask("audit.prune", json!({ "older_than_days": 30 }));
    // The refusal of 29 days is old by now, too.
    assert_eq!(
        (&pruned["pruned"], &pruned["first"]),
        (&json!(old + 1), &json!(old + 2))
    );
    let event = ask("audit.list", json!({ "limit": 1 }))["rows"][0].clone();
    assert_eq!(event["command"], "audit.prune");
    assert!(
        event["detail"]
            .as_str()
            .unwrap()
            .contains(pruned["code"].as_str().unwrap())
    );
    assert_eq!(ask("audit.verify", json!({}))["is_intact"], true);
    assert_eq!(
        ask("audit.check", json!({ "code": pruned["code"] }))["holds"],
        true
    );
    let gone = dispatch(&office.app, Some(&root), "audit.check", json!({ "code": code })).unwrap_err();
    assert_eq!(gone.reason, "not_found");
}

#[test]
fn a_trail_that_is_not_intact_is_not_pruned() {
    let office = TestApp::new();
    office.done("user.create", json!({ "login": "ada" }));
    let key = [b"e".as_slice(), &2u64.to_be_bytes()].concat();
    let mut value = office.engine.get(&key).unwrap().unwrap();
    value[40] ^= 1;
    office.engine.commit([Op::Put(key, value)].into()).unwrap();
    office.clock.advance_secs(31 * 24 * 3600);
    let root = sign_in(&office.app, "root").unwrap();
    let pruned = dispatch(
        &office.app,
        Some(&root),
        "audit.prune",
        json!({ "older_than_days": 30 }),
    )
    .unwrap();
    assert_eq!(
        (&pruned["pruned"], &pruned["first"]),
        (&json!(1), &json!(2)),
        "the fault stays to be seen"
    );
    let verified = dispatch(&office.app, Some(&root), "audit.verify", json!({})).unwrap();
    assert_eq!(verified["finding"]["number"], 2);
}

#[test]
fn making_the_directory_is_the_first_event() {
    let office = TestApp::new();
    let first = office.event(1);
    assert_eq!(first["command"], "directory.create");
    assert_eq!(
        (&first["via"], &first["undoable"]),
        (&json!("setup"), &json!(false))
    );
    assert_eq!(office.event(2)["actor_name"], "root", "who signs in does it");
    assert_eq!(first["targets"][1]["name"], "root");
}

#[test]
fn an_event_that_was_removed_with_the_old_ones_is_told_from_one_that_never_was() {
    let mut office = TestApp::new();
    office.done("user.create", json!({ "login": "ada" }));
    let (removed, code) = (
        office.events(),
        office.done("audit.head", json!({}))["code"].clone(),
    );
    office.done("user.create", json!({ "login": "bo" }));
    office.clock.advance_secs(31 * 24 * 3600);
    office.sign_in_again();
    office.done("audit.prune", json!({ "older_than_days": 30 }));
    for (command, request) in [
        ("undo.preview", json!({ "event": removed })),
        ("audit.check", json!({ "code": code })),
    ] {
        let error = office.ask(command, request).unwrap_err();
        assert_eq!(error.reason, "not_found", "{command}");
        assert!(
            error.message.contains("removed with the old ones"),
            "{command}: {error}"
        );
    }
    let error = office.ask("undo.preview", json!({ "event": 4000 })).unwrap_err();
    assert_eq!(error.message, "there is no event `4000`");
}

#[test]
fn a_table_that_goes_on_has_no_second_head() {
    let office = TestApp::new();
    office.done("user.create", json!({ "login": "ada" }));
    let part = |more: Value| {
        let mut request = json!({ "format": "csv", "filter": { "target": "ada" } });
        request
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        let answer = office.done("audit.export", request);
        answer["contents"].as_str().unwrap().to_owned()
    };
    let whole = part(json!({}));
    let (head, rest) = whole.split_once('\n').unwrap();
    assert!(head.contains("command") && !rest.is_empty(), "{whole}");
    assert_eq!(part(json!({ "goes_on": true })), rest);
    assert_eq!(part(json!({ "goes_on": true, "start": office.events() + 1 })), "");
}

#[test]
fn a_filter_by_a_command_that_there_is_not_is_refused() {
    let office = TestApp::new();
    for command in ["usr.", "user.creates", "User.", "session.sign_ins"] {
        let request = json!({ "filter": { "command": command } });
        assert_eq!(
            office.refused("audit.list", request),
            "invalid_request",
            "{command}"
        );
    }
    for command in ["user.", "u", "session.sign_in", "directory.create", ""] {
        office.done("audit.list", json!({ "filter": { "command": command } }));
    }
}

#[test]
fn a_filter_takes_further_conditions_and_leaves_out_what_others_match() {
    let office = TestApp::new();
    let helper = office.member("helper", &["portreeve.add_user"]);
    office.done("user.create", json!({ "login": "ada" }));
    dispatch(
        &office.app,
        Some(&helper),
        "user.create",
        json!({ "login": "bo" }),
    )
    .unwrap();
    office.done("group.create", json!({ "name": "CliFixture" }));
    office.done(
        "group.add_member",
        json!({ "group": "CliFixture", "user": "ada" }),
    );

    let without = |others: Value| told(&office, json!({ "command": "user.create", "without": others }));
    assert_eq!(without(json!([{ "actor": "root" }])), ["added bo"]);
    assert_eq!(
        without(json!([{ "target": "ada" }, { "target": "helper" }])),
        ["added bo"]
    );
    let both = json!({ "target": "ada", "also": [{ "target": "CliFixture" }] });
    assert_eq!(told(&office, both), ["added ada to CliFixture"]);
    let unknown = json!({ "filter": { "without": [{ "command": "nothing." }] } });
    assert_eq!(office.refused("audit.list", unknown), "invalid_request");
}
