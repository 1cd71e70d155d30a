//! The trail and undo, across processes.

use serde_json::json;

use crate::cli_fixture::{CliFixture, PASSWORD, path};
use crate::outcome::{self, INVALID_REQUEST, says};
use crate::owner::Owner;

#[test]
fn what_was_done_is_told_with_where_it_came_from_and_can_be_taken_back() {
    let desk = CliFixture::founded();
    desk.run(&["user", "add", "ada"]).done();
    let owner = Owner::start(&desk);
    desk.run(&["user", "disable", "ada"]).done();
    drop(owner);
    let listed = desk.json(&["audit", "list", "--target", "ada"]);
    let rows = listed["rows"].as_array().expect("rows");
    let told: Vec<_> = rows
        .iter()
        .map(|row| (&row["command"], &row["via"], &row["actor_name"]))
        .collect();
    let (socket, line, root) = (json!("control_socket"), json!("command_line"), json!("root"));
    let (disable, create) = (json!("user.disable"), json!("user.create"));
    assert_eq!(told, [(&disable, &socket, &root), (&create, &line, &root)]);

    desk.run(&["undo", "--dry-run"]).done();
    assert_eq!(desk.json(&["user", "show", "ada"])["user"]["state"], "disabled");
    desk.run(&["undo"]).done();
    assert_eq!(desk.json(&["user", "show", "ada"])["user"]["state"], "active");

    desk.run_with(&["user", "set-password", "ada", "--password-stdin"], PASSWORD)
        .done();
    let number = desk.json(&["audit", "head"])["number"].to_string();
    desk.run(&["undo", &number, "--dry-run"]).says_no();
    desk.refuses(&["undo", &number], outcome::RULE_VIOLATED);
}

#[test]
fn a_code_that_was_written_down_proves_the_trail_later() {
    let desk = CliFixture::founded();
    let code = desk.run(&["audit", "head"]).done().stdout.trim().to_owned();
    desk.run(&["user", "add", "ada"]).done();
    desk.run(&["audit", "verify"]).done();
    desk.run(&["audit", "check", &code]).done();
    let words: Vec<&str> = code.split(' ').collect();
    desk.run(&[&["audit", "check"], words.as_slice()].concat()).done();

    // Another directory has another trail.
    let other = CliFixture::founded();
    other.run(&["audit", "check", &code]).says_no();
}

#[test]
fn a_code_that_a_restore_has_made_void_is_not_taken_for_one_that_somebody_changed() {
    let desk = CliFixture::founded();
    desk.file("secret", "barnacle thirteen umbrella");
    desk.run(&["backup", "team.backup", "--passphrase-file", "secret"])
        .done();
    desk.run(&["user", "add", "ada"]).done();
    let code = desk.run(&["audit", "head"]).done().stdout.trim().to_owned();
    let line = [
        "restore",
        "team.backup",
        "--passphrase-file",
        "secret",
        "--replace",
    ];
    desk.run(&line).done();
    desk.login("root", PASSWORD);
    for _ in 0..3 {
        // First the trail is shorter than the code says, then longer.
        let check = desk.run(&["audit", "check", &code]).says_no();
        outcome::says(
            &check.stderr,
            &["hint: a restore explains it if the code was told before"],
        );
        desk.run(&[
            "user",
            "add",
            &format!("u{}", desk.json(&["audit", "head"])["number"]),
        ])
        .done();
    }
    // A code printed after the restore is no such case.
    let code = desk.run(&["audit", "head"]).done().stdout.trim().to_owned();
    assert_eq!(desk.run(&["audit", "check", &code]).done().stderr, "");
}

#[test]
fn an_event_that_something_came_in_the_way_of_says_so_where_it_is_shown() {
    let desk = CliFixture::founded();
    desk.run(&["client", "add", "billing"]).done();
    let number = desk.json(&["audit", "head"])["number"].to_string();
    let line = ["audit", "show", &number];
    let way = format!("undo     `portreeve undo {number}`");
    outcome::says(&desk.run(&line).done().stdout, &[&way]);
    desk.token("billing", "root");
    let shown = desk.run(&line).done().stdout;
    let refused = desk.refuses(&["undo", &number], outcome::RULE_VIOLATED);
    outcome::says(&shown, &[refused.lines().next().expect("words")]);
    assert!(!shown.contains(&way), "{shown}");
}

#[test]
fn a_list_of_nothing_is_not_asked_for() {
    let outcome = CliFixture::founded().run(&["audit", "list", "--limit", "0"]);
    assert_eq!(outcome.code, Some(2), "{outcome}");
}

