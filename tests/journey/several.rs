//! Several people in one command: each is a change of its own.

use serde_json::json;

use crate::desk::Desk;

/// The exit code for a name that does not exist.
const NOT_FOUND: i32 = 7;

fn office() -> Desk {
    let desk = Desk::founded();
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
        "added ada; Editors: 1 member, 0 permissions\nadded bob; Editors: 2 members, 0 permissions\n",
        "{answer}"
    );
}
