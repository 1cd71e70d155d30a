//! Values that are read differently from how they are written.

use super::*;

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
            "`email` is not an e-mail address: left empty: mira, tobias",
            "`first_name` is too long: shortened: tobias",
            "`last_login` is not a date and time: left empty: tobias",
            "`groups` is not a list: left empty: ned",
            "`first_name` is not text: left empty: ned",
        ],
    );
}
