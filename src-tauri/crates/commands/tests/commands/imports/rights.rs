//! Rights that an import does not give.

use super::*;

#[test]
fn an_import_makes_no_superusers_for_somebody_who_is_none() {
    let office = TestApp::new();
    let clerk = office.member("clerk", &["portreeve.import_directory"]);
    office.files.put("/dump.json", BY_KEY);
    let request = json!({ "path": "/dump.json", "dry_run": false });
    let refusal = dispatch(&office.app, Some(&clerk), "import.people", request).unwrap_err();
    assert_eq!(refusal.reason, "forbidden");
    assert_eq!(
        office.done("user.list", json!({}))["total"],
        2,
        "half of the file was kept"
    );
}

#[test]
fn an_import_puts_nobody_into_a_group_the_importer_could_not_fill() {
    let office = TestApp::new();
    let clerk = office.member("clerk", &["portreeve.import_directory"]);
    office.done(
        "group.create",
        json!({ "name": "Admins", "permissions": ["portreeve.change_user"] }),
    );
    let dump = r#"[{"model":"auth.group","fields":{"name":"Admins","permissions":[]}},
        {"model":"auth.user","fields":{"username":"mallory","password":"!","is_active":true,"groups":[["Admins"]]}}]"#;
    office.files.put("/dump.json", dump.as_bytes());
    let request = json!({ "path": "/dump.json", "dry_run": false });
    let refusal = dispatch(&office.app, Some(&clerk), "import.people", request).unwrap_err();
    assert_eq!(refusal.reason, "forbidden");
    let staff = r#"[{"model":"auth.user","fields":{"username":"mallory","password":"!","is_active":true,"is_staff":true}}]"#;
    office.files.put("/dump.json", staff.as_bytes());
    let request = json!({ "path": "/dump.json", "dry_run": false });
    assert_eq!(
        dispatch(&office.app, Some(&clerk), "import.people", request)
            .unwrap_err()
            .reason,
        "forbidden"
    );
}

/// An import keeps to the rule for making a permission known by hand.
#[test]
fn a_permission_that_may_not_be_made_known_is_granted_to_nobody() {
    let office = TestApp::new();
    office.done(
        "permission.add",
        json!({ "permission": "people.pay", "label": "Can pay" }),
    );
    let named = [
        // These look like a known permission, or like another one in the file.
        ("people", "pаy", "Can pay"),
        ("people", "PAY", "Can pay"),
        ("wiki", "edit", "Can edit"),
        ("wiki", "еdit", "Can edit it"),
        ("wiki", "EDIT", "Can edit it"),
        ("pоrtreeve", "view_user", "Can see"),
        // Only the labels of these look like another permission.
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
    let done = office.done("import.people", json!({ "path": "/dump.json", "dry_run": false }));
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
    let again = office.done("import.people", json!({ "path": "/dump.json", "dry_run": false }));
    assert_eq!(
        (&again["users_same"], &again["groups_same"]),
        (&json!(1), &json!(1)),
        "{again}"
    );
}

#[test]
fn what_the_file_would_take_from_the_importer_is_kept_and_told() {
    let office = TestApp::new();
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
    let told = dispatch(&office.app, Some(&clerk), "import.people", request).unwrap();
    assert!(
        told["notes"]
            .to_string()
            .contains("is a superuser in the file and stays no superuser here"),
        "{told}"
    );
}
