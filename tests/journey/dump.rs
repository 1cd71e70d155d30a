//! The real dump as JSON, read without Portreeve, to compare with and to spoil.

use serde_json::{Map, Value, json};

use crate::tools;

/// Entries of the dump with natural keys.
pub fn entries() -> Vec<Value> {
    let text = std::fs::read_to_string(tools::fixture("dump_natural.json")).expect("the dump");
    serde_json::from_str(&text).expect("a list of entries")
}

/// The fields of the dump's users.
pub fn users() -> Vec<Map<String, Value>> {
    let users = entries()
        .into_iter()
        .filter(|entry| entry["model"] == "auth.user");
    users
        .map(|user| user["fields"].as_object().expect("fields").clone())
        .collect()
}

/// The dump with another value in one field of `user001`.
pub fn with_user001(field: &str, value: &str) -> String {
    let mut entries = entries();
    let user = entries
        .iter_mut()
        .find(|entry| entry["fields"]["username"] == "user001");
    user.expect("that user")["fields"][field] = value.into();
    serde_json::to_string(&entries).expect("JSON")
}

/// The plain passwords: username, password (`None` is unusable), whether the account is active.
pub fn passwords() -> Vec<(String, Option<String>, bool)> {
    let text = std::fs::read_to_string(tools::fixture("passwords.json")).expect("the passwords");
    let all: Map<String, Value> = serde_json::from_str(&text).expect("an object");
    let one = |(login, entry): (String, Value)| {
        let is_active = entry["is_active"].as_bool().expect("a flag");
        (login, entry["password"].as_str().map(str::to_owned), is_active)
    };
    all.into_iter().map(one).collect()
}

/// A dump of `people` people without passwords.
pub fn many(people: usize) -> String {
    let person = |number: usize| {
        json!({ "model": "auth.user", "fields": {
            "username": format!("late{number}"), "password": "!", "first_name": "", "last_name": "", "email": "",
            "is_active": true, "is_staff": false, "is_superuser": false, "last_login": null,
            "date_joined": "2026-05-03T09:00:00Z", "groups": [], "user_permissions": [],
        } })
    };
    Value::Array((0..people).map(person).collect()).to_string()
}
