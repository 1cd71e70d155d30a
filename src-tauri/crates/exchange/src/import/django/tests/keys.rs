//! Primary keys that stand for two objects.

use super::*;

#[test]
fn one_primary_key_for_two_groups_is_refused() {
    let group =
        |name: &str| json!({"model": "auth.group", "pk": 1, "fields": {"name": name, "permissions": []}});
    let found = problems(json!([
        group("a"),
        group("b"),
        user("ada", json!({"groups": [1]}))
    ]));
    assert_eq!(
        found,
        [Problem::KeyTwice {
            model: "auth.group",
            key: "1".into(),
            places: [1, 2],
        }]
    );
    says(&found[0].to_string(), &["objects 1 and 2 of auth.group"]);
}

#[test]
fn one_primary_key_for_two_permissions_is_refused_with_the_places() {
    let permission = |codename: &str| {
        let fields = json!({"name": "x", "content_type": ["shop", "order"], "codename": codename});
        json!({"model": "auth.permission", "pk": 5, "fields": fields})
    };
    let found = problems(json!([user("ada", json!({})), permission("a"), permission("b")]));
    assert_eq!(found.len(), 1);
    says(
        &found[0].to_string(),
        &["objects 2 and 3 of auth.permission have the same primary key 5"],
    );
}

#[test]
fn one_primary_key_for_two_content_types_is_refused_with_the_places() {
    let of = |app: &str| json!({"model": "contenttypes.contenttype", "pk": 4, "fields": {"app_label": app, "model": "order"}});
    let found = problems(json!([of("shop"), user("ada", json!({})), of("portreeve")]));
    assert_eq!(found.len(), 1);
    says(
        &found[0].to_string(),
        &["objects 1 and 3 of contenttypes.contenttype"],
    );
}

#[test]
fn one_primary_key_for_two_people_holds_up_nobody_else() {
    let keyed = |key: u32, name: &str| {
        let mut user = user(name, json!({}));
        user["pk"] = json!(key);
        user
    };
    let dump = read(json!([
        keyed(7, "ada"),
        keyed(1, "mira"),
        keyed(7, "bob"),
        keyed(9, "eve"),
        keyed(9, "eve"),
    ]));
    assert_eq!(logins(&dump), ["mira"]);
    let both = Why::KeyTwice("7".into(), vec![1, 3]);
    let twice = Why::Twice(vec![4, 5]);
    assert_eq!(
        held(&dump),
        [("ada", &both), ("bob", &both), ("eve", &twice), ("eve", &twice)]
    );
    says(
        &both.to_string(),
        &["objects 1 and 3 have the same primary key 7", "dump one site"],
    );
}
