//! One act on many people: who is left out, one event, one undo.

use serde_json::{Value, json};

use crate::test_app::{PASSWORD, TestApp, dispatch, sign_in};

/// An office with staff members `staff0`, `staff1`, ...
fn office(staff: usize) -> TestApp {
    let office = TestApp::new();
    if staff > 0 {
        let people: Vec<Value> = (0..staff)
            .map(|number| {
                let fields = json!({
                    "username": format!("staff{number}"), "password": "!", "is_active": true,
                    "is_staff": false, "is_superuser": false, "first_name": "", "last_name": "",
                    "email": "", "date_joined": "2024-01-01T00:00:00Z", "last_login": null,
                    "groups": [], "user_permissions": []
                });
                json!({ "model": "auth.user", "pk": number + 10, "fields": fields })
            })
            .collect();
        office
            .files
            .put("/people.json", &serde_json::to_vec(&people).unwrap());
        office.done(
            "import.people",
            json!({ "path": "/people.json", "dry_run": false }),
        );
    }
    office
}

fn superuser(office: &TestApp, login: &str) {
    office.done(
        "user.create",
        json!({ "login": login, "password": PASSWORD, "is_superuser": true }),
    );
}

fn of(users: &[&str], act: Value) -> Value {
    json!({ "whom": { "users": users }, "act": act })
}

fn everyone(act: Value) -> Value {
    json!({ "whom": { "filter": "" }, "act": act })
}

fn disable() -> Value {
    json!({ "kind": "disable" })
}

fn state(office: &TestApp, user: &str) -> String {
    let detail = office.done("user.show", json!({ "user": user }));
    detail["user"]["state"].as_str().unwrap().to_owned()
}

/// How many are left out, by reason.
fn left_out(answer: &Value) -> Vec<(&str, u64)> {
    let left = answer["left_out"].as_array().unwrap();
    left.iter()
        .map(|left| (left["why"].as_str().unwrap(), left["count"].as_u64().unwrap()))
        .collect()
}

#[test]
fn disabling_everybody_leaves_out_oneself_and_superusers_and_is_one_event_and_one_undo() {
    let office = office(5);
    superuser(&office, "zoe");
    office.done("user.disable", json!({ "user": "staff4" }));
    let before = office.events();
    let answer = office.done("user.change_many", everyone(disable()));
    assert_eq!((&answer["changed"], &answer["unchanged"]), (&json!(4), &json!(1)));
    assert_eq!(left_out(&answer), [("yourself", 1), ("superuser", 1)]);
    assert_eq!(
        (&answer["superusers"], &answer["superuser_names"]),
        (&json!(1), &json!(["zoe"]))
    );
    assert_eq!(office.events(), before + 1);
    let event = office.last_event();
    assert_eq!(
        [&event["command"], &event["words"], &event["detail"]],
        [
            "user.disable",
            "disabled 4 people",
            "left out: the caller, 1 superuser"
        ]
    );
    assert_eq!(event["targets"].as_array().unwrap().len(), 4);
    assert_eq!(
        (state(&office, "root"), state(&office, "zoe")),
        ("active".into(), "active".into())
    );

    let undone = office.done("undo.apply", json!({ "event": before + 1 }));
    assert_eq!(undone["changes"].as_array().unwrap().len(), 4);
    assert_eq!(state(&office, "staff0"), "active");
    assert_eq!(state(&office, "staff4"), "disabled", "it was disabled before");
}

#[test]
fn a_dry_run_says_the_same_and_changes_nothing() {
    let office = office(3);
    superuser(&office, "zoe");
    let before = office.events();
    let mut request = everyone(disable());
    request["dry_run"] = json!(true);
    let planned = office.done("user.change_many", request.clone());
    assert_eq!(office.events(), before);
    assert_eq!(state(&office, "staff0"), "active");
    request["dry_run"] = json!(false);
    let done = office.done("user.change_many", request);
    for field in [
        "changed",
        "unchanged",
        "left_out",
        "superusers",
        "superuser_names",
        "refused",
        "done",
    ] {
        assert_eq!(planned[field], done[field], "{field}");
    }
}

#[test]
fn superusers_are_changed_when_the_request_includes_them() {
    let office = office(1);
    superuser(&office, "zoe");
    let mut request = everyone(disable());
    request["with_superusers"] = json!(true);
    let answer = office.done("user.change_many", request);
    assert_eq!(left_out(&answer), [("yourself", 1)]);
    assert_eq!(state(&office, "zoe"), "disabled");
}

#[test]
fn the_last_superuser_who_can_sign_in_stays() {
    let office = office(1);
    // The caller's own time is limited, so they do not count as one who is left.
    superuser(&office, "zoe");
    superuser(&office, "yan");
    let zoe = sign_in(&office.app, "zoe").unwrap();
    office.done(
        "user.create",
        json!({ "login": "no-password", "is_superuser": true }),
    );
    let ask = |act: Value| {
        let request = json!({
            "whom": { "users": ["root", "yan", "no-password", "zoe"] }, "act": act, "with_superusers": true
        });
        dispatch(&office.app, Some(&zoe), "user.change_many", request).unwrap()
    };
    // Zoe stays as the caller, and she can sign in.
    let answer = ask(disable());
    assert_eq!(left_out(&answer), [("yourself", 1)]);
    for login in ["root", "yan", "no-password"] {
        assert_eq!(state_as(&office, &zoe, login), "disabled");
    }
}

