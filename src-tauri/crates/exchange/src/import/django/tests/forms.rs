//! Both forms of a dump, and references in them.

use portreeve_core::set::Set;

use super::*;

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
    let passwords = |dump: &Dump| {
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
        Set::from(["people.delete_invoice".parse().unwrap()])
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
fn a_byte_order_mark_is_no_obstacle() {
    let mut bytes = b"\xef\xbb\xbf".to_vec();
    bytes.extend_from_slice(BY_PK);
    assert!(parse(&bytes).is_ok());
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
