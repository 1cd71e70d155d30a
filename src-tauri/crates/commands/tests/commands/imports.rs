//! Django dumps.

use portreeve_commands::ErrorCode;
use serde_json::{Value, json};

use crate::office::{Office, dispatch};

const BY_KEY: &[u8] = include_bytes!("../../../../../tests/fixtures/django/dump_pk.json");
const NATURAL: &[u8] = include_bytes!("../../../../../tests/fixtures/django/dump_natural.json");

fn import(office: &Office, dump: &[u8]) -> Value {
    office.files.put("/dump.json", dump);
    office.done("import.django", json!({ "path": "/dump.json", "dry_run": false }))
}

/// Everything but identifiers, by name.
fn content(office: &Office) -> Value {
    let users = office.done("user.list", json!({ "page": { "offset": 0, "limit": 1000 } }));
    let details = users["rows"].as_array().unwrap().iter().map(|row| {
        let mut detail = office.done("user.show", json!({ "user": row["login"] }));
        strip_ids(&mut detail);
        detail
    });
    let mut groups = office.done("group.list", json!({}));
    strip_ids(&mut groups);
    json!({ "users": details.collect::<Vec<_>>(), "groups": groups, "permissions": office.done("permission.list", json!({}))["permissions"].as_array().unwrap().len() })
}

fn strip_ids(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.remove("id");
            fields.values_mut().for_each(strip_ids);
        }
        Value::Array(items) => items.iter_mut().for_each(strip_ids),
        _ => {}
    }
}

