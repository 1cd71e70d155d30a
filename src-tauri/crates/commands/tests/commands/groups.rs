//! Groups within groups.

use serde_json::json;

use crate::test_app::TestApp;

#[test]
fn a_permission_comes_with_the_way_it_came() {
    let office = TestApp::new();
    office.done(
        "permission.add",
        json!({ "permission": "billing.approve_invoice", "label": "Can approve invoice" }),
    );
    office.done(
        "group.create",
        json!({ "name": "Approvers", "permissions": ["billing.approve_invoice"] }),
    );
    office.done("group.create", json!({ "name": "Finance", "permissions": [] }));
    office.done(
        "group.add_parent",
        json!({ "group": "Finance", "parent": "Approvers" }),
    );
    office.done("user.create", json!({ "login": "ada", "groups": ["Finance"] }));
    let ada = office.done("user.show", json!({ "user": "ada" }));
    assert_eq!(ada["permissions"][0]["permission"], "billing.approve_invoice");
    let names: Vec<_> = ada["permissions"][0]["paths"][0]
        .as_array()
        .unwrap()
        .iter()
        .map(|group| group["name"].clone())
        .collect();
    assert_eq!(names, ["Finance", "Approvers"]);

    for (group, members) in [("Finance", 1), ("Approvers", 0)] {
        let listed = office.done("user.list", json!({ "filter": format!("group:{group}") }));
        assert_eq!(
            listed["matched"], members,
            "a filter by {group} is its list of members"
        );
    }

    office.done("user.disable", json!({ "user": "ada" }));
    let disabled = office.done("user.show", json!({ "user": "ada" }));
    assert_eq!(
        disabled["permissions"].as_array().unwrap().len(),
        0,
        "an inactive user may still do something"
    );
}

#[test]
fn groups_do_not_go_round_in_circles() {
    let office = TestApp::new();
    for name in ["A", "B", "C"] {
        office.done("group.create", json!({ "name": name, "permissions": [] }));
    }
    office.done("group.add_parent", json!({ "group": "A", "parent": "B" }));
    office.done("group.add_parent", json!({ "group": "B", "parent": "C" }));
    for (group, parent) in [("C", "A"), ("B", "A"), ("A", "A")] {
        let request = json!({ "group": group, "parent": parent });
        assert_eq!(
            office.refused("group.add_parent", request),
            "rule_violated",
            "{group} into {parent}"
        );
    }
}

#[test]
fn a_deleted_group_leaves_nothing_behind() {
    let office = TestApp::new();
    office.done("group.create", json!({ "name": "Editors", "permissions": [] }));
    office.done("user.create", json!({ "login": "ada", "groups": ["Editors"] }));
    office.done("group.delete", json!({ "group": "Editors" }));
    assert_eq!(
        office.refused("group.show", json!({ "group": "Editors" })),
        "not_found"
    );
    let ada = office.done("user.show", json!({ "user": "ada" }));
    assert_eq!(ada["user"]["groups"].as_array().unwrap().len(), 0);
    office.done("group.create", json!({ "name": "Editors", "permissions": [] }));
}

#[test]
fn only_known_permissions_are_granted() {
    let office = TestApp::new();
    office.done("group.create", json!({ "name": "Editors", "permissions": [] }));
    let slip = json!({ "group": "Editors", "permission": "people.aprove_invoice" });
    assert_eq!(office.refused("group.grant", slip), "not_found");
}

/// The event names the groups that a person left and joined, and both lists can read the same.
#[test]
fn a_membership_that_changes_is_told_whatever_the_groups_are_called() {
    let office = TestApp::new();
    for name in ["Law, Tax", "Law", "Tax"] {
        office.done("group.create", json!({ "name": name, "permissions": [] }));
    }
    let user = |groups: [u32; 2]| {
        let groups = groups.into_iter().filter(|pk| *pk > 0).collect::<Vec<_>>();
        json!({
            "model": "auth.user", "pk": 7, "fields": {
                "username": "bea", "password": "", "email": "", "first_name": "", "last_name": "", "is_active": true,
                "is_staff": false, "is_superuser": false, "date_joined": "2026-01-01T00:00:00Z", "last_login": null,
                "groups": groups, "user_permissions": []
            }
        })
    };
    let group = |pk: u32, name: &str| json!({ "model": "auth.group", "pk": pk, "fields": { "name": name, "permissions": [] } });
    let groups = || vec![group(1, "Law, Tax"), group(2, "Law"), group(3, "Tax")];
    for (file, member_of) in [("/first.json", [1, 0]), ("/second.json", [2, 3])] {
        let mut dump = groups();
        dump.push(user(member_of));
        office.files.put(file, json!(dump).to_string().as_bytes());
        office.done("import.people", json!({ "path": file, "dry_run": false }));
    }
    let targets = office.last_event()["targets"].clone();
    let bea = targets
        .as_array()
        .unwrap()
        .iter()
        .find(|target| target["name"] == "bea");
    let changes = &bea.expect("bea is told of")["changes"];
    assert!(changes.to_string().contains("Law"), "{targets}");
}