#[test]
fn for_how_long_events_are_kept_is_set_and_told() {
    let desk = CliFixture::founded();
    for days in ["29", "36501", "4294967295"] {
        desk.refuses(&["audit", "keep", "--days", days], outcome::RULE_VIOLATED);
    }
    desk.run(&["audit", "keep", "--days", "365"]).done();
    assert_eq!(desk.json(&["audit", "keep"])["days"], 365);
    desk.run(&["audit", "keep", "--forever"]).done();
    assert!(desk.json(&["audit", "keep"])["days"].is_null());
}

#[test]
fn a_refused_sign_in_is_told_without_what_was_typed() {
    let desk = CliFixture::founded();
    let typed = ["login", "my-secret-password", "--password-stdin"];
    desk.refuses_with(&typed, "wrong", outcome::WRONG_CREDENTIALS);
    let listed = desk.json(&["audit", "list", "--outcome", "refused"]);
    assert_eq!(listed["rows"].as_array().expect("rows").len(), 1);
    assert!(!listed.to_string().contains("my-secret-password"), "{listed}");
}

#[test]
fn undoing_an_import_is_summed_up_unless_asked_for_each() {
    let desk = CliFixture::staffed();
    let lines = |arguments: &[&str]| desk.run(arguments).done().stdout;
    let short = lines(&["undo", "--dry-run"]);
    assert!(short.lines().count() < 60, "{short}");
    outcome::says(&short, &["user: 60", "--verbose shows each"]);
    let long = lines(&["undo", "--dry-run", "--verbose"]);
    assert!(long.lines().count() > 60, "{long}");
    let preview = desk.json(&["undo", "--dry-run"]);
    assert!(
        preview["changes"].as_array().map(Vec::len) > Some(60),
        "JSON has each"
    );
}

#[test]
fn an_actor_that_there_is_not_is_told_from_one_who_did_nothing() {
    let desk = CliFixture::founded();
    desk.add_user("ada", "lighthouse-mussel-kite", &[]);
    let out = desk.path("events");
    for line in [
        &["audit", "list", "--actor", "nosuchuser"] as &[&str],
        &["audit", "list", "--actor", "nosuchuser", "--target", "ada"],
        &["audit", "export", "--actor", "nosuchuser", "--out", path(&out)],
        &["audit", "export", "--actor", "nosuchuser", "--out", "-"],
    ] {
        let words = desk.refuses(line, INVALID_REQUEST);
        says(&words, &["nobody is or was called `nosuchuser`", "--actor takes"]);
    }
    assert!(!out.exists());
    for name in ["ada", "root", "nobody"] {
        desk.run(&["audit", "list", "--actor", name]).done();
    }
}

#[test]
fn a_command_or_target_that_there_is_not_is_refused_and_one_that_is_gone_is_found() {
    let desk = CliFixture::founded();
    for (line, told) in [
        (
            ["audit", "list", "--command", "usr."],
            "no command begins with `usr.`",
        ),
        (
            ["audit", "list", "--target", "nosuch"],
            "nothing is or was called `nosuch`",
        ),
    ] {
        let answer = desk.run(&line);
        assert_eq!(answer.code, Some(3), "{answer}");
        assert!(
            answer.stderr.contains(told) && answer.stdout.is_empty(),
            "{answer}"
        );
    }
    desk.run(&["group", "add", "Editors"]).done();
    desk.run(&["group", "delete", "Editors"]).done();
    desk.run(&["audit", "list", "--target", "Editors"]).done();
    let nothing = ["audit", "list", "--target", "root", "--command", "group."];
    desk.run(&nothing).done();
}

#[test]
fn people_are_exported_as_the_table_that_their_list_prints() {
    let desk = CliFixture::founded();
    desk.run(&["user", "add", "ada"]).done();
    let out = desk.path("people.csv");
    desk.run(&["user", "export", "--filter", "ada", "--out", path(&out)])
        .done();
    let printed = desk
        .run(&["user", "list", "--csv", "--filter", "ada"])
        .done()
        .stdout;
    says(&printed, &["username,first_name", "\"ada\""]);
    assert_eq!(std::fs::read_to_string(&out).expect("a table"), printed);

    let events = ["audit", "list", "--target", "ada", "--also", "actor:root"];
    let told = |more: &[&str]| desk.json(&[&events[..], more].concat())["rows"].clone();
    assert_eq!(told(&[])[0]["command"], "user.create");
    assert_eq!(told(&["--without", "command:user."]), json!([]));
}