#[test]
fn both_forms_of_the_dump_make_the_same_directory() {
    let (one, other) = (Office::new(), Office::new());
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
fn importing_again_changes_nothing() {
    let office = Office::new();
    import(&office, BY_KEY);
    let before = content(&office);
    for dump in [BY_KEY, NATURAL] {
        let report = import(&office, dump);
        assert_eq!(
            (&report["users_same"], &report["groups_same"]),
            (&json!(60), &json!(3)),
            "{report}"
        );
        assert_eq!(content(&office), before);
    }
}

#[test]
fn a_dry_run_tells_the_same_and_changes_nothing() {
    let office = Office::new();
    office.files.put("/dump.json", BY_KEY);
    let before = content(&office);
    let told = office.done("import.django", json!({ "path": "/dump.json", "dry_run": true }));
    assert_eq!(content(&office), before);
    let done = import(&office, BY_KEY);
    assert_eq!(
        (&told["users_created"], &told["rows"]),
        (&done["users_created"], &done["rows"])
    );
}

#[test]
fn what_only_the_directory_knows_survives_an_import() {
    let office = Office::new();
    import(&office, BY_KEY);
    office.done("group.create", json!({ "name": "Local", "permissions": [] }));
    office.done("group.add_member", json!({ "group": "Local", "user": "user001" }));
    office.done(
        "user.set_password",
        json!({ "user": "user001", "password": "another-good-password" }),
    );
    import(&office, BY_KEY);
    let user = office.done("user.show", json!({ "user": "user001" }));
    let groups = user["user"]["groups"].to_string();
    assert!(groups.contains("Local") && groups.contains("Editors"), "{groups}");
    assert_eq!(
        user["password"]["needs_rehash"], false,
        "an older password came back"
    );
}

#[test]
fn an_import_makes_no_superusers_for_somebody_who_is_none() {
    let office = Office::new();
    let clerk = office.member("clerk", &["portreeve.import_directory"]);
    office.files.put("/dump.json", BY_KEY);
    let request = json!({ "path": "/dump.json", "dry_run": false });
    let refusal = dispatch(&office.app, Some(&clerk), "import.django", request).unwrap_err();
    assert_eq!(refusal.code, ErrorCode::Forbidden);
    assert_eq!(
        office.done("user.list", json!({}))["total"],
        2,
        "half of the file was kept"
    );
}

#[test]
fn a_bad_file_has_its_own_code_and_changes_nothing() {
    let office = Office::new();
    let user = |name: &str, hash: &str| {
        format!(
            r#"{{"model":"auth.user","fields":{{"username":"{name}","password":"{hash}","is_active":true}}}}"#
        )
    };
    let costly = user(
        "slow",
        "pbkdf2_sha256$2000000000$salt$E8HSPQi8MhWNIEkEC45V4GA1Uimc5iXxuUlGbZvCyfQ=",
    );
    let cases: [(&[u8], ErrorCode); 6] = [
        (b"username,password", ErrorCode::ImportNotJson),
        (&BY_KEY[..BY_KEY.len() / 2], ErrorCode::ImportCutShort),
        (br#"{"users": []}"#, ErrorCode::ImportNotADump),
        (
            br#"[{"model":"auth.group","fields":{"name":"x","permissions":[]}}]"#,
            ErrorCode::ImportNotADump,
        ),
        (
            &format!("[{costly}]").into_bytes(),
            ErrorCode::ImportHashTooCostly,
        ),
        (
            &format!("[{},{}]", user("ada", "!"), user("Ada", "!")).into_bytes(),
            ErrorCode::ImportCollision,
        ),
    ];
    for (dump, code) in cases {
        office.files.put("/bad.json", dump);
        let request = json!({ "path": "/bad.json", "dry_run": false });
        assert_eq!(
            office.refused("import.django", request),
            code,
            "{}",
            String::from_utf8_lossy(&dump[..dump.len().min(60)])
        );
    }
    let absent = json!({ "path": "/absent.json", "dry_run": false });
    assert_eq!(
        office.refused("import.django", absent),
        ErrorCode::ImportUnreadable
    );
    assert_eq!(office.done("user.list", json!({}))["total"], 1);
}

#[test]
fn an_import_puts_nobody_into_a_group_the_importer_could_not_fill() {
    let office = Office::new();
    let clerk = office.member("clerk", &["portreeve.import_directory"]);
    office.done(
        "group.create",
        json!({ "name": "Admins", "permissions": ["portreeve.change_user"] }),
    );
    let dump = r#"[{"model":"auth.group","fields":{"name":"Admins","permissions":[]}},
        {"model":"auth.user","fields":{"username":"mallory","password":"!","is_active":true,"groups":[["Admins"]]}}]"#;
    office.files.put("/dump.json", dump.as_bytes());
    let request = json!({ "path": "/dump.json", "dry_run": false });
    let refusal = dispatch(&office.app, Some(&clerk), "import.django", request).unwrap_err();
    assert_eq!(refusal.code, ErrorCode::Forbidden);
    let staff = r#"[{"model":"auth.user","fields":{"username":"mallory","password":"!","is_active":true,"is_staff":true}}]"#;
    office.files.put("/dump.json", staff.as_bytes());
    let request = json!({ "path": "/dump.json", "dry_run": false });
    assert_eq!(
        dispatch(&office.app, Some(&clerk), "import.django", request)
            .unwrap_err()
            .code,
        ErrorCode::Forbidden
    );
}

#[test]
fn grants_of_apps_that_are_not_in_the_file_survive_an_import() {
    let office = Office::new();
    import(&office, BY_KEY);
    office.done(
        "group.grant",
        json!({ "group": "Editors", "permission": "portreeve.view_user" }),
    );
    office.done(
        "user.grant",
        json!({ "user": "user001", "permission": "portreeve.view_group" }),
    );
    let report = import(&office, BY_KEY);
    assert_eq!(
        (&report["groups_same"], &report["users_same"]),
        (&json!(3), &json!(60)),
        "{report}"
    );
    let editors = office.done("group.show", json!({ "group": "Editors" }))["permissions"].to_string();
    assert!(
        editors.contains("portreeve.view_user") && editors.contains("people.add_invoice"),
        "{editors}"
    );
}

#[test]
fn who_is_deleted_here_stays_so_and_is_counted() {
    let office = Office::new();
    import(&office, BY_KEY);
    office.done("user.delete", json!({ "user": "user001" }));
    let again = import(&office, BY_KEY);
    assert_eq!(again["stay_deleted"], 1);
    assert_eq!(
        office.refused("user.enable", json!({ "user": "user001" })),
        ErrorCode::RuleViolated
    );
}

/// A dump of these people, each with more fields.
fn people(people: &[(&str, Value)]) -> Vec<u8> {
    let user = |(place, (name, more)): (usize, &(&str, Value))| {
        let mut fields =
            json!({ "username": name, "password": "!", "last_login": null, "is_active": true, "email": "" });
        fields
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        json!({ "model": "auth.user", "pk": place + 1, "fields": fields })
    };
    let users: Vec<Value> = people.iter().enumerate().map(user).collect();
    serde_json::to_vec(&users).unwrap()
}

fn asks(office: &Office, dump: &[u8], more: Value) -> Value {
    office.files.put("/dump.json", dump);
    let mut request = json!({ "path": "/dump.json", "dry_run": false });
    request
        .as_object_mut()
        .unwrap()
        .extend(more.as_object().unwrap().clone());
    request
}

/// Imports with more than the path said.
#[track_caller]
fn import_with(office: &Office, dump: &[u8], more: Value) -> Value {
    let request = asks(office, dump, more);
    office.done("import.django", request)
}

fn state(office: &Office, user: &str) -> Value {
    office.done("user.show", json!({ "user": user }))["user"]["state"].clone()
}

#[test]
fn who_cannot_come_in_is_told_and_holds_up_nobody_else() {
    let office = Office::new();
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
    let refusal = dispatch(&office.app, Some(&office.root), "import.django", request).unwrap_err();
    assert_eq!(refusal.code, ErrorCode::ImportCollision);
    assert!(
        refusal.details[0].contains("`mira holm` (object 1, id 1, disabled, last signed in 2025-01-01)"),
        "{refusal:?}"
    );
    assert!(refusal.hint.unwrap().contains("--leave-out"));
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
        event.contains("imported 1 new and 0 changed users") && event.contains("2 could not come in"),
        "{event}"
    );
}

