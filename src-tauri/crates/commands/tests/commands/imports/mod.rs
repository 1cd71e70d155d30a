//! Django dumps.

mod again;
mod held;
mod rights;
mod whole;

use serde_json::{Value, json};

use crate::test_app::{TestApp, dispatch};

const BY_KEY: &[u8] = include_bytes!("../../../../../../tests/fixtures/django/dump_pk.json");
const NATURAL: &[u8] = include_bytes!("../../../../../../tests/fixtures/django/dump_natural.json");

fn import(office: &TestApp, dump: &[u8]) -> Value {
    office.files.put("/dump.json", dump);
    office.done("import.people", json!({ "path": "/dump.json", "dry_run": false }))
}

/// Everything but identifiers, by name.
fn content(office: &TestApp) -> Value {
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

fn asks(office: &TestApp, dump: &[u8], more: Value) -> Value {
    office.files.put("/dump.json", dump);
    let mut request = json!({ "path": "/dump.json", "dry_run": false });
    request
        .as_object_mut()
        .unwrap()
        .extend(more.as_object().unwrap().clone());
    request
}

/// Imports `dump`. `more` are further fields of the request.
#[track_caller]
fn import_with(office: &TestApp, dump: &[u8], more: Value) -> Value {
    let request = asks(office, dump, more);
    office.done("import.people", request)
}

fn state(office: &TestApp, user: &str) -> Value {
    office.done("user.show", json!({ "user": user }))["user"]["state"].clone()
}

/// A person in a file, with primary key, username and date of joining.
fn keyed(key: u32, login: &str, joined: &str) -> Value {
    let fields = json!({
        "username": login, "password": "!", "last_login": null, "is_active": true, "date_joined": joined
    });
    json!({ "model": "auth.user", "pk": key, "fields": fields })
}
