//! Dumps made by Django 5.2, and what is done to them.

use serde_json::json;

use super::*;

const BY_PK: &[u8] = include_bytes!("../../../../../tests/fixtures/django/dump_pk.json");
const NATURAL: &[u8] = include_bytes!("../../../../../tests/fixtures/django/dump_natural.json");

fn parse_value(dump: Value) -> Result<DjangoDump, DumpError> {
    parse(dump.to_string().as_bytes())
}

fn problems(dump: Value) -> Vec<Problem> {
    match parse_value(dump) {
        Err(DumpError::Invalid(problems)) => problems,
        other => panic!("{other:?}"),
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
    json!({"model": "auth.user", "pk": 1, "fields": fields})
}

#[test]
fn primary_keys_and_natural_keys_give_the_same_directory() {
    let (dump, natural) = (parse(BY_PK).unwrap(), parse(NATURAL).unwrap());
    // `Debug` redacts the passwords.
    assert_eq!(format!("{dump:?}"), format!("{natural:?}"));
    let passwords = |dump: &DjangoDump| {
        dump.users
            .iter()
            .map(|u| u.hash.expose().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(passwords(&dump), passwords(&natural));
    assert_eq!(
        (dump.users.len(), dump.groups.len(), dump.permissions.len()),
        (60, 3, 81)
    );
    assert_eq!(
        dump.skipped,
        [Skipped {
            model: "people.profile".into(),
            count: 60
        }]
    );
}

#[test]
fn references_become_names() {
    let dump = parse(BY_PK).unwrap();
    let first = &dump.users[0];
    assert_eq!(first.login.as_str(), "zoë.johnson0");
    assert!(first.is_superuser && first.is_staff && !first.is_active);
    assert_eq!(
        first.permissions,
        BTreeSet::from(["people.delete_invoice".parse().unwrap()])
    );
    assert_eq!(
        dump.users[59].groups,
        ["Editors", "Invoice approvers"].map(String::from).into()
    );
    assert_eq!(dump.users[1].email, "User001@example.com");
    assert_eq!(
        dump.users[1].last_sign_in_at.unwrap().to_string(),
        "2026-03-17T17:45:48.903Z"
    );
    assert_eq!(dump.groups[0].name, "Editors");
    let granted: Vec<&str> = dump.groups[0]
        .permissions
        .iter()
        .map(Permission::as_str)
        .collect();
    assert_eq!(
        granted,
        [
            "people.add_invoice",
            "people.change_invoice",
            "people.view_invoice"
        ]
    );
    let label = |name| {
        dump.permissions
            .iter()
            .find(|p| p.permission.as_str() == name)
            .map(|p| p.label.as_str())
    };
    assert_eq!(label("people.add_invoice"), Some("Can add invoice"));
}

#[test]
fn a_byte_order_mark_is_no_obstacle() {
    let mut bytes = b"\xef\xbb\xbf".to_vec();
    bytes.extend_from_slice(BY_PK);
    assert!(parse(&bytes).is_ok());
}

#[test]
fn a_custom_user_model_is_recognised_by_its_fields() {
    let mut custom = user("ada", json!({"favourite_colour": "red"}));
    custom["model"] = "accounts.member".into();
    custom["fields"].as_object_mut().unwrap().remove("is_staff");
    let dump = parse_value(json!([custom])).unwrap();
    assert_eq!(dump.users[0].login.as_str(), "ada");
    assert!(!dump.users[0].is_staff);
}

#[test]
fn a_look_alike_beside_djangos_own_user_model_is_skipped() {
    let mut other = user("ada", json!({}));
    other["model"] = "legacy.user".into();
    let dump = parse_value(json!([user("bob", json!({})), other])).unwrap();
    assert_eq!((dump.users.len(), dump.skipped.len()), (1, 1));
}

#[test]
fn a_dump_of_users_alone_says_what_else_to_dump() {
    let found = problems(json!([user(
        "ada",
        json!({"groups": [3], "user_permissions": [75, 76]})
    )]));
    assert_eq!(found.len(), 2);
    let text = DumpError::Invalid(found).to_string();
    for part in [
        "user `ada` has the group `3`",
        "permission `75`, `76`",
        "contenttypes",
        "--natural-foreign",
    ] {
        assert!(text.contains(part), "{part} is not in: {text}");
    }
}

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
fn permissions_without_content_types_are_one_problem() {
    let permission = |pk: u32| json!({"model": "auth.permission", "pk": pk, "fields": {"name": "Can", "codename": format!("p{pk}"), "content_type": 1}});
    let found = problems(json!([
        permission(1),
        permission(2),
        user("ada", json!({"user_permissions": [1, 2]}))
    ]));
    assert_eq!(found, [Problem::NoContentTypes { permissions: 2 }]);
}

#[test]
fn names_that_count_as_the_same_are_listed_together() {
    let found = problems(json!([
        user("ada", json!({})),
        user("Ada", json!({})),
        user("аda", json!({})),
        user("bob", json!({})),
    ]));
    let pair = |other: &str| ("ada".to_owned(), other.to_owned());
    assert_eq!(
        found,
        [Problem::Collision {
            kind: Kind::User,
            names: vec![pair("Ada"), pair("аda")]
        }]
    );
}

#[test]
fn all_problems_are_reported_at_once() {
    let found = problems(json!([
        user("", json!({})),
        user("bob", json!({"email": "nowhere", "is_active": "yes"})),
        user("eve", json!({"password": "rot13$abc"})),
        user("kim", json!({"password": "pbkdf2_sha256$2000000000$salt$AAAA"})),
        user("lee", json!({"last_login": "2025-10-13T09:45:48"})),
        user("mia", json!({"password": null})),
        user("ned", json!({"groups": 5})),
        {"model": "auth.group", "pk": 1, "fields": {"name": "", "permissions": []}},
    ]));
    let text = DumpError::Invalid(found.clone()).to_string();
    for part in [
        "`username` of user `object number 1 of the file`",
        "`email` of user `bob`",
        "`is_active` of user `bob`",
        "password of user `eve`",
        "password of user `kim`",
        "`last_login` of user `lee`",
        "`password` of user `mia`",
        "`groups` of user `ned`",
        "`name` of group `object number 8 of the file`",
    ] {
        assert!(text.contains(part), "{part} is not in: {text}");
    }
    assert_eq!(found.len(), 9);
    assert!(
        found
            .iter()
            .any(|p| matches!(p, Problem::HashUnknown { user, .. } if user == "eve")),
        "{found:?}"
    );
    assert!(
        found
            .iter()
            .any(|p| matches!(p, Problem::HashTooCostly { user, .. } if user == "kim")),
        "{found:?}"
    );
}

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
            key: "1".into()
        }]
    );
}