#[test]
fn somebody_comes_in_under_another_login_name() {
    let office = Office::new();
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
    assert_eq!(office.refused("import.django", nobody), ErrorCode::InvalidRequest);
}

#[test]
fn moments_without_a_zone_are_read_in_the_one_that_is_named() {
    let office = Office::new();
    let dump = people(&[("mira", json!({ "last_login": "2024-07-01T08:00:00" }))]);
    let told = import_with(&office, &dump, json!({ "dry_run": true }));
    assert!(told["notes"].to_string().contains("read as UTC"), "{told}");
    import_with(&office, &dump, json!({ "time_zone": "Europe/Berlin" }));
    let mira = office.done("user.show", json!({ "user": "mira" }));
    assert_eq!(mira["user"]["last_sign_in_at"], "2024-07-01T06:00:00Z");
    let nowhere = asks(&office, &dump, json!({ "time_zone": "Mars/Olympus" }));
    assert_eq!(
        office.refused("import.django", nowhere),
        ErrorCode::InvalidRequest
    );
}

#[test]
fn who_is_disabled_here_stays_so_unless_asked_for() {
    let office = Office::new();
    let dump = people(&[("tobias", json!({})), ("mira", json!({}))]);
    import(&office, &dump);
    office.done("user.disable", json!({ "user": "tobias" }));
    let again = import(&office, &dump);
    assert_eq!(again["stay_disabled"], json!({ "names": ["tobias"], "count": 1 }));
    assert_eq!(
        (&again["users_same"], state(&office, "tobias")),
        (&json!(2), json!("disabled"))
    );
    let enabling = import_with(&office, &dump, json!({ "enable": true }));
    assert_eq!(
        (&enabling["stay_disabled"]["count"], state(&office, "tobias")),
        (&json!(0), json!("active"))
    );
    // Who is disabled in the file is disabled here, as before.
    import(&office, &people(&[("tobias", json!({ "is_active": false }))]));
    assert_eq!(state(&office, "tobias"), "disabled");
}

