//! Files that leave the directory, and what the trail says of them.

use serde_json::{Value, json};

use crate::test_app::{PASSWORD, TestApp};

/// Every command that writes files, and the first of its files.
fn exports(folder: &str) -> [(&'static str, Value, String); 4] {
    let path = format!("{folder}/file");
    [
        (
            "client.export",
            json!({ "client": "app", "preset": "simplejwt", "path": path }),
            path.clone(),
        ),
        (
            "audit.export",
            json!({ "path": path, "format": "json_lines" }),
            path.clone(),
        ),
        ("user.export", json!({ "path": path }), path),
        (
            "recovery_kit.create",
            json!({ "folder": folder, "password": PASSWORD }),
            format!("{folder}/portreeve-recovery-share-1.txt"),
        ),
    ]
}

fn office() -> TestApp {
    let office = TestApp::new();
    office.done("client.create", json!({ "name": "app", "algorithm": "HS256" }));
    office
}

#[test]
fn a_file_that_cannot_be_written_leaves_a_refusal_and_no_export() {
    let targets = [("/missing", "target.unwritable"), ("/full", "disk.full")];
    let cases =
        targets.map(|(folder, code)| exports(folder).map(|(command, request, _)| (command, request, code)));
    for (command, request, code) in cases.into_iter().flatten() {
        let office = office();
        assert_eq!(office.refused(command, request), code, "{command}");
        let last = office.last_event();
        assert_eq!(
            (&last["command"], &last["outcome"]),
            (&command.into(), &"refused".into())
        );
        let events = office.done(
            "audit.list",
            json!({ "limit": 50, "filter": { "command": command } }),
        );
        assert_eq!(events["rows"].as_array().map(Vec::len), Some(1), "{command}");
    }
}

#[test]
fn a_file_that_cannot_be_recorded_never_comes_into_its_place() {
    for (command, request, path) in exports("/files") {
        let office = office();
        let events = office.events();
        office.fill_disk(true);
        let error = office.ask(command, request.clone()).unwrap_err();
        assert_eq!(error.reason, "disk.full", "{command}");
        assert!(error.message.contains("no file was written"), "{error}");
        assert_eq!(office.files.text(&path), None, "{command}");
        office.fill_disk(false);
        assert_eq!(office.events(), events, "{command}");
        office.done(command, request);
        assert!(office.files.text(&path).is_some(), "{command}");
        assert_eq!(office.last_event()["command"], command);
    }
}

#[test]
fn a_file_that_could_not_be_recorded_has_replaced_none() {
    for (command, mut request, path) in exports("/files") {
        // The pages of a kit replace nothing.
        if command == "recovery_kit.create" {
            continue;
        }
        request["replace"] = true.into();
        let office = office();
        office.files.put(&path, b"a letter");
        office.fill_disk(true);
        office.ask(command, request.clone()).unwrap_err();
        assert_eq!(office.files.text(&path).as_deref(), Some("a letter"), "{command}");
        office.fill_disk(false);
        office.done(command, request);
        assert_ne!(office.files.text(&path).as_deref(), Some("a letter"), "{command}");
    }
}

#[test]
fn a_file_that_was_recorded_and_does_not_come_into_its_place_is_told_of_as_well() {
    for (command, request, path) in exports("/vanishing") {
        let office = office();
        assert_eq!(office.refused(command, request), "target.unwritable", "{command}");
        assert_eq!(office.files.text(&path), None, "{command}");
        let events = office.done(
            "audit.list",
            json!({ "limit": 50, "filter": { "command": command } }),
        );
        let outcomes: Vec<&Value> = events["rows"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| &row["outcome"])
            .collect();
        assert_eq!(outcomes, ["refused", "done"], "{command}");
    }
}

#[test]
fn a_kit_to_look_at_is_recorded_before_it_is_shown() {
    let office = office();
    let request = json!({ "password": PASSWORD });
    office.fill_disk(true);
    assert_eq!(
        office.refused("recovery_kit.create", request.clone()),
        "disk.full"
    );
    office.fill_disk(false);
    let kit = office.done("recovery_kit.create", request);
    assert_eq!(
        (&kit["paths"], &kit["shares"]),
        (&json!([]), &json!(["one", "two", "three"]))
    );
    assert_eq!(office.last_event()["command"], "recovery_kit.create");
    let wrong = json!({ "password": "not the password" });
    assert_eq!(office.refused("recovery_kit.create", wrong), "wrong_credentials");
}

#[test]
fn a_backup_that_cannot_be_recorded_is_kept_and_one_that_cannot_be_written_is_not_recorded() {
    let office = office();
    let request = json!({ "path": "/team.backup", "passphrase": "seven quiet gulls" });
    office.vault.break_disk(true);
    assert_eq!(office.refused("backup.create", request.clone()), "disk.full");
    assert_eq!(office.last_event()["outcome"], "refused");
    let events = office.events();
    office.vault.break_disk(false);
    office.fill_disk(true);
    let error = office.ask("backup.create", request).unwrap_err();
    assert!(error.message.contains("is kept"), "{error}");
    assert!(office.vault.has("/team.backup"));
    office.fill_disk(false);
    assert_eq!(office.events(), events);
}

#[test]
fn a_file_that_is_there_stays_unless_it_may_be_replaced() {
    for (command, request, path) in exports("/files") {
        let office = office();
        office.files.put(&path, b"a letter");
        assert_eq!(
            office.refused(command, request.clone()),
            "target.unwritable",
            "{command}"
        );
        assert_eq!(office.files.text(&path).as_deref(), Some("a letter"), "{command}");
        // The caller does not choose the names of a kit's pages, so those never replace a file.
        if command != "recovery_kit.create" {
            let mut replacing = request;
            replacing["replace"] = true.into();
            office.done(command, replacing);
            assert_ne!(office.files.text(&path).as_deref(), Some("a letter"), "{command}");
        }
    }
    let office = office();
    let request = json!({ "path": "/team.backup", "passphrase": "seven quiet gulls" });
    office.done("backup.create", request.clone());
    assert_eq!(
        office.refused("backup.create", request.clone()),
        "target.unwritable"
    );
    let mut replacing = request;
    replacing["replace"] = true.into();
    office.done("backup.create", replacing);
}

#[test]
fn people_are_exported_in_the_order_of_their_list_and_no_cell_is_a_formula() {
    let office = TestApp::new();
    office.done(
        "user.create",
        json!({ "login": "ada", "first_name": "=HYPERLINK(1)", "last_name": "say \"hi\"" }),
    );
    office.done("user.create", json!({ "login": "bo", "email": "bo@example.org" }));
    office.done("user.disable", json!({ "user": "bo" }));
    let request = json!({ "path": "/people.csv", "sort": "login", "descending": true });
    let written = office.done("user.export", request);
    let table = office.files.text("/people.csv").unwrap();
    assert_eq!(written["bytes"], table.len());
    let lines: Vec<&str> = table.lines().collect();
    assert!(
        lines[0].starts_with("\u{feff}username,first_name,"),
        "{}",
        lines[0]
    );
    assert!(lines[1].starts_with("\"root\""), "{}", lines[1]);
    assert!(
        lines[2].starts_with("\"bo\",\"\",\"\",\"bo@example.org\",\"disabled\",\"no\""),
        "{}",
        lines[2]
    );
    assert!(
        lines[3].starts_with("\"ada\",\"'=HYPERLINK(1)\",\"say \"\"hi\"\"\""),
        "{}",
        lines[3]
    );
    let event = office.last_event();
    assert_eq!(event["words"], "exported people to /people.csv");
    assert_eq!(event["detail"], "3 people");

    let request = json!({ "path": "/disabled.csv", "filter": "is:disabled" });
    assert_eq!(office.done("user.export", request)["people"], 1);
    let request = json!({ "path": "/wrong.csv", "filter": "is:foo" });
    assert_eq!(office.refused("user.export", request), "invalid_request");
    assert!(office.files.text("/wrong.csv").is_none());
}
