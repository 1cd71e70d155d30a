//! Groups within groups.

use portreeve_commands::ErrorCode;
use serde_json::json;

use crate::office::Office;

#[test]
fn a_permission_comes_with_the_way_it_came() {
    let office = Office::new();
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
    let office = Office::new();
    for name in ["A", "B", "C"] {
        office.done("group.create", json!({ "name": name, "permissions": [] }));
    }
    office.done("group.add_parent", json!({ "group": "A", "parent": "B" }));
    office.done("group.add_parent", json!({ "group": "B", "parent": "C" }));
    for (group, parent) in [("C", "A"), ("B", "A"), ("A", "A")] {
        let request = json!({ "group": group, "parent": parent });
        assert_eq!(
            office.refused("group.add_parent", request),
            ErrorCode::RuleViolated,
            "{group} into {parent}"
        );
    }
}

#[test]
fn a_deleted_group_leaves_nothing_behind() {
    let office = Office::new();
    office.done("group.create", json!({ "name": "Editors", "permissions": [] }));
    office.done("user.create", json!({ "login": "ada", "groups": ["Editors"] }));
    office.done("group.delete", json!({ "group": "Editors" }));
    assert_eq!(
        office.refused("group.show", json!({ "group": "Editors" })),
        ErrorCode::NotFound
    );
    let ada = office.done("user.show", json!({ "user": "ada" }));
    assert_eq!(ada["user"]["groups"].as_array().unwrap().len(), 0);
    office.done("group.create", json!({ "name": "Editors", "permissions": [] }));
}

#[test]
fn only_known_permissions_are_granted() {
    let office = Office::new();
    office.done("group.create", json!({ "name": "Editors", "permissions": [] }));
    let slip = json!({ "group": "Editors", "permission": "people.aprove_invoice" });
    assert_eq!(office.refused("group.grant", slip), ErrorCode::NotFound);
}
