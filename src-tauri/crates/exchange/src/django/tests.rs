//! Dumps made by Django 5.2, and what is done to them.

use serde_json::{Value, json};

use super::*;

const BY_PK: &[u8] = include_bytes!("../../../../../tests/fixtures/django/dump_pk.json");
const NATURAL: &[u8] = include_bytes!("../../../../../tests/fixtures/django/dump_natural.json");

fn parse(bytes: &[u8]) -> Result<DjangoDump, DumpError> {
    super::parse(bytes.to_vec(), &Options::default())
}

fn parse_value(dump: Value) -> Result<DjangoDump, DumpError> {
    parse(dump.to_string().as_bytes())
}

/// A dump that is read, or why not.
#[track_caller]
fn read(dump: Value) -> DjangoDump {
    parse_value(dump).unwrap_or_else(|error| panic!("{error}"))
}

/// The same with other options.
#[track_caller]
fn read_with(dump: Value, options: Options) -> DjangoDump {
    super::parse(dump.to_string().into_bytes(), &options).unwrap_or_else(|error| panic!("{error}"))
}

fn problems(dump: Value) -> Vec<Problem> {
    match parse_value(dump) {
        Err(DumpError::Invalid(problems)) => problems.first,
        other => panic!("{other:?}"),
    }
}

fn logins(dump: &DjangoDump) -> Vec<&str> {
    dump.users.iter().map(|user| user.login.as_str()).collect()
}

/// Who is held, and why.
fn held(dump: &DjangoDump) -> Vec<(&str, &Why)> {
    dump.held
        .first
        .iter()
        .map(|held| (held.name.as_str(), &held.why))
        .collect()
}

