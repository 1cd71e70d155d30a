//! Importing again.

use super::*;

#[test]
fn importing_again_changes_nothing() {
    let office = TestApp::new();
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
fn what_only_the_directory_knows_survives_an_import() {
    let office = TestApp::new();
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
fn grants_of_apps_that_are_not_in_the_file_survive_an_import() {
    let office = TestApp::new();
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
    let office = TestApp::new();
    import(&office, BY_KEY);
    office.done("user.delete", json!({ "user": "user001" }));
    let again = import(&office, BY_KEY);
    assert_eq!(again["stay_deleted"], 1);
    assert_eq!(
        office.refused("user.enable", json!({ "user": "user001" })),
        "rule_violated"
    );
}

#[test]
fn who_is_disabled_here_stays_so_unless_asked_for() {
    let office = TestApp::new();
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
    // A person who is disabled in the file is disabled here, as before.
    import(&office, &people(&[("tobias", json!({ "is_active": false }))]));
    assert_eq!(state(&office, "tobias"), "disabled");
}

#[test]
fn who_is_gone_from_the_file_or_renamed_in_it_is_told() {
    let office = TestApp::new();
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

#[test]
fn who_was_renamed_since_the_last_import_is_told_by_their_key() {
    const DAY: &str = "2024-03-01T08:00:00Z";
    let file = |people: &[Value]| serde_json::to_vec(people).unwrap();
    let office = TestApp::new();
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
    let office = TestApp::new();
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
    let office = TestApp::new();
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
    let office = TestApp::new();
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
    let office = TestApp::new();
    let dump = people(&[("mira", json!({})), ("tobias", json!({})), ("sanne", json!({}))]);
    import(&office, &dump);
    office.done("user.delete", json!({ "user": "sanne" }));
    let undone = |event| office.done("undo.apply", json!({ "event": event }));
    let events = office.done("audit.list", json!({}));
    let imported = events["rows"]
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["command"] == "import.people");
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