#[test]
fn who_is_gone_from_the_file_or_renamed_in_it_is_told() {
    let office = Office::new();
    let first = people(&[
        ("mira", json!({ "email": "mira@example.org" })),
        ("ines", json!({})),
        ("tobias", json!({})),
    ]);
    assert_eq!(
        import(&office, &first)["not_in_file"]["count"],
        0,
        "nobody was expected in a first import"
    );
    let second = people(&[
        ("mira.holm", json!({ "email": "Mira@example.org" })),
        ("tobias", json!({})),
    ]);
    let told = import_with(&office, &second, json!({ "dry_run": true }));
    assert_eq!(
        told["not_in_file"],
        json!({ "names": ["mira", "ines"], "count": 2 }),
        "{told}"
    );
    assert!(
        told["notes"]
            .to_string()
            .contains("mira (here) and mira.holm (in the file)"),
        "{told}"
    );
    assert_eq!(state(&office, "ines"), "active", "a file deletes nobody");
}

/// One of a file: their primary key, login name and date of joining.
fn keyed(key: u32, login: &str, joined: &str) -> Value {
    let fields = json!({
        "username": login, "password": "!", "last_login": null, "is_active": true, "date_joined": joined
    });
    json!({ "model": "auth.user", "pk": key, "fields": fields })
}

#[test]
fn who_was_renamed_since_the_last_import_is_told_by_their_key() {
    const DAY: &str = "2024-03-01T08:00:00Z";
    let file = |people: &[Value]| serde_json::to_vec(people).unwrap();
    let office = Office::new();
    import(&office, &file(&[keyed(1, "aa", DAY), keyed(2, "bb", DAY)]));
    let tell = |people: &[Value]| import_with(&office, &file(people), json!({ "dry_run": true }));

    let told = tell(&[keyed(1, "aaa", DAY), keyed(2, "bb", DAY)]);
    assert_eq!(told["not_in_file"], json!({ "names": ["aa"], "count": 1 }));
    let note = "perhaps renamed since the last import, going by their id in the file; rename them here before you import, and they \
                stay one account: aa (here) and aaa (in the file)";
    assert_eq!(told["notes"], json!([note]));
    let told = tell(&[keyed(1, "aaa", DAY), keyed(2, "bbb", DAY)]);
    assert!(
        told["notes"]
            .to_string()
            .contains("bb (here) and bbb (in the file)"),
        "also where nobody kept their name: {told}"
    );

    let told = tell(&[keyed(1, "zed", "2025-01-01T00:00:00Z"), keyed(2, "bb", DAY)]);
    assert_eq!(told["notes"], json!([]), "another person has the key now");
    let told = tell(&[keyed(3, "aaa", DAY), keyed(2, "bb", DAY)]);
    assert_eq!(told["notes"], json!([]), "another key");

    office.done("user.update", json!({ "user": "aa", "login": "aaa" }));
    let again = import(&office, &file(&[keyed(1, "aaa", DAY), keyed(2, "bb", DAY)]));
    assert_eq!((&again["users_same"], &again["notes"]), (&json!(2), &json!([])));
}

#[test]
fn names_that_were_swapped_in_the_file_hand_nobody_the_account_of_another() {
    let (mon, tue) = ("2024-03-04T08:00:00Z", "2024-03-05T08:00:00Z");
    let file = |people: &[Value]| serde_json::to_vec(people).unwrap();
    let office = Office::new();
    import(&office, &file(&[keyed(1, "anna", mon), keyed(2, "bert", tue)]));
    let swapped = file(&[keyed(1, "bert", mon), keyed(2, "anna", tue)]);
    let told = import_with(&office, &swapped, json!({ "dry_run": true }));
    let held = told["held"].to_string();
    assert!(
        held.contains("this is `anna`") && held.contains("this is `bert`"),
        "{told}"
    );
    // Another site counts its people from 1 as well.
    let other = file(&[keyed(1, "bert", tue), keyed(7, "anna", mon)]);
    let told = import_with(&office, &other, json!({ "dry_run": true }));
    assert_eq!(
        (&told["held"], &told["users_same"]),
        (&json!([]), &json!(2)),
        "{told}"
    );
}

