//! Names that cannot be used here as they are.

use super::*;

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
    let names = ["tom", "torn", "al", "a1", "tel10", "tello", "alice", "aIice"];
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
            "alice and aIice",
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
    let error = crate::import::django::parse(
        people.to_string().into_bytes(),
        &with(&[change("nobody", None), change("#9", None)]),
        &unwatched,
    );
    says(
        &error.unwrap_err().to_string(),
        &["no one in the file", "`nobody`, `#9`"],
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

    let unknown = crate::import::django::parse(
        dump.to_string().into_bytes(),
        &with(&[("Nobody", None)]),
        &unwatched,
    )
    .unwrap_err();
    says(&unknown.to_string(), &["no group in the file is called `Nobody`"]);
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
    // Many spellings that look the same: comparing each with each takes minutes.
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