fn state_as(office: &TestApp, session: &portreeve_core::secret::SecretText, user: &str) -> String {
    let detail = dispatch(&office.app, Some(session), "user.show", json!({ "user": user })).unwrap();
    detail["user"]["state"].as_str().unwrap().to_owned()
}

#[test]
fn people_over_whom_the_caller_has_no_power_are_left_out_and_the_attempt_is_in_the_trail() {
    let office = office(2);
    office.member("boss", &["portreeve.issue_token"]);
    let helper = office.member("helper", &["portreeve.view_user", "portreeve.change_user"]);
    let before = office.events();
    let request = of(&["staff0", "boss", "staff1", "nobody-known"], disable());
    let answer = dispatch(&office.app, Some(&helper), "user.change_many", request).unwrap();
    assert_eq!(left_out(&answer), [("no_power", 1), ("not_found", 1)]);
    assert_eq!(answer["refused"][0]["name"], "boss");
    assert_eq!(answer["refused"][0]["error"]["reason"], "forbidden");
    assert_eq!(
        (state(&office, "staff0"), state(&office, "boss")),
        ("disabled".into(), "active".into())
    );
    let (done, refused) = (office.event(before + 1), office.event(before + 2));
    assert_eq!([&done["words"], &done["outcome"]], ["disabled 2 people", "done"]);
    assert_eq!(
        [&refused["words"], &refused["outcome"], &refused["command"]],
        ["tried to disable boss", "refused", "user.disable"]
    );
}

#[test]
fn each_act_asks_for_the_permission_of_its_command() {
    let office = office(2);
    office.done("group.create", json!({ "name": "Finance", "permissions": [] }));
    for (act, permission) in [
        (disable(), "portreeve.change_user"),
        (json!({ "kind": "enable" }), "portreeve.change_user"),
        (
            json!({ "kind": "set_staff", "is_staff": true }),
            "portreeve.change_user",
        ),
        (json!({ "kind": "delete" }), "portreeve.delete_user"),
        (json!({ "kind": "restore" }), "portreeve.delete_user"),
        (json!({ "kind": "end_sessions" }), "portreeve.delete_session"),
        (
            json!({ "kind": "add_to_group", "group": "Finance" }),
            "portreeve.change_group",
        ),
        (
            json!({ "kind": "remove_from_group", "group": "Finance" }),
            "portreeve.change_group",
        ),
    ] {
        let login = format!("no-{}", act["kind"].as_str().unwrap().replace('_', "-"));
        let all = [
            "portreeve.change_user",
            "portreeve.delete_user",
            "portreeve.delete_session",
            "portreeve.change_group",
            "portreeve.view_user",
        ];
        let others: Vec<&str> = all.into_iter().filter(|other| *other != permission).collect();
        let without = office.member(&login, &others);
        let request = of(&["staff0", "staff1"], act.clone());
        let refused = dispatch(&office.app, Some(&without), "user.change_many", request);
        let refused = refused.expect_err(&format!("{act} without {permission}"));
        assert_eq!(refused.reason, "forbidden", "{act}");
        assert!(refused.message.contains(permission), "{act}: {refused:?}");
    }
    // What is not understood is for nobody.
    let member = office.member("member", &all_of_people());
    let unknown = of(&["staff0"], json!({ "kind": "promote" }));
    let refused = dispatch(&office.app, Some(&member), "user.change_many", unknown.clone());
    assert_eq!(refused.unwrap_err().reason, "forbidden");
    assert_eq!(office.refused("user.change_many", unknown), "invalid_request");
}

fn all_of_people() -> [&'static str; 2] {
    ["portreeve.change_user", "portreeve.view_user"]
}

#[test]
fn a_filter_is_for_those_who_see_people_and_a_group_for_those_who_handle_it() {
    let office = office(1);
    office.done("group.create", json!({ "name": "Finance", "permissions": [] }));
    let blind = office.member("blind", &["portreeve.change_user", "portreeve.change_group"]);
    let ask = |request| {
        dispatch(&office.app, Some(&blind), "user.change_many", request)
            .unwrap_err()
            .reason
    };
    assert_eq!(ask(everyone(disable())), "forbidden");
    let add = json!({ "kind": "add_to_group", "group": "Finance" });
    assert_eq!(ask(of(&["staff0"], add)), "forbidden");
}

