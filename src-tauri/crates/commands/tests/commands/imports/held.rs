//! People and things that cannot be imported as they are.

use super::*;

#[test]
fn who_cannot_come_in_is_told_and_holds_up_nobody_else() {
    let office = TestApp::new();
    let dump = people(&[
        (
            "mira holm",
            json!({ "is_active": false, "last_login": "2025-01-01T00:00:00Z" }),
        ),
        ("Root", json!({})),
        ("tobias", json!({})),
    ]);
    let told = import_with(&office, &dump, json!({ "dry_run": true }));
    assert_eq!(
        (&told["users_created"], &told["held_count"]),
        (&json!(1), &json!(2)),
        "{told}"
    );
    let mira = &told["held"][0];
    assert_eq!(
        (
            &mira["name"],
            &mira["place"],
            &mira["key"],
            &mira["is_active"],
            &mira["last_sign_in_at"]
        ),
        (
            &json!("mira holm"),
            &json!(1),
            &json!("1"),
            &json!(false),
            &json!("2025-01-01T00:00:00Z")
        )
    );
    assert!(
        told["held"][1]["why"]
            .as_str()
            .unwrap()
            .contains("`root` is here already"),
        "{told}"
    );

    let request = asks(&office, &dump, json!({}));
    let refusal = dispatch(&office.app, Some(&office.root), "import.people", request).unwrap_err();
    assert_eq!(refusal.reason, "import.collision");
    assert!(
        refusal.details[0].contains("`mira holm` (object 1, id 1, disabled, last signed in 2025-01-01)"),
        "{refusal:?}"
    );
    assert!(refusal.cli_hint.unwrap().contains("--leave-out"));
    assert_eq!(
        office.done("user.list", json!({}))["total"],
        1,
        "half of the file was kept"
    );

    let done = import_with(&office, &dump, json!({ "leave_out": true }));
    assert_eq!(
        (&done["users_created"], &done["held_count"]),
        (&json!(1), &json!(2))
    );
    let event = office.done("audit.list", json!({}))["rows"][0]["detail"].to_string();
    assert!(
        event.contains("1 new and 0 changed users") && event.contains("2 could not be imported"),
        "{event}"
    );
}

#[test]
fn somebody_comes_in_under_another_login_name() {
    let office = TestApp::new();
    let dump = people(&[("mira holm", json!({})), ("Mira", json!({})), ("mira", json!({}))]);
    let logins = json!([{ "old": "mira holm", "new": "mira.holm" }, { "old": "#2", "new": null }]);
    let done = import_with(&office, &dump, json!({ "logins": logins }));
    assert_eq!(
        (&done["users_created"], &done["held_count"]),
        (&json!(2), &json!(0)),
        "{done}"
    );
    assert_eq!(state(&office, "mira.holm"), "active");
    let again = import_with(&office, &dump, json!({ "logins": logins }));
    assert_eq!(again["users_same"], 2, "the new name holds the next time, too");
    let nobody = asks(
        &office,
        &dump,
        json!({ "logins": [{ "old": "nobody", "new": "x" }] }),
    );
    assert_eq!(office.refused("import.people", nobody), "invalid_request");
}

#[test]
fn plain_names_that_only_look_alike_come_in_beside_each_other() {
    let office = TestApp::new();
    import(&office, &people(&[("tom", json!({})), ("al", json!({}))]));
    let done = import(
        &office,
        &people(&[("torn", json!({})), ("a1", json!({})), ("r00t", json!({}))]),
    );
    assert_eq!(
        (&done["users_created"], &done["held_count"]),
        (&json!(3), &json!(0)),
        "{done}"
    );
    let twin = people(&[("t\u{43e}m", json!({})), ("mira", json!({}))]);
    let done = import_with(&office, &twin, json!({ "leave_out": true }));
    assert_eq!(
        (&done["users_created"], &done["held_count"]),
        (&json!(1), &json!(1)),
        "{done}"
    );
    assert!(
        done["held"][0]["why"]
            .as_str()
            .unwrap()
            .contains("cannot be distinguished from the user `tom`"),
        "{done}"
    );
}

#[test]
fn a_name_of_mixed_scripts_is_held_and_holds_up_nobody_else() {
    let office = TestApp::new();
    let dump = people(&[
        ("АDМIN", json!({})),
        ("ada.παπαδακης18", json!({})),
        ("明.kierkegaard15", json!({})),
    ]);
    let done = import_with(&office, &dump, json!({ "leave_out": true }));
    assert_eq!(
        (&done["users_created"], &done["held_count"]),
        (&json!(2), &json!(1)),
        "{done}"
    );
    let why = done["held"][0]["why"].as_str().unwrap();
    assert!(why.contains("mixes letters of different scripts"), "{why}");
}