#[test]
fn a_name_in_other_letters_is_the_same_person_where_the_key_says_so() {
    const DAY: &str = "2024-03-01T08:00:00Z";
    let file = |people: &[Value]| serde_json::to_vec(people).unwrap();
    let office = Office::new();
    import(
        &office,
        &file(&[keyed(1, "emil", DAY), keyed(2, "stra\u{df}e", DAY)]),
    );
    let told = import(&office, &file(&[keyed(1, "Emil", DAY), keyed(2, "STRASSE", DAY)]));
    assert_eq!(told["users_same"], 2, "{told}");
    let notes = told["notes"].to_string();
    assert!(
        notes.contains("emil (here) is written Emil in the file"),
        "{told}"
    );
    let told = import_with(
        &office,
        &file(&[keyed(3, "EMIL", DAY)]),
        json!({ "dry_run": true }),
    );
    assert!(
        told["held"].to_string().contains("counts as the same name"),
        "{told}"
    );
}

#[test]
fn somebody_who_was_here_before_is_known_by_their_key_after_an_import_that_changes_nothing_of_them() {
    let office = Office::new();
    // Without a date of joining: `AbstractBaseUser` has none.
    let natural = json!(["aa", "bb"].map(|login| {
        json!({ "model": "auth.user", "fields": { "username": login, "password": "!", "last_login": null } })
    }));
    let keyed = |logins: [&str; 2]| {
        let mut dump = natural.clone();
        for (place, login) in logins.into_iter().enumerate() {
            (dump[place]["pk"], dump[place]["fields"]["username"]) = (json!(place + 7), json!(login));
        }
        serde_json::to_vec(&dump).unwrap()
    };
    import(&office, &serde_json::to_vec(&natural).unwrap());
    assert_eq!(import(&office, &keyed(["aa", "bb"]))["users_same"], 2);
    let tell = |logins| import_with(&office, &keyed(logins), json!({ "dry_run": true }))["notes"].to_string();
    let told = tell(["ab", "bb"]);
    assert!(told.contains("aa (here) and ab (in the file)"), "{told}");
    assert_eq!(tell(["yan", "zoe"]), "[]", "the first two of another site");
}

#[test]
fn import_undo_import_brings_people_back() {
    let office = Office::new();
    let dump = people(&[("mira", json!({})), ("tobias", json!({})), ("sanne", json!({}))]);
    import(&office, &dump);
    office.done("user.delete", json!({ "user": "sanne" }));
    let undone = |event| office.done("undo.apply", json!({ "event": event }));
    let events = office.done("audit.list", json!({}));
    let imported = events["rows"]
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["command"] == "import.django");
    let imported = imported.unwrap()["number"].clone();
    office.done("user.restore", json!({ "user": "sanne" }));
    undone(imported);
    assert_eq!(state(&office, "mira"), "deleted");
    office.clock.advance_secs(1);
    office.done("user.restore", json!({ "user": "tobias" }));
    office.done("user.delete", json!({ "user": "tobias" }));
    let again = import(&office, &dump);
    assert_eq!(
        again["brought_back"]["names"],
        json!(["mira", "sanne"]),
        "{again}"
    );
    assert_eq!(
        (&again["stay_deleted"], state(&office, "tobias")),
        (&json!(1), json!("deleted")),
        "by hand"
    );
    assert_eq!(state(&office, "mira"), "active");
    let listed = office.done("user.list", json!({ "filter": "is:deleted" }));
    assert_eq!((&listed["matched"], &listed["total"]), (&json!(1), &json!(4)));
}

