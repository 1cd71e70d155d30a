//! Permissions of a dump.

use super::*;

#[test]
fn permissions_by_natural_key_need_not_be_listed() {
    let ada = user(
        "ada",
        json!({"user_permissions": [["add_invoice", "people", "invoice"]]}),
    );
    let dump = parse_value(json!([ada])).unwrap();
    assert_eq!(dump.permissions[0].permission.as_str(), "people.add_invoice");
    assert_eq!(dump.permissions[0].label, "add invoice");
}

#[test]
fn permissions_without_content_types_are_left_out_and_who_has_them_is_told() {
    let permission = |pk: u32, content_type: Value| json!({"model": "auth.permission", "pk": pk, "fields": {"name": "Can", "codename": format!("p{pk}"), "content_type": content_type}});
    let dump = read(json!([
        permission(1, json!(1)),
        permission(2, json!(null)),
        permission(3, json!(["people", "invoice"])),
        user("ada", json!({"user_permissions": [1, 2, 3]}))
    ]));
    assert_eq!(dump.users[0].permissions, ["people.p3".parse().unwrap()].into());
    says(
        &told(&dump),
        &[
            "permissions whose content type is not in the dump: left out",
            "add --natural-foreign: p1, p2",
            "ada (`1`, `2`)",
        ],
    );
}

#[test]
fn permissions_are_what_django_allows() {
    let codenames = [
        "order.ship",
        "ship order",
        "order:ship",
        "order/ship",
        "bad\nname",
        "",
    ];
    let mut objects = vec![
        json!({"model": "contenttypes.contenttype", "pk": 1, "fields": {"app_label": "shop", "model": "order"}}),
    ];
    for (pk, codename) in codenames.iter().enumerate() {
        objects.push(json!({"model": "auth.permission", "pk": pk, "fields": {"name": "X".repeat(255), "codename": codename, "content_type": 1}}));
    }
    objects.push(user("mira", json!({"user_permissions": [0, 1, 2, 3, 4, 5]})));
    let dump = read(Value::Array(objects));
    let granted: Vec<&str> = dump.users[0].permissions.iter().map(Permission::as_str).collect();
    assert_eq!(
        granted,
        [
            "shop.order.ship",
            "shop.order/ship",
            "shop.order:ship",
            "shop.ship order"
        ]
    );
    assert!(dump.permissions.iter().all(|entry| entry.label.len() == 255));
    says(
        &told(&dump),
        &[
            "permissions with a name that cannot be used: left out: shop.bad",
            "shop.",
        ],
    );
}