#[test]
fn files_that_are_no_dump_say_what_they_are() {
    let error = |text: &str| parse(text.as_bytes()).unwrap_err();
    assert_eq!(error(" \n"), DumpError::Empty);
    assert_eq!(
        error("username,password\n"),
        DumpError::NotJson { line: 1, column: 1 }
    );
    assert_eq!(error("[1, 2"), DumpError::NotADump);
    assert_eq!(error("{\"keys\": []}"), DumpError::NotADump);
    assert_eq!(error("[{\"model\": \"auth.user\"}]"), DumpError::NotADump);
    assert_eq!(
        error("[{\"model\": \"auth.user\", \"fields\": 7}]"),
        DumpError::NotADump
    );
    assert_eq!(error("[]"), DumpError::NoUsers);
    assert_eq!(
        error("[{\"model\": \"people.profile\", \"fields\": {}}]"),
        DumpError::NoUsers
    );
    assert_eq!(parse(b"\xff\xfe[\0]\0").unwrap_err(), DumpError::NotUtf8);
    let lone = "[{\"model\": \"auth.user\", \"fields\": {\"username\": \"\\ud800\"}}]";
    assert_eq!(
        error(lone),
        DumpError::BadValue {
            model: "auth.user".into(),
            place: 1
        }
    );
}

#[test]
fn a_file_that_was_cut_short_is_told_from_one_that_is_broken() {
    let end = BY_PK.trim_ascii_end().len();
    for cut in (1..end).step_by(end / 200) {
        let error = parse(&BY_PK[..cut]).unwrap_err();
        let in_a_letter = std::str::from_utf8(&BY_PK[..cut]).is_err();
        assert!(
            in_a_letter || matches!(error, DumpError::CutShort { .. }),
            "cut at {cut}: {error}"
        );
    }
}

#[test]
fn broken_bytes_are_an_answer_and_never_a_crash() {
    for place in (0..BY_PK.len()).step_by(BY_PK.len() / 200) {
        for flip in [0x01, 0x20, 0x80] {
            let mut bytes = BY_PK.to_vec();
            bytes[place] ^= flip;
            if let Err(error) = parse(&bytes) {
                assert!(!error.to_string().is_empty());
            }
        }
    }
}

#[test]
fn endless_nesting_is_refused() {
    let deep = "[".repeat(100_000);
    assert_eq!(parse(deep.as_bytes()).unwrap_err(), DumpError::NotADump);
    let closed = format!("{deep}{}", "]".repeat(100_000));
    let inside = |field: &str| {
        format!(
            "[{{\"model\":\"auth.user\",\"pk\":1,\"fields\":{{\"username\":\"a\",\"password\":\"!\",\"{field}\":{closed}}}}}]"
        )
    };
    assert_eq!(
        parse(inside("groups").as_bytes()).unwrap_err(),
        DumpError::TooDeep
    );
    let as_key = format!("[{{\"model\":\"auth.group\",\"pk\":{closed},\"fields\":{{\"name\":\"a\"}}}}]");
    assert_eq!(parse(as_key.as_bytes()).unwrap_err(), DumpError::NoUsers);
}

#[test]
fn messages_from_hostile_names_stay_on_one_line() {
    let found = problems(json!([user("a\n- all is well\u{202e}", json!({}))]));
    assert!(!found[0].to_string().contains(['\n', '\u{202e}']), "{}", found[0]);
}