#[test]
fn an_import_too_large_to_be_undone_says_so_before() {
    let office = Office::new();
    let names: Vec<String> = (0..2001).map(|number| format!("staff{number:05}")).collect();
    let crowd: Vec<(&str, Value)> = names.iter().map(|name| (name.as_str(), json!({}))).collect();
    let told = import_with(&office, &people(&crowd), json!({ "dry_run": true }));
    assert_eq!(
        (&told["can_undo"], &told["users_created"]),
        (&json!(false), &json!(2001))
    );
    assert_eq!(
        (told["rows"].as_array().unwrap().len(), &told["rows_left"]),
        (1000, &json!(1001))
    );
    let fewer = import_with(&office, &people(&crowd[..1999]), json!({ "dry_run": true }));
    assert_eq!(fewer["can_undo"], true);
}

#[test]
fn the_trail_counts_who_is_new_and_who_has_changed() {
    let office = Office::new();
    import(&office, &people(&[("mira", json!({})), ("tobias", json!({}))]));
    import(
        &office,
        &people(&[
            ("mira", json!({ "email": "m@example.org" })),
            ("tobias", json!({ "first_name": "T" })),
        ]),
    );
    let event = office.done("audit.list", json!({}))["rows"][0]["detail"].clone();
    assert_eq!(event, "imported 0 new and 2 changed users from a Django dump");
}

#[test]
fn plain_names_that_only_look_alike_come_in_beside_each_other() {
    let office = Office::new();
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
            .contains("cannot be told from the user `tom`"),
        "{done}"
    );
}

