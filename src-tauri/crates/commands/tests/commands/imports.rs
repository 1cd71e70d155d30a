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
