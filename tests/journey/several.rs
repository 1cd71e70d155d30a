//! Several people in one command: one change.

use serde_json::json;

use crate::cli_fixture::CliFixture;

/// The exit code for a name that does not exist.
const NOT_FOUND: i32 = 7;

fn office() -> CliFixture {
    let desk = CliFixture::founded();
    desk.run(&["user", "add", "ada"]).done();
    desk.run(&["user", "add", "bob"]).done();
    desk
}

#[test]
fn a_no_to_one_of_three_holds_up_nobody_and_is_the_exit_code() {
    let desk = office();
    let answer = desk.run(&["user", "disable", "ada", "nobody", "bob"]);
    assert_eq!(answer.code, Some(NOT_FOUND), "{answer}");
    assert_eq!(answer.stdout, "disabled ada\ndisabled bob\n", "{answer}");
    for told in ["error: nobody: ", "2 of 3 done"] {
        assert!(answer.stderr.contains(told), "{told} is not told\n{answer}");
    }
    for name in ["ada", "bob"] {
        assert_eq!(desk.json(&["user", "show", name])["user"]["state"], "disabled");
    }
}

#[test]
fn scripts_are_told_what_was_done_and_what_was_refused() {
    let desk = office();
    let answer = desk.run(&["--json", "user", "disable", "ada", "nobody", "bob"]);
    assert_eq!(answer.code, Some(NOT_FOUND), "{answer}");
    let several = answer.json();
    assert_eq!(
        [&several["done"][0]["login"], &several["done"][1]["login"]],
        ["ada", "bob"]
    );
    assert_eq!(several["refused"][0]["name"], "nobody");
    assert_eq!(several["refused"][0]["error"]["reason"], "not_found");
    assert_eq!(several["not_tried"], json!([]));
}

#[test]
fn a_name_that_is_given_twice_is_one() {
    let desk = office();
    let answer = desk.run(&["user", "disable", "ada", "ada"]).done();
    assert_eq!(answer.stdout, "disabled ada\n", "{answer}");
}

#[test]
fn whoever_is_put_into_a_group_is_told_by_the_name_they_have() {
    let desk = office();
    desk.run(&["group", "add", "Editors"]).done();
    let answer = desk.run(&["group", "add-member", "EDITORS", "ADA", "Bob"]).done();
    assert_eq!(
        answer.stdout,
        "added ada; Editors: 2 members, 0 permissions\nadded bob; Editors: 2 members, 0 permissions\n",
        "{answer}"
    );
}

#[test]
fn several_are_one_event_and_one_undo() {
    let desk = office();
    let events = || {
        desk.json(&["audit", "list"])["rows"][0]["number"]
            .as_u64()
            .unwrap()
    };
    let before = events();
    desk.run(&["user", "disable", "ada", "bob"]).done();
    assert_eq!(events(), before + 1);
    desk.run(&["undo"]).done();
    for name in ["ada", "bob"] {
        assert_eq!(desk.json(&["user", "show", name])["user"]["state"], "active");
    }
}

#[test]
fn a_filter_means_everyone_but_oneself_and_superusers_and_a_dry_run_changes_nobody() {
    let desk = office();
    desk.run(&["user", "add", "zoe", "--superuser"]).done();
    let would = desk
        .run(&["user", "disable", "--filter", "is:active", "--dry-run"])
        .done();
    assert_eq!(would.stdout, "would disable 2 people\n", "{would}");
    assert_eq!(desk.json(&["user", "show", "ada"])["user"]["state"], "active");
    let answer = desk.run(&["user", "disable", "--filter", "is:active"]).done();
    assert_eq!(answer.stdout, "disabled 2 people\n", "{answer}");
    assert!(answer.stderr.contains("left out: you, 1 superuser"), "{answer}");
    let too = desk
        .run(&["user", "disable", "--filter", "is:active", "--superusers"])
        .done();
    assert_eq!(too.stdout, "disabled 1 person\n", "{too}");
    let shown = desk.json(&["audit", "show", "1"]);
    assert_eq!(shown["number"], 1);
}

#[test]
fn neither_names_nor_a_filter_is_no_request() {
    let desk = office();
    let answer = desk.run(&["user", "disable"]);
    assert_eq!(answer.code, Some(2), "{answer}");
}
