//! Dumps made by Django 5.2, and variations of them.

mod broken;
mod fields;
mod forms;
mod keys;
mod models;
mod names;
mod permissions;

use portreeve_core::progress::unwatched;
use serde_json::{Value, json};

use std::collections::BTreeSet;
use std::sync::Arc;

use portreeve_core::permission::Permission;
use portreeve_core::time::Timestamp;

use super::*;
use crate::import::NewName;

const BY_PK: &[u8] = include_bytes!("../../../../../../../tests/fixtures/django/dump_pk.json");
const NATURAL: &[u8] = include_bytes!("../../../../../../../tests/fixtures/django/dump_natural.json");

fn parse(bytes: &[u8]) -> Result<Dump, DumpError> {
    super::parse(bytes.to_vec(), &Options::default(), &unwatched)
}

fn parse_value(dump: Value) -> Result<Dump, DumpError> {
    parse(dump.to_string().as_bytes())
}

/// Reads a dump; fails with the error.
#[track_caller]
fn read(dump: Value) -> Dump {
    parse_value(dump).unwrap_or_else(|error| panic!("{error}"))
}

/// The same with other options.
#[track_caller]
fn read_with(dump: Value, options: Options) -> Dump {
    super::parse(dump.to_string().into_bytes(), &options, &unwatched)
        .unwrap_or_else(|error| panic!("{error}"))
}

fn problems(dump: Value) -> Vec<Problem> {
    match parse_value(dump) {
        Err(DumpError::Invalid(problems)) => problems.first,
        other => panic!("{other:?}"),
    }
}

fn logins(dump: &Dump) -> Vec<&str> {
    dump.users.iter().map(|user| user.login.as_str()).collect()
}

/// The names of held items, and the reasons.
fn held(dump: &Dump) -> Vec<(&str, &Why)> {
    dump.held
        .first
        .iter()
        .map(|held| (held.name.as_str(), &held.why))
        .collect()
}

/// All notes, one a line.
fn told(dump: &Dump) -> String {
    dump.notes.iter().map(|note| format!("{note}\n")).collect()
}

#[track_caller]
fn says(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "{part} is not in: {text}");
    }
}

fn user(name: &str, more: Value) -> Value {
    let mut fields = json!({
        "username": name, "password": "!x", "is_superuser": false, "is_staff": false, "is_active": true,
        "first_name": "", "last_name": "", "email": "", "last_login": null,
        "date_joined": "2025-10-13T09:45:48.390Z", "groups": [], "user_permissions": [],
    });
    fields
        .as_object_mut()
        .unwrap()
        .extend(more.as_object().unwrap().clone());
    json!({"model": "auth.user", "pk": name, "fields": fields})
}