/// The same rule as for making one known by hand, whoever imports.
#[test]
fn a_permission_that_may_not_be_made_known_is_granted_to_nobody() {
    let office = Office::new();
    office.done(
        "permission.add",
        json!({ "permission": "people.pay", "label": "Can pay" }),
    );
    let named = [
        // Beside one that is known, or another of the file.
        ("people", "pаy", "Can pay"),
        ("people", "PAY", "Can pay"),
        ("wiki", "edit", "Can edit"),
        ("wiki", "еdit", "Can edit it"),
        ("wiki", "EDIT", "Can edit it"),
        ("pоrtreeve", "view_user", "Can see"),
        // Only what it is called passes for something else.
        ("crm", "view_people", "Can view people"),
        ("wiki", "read", "Can read"),
    ];
    let grants: Vec<_> = named
        .iter()
        .map(|(app, codename, _)| json!([codename, app, "thing"]))
        .collect();
    let types = ["people", "wiki", "pоrtreeve", "crm"].map(
        |app| json!({ "model": "contenttypes.contenttype", "fields": { "app_label": app, "model": "thing" } }),
    );
    let permissions = named.map(|(app, codename, label)| {
        json!({ "model": "auth.permission", "fields": {
            "name": label, "codename": codename, "content_type": [app, "thing"],
        } })
    });
    let granted = [
        json!({ "model": "auth.group", "fields": { "name": "Editors", "permissions": grants } }),
        json!({ "model": "auth.user", "fields": {
            "username": "ann", "password": "!x", "is_active": true, "user_permissions": grants,
        } }),
    ];
    let dump: Vec<_> = types.into_iter().chain(permissions).chain(granted).collect();
    office
        .files
        .put("/dump.json", serde_json::to_string(&dump).unwrap().as_bytes());
    let done = office.done("import.django", json!({ "path": "/dump.json", "dry_run": false }));
    let notes = done["notes"].to_string();
    for left_out in ["people.pаy", "people.PAY", "wiki.еdit", "pоrtreeve.view_user"] {
        assert!(
            notes.contains(&format!("permission {left_out} is left out")),
            "{notes}"
        );
    }
    assert!(notes.contains("crm.view_people is called by its name"), "{notes}");
    let texts = |list: &serde_json::Value| -> Vec<String> {
        let list = list.as_array().unwrap().iter();
        list.map(|text| text.as_str().unwrap().to_owned()).collect()
    };
    let known: Vec<String> = office.done("permission.list", json!({}))["permissions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["permission"].as_str().unwrap().to_owned())
        .filter(|name| !name.starts_with("portreeve."))
        .collect();
    let group = office.done("group.show", json!({ "group": "Editors" }));
    let user = office.done("user.show", json!({ "user": "ann" }));
    for granted in [texts(&group["permissions"]), texts(&user["granted"])] {
        let known: Vec<&String> = known.iter().filter(|name| **name != "people.pay").collect();
        assert_eq!(granted.iter().collect::<Vec<_>>(), known);
        assert_eq!(granted.len(), 3, "{granted:?}");
    }
    let rows = office.done("permission.list", json!({}))["permissions"].to_string();
    assert!(
        !rows.contains("\"label\":\"Can view people\",\"permission\":\"crm"),
        "{rows}"
    );
    // The same again changes nothing.
    let again = office.done("import.django", json!({ "path": "/dump.json", "dry_run": false }));
    assert_eq!(
        (&again["users_same"], &again["groups_same"]),
        (&json!(1), &json!(1)),
        "{again}"
    );
}

#[test]
fn a_name_of_mixed_scripts_is_held_and_holds_up_nobody_else() {
    let office = Office::new();
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
    let office = Office::new();
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
fn what_the_file_would_take_from_the_importer_is_kept_and_told() {
    let office = Office::new();
    let lockout = people(&[("root", json!({ "is_active": false, "is_superuser": false }))]);
    for dry_run in [true, false] {
        let told = import_with(&office, &lockout, json!({ "dry_run": dry_run }));
        assert!(
            told["notes"]
                .to_string()
                .contains("`root`, who imports it, is disabled and no superuser in the file and stays active and a superuser"),
            "{told}"
        );
    }
    let root = office.done("user.show", json!({ "user": "root" }));
    assert_eq!(
        (&root["user"]["state"], &root["user"]["is_superuser"]),
        (&json!("active"), &json!(true))
    );
    let same = people(&[("root", json!({ "is_superuser": true }))]);
    assert_eq!(
        import(&office, &same)["notes"],
        json!([]),
        "nothing is kept from the file"
    );

    let clerk = office.member("clerk", &["portreeve.import_directory", "portreeve.change_user"]);
    let raise = people(&[("clerk", json!({ "is_superuser": true }))]);
    let request = asks(&office, &raise, json!({}));
    let told = dispatch(&office.app, Some(&clerk), "import.django", request).unwrap();
    assert!(
        told["notes"]
            .to_string()
            .contains("is a superuser in the file and stays no superuser here"),
        "{told}"
    );
}

#[test]
fn a_group_that_cannot_come_in_has_a_way_in_and_who_is_in_it_is_told() {
    let office = Office::new();
    office.done("group.create", json!({ "name": "editors", "permissions": [] }));
    let group = |pk: u32, name: &str| json!({ "model": "auth.group", "pk": pk, "fields": { "name": name, "permissions": [] } });
    let mira = json!({
        "model": "auth.user", "pk": 1,
        "fields": { "username": "mira", "password": "!", "last_login": null, "groups": [1, 2, 3] },
    });
    let dump = json!([group(1, "-a"), group(2, "Editors"), group(3, "Staff"), mira]);
    let dump = serde_json::to_vec(&dump).unwrap();
    let request = asks(&office, &dump, json!({}));
    let refusal = dispatch(&office.app, Some(&office.root), "import.django", request).unwrap_err();
    let hint = refusal.hint.unwrap();
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
        json!(["in a group that does not come in, and here without it: mira (Editors), mira (-a)"])
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
    assert_eq!(
        office.refused("import.django", nothing),
        ErrorCode::InvalidRequest
    );
}

#[test]
fn people_sign_in_with_the_field_that_is_named() {
    let office = Office::new();
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
    assert_eq!(office.refused("import.django", wrong), ErrorCode::InvalidRequest);
}
