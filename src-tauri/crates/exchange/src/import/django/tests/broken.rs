//! Objects that cannot be read, and malicious files.

use super::*;

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
        (
            r#"{"model": "auth.user", "fields": 7}"#,
            Kind::User,
            Why::NoFields,
        ),
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
            let place = if text.starts_with(&format!("[{object}")) {
                1
            } else {
                2
            };
            let [one] = dump.held.first.as_slice() else {
                panic!("{text}: {:?}", dump.held)
            };
            assert_eq!((one.kind, one.place, &one.why), (kind, place, &why), "{text}");
            assert_eq!(one.name, format!("#{place}"));
        }
    }
    // A skipped object need not be complete.
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
fn a_group_that_cannot_be_read_holds_up_nobody_else() {
    let broken = r#"{"model": "auth.group", "pk": 1, "fields": {"name": "\ud800", "permissions": []}}"#;
    let dump = parse(format!("[{broken}, {}]", user("ada", json!({"groups": [1]}))).as_bytes()).unwrap();
    assert_eq!(
        (logins(&dump), held(&dump)),
        (vec!["ada"], vec![("#1", &Why::Broken)])
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
    let dump =
        crate::import::django::parse(format!("[{lone}, {large}]").into_bytes(), &out, &unwatched).unwrap();
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