#[test]
fn a_group_that_the_file_does_not_hold_is_left_out_and_the_one_here_stays() {
    let office = TestApp::new();
    office.done("user.create", json!({ "login": "ada" }));
    office.done("group.create", json!({ "name": "Editors" }));
    office.done("group.add_member", json!({ "group": "Editors", "user": "ada" }));
    let dump = people(&[
        ("ada", json!({ "groups": [7], "user_permissions": [12] })),
        ("bob", json!({})),
    ]);
    let planned = import_with(&office, &dump, json!({ "dry_run": true }));
    let notes = planned["notes"].to_string();
    for told in [
        "memberships in groups",
        "ada (`7`)",
        "grants of permissions",
        "ada (`12`)",
    ] {
        assert!(notes.contains(told), "{told} is not in: {notes}");
    }
    let done = import(&office, &dump);
    assert_eq!(
        (&done["users_created"], &done["held_count"]),
        (&json!(1), &json!(0)),
        "{done}"
    );
    let ada = office.done("user.show", json!({ "user": "ada" }))["user"].clone();
    assert!(ada["groups"].to_string().contains("Editors"), "{ada}");
}

#[test]
fn a_group_that_cannot_come_in_has_a_way_in_and_who_is_in_it_is_told() {
    let office = TestApp::new();
    office.done("group.create", json!({ "name": "editors", "permissions": [] }));
    let group = |pk: u32, name: &str| json!({ "model": "auth.group", "pk": pk, "fields": { "name": name, "permissions": [] } });
    let mira = json!({
        "model": "auth.user", "pk": 1,
        "fields": { "username": "mira", "password": "!", "last_login": null, "groups": [1, 2, 3] },
    });
    let dump = json!([group(1, "-a"), group(2, "Editors"), group(3, "Staff"), mira]);
    let dump = serde_json::to_vec(&dump).unwrap();
    let request = asks(&office, &dump, json!({}));
    let refusal = dispatch(&office.app, Some(&office.root), "import.people", request).unwrap_err();
    let hint = refusal.cli_hint.unwrap();
    assert!(
        hint.contains("--group 'OLD=NEW'") && hint.contains("`#1` for object 1"),
        "{hint}"
    );
    assert!(
        !hint.contains("--login"),
        "there is nobody to give another login name: {hint}"
    );

    let told = import_with(&office, &dump, json!({ "dry_run": true, "leave_out": true }));
    assert_eq!(
        told["notes"],
        json!(["in a group that is not imported, so they are not in it here: mira (Editors), mira (-a)"])
    );
    let groups = json!([{ "old": "-a", "new": "A" }, { "old": "#2", "new": "editors" }]);
    let done = import_with(&office, &dump, json!({ "groups": groups }));
    assert_eq!(
        (&done["held_count"], &done["notes"]),
        (&json!(0), &json!([])),
        "{done}"
    );
    let mira = office.done("user.show", json!({ "user": "mira" }))["user"]["groups"].to_string();
    for name in ["A", "editors", "Staff"] {
        assert!(mira.contains(&format!("\"{name}\"")), "{mira}");
    }
    let nothing = asks(
        &office,
        &dump,
        json!({ "groups": [{ "old": "Nobody", "new": null }] }),
    );
    assert_eq!(office.refused("import.people", nothing), "invalid_request");
}

#[test]
fn a_broken_object_is_told_by_its_number_and_left_out_as_the_others_are() {
    let office = TestApp::new();
    let mut dump: Value =
        serde_json::from_slice(&people(&[("mira", json!({})), ("tobias", json!({}))])).unwrap();
    dump[0].as_object_mut().unwrap().remove("fields");
    dump.as_array_mut().unwrap().push(json!("oops"));
    let dump = serde_json::to_vec(&dump).unwrap();
    let request = asks(&office, &dump, json!({}));
    let error = dispatch(&office.app, Some(&office.root), "import.people", request).unwrap_err();
    assert_eq!(error.reason, "import.rejected");
    assert_eq!(error.details.len(), 2, "{error:?}");
    assert!(
        error.details[0].contains("object 3") && error.details[0].contains("no `model`"),
        "{error:?}"
    );
    assert!(
        error.details[1].contains("object 1") && error.details[1].contains("no `fields`"),
        "{error:?}"
    );
    let report = import_with(&office, &dump, json!({ "leave_out": true }));
    assert_eq!(
        (&report["users_created"], &report["held_count"]),
        (&json!(1), &json!(2))
    );
}