#[test]
fn people_come_into_a_group_together_and_the_answer_has_the_group() {
    let office = office(3);
    office.done("group.create", json!({ "name": "Finance", "permissions": [] }));
    let add = json!({ "kind": "add_to_group", "group": "FINANCE" });
    let answer = office.done("user.change_many", of(&["staff0", "STAFF1", "staff0"], add));
    assert_eq!(
        (&answer["changed"], &answer["group"]["direct_members"]),
        (&json!(2), &json!(2))
    );
    assert_eq!(office.last_event()["words"], "added 2 people to Finance");
    let remove = json!({ "kind": "remove_from_group", "group": "Finance" });
    let answer = office.done("user.change_many", of(&["staff0", "staff2"], remove));
    assert_eq!((&answer["changed"], &answer["unchanged"]), (&json!(1), &json!(1)));
    assert_eq!(office.last_event()["words"], "removed staff0 from Finance");
}

#[test]
fn nobody_loses_a_password_that_the_caller_could_not_set_anew() {
    let office = office(1);
    office.done(
        "group.create",
        json!({ "name": "Payers", "permissions": ["portreeve.view_audit"] }),
    );
    let setter = office.member("setter", &["portreeve.change_user", "portreeve.view_user"]);
    office.done("user.create", json!({ "login": "ann", "password": PASSWORD }));
    office.done("user.create", json!({ "login": "ben", "password": PASSWORD }));
    let password = json!({ "user": "ann", "password": "quarry-lantern-otter" });
    dispatch(&office.app, Some(&setter), "user.set_password", password).unwrap();
    let keeper = office.member("keeper", &["portreeve.change_group", "portreeve.view_audit"]);
    office.done(
        "group.add_manager",
        json!({ "group": "Payers", "user": "keeper" }),
    );
    let request = of(
        &["ann", "ben"],
        json!({ "kind": "add_to_group", "group": "Payers" }),
    );
    let answer = dispatch(&office.app, Some(&keeper), "user.change_many", request).unwrap();
    assert_eq!(answer["changed"], 1, "{answer}");
    assert_eq!(left_out(&answer), [("no_power", 1)]);
    assert_eq!(answer["refused"][0]["name"], "ann");
}

#[test]
fn sessions_end_of_those_who_have_some_and_not_ones_own() {
    let office = office(2);
    let ann = office.member("ann", &["portreeve.view_user"]);
    let answer = office.done("user.change_many", everyone(json!({ "kind": "end_sessions" })));
    assert_eq!((&answer["changed"], &answer["unchanged"]), (&json!(1), &json!(2)));
    assert_eq!(left_out(&answer), [("yourself", 1)]);
    assert_eq!(office.last_event()["words"], "ended sessions of ann");
    let gone = dispatch(&office.app, Some(&ann), "session.me", json!({}));
    assert_eq!(gone.unwrap_err().reason, "not_signed_in");
}

#[test]
fn where_nobody_is_changed_nothing_is_written() {
    let office = office(2);
    let before = office.events();
    let answer = office.done("user.change_many", everyone(json!({ "kind": "enable" })));
    assert_eq!((&answer["changed"], &answer["unchanged"]), (&json!(0), &json!(3)));
    assert_eq!(office.events(), before);
}

#[test]
fn five_thousand_are_taken_back_and_disabled_again_and_the_event_lists_each() {
    let mut office = office(5000);
    let answer = office.done("user.change_many", everyone(disable()));
    assert_eq!(
        (&answer["changed"], answer["done"].as_array().unwrap().len()),
        (&json!(5000), 1000)
    );
    let number = office.events();
    let event = office.event(number);
    assert_eq!(
        (&event["words"], &event["more_targets"], &event["undoable"]),
        (&json!("disabled 5,000 people"), &json!(4900), &json!(true))
    );
    let page = |offset: u32, limit: u32| {
        let page = json!({ "event": number, "page": { "offset": offset, "limit": limit } });
        office.done("audit.targets", page)
    };
    let mut names: Vec<String> = Vec::new();
    for offset in (0..5000).step_by(700) {
        let page = page(offset, 700);
        assert_eq!(page["total"], 5000);
        let targets = page["targets"].as_array().unwrap();
        names.extend(
            targets
                .iter()
                .map(|target| target["name"].as_str().unwrap().to_owned()),
        );
    }
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), 5000);
    assert_eq!(page(5000, 10)["targets"], json!([]));

    // Each person's own activity has it.
    let last = names.last().unwrap();
    let about = office.done(
        "audit.list",
        json!({ "filter": { "target": last, "command": "user." } }),
    );
    assert_eq!(about["rows"][0]["number"], number);
    let nobody = office.done(
        "audit.list",
        json!({ "filter": { "target": "root", "command": "user." } }),
    );
    assert_eq!(nobody["rows"], json!([]));

    // Also after a restart.
    office.restart();
    office.sign_in_again();
    let disabled =
        |office: &TestApp| office.done("user.list", json!({ "filter": "is:disabled" }))["matched"].clone();
    let undone = office.done("undo.apply", json!({ "event": number }));
    assert_eq!(
        (
            undone["changes"].as_array().unwrap().len(),
            &undone["more_changes"]
        ),
        (1000, &json!(4000))
    );
    assert_eq!(disabled(&office), 0);
    let undo = office.events();
    office.done("undo.apply", json!({ "event": undo }));
    assert_eq!(disabled(&office), 5000);
    assert_eq!(office.done("audit.verify", json!({}))["is_intact"], true);
}