/// Everything that is told, a line each.
fn told(dump: &DjangoDump) -> String {
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

#[test]
fn primary_keys_and_natural_keys_give_the_same_directory() {
    let read = |bytes| {
        let mut dump = parse(bytes).unwrap();
        // `--natural-primary` leaves keys out.
        dump.users.iter_mut().for_each(|user| user.key = None);
        dump
    };
    let (dump, natural) = (read(BY_PK), read(NATURAL));
    // `Debug` redacts the passwords.
    assert!(format!("{dump:?}") == format!("{natural:?}"));
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
        ["Editors", "Invoice approvers"].map(Arc::from).into()
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
fn a_look_alike_beside_djangos_own_user_model_is_skipped() {
    let mut other = user("ada", json!({}));
    other["model"] = "legacy.user".into();
    let dump = parse_value(json!([user("bob", json!({})), other])).unwrap();
    assert_eq!((dump.users.len(), dump.skipped.len()), (1, 1));
}

#[test]
fn what_the_dump_does_not_hold_is_left_out_by_name_and_holds_up_nobody() {
    let dump = read(json!([
        {"model": "auth.group", "pk": 1, "fields": {"name": "Editors", "permissions": [7]}},
        user("ada", json!({"groups": [1, 3], "user_permissions": [75, 76, ["add_invoice", "people", "invoice"]]})),
        user("bob", json!({"groups": [["Authors"]]})),
        user("cyd", json!({"groups": [1]})),
    ]));
    assert_eq!((logins(&dump), dump.held.count), (vec!["ada", "bob", "cyd"], 0));
    let ada = &dump.users[0];
    assert_eq!(ada.groups, ["Editors"].map(Arc::from).into());
    assert_eq!(ada.permissions, ["people.add_invoice".parse().unwrap()].into());
    assert!(dump.users[1].groups.is_empty() && dump.groups[0].permissions.is_empty());
    says(
        &told(&dump),
        &[
            "memberships in groups that the dump does not hold: left out; dump auth.group too, or add \
             --natural-foreign: ada (`3`), bob (`Authors`)",
            "grants of permissions that the dump does not hold: left out; dump auth.permission and contenttypes too, or \
             add --natural-foreign: ada (`75`, `76`)",
            "groups have grants of permissions that the dump does not hold",
            "Editors (`7`)",
        ],
    );
    assert!(!told(&dump).contains("cyd"));
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
            "permissions whose content type the dump does not hold: left out",
            "add --natural-foreign: p1, p2",
            "ada (`1`, `2`)",
        ],
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

#[test]
fn an_object_that_is_broken_is_told_by_its_number_and_holds_up_no_other() {
    let good = user("ada", json!({})).to_string();
    let broken: [(&str, Kind, Why); 13] = [
        ("7", Kind::Other, Why::NoModel),
        ("null", Kind::Other, Why::NoModel),
        ("[]", Kind::Other, Why::NoModel),
        (r#"["auth.user", 1, {}]"#, Kind::Other, Why::NoModel),
        ("{}", Kind::Other, Why::NoModel),
        (r#"{"level": "info"}"#, Kind::Other, Why::NoModel),
        (r#"{"pk": 1, "fields": {}}"#, Kind::Other, Why::NoModel),
        (r#"{"model": 7, "fields": {}}"#, Kind::Other, Why::NoModel),
        (r#"{"model": "auth.user", "pk": 1}"#, Kind::User, Why::NoFields),
        (r#"{"model": "auth.user", "fields": 7}"#, Kind::User, Why::NoFields),
        (
            r#"{"model": "auth.group", "fields": null}"#,
            Kind::Group,
            Why::NoFields,
        ),
        (
            r#"{"model": "auth.permission", "pk": 3}"#,
            Kind::Permission,
            Why::NoFields,
        ),
        (
            r#"{"model": "contenttypes.contenttype", "pk": 3, "fields": {"a": "\ud800"}}"#,
            Kind::Other,
            Why::Broken,
        ),
    ];
    for (object, kind, why) in broken {
        for text in [
            format!("[{good}, {object}]"),
            format!("[{object}, {good}]"),
            format!("{good}\n{object}\n"),
        ] {
            let dump = parse(text.as_bytes()).unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!(logins(&dump), ["ada"], "{text}");
            let place = if text.starts_with(&format!("[{object}")) { 1 } else { 2 };
            let [one] = dump.held.first.as_slice() else {
                panic!("{text}: {:?}", dump.held)
            };
            assert_eq!((one.kind, one.place, &one.why), (kind, place, &why), "{text}");
            assert_eq!(one.name, format!("#{place}"));
        }
    }
    // What is passed over need not be whole.
    let dump = parse(format!("[{good}, {{\"model\": \"people.profile\"}}]").as_bytes()).unwrap();
    assert!(dump.held.is_empty());
    assert_eq!(dump.skipped[0].count, 1);
}

#[test]
fn the_model_of_the_users_is_found_though_its_first_object_is_broken() {
    let mut ada = user("ada", json!({}));
    ada["model"] = json!("accounts.member");
    let dump = read(json!([{"model": "accounts.member", "pk": 1}, ada]));
    assert_eq!(logins(&dump), ["ada"]);
    assert_eq!(held(&dump), [("#1", &Why::NoFields)]);
}

#[test]
fn a_file_that_was_cut_short_is_told_from_one_that_is_broken() {
    let end = BY_PK.trim_ascii_end().len();
    for cut in (1..end).step_by(end / 200) {
        let error = parse(&BY_PK[..cut]).unwrap_err();
        assert!(
            matches!(error, DumpError::CutShort { .. }),
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
fn any_user_model_that_has_a_password_is_found() {
    let mut own = user("ada", json!({"favourite_colour": "red"}));
    own["model"] = "accounts.member".into();
    own["fields"].as_object_mut().unwrap().remove("is_staff");
    let dump = read(json!([own]));
    assert_eq!((logins(&dump), dump.users[0].is_staff), (vec!["ada"], false));
    let base = json!({"model": "core.person", "fields": {"password": "!", "last_login": null, "username": "mira", "is_admin": true}});
    let dump = read(json!([base]));
    let mira = &dump.users[0];
    assert!(mira.is_active && !mira.is_superuser && !mira.is_staff);
}

#[test]
fn which_model_has_the_users_is_asked_when_it_is_not_clear() {
    let of = |model: &str| json!({"model": model, "fields": {"password": "!", "last_login": null, "username": "ada"}});
    let both = json!([of("shop.customer"), of("core.person"), of("core.person")]);
    let error = parse_value(both.clone()).unwrap_err();
    assert_eq!(
        error,
        DumpError::UserModel(vec![("core.person".into(), 2), ("shop.customer".into(), 1)])
    );
    says(&error.to_string(), &["`core.person` (2), `shop.customer` (1)"]);
    let named = |model: &str| Options {
        user_model: Some(model.into()),
        ..Options::default()
    };
    let dump = read_with(both.clone(), named("shop.customer"));
    assert_eq!(
        (dump.users.len(), dump.skipped[0].model.as_str()),
        (1, "core.person")
    );
    let error = super::parse(both.to_string().into_bytes(), &named("shop.nobody")).unwrap_err();
    assert_eq!(error, DumpError::NoSuchModel("shop.nobody".into()));
    // Nobody knows which of two is meant, whichever has more about it.
    let member = |more: Value| {
        let mut fields = json!({"password": "!"});
        fields
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        json!({"model": "acc.member", "fields": fields})
    };
    let mailbox = json!({"model": "mail.account", "fields": {"password": "x", "email": "a@b.c"}});
    says(
        &parse_value(json!([member(json!({"username": "ada"})), mailbox]))
            .unwrap_err()
            .to_string(),
        &["`acc.member` (1), `mail.account` (1)", "--user-model"],
    );
    // The password may be that of a mailbox: it is not taken for a user without being asked.
    let mailbox = json!([{"model": "mail.account", "fields": {"password": "x", "email": "a@b.c"}}]);
    says(
        &parse_value(mailbox).unwrap_err().to_string(),
        &["`mail.account` (1)", "--user-model"],
    );
}

#[test]
fn the_only_model_with_a_password_as_django_keeps_it_is_taken_and_told() {
    for (password, more) in [
        (
            "pbkdf2_sha256$1000$salt$E8HSPQi8MhWNIEkEC45V4GA1Uimc5iXxuUlGbZvCyfQ=",
            json!({"email": "ada@example.org"}),
        ),
        ("!x", json!({"email": "ada@example.org"})),
        ("", json!({"username": "ada"})),
        ("hunter2", json!({"username": "ada"})),
    ] {
        let mut ada = json!({"model": "acc.member", "fields": {"password": password}});
        ada["fields"]
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        let dump = read(json!([ada]));
        assert_eq!(dump.users.len(), 1, "{password}");
        says(
            &told(&dump),
            &["`acc.member` is read as the model of your users", "--user-model"],
        );
    }
}

#[test]
fn a_field_of_ones_own_behind_is_active_keeps_people_out() {
    let mut hana = user("hana", json!({"active": false}));
    hana["fields"].as_object_mut().unwrap().remove("is_active");
    let mut kim = user("kim", json!({"active": true}));
    kim["fields"]["is_active"] = false.into();
    let dump = read(json!([hana, kim]));
    assert!(dump.users.iter().all(|user| !user.is_active));
}

#[test]
fn the_address_is_the_login_name_where_there_is_no_user_name() {
    let people = [json!(null), json!(""), json!("  ")].map(|name| {
        let mut person = user("", json!({"email": "mira@example.org"}));
        person["fields"]["username"] = name;
        person
    });
    for person in people {
        let dump = read(json!([person]));
        assert_eq!(logins(&dump), ["mira@example.org"]);
        assert_eq!(dump.users[0].email, "mira@example.org");
        says(&told(&dump), &["the e-mail address is the login name (1)"]);
    }
    let dump = read(json!([user("", json!({}))]));
    assert_eq!(held(&dump), [("#1", &Why::NoLogin(Vec::new()))]);
}

#[test]
fn one_field_for_the_whole_name_is_read_too() {
    let person = json!({"model": "core.person", "fields": {"password": "!", "last_login": null, "email": "m@example.org", "name": "Mira Holm"}});
    assert_eq!(read(json!([person])).users[0].first_name, "Mira Holm");
}

#[test]
fn a_moment_without_a_zone_is_read_in_one_and_told() {
    let mira = || {
        json!([user(
            "mira",
            json!({"last_login": "2024-07-01T08:00:00", "date_joined": "2024-07-01 08:00:00.5"})
        )])
    };
    let dump = read(mira());
    assert_eq!(
        dump.users[0].last_sign_in_at.unwrap().to_string(),
        "2024-07-01T08:00:00Z"
    );
    assert_eq!(
        dump.users[0].joined_at.unwrap().to_string(),
        "2024-07-01T08:00:00.5Z"
    );
    says(
        &told(&dump),
        &[
            "`date_joined` has no time zone and was read as UTC",
            "--time-zone",
            "(1)",
        ],
    );
    let zone = "Europe/Berlin".parse().unwrap();
    let dump = read_with(
        mira(),
        Options {
            zone,
            ..Options::default()
        },
    );
    assert_eq!(
        dump.users[0].last_sign_in_at.unwrap().to_string(),
        "2024-07-01T06:00:00Z"
    );
    says(&told(&dump), &["read as Europe/Berlin"]);
}

#[test]
fn a_moment_at_the_end_of_time_is_the_latest_there_is_and_told() {
    for moment in [
        "9999-12-31T23:59:59.999999Z",
        "9999-12-31T23:59:59.999999",
        "9999-12-31T00:00:00-05:00",
    ] {
        let dump = read(json!([user("ada", json!({"date_joined": moment}))]));
        assert_eq!(dump.users[0].joined_at, Some(Timestamp::LATEST), "{moment}");
        says(
            &told(&dump),
            &["`date_joined` is at the end of time: read as 9999-12-30T22:00:00Z: ada"],
        );
    }
}

#[test]
fn a_password_that_cannot_be_checked_is_no_password_and_never_repeated() {
    for (password, parts) in [
        (json!(""), ["there is no password", "eve"]),
        (json!(null), ["there is no password", "eve"]),
        (
            json!("hunter2-canary"),
            ["stored in a way that Portreeve does not know", "eve"],
        ),
        (
            json!("{SSHA}canary"),
            ["stored in a way that Portreeve does not know", "eve"],
        ),
        (
            json!("rot13$salt$canary"),
            ["stored in a way that Portreeve does not know", "eve (rot13)"],
        ),
        (json!("pbkdf2_sha256$canary"), ["hash is damaged", "eve"]),
        (json!(7), ["there is no password", "eve"]),
    ] {
        let dump = read(json!([user("eve", json!({"password": password}))]));
        assert_eq!(dump.users[0].hash.expose(), "!", "{password}");
        says(&told(&dump), &parts);
        assert!(!told(&dump).contains("canary"), "{}", told(&dump));
    }
    let dump = read(json!([user("ada", json!({"password": "!unusable"}))]));
    assert_eq!(told(&dump), "", "that is how Django says it");
    let mut absent = user("eve", json!({"last_login": null}));
    absent["fields"].as_object_mut().unwrap().remove("password");
    assert_eq!(
        read(json!([user("ada", json!({})), absent])).users[1]
            .hash
            .expose(),
        "!"
    );
}

#[test]
fn a_password_that_costs_too_much_to_check_holds_up_nobody_else() {
    let kim = user("kim", json!({"password": "pbkdf2_sha256$2000000000$salt$AAAA"}));
    let dump = read(json!([kim, user("ada", json!({}))]));
    assert_eq!(logins(&dump), ["ada"]);
    assert!(
        matches!(held(&dump)[..], [("kim", Why::HashTooCostly(_))]),
        "{:?}",
        held(&dump)
    );
}

#[test]
fn flags_are_read_as_databases_without_a_type_for_them_write_them() {
    let dump = read(json!([
        user("mira", json!({"is_active": 1, "is_staff": 1, "is_superuser": 0})),
        user(
            "noor",
            json!({"is_active": null, "is_staff": null, "is_superuser": "yes"})
        ),
    ]));
    let flags = |at: usize| {
        (
            dump.users[at].is_active,
            dump.users[at].is_staff,
            dump.users[at].is_superuser,
        )
    };
    assert_eq!((flags(0), flags(1)), ((true, true, false), (false, false, false)));
    says(
        &told(&dump),
        &[
            "`is_active` is 0, 1 or null",
            "mira, noor",
            "`is_superuser` is neither true nor false: read as no: noor",
        ],
    );
}

#[test]
fn a_value_that_nobody_needs_is_left_empty_or_made_to_fit() {
    let long = "x".repeat(200);
    let dump = read(json!([
        user(
            "mira",
            json!({"last_name": "Holm\nJensen", "email": "mira at example"})
        ),
        user(
            "tobias",
            json!({"first_name": long, "email": "tobias@", "last_login": "yesterday"})
        ),
        user("ned", json!({"groups": 5, "first_name": 7})),
    ]));
    let [mira, tobias, ned] = &dump.users[..] else {
        panic!("{:?}", dump.users)
    };
    assert_eq!(
        (mira.last_name.as_str(), mira.email.as_str()),
        ("Holm Jensen", "")
    );
    assert_eq!(
        (
            tobias.first_name.len(),
            tobias.email.as_str(),
            tobias.last_sign_in_at
        ),
        (150, "", None)
    );
    assert_eq!((ned.first_name.as_str(), ned.groups.len()), ("", 0));
    says(
        &told(&dump),
        &[
            "`last_name` holds line breaks or the like: read as spaces: mira",
            "`email` is no mail address: left empty: mira, tobias",
            "`first_name` is too long: shortened: tobias",
            "`last_login` is no date and time: left empty: tobias",
            "`groups` is not a list: left empty: ned",
            "`first_name` is not text: left empty: ned",
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

#[test]
fn a_login_name_that_cannot_be_made_holds_up_nobody_else() {
    let dump = read(json!([
        user(
            "mira holm",
            json!({"is_active": false, "last_login": "2025-01-01T00:00:00Z"})
        ),
        user("s.o'neil", json!({})),
        user(&"x".repeat(200), json!({})),
        user("tobias", json!({})),
    ]));
    assert_eq!(logins(&dump), ["tobias"]);
    let mira = &dump.held.first[0];
    assert_eq!(
        (
            mira.name.as_str(),
            mira.place,
            mira.key.as_deref(),
            mira.is_active
        ),
        ("mira holm", 1, Some("\"mira holm\""), false)
    );
    assert_eq!(mira.last_sign_in_at.unwrap().to_string(), "2025-01-01T00:00:00Z");
    assert!(
        dump.held
            .first
            .iter()
            .all(|held| matches!(held.why, Why::Name(_)))
    );
    assert_eq!(dump.held.count, 3);
}

#[test]
fn names_that_count_as_the_same_hold_up_nobody_else() {
    let dump = read(json!([
        user("ada", json!({})),
        user("Ada", json!({})),
        user("ада", json!({})),
        user("bob", json!({})),
        user("paypal", json!({})),
        user("p\u{430}ypal", json!({})),
    ]));
    assert_eq!(logins(&dump), ["ада", "bob"]);
    let twin = |name: &str, place| Why::Twin(name.into(), place);
    assert_eq!(
        held(&dump),
        [
            ("ada", &twin("Ada", 2)),
            ("Ada", &twin("ada", 1)),
            ("paypal", &twin("p\u{430}ypal", 6)),
            ("p\u{430}ypal", &twin("paypal", 5)),
        ]
    );
}

#[test]
fn the_very_same_name_twice_is_told_by_the_places() {
    let dump = read(json!([
        user("mira", json!({})),
        user("bob", json!({})),
        user("mira", json!({}))
    ]));
    assert_eq!(logins(&dump), ["bob"]);
    let whys: Vec<String> = held(&dump)
        .iter()
        .map(|(name, why)| format!("{name}: {why}"))
        .collect();
    assert_eq!(whys, ["mira: it is in the file twice (objects 1 and 3)"; 2]);
}

#[test]
fn plain_names_that_only_look_alike_are_different_people() {
    let names = ["tom", "torn", "al", "a1", "tel10", "tello"];
    let dump = read(Value::Array(
        names.iter().map(|name| user(name, json!({}))).collect(),
    ));
    assert_eq!(logins(&dump), names);
    says(
        &told(&dump),
        &[
            "look alike are taken as different",
            "tom and torn",
            "al and a1",
            "tel10 and tello",
        ],
    );
    let group = |pk: u32, name: &str| json!({"model": "auth.group", "pk": pk, "fields": {"name": name, "permissions": []}});
    let dump = read(json!([
        group(1, "Level 1"),
        group(2, "Level l"),
        group(3, "editors"),
        group(4, "Editors"),
        user("ada", json!({"groups": [1, 2, 3]}))
    ]));
    let names: Vec<&str> = dump.groups.iter().map(|group| group.name.as_str()).collect();
    assert_eq!(names, ["Level 1", "Level l"]);
    assert_eq!(
        held(&dump),
        [
            ("editors", &Why::Twin("Editors".into(), 4)),
            ("Editors", &Why::Twin("editors".into(), 3))
        ]
    );
    assert_eq!(dump.users[0].groups, ["Level 1", "Level l"].map(Arc::from).into());
}

#[test]
fn somebody_gets_another_login_name_or_is_left_out() {
    let mut people = json!([
        user("mira holm", json!({})),
        user("Mira", json!({})),
        user("mira", json!({})),
        user("bob", json!({})),
        user("bob", json!({})),
    ]);
    people[4]["pk"] = json!("bob.b");
    let change = |old: &str, new: Option<&str>| NewName {
        old: old.into(),
        new: new.map(Into::into),
    };
    let with = |changes: &[NewName]| Options {
        logins: changes.to_vec(),
        ..Options::default()
    };
    let changes = [
        change("mira holm", Some("mira.holm")),
        change("Mira", None),
        change("#5", Some("bob.b")),
    ];
    let dump = read_with(people.clone(), with(&changes));
    assert_eq!(logins(&dump), ["mira.holm", "mira", "bob", "bob.b"]);
    assert!(dump.held.is_empty());
    says(&told(&dump), &["left out, as asked for: Mira"]);
    let dump = read_with(people.clone(), with(&[change("mira holm", Some("still bad"))]));
    assert!(matches!(held(&dump)[0], ("mira holm", Why::Name(_))));
    let error = super::parse(
        people.to_string().into_bytes(),
        &with(&[change("nobody", None), change("#9", None)]),
    );
    says(
        &error.unwrap_err().to_string(),
        &["nobody in the file", "`nobody`, `#9`"],
    );
}

#[test]
fn people_sign_in_with_the_field_that_is_named() {
    let worker = |more: Value| {
        let mut fields = json!({"password": "!", "last_login": null, "is_active": true});
        fields
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        json!({"model": "acc.worker", "fields": fields})
    };
    let staff = json!([
        worker(json!({"email_address": "m@example.org", "number": 17})),
        worker(json!({"email_address": "", "number": 18, "email": "bob@example.org"})),
    ]);
    let dump = read(staff.clone());
    let fields = ["email_address", "number"].map(Into::into).into();
    assert_eq!(held(&dump), [("#1", &Why::NoLogin(fields))]);
    says(
        &dump.held.first[0].why.to_string(),
        &["`--login-field` names another field of `email_address`, `number`"],
    );
    let by = |field: &str| Options {
        login_field: Some(field.into()),
        ..Options::default()
    };
    let dump = read_with(staff.clone(), by("email_address"));
    assert_eq!(logins(&dump), ["m@example.org", "bob@example.org"]);
    assert_eq!(logins(&read_with(staff.clone(), by("number"))), ["17", "18"]);
    let refused = super::parse(staff.to_string().into_bytes(), &by("phone")).unwrap_err();
    says(
        &refused.to_string(),
        &[
            "nobody in the file has the field `phone`",
            "`email_address`, `number`",
        ],
    );
}

#[test]
fn a_group_gets_another_name_or_is_left_out() {
    fn names<'n>(names: impl IntoIterator<Item = &'n Arc<str>>) -> Vec<String> {
        names.into_iter().map(ToString::to_string).collect()
    }
    let group = |pk: u32, name: &str| json!({"model": "auth.group", "pk": pk, "fields": {"name": name, "permissions": []}});
    let dump = json!([
        group(1, "Ops"),
        group(2, "ops"),
        group(3, ""),
        group(4, "-a"),
        user("ada", json!({"groups": [1, 2, 3, 4]})),
        user("bob", json!({"groups": [["-a"]]})),
    ]);
    let with = |groups: &[(&str, Option<&str>)]| Options {
        groups: groups
            .iter()
            .map(|(old, new)| NewName {
                old: (*old).into(),
                new: new.map(Into::into),
            })
            .collect(),
        ..Options::default()
    };
    let untouched = read(dump.clone());
    assert_eq!(
        names(&untouched.users[0].other_groups),
        ["Ops", "ops", "#3", "-a"]
    );
    assert_eq!(held(&untouched)[2], ("#3", &Why::NoName));

    let changed = read_with(
        dump.clone(),
        with(&[
            ("ops", Some("Operations")),
            ("#3", Some("Nameless")),
            ("-a", None),
        ]),
    );
    assert!(changed.held.is_empty());
    assert_eq!(names(&changed.users[0].groups), ["Nameless", "Operations", "Ops"]);
    assert_eq!(names(&changed.users[1].other_groups), ["-a"]);
    says(&told(&changed), &["left out, as asked for: -a"]);

    let unknown = super::parse(dump.to_string().into_bytes(), &with(&[("Nobody", None)])).unwrap_err();
    says(&unknown.to_string(), &["no group in the file is called `Nobody`"]);
}

#[test]
fn a_group_that_cannot_be_read_holds_up_nobody_else() {
    let broken = r#"{"model": "auth.group", "pk": 1, "fields": {"name": "\ud800", "permissions": []}}"#;
    let dump = parse(format!("[{broken}, {}]", user("ada", json!({"groups": [1]}))).as_bytes()).unwrap();
    assert_eq!(
        (logins(&dump), held(&dump)),
        (vec!["ada"], vec![("#1", &Why::Broken)])
    );
}

#[test]
fn a_name_that_is_cut_ends_in_an_ellipsis() {
    let name = |end: char| format!("{}{end} x", "x".repeat(148));
    let dump = read(json!([
        user(&name('a'), json!({})),
        user(&"y z".repeat(60), json!({}))
    ]));
    let shown: Vec<&str> = held(&dump).iter().map(|(name, _)| *name).collect();
    assert_eq!(shown[0], format!("{}…", &name('a')[..150]));
    assert_eq!((shown[1].chars().count(), shown[1].ends_with('…')), (151, true));
    let dump = read(json!([user(&name('a')[1..], json!({}))]));
    assert_eq!(
        held(&dump)[0].0,
        &name('a')[1..],
        "as long as Django allows is whole"
    );
}

#[test]
fn an_account_that_cannot_be_read_holds_up_nobody_else() {
    let lone = r#"{"model": "auth.user", "pk": 7, "fields": {"username": "\ud800", "password": "!"}}"#;
    let large = user("large", json!({"bio": "x".repeat(1 << 20)}));
    let dump = parse(format!("[{lone}, {large}, {}]", user("ada", json!({}))).as_bytes()).unwrap();
    assert_eq!(logins(&dump), ["ada"]);
    assert_eq!(held(&dump), [("#1", &Why::Broken), ("#2", &Why::TooLarge)]);
    let out = Options {
        logins: ["#1", "#2"]
            .map(|old| NewName {
                old: old.into(),
                new: None,
            })
            .into(),
        ..Options::default()
    };
    let dump = super::parse(format!("[{lone}, {large}]").into_bytes(), &out).unwrap();
    assert!(dump.held.is_empty());
    says(&told(&dump), &["left out, as asked for: #1, #2"]);
}

#[test]
fn endless_nesting_is_no_danger() {
    let deep = "[".repeat(100_000);
    assert!(parse(deep.as_bytes()).is_err());
    let closed = format!("{deep}{}", "]".repeat(100_000));
    let inside = |field: &str| {
        format!(
            "[{{\"model\":\"auth.user\",\"pk\":1,\"fields\":{{\"username\":\"a\",\"password\":\"!\",\"{field}\":{closed}}}}}]"
        )
    };
    let dump = parse(inside("groups").as_bytes()).unwrap();
    assert_eq!(held(&dump), [("#1", &Why::TooDeep)]);
    let as_key = format!("[{{\"model\":\"auth.group\",\"pk\":{closed},\"fields\":{{\"name\":\"a\"}}}}]");
    assert_eq!(parse(as_key.as_bytes()).unwrap_err(), DumpError::NoUsers);
}

#[test]
fn what_is_told_of_hostile_names_stays_on_one_line() {
    let dump = read(json!([user("a\n- all is well\u{202e}", json!({"email": "x"}))]));
    let text = format!("{}{}", dump.held.first[0].name, dump.notes[0]);
    assert!(!text.contains(['\n', '\u{202e}']), "{text}");
}

#[test]
fn more_of_a_kind_than_any_site_has_is_refused_early() {
    let types = (0..=PERMISSIONS_MAX)
        .map(|pk| json!({"model": "contenttypes.contenttype", "pk": pk, "fields": {"app_label": "a"}}));
    let error = parse_value(types.collect()).unwrap_err();
    assert_eq!(
        error,
        DumpError::TooMany {
            what: "content types",
            max: PERMISSIONS_MAX
        }
    );
    let models = (0..5000).map(|number| json!({"model": format!("a.m{number}"), "fields": {}}));
    let dump = read(models.chain([user("ada", json!({}))]).collect());
    assert_eq!(
        dump.skipped.iter().map(|skipped| skipped.count).sum::<usize>(),
        5000
    );
    assert!(dump.skipped.len() <= 1001);
}

#[test]
fn problems_beyond_the_first_are_counted() {
    let group = |number: u32| json!({"model": "auth.group", "pk": 9, "fields": {"name": format!("g{number}"), "permissions": []}});
    let entries = (0..301).map(group).chain([user("ada", json!({}))]);
    let Err(DumpError::Invalid(problems)) = parse_value(entries.collect()) else {
        panic!("it was read")
    };
    assert_eq!((problems.first.len(), problems.count), (100, 300));
    says(
        &DumpError::Invalid(problems).to_string(),
        &["300 problems", "and 280 more"],
    );
}

#[test]
fn references_that_lead_nowhere_are_told_of_the_first_and_counted() {
    let people = (0..300).map(|number| {
        user(
            &format!("p{number}"),
            json!({"groups": (0..50).collect::<Vec<_>>()}),
        )
    });
    let dump = read(people.collect());
    assert_eq!((dump.users.len(), dump.notes.len()), (300, 1));
    assert_eq!(
        (dump.notes[0].about.first.len(), dump.notes[0].about.count),
        (100, 300)
    );
    says(&dump.notes[0].about.first[0], &["p0 (`0`, `1`"]);
}

#[test]
fn letters_of_another_script_are_twins_in_capitals_too() {
    let dump = read(json!([
        user("tom", json!({})),
        user("ТОМ", json!({})),
        user("Тоԁԁ", json!({})),
        user("todd", json!({})),
        user("ada", json!({})),
    ]));
    assert_eq!(logins(&dump), ["ada"]);
    assert!(held(&dump).iter().all(|(_, why)| matches!(why, Why::Twin(..))));
}

#[test]
fn many_names_that_look_alike_are_no_more_work_than_others() {
    // Every spelling of one look: compared with each other, these take minutes.
    let spelling = |number: u32| {
        (0..15)
            .map(|bit| if number >> bit & 1 == 1 { '1' } else { 'l' })
            .collect::<String>()
    };
    let people = (0..1 << 15).map(|number| user(&spelling(number), json!({})));
    let dump = read(people.collect());
    assert_eq!((dump.users.len(), dump.held.count), (1 << 15, 0));
    assert_eq!(dump.notes[0].about.count, (1 << 15) - 1);
}
