//! What an import does and tells as a whole.

use super::*;

#[test]
fn both_forms_of_the_dump_make_the_same_directory() {
    let (one, other) = (TestApp::new(), TestApp::new());
    let report = import(&one, BY_KEY);
    assert_eq!(
        (&report["users_created"], &report["groups_created"]),
        (&json!(60), &json!(3))
    );
    assert_eq!(
        report["skipped"],
        json!([{ "model": "people.profile", "count": 60 }])
    );
    import(&other, NATURAL);
    assert_eq!(content(&one), content(&other));
}

#[test]
fn a_dry_run_tells_the_same_and_changes_nothing() {
    let office = TestApp::new();
    office.files.put("/dump.json", BY_KEY);
    let before = content(&office);
    let told = office.done("import.people", json!({ "path": "/dump.json", "dry_run": true }));
    assert_eq!(content(&office), before);
    let done = import(&office, BY_KEY);
    assert_eq!(
        (&told["users_created"], &told["rows"]),
        (&done["users_created"], &done["rows"])
    );
}

#[test]
fn a_bad_file_has_its_own_code_and_changes_nothing() {
    let office = TestApp::new();
    let user = |name: &str, hash: &str| {
        format!(
            r#"{{"model":"auth.user","fields":{{"username":"{name}","password":"{hash}","is_active":true}}}}"#
        )
    };
    let costly = user(
        "slow",
        "pbkdf2_sha256$2000000000$salt$E8HSPQi8MhWNIEkEC45V4GA1Uimc5iXxuUlGbZvCyfQ=",
    );
    let cases: [(&[u8], &str); 6] = [
        (b"username,password", "import.not_json"),
        (&BY_KEY[..BY_KEY.len() / 2], "import.cut_short"),
        (br#"{"users": []}"#, "import.not_a_dump"),
        (
            br#"[{"model":"auth.group","fields":{"name":"x","permissions":[]}}]"#,
            "import.not_a_dump",
        ),
        (&format!("[{costly}]").into_bytes(), "import.hash_too_costly"),
        (
            &format!("[{},{}]", user("ada", "!"), user("Ada", "!")).into_bytes(),
            "import.collision",
        ),
    ];
    for (dump, code) in cases {
        office.files.put("/bad.json", dump);
        let request = json!({ "path": "/bad.json", "dry_run": false });
        assert_eq!(
            office.refused("import.people", request),
            code,
            "{}",
            String::from_utf8_lossy(&dump[..dump.len().min(60)])
        );
    }
    let absent = json!({ "path": "/absent.json", "dry_run": false });
    assert_eq!(office.refused("import.people", absent), "import.unreadable");
    assert_eq!(office.done("user.list", json!({}))["total"], 1);
}

#[test]
fn moments_without_a_zone_are_read_in_the_one_that_is_named() {
    let office = TestApp::new();
    let dump = people(&[("mira", json!({ "last_login": "2024-07-01T08:00:00" }))]);
    let told = import_with(&office, &dump, json!({ "dry_run": true }));
    assert!(told["notes"].to_string().contains("read as UTC"), "{told}");
    import_with(&office, &dump, json!({ "time_zone": "Europe/Berlin" }));
    let mira = office.done("user.show", json!({ "user": "mira" }));
    assert_eq!(mira["user"]["last_sign_in_at"], "2024-07-01T06:00:00Z");
    let nowhere = asks(&office, &dump, json!({ "time_zone": "Mars/Olympus" }));
    assert_eq!(office.refused("import.people", nowhere), "invalid_request");
}

#[test]
fn an_import_says_before_whether_it_can_be_undone_and_lists_the_first_rows() {
    let office = TestApp::new();
    let names: Vec<String> = (0..2001).map(|number| format!("staff{number:05}")).collect();
    let crowd: Vec<(&str, Value)> = names.iter().map(|name| (name.as_str(), json!({}))).collect();
    let told = import_with(&office, &people(&crowd), json!({ "dry_run": true }));
    assert_eq!(
        (&told["can_undo"], &told["users_created"]),
        (&json!(true), &json!(2001))
    );
    assert_eq!(
        (told["rows"].as_array().unwrap().len(), &told["rows_left"]),
        (1000, &json!(1001))
    );
}

#[test]
fn the_trail_counts_who_is_new_and_who_has_changed() {
    let office = TestApp::new();
    import(&office, &people(&[("mira", json!({})), ("tobias", json!({}))]));
    import(
        &office,
        &people(&[
            ("mira", json!({ "email": "m@example.org" })),
            ("tobias", json!({ "first_name": "T" })),
        ]),
    );
    let event = office.done("audit.list", json!({}))["rows"][0]["detail"].clone();
    assert_eq!(event, "0 new and 2 changed users from a Django dump");
}

#[test]
fn people_sign_in_with_the_field_that_is_named() {
    let office = TestApp::new();
    let dump = br#"[{"model": "acc.member", "pk": 1, "fields": {"password": "!", "last_login": null, "phone": "4911"}}]"#;
    let told = import_with(&office, dump, json!({ "dry_run": true }));
    assert_eq!(
        (&told["held"][0]["name"], &told["held_count"]),
        (&json!("#1"), &json!(1))
    );
    let why = told["held"][0]["why"].to_string();
    assert!(
        why.contains("`--login-field` names another field of `phone`"),
        "{why}"
    );
    let done = import_with(&office, dump, json!({ "login_field": "phone" }));
    assert_eq!(done["users_created"], 1);
    let wrong = asks(&office, dump, json!({ "login_field": "mobile" }));
    assert_eq!(office.refused("import.people", wrong), "invalid_request");
}

#[test]
fn the_plan_says_who_becomes_superuser_or_staff_and_begins_with_what_matters() {
    let office = TestApp::new();
    office.done("user.create", json!({ "login": "kept" }));
    office.done("user.create", json!({ "login": "changed" }));
    office.done("user.create", json!({ "login": "risen" }));
    let dump = people(&[
        ("kept", json!({})),
        ("new", json!({})),
        ("changed", json!({ "email": "changed@example.org" })),
        ("chief", json!({ "is_superuser": true, "is_staff": true })),
        ("risen", json!({ "is_staff": true })),
    ]);
    office.files.put("/dump.json", &dump);
    let plan = office.done("import.people", json!({ "path": "/dump.json", "dry_run": true }));
    assert_eq!(plan["superusers"], json!({ "names": ["chief"], "count": 1 }));
    assert_eq!(plan["staff"], json!({ "names": ["chief", "risen"], "count": 2 }));
    let rows = plan["rows"].as_array().unwrap();
    let names: Vec<&Value> = rows.iter().map(|row| &row["name"]).collect();
    assert_eq!(names, ["chief", "risen", "changed", "new", "kept"]);
    assert_eq!(rows[0]["gains"], json!(["superuser", "staff"]));
    assert_eq!(
        (&rows[1]["gains"], &rows[2]["gains"]),
        (&json!(["staff"]), &json!([]))
    );
    let again = import(&office, &dump);
    assert_eq!(again["superusers"]["count"], 1);
    let again = import(&office, &dump);
    assert_eq!(again["superusers"]["count"], 0, "nobody becomes what they are");
}
