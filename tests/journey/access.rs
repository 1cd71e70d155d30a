//! A person who can do some things, and only those.

use crate::cli_fixture::{CliFixture, PASSWORD};
use crate::outcome::{FORBIDDEN, NOT_SIGNED_IN, RULE_VIOLATED, WRONG_CREDENTIALS, says};

const MEMBER_PASSWORD: &str = "lighthouse-mussel-kite";

/// A directory in which `mara` has `permissions` and is signed in; `ada` is another person.
fn with_member(permissions: &[&str]) -> CliFixture {
    let desk = CliFixture::founded();
    desk.run(&["permission", "add", "people.approve_invoice"]).done();
    desk.run(&["user", "add", "ada"]).done();
    desk.add_user("mara", MEMBER_PASSWORD, permissions);
    desk.login("mara", MEMBER_PASSWORD);
    desk
}

#[test]
fn who_may_view_people_may_list_them_and_change_nothing() {
    let desk = with_member(&["portreeve.view_user", "portreeve.view_group"]);
    assert_eq!(desk.json(&["user", "list"])["total"], 3);
    desk.run(&["group", "list"]).done();
    let file = desk.file("dump.json", "[]");
    let dump = crate::cli_fixture::path(&file);
    for line in [
        &["user", "add", "zoe"] as &[&str],
        &["user", "update", "ada", "--first-name", "Ada"],
        &["user", "disable", "ada"],
        &["user", "delete", "ada"],
        &["user", "grant", "ada", "portreeve.view_user"],
        &["group", "add", "Editors"],
        &["client", "list"],
        &["client", "add", "billing"],
        &["token", "issue", "--client", "billing", "--user", "ada"],
        &["session", "list"],
        &["import", "django", dump],
    ] {
        let words = desk.refuses(line, FORBIDDEN);
        says(&words, &["mara does not have portreeve.", "ask a superuser"]);
    }
    desk.refuses_with(
        &["user", "set-password", "ada", "--password-stdin"],
        MEMBER_PASSWORD,
        FORBIDDEN,
    );
    desk.refuses_with(
        &["user", "check-password", "root", "--password-stdin"],
        "x",
        FORBIDDEN,
    );
}

#[test]
fn nobody_hands_out_what_they_do_not_have() {
    let desk = with_member(&[
        "portreeve.view_user",
        "portreeve.change_user",
        "portreeve.change_group",
    ]);
    for line in [
        &["user", "grant", "ada", "people.approve_invoice"] as &[&str],
        &["user", "grant", "mara", "people.approve_invoice"],
        &["user", "grant", "mara", "portreeve.delete_user"],
        &["user", "update", "mara", "--superuser", "true"],
        &["user", "update", "ada", "--superuser", "true"],
    ] {
        desk.refuses(line, FORBIDDEN);
    }
    desk.run(&["user", "grant", "ada", "portreeve.view_user"]).done();

    desk.login("root", PASSWORD);
    desk.run(&[
        "group",
        "add",
        "Approvers",
        "--permission",
        "people.approve_invoice",
    ])
    .done();
    desk.run(&["group", "add", "Empty"]).done();
    desk.login("mara", MEMBER_PASSWORD);
    for line in [
        &["group", "add-member", "Approvers", "mara"] as &[&str],
        &["group", "add-member", "Approvers", "ada"],
        &["group", "grant", "Empty", "people.approve_invoice"],
        &["group", "add-parent", "Empty", "Approvers"],
    ] {
        desk.refuses(line, FORBIDDEN);
    }
    desk.refuses(&["group", "add-member", "Empty", "mara"], FORBIDDEN);
    desk.login("root", PASSWORD);
    desk.run(&["group", "manager", "add", "Empty", "mara"]).done();
    desk.login("mara", MEMBER_PASSWORD);
    desk.run(&["group", "add-member", "Empty", "mara"]).done();
}

#[test]
fn nobody_takes_over_an_account_that_may_do_more() {
    let permissions = [
        "portreeve.view_user",
        "portreeve.change_user",
        "portreeve.delete_user",
    ];
    let desk = with_member(&permissions);
    desk.login("root", PASSWORD);
    desk.run(&["user", "grant", "ada", "people.approve_invoice"])
        .done();
    desk.run(&["user", "add", "quinn"]).done();
    desk.login("mara", MEMBER_PASSWORD);
    for above in ["root", "ada"] {
        desk.refuses_with(
            &["user", "set-password", above, "--password-stdin"],
            "kelp-anchor-window",
            FORBIDDEN,
        );
        desk.refuses(&["user", "update", above, "--login", "somebody"], FORBIDDEN);
        desk.refuses(
            &["user", "update", above, "--email", "mara@example.com"],
            FORBIDDEN,
        );
        desk.refuses(&["user", "disable", above], FORBIDDEN);
        desk.refuses(&["user", "delete", above], FORBIDDEN);
    }
    desk.run_with(
        &["user", "set-password", "quinn", "--password-stdin"],
        "kelp-anchor-window",
    )
    .done();
    desk.login("root", PASSWORD);
}

#[test]
fn the_sessions_of_a_disabled_user_end_at_once() {
    let desk = with_member(&["portreeve.view_user"]);
    // The session lies in the key file, so a copy of the file acts as another terminal. Signing in ends the session
    // that it replaces, so each person signs in on a file without a session.
    let key = desk.home().join("key");
    desk.run(&["logout"]).done();
    let nobodys = std::fs::read(&key).expect("the key file");
    desk.login("mara", MEMBER_PASSWORD);
    let maras = std::fs::read(&key).expect("the key file");
    std::fs::write(&key, &nobodys).expect("the key file");
    desk.login("root", PASSWORD);
    let roots = std::fs::read(&key).expect("the key file");

    std::fs::write(&key, &maras).expect("the key file");
    assert_eq!(desk.json(&["status"])["home"]["me"]["user"]["login"], "mara");

    std::fs::write(&key, &roots).expect("the key file");
    desk.run(&["user", "disable", "mara"]).done();
    std::fs::write(&key, &maras).expect("the key file");
    desk.refuses(&["user", "list"], NOT_SIGNED_IN);
    desk.refuses_with(
        &["login", "mara", "--password-stdin"],
        MEMBER_PASSWORD,
        WRONG_CREDENTIALS,
    );

    // After enabling, the old session stays ended; a new one can begin.
    std::fs::write(&key, &roots).expect("the key file");
    desk.run(&["user", "enable", "mara"]).done();
    std::fs::write(&key, &maras).expect("the key file");
    desk.refuses(&["user", "list"], NOT_SIGNED_IN);
    desk.login("mara", MEMBER_PASSWORD);
    desk.run(&["user", "list"]).done();
}

#[test]
fn a_new_password_ends_the_other_sessions() {
    let desk = with_member(&["portreeve.view_user"]);
    let key = desk.home().join("key");
    let maras = std::fs::read(&key).expect("the key file");
    desk.login("root", PASSWORD);
    desk.run_with(
        &["user", "set-password", "mara", "--password-stdin"],
        "kelp-anchor-window",
    )
    .done();
    std::fs::write(&key, &maras).expect("the key file");
    desk.refuses(&["user", "list"], NOT_SIGNED_IN);
    desk.refuses_with(
        &["login", "mara", "--password-stdin"],
        MEMBER_PASSWORD,
        WRONG_CREDENTIALS,
    );
    desk.login("mara", "kelp-anchor-window");
}

#[test]
fn everybody_changes_their_own_password_with_the_present_one() {
    let desk = with_member(&[]);
    let set = ["user", "set-password", "mara", "--password-stdin"];
    desk.refuses_with(&set, "kelp-anchor-window\nnot-the-password", WRONG_CREDENTIALS);
    desk.run_with(&set, &format!("kelp-anchor-window\n{MEMBER_PASSWORD}"))
        .done();
    desk.refuses_with(
        &["login", "mara", "--password-stdin"],
        MEMBER_PASSWORD,
        WRONG_CREDENTIALS,
    );
    desk.login("mara", "kelp-anchor-window");
}

#[test]
fn the_last_superuser_stays() {
    let desk = CliFixture::founded();
    desk.run(&["user", "add", "ada"]).done();
    let lines = [
        &["user", "disable", "root"] as &[&str],
        &["user", "delete", "root"],
        &["user", "update", "root", "--superuser", "false"],
    ];
    let before = desk.state();
    for line in lines {
        says(
            &desk.refuses(line, RULE_VIOLATED),
            &[
                "only active superuser",
                "someone else a superuser with a password first",
            ],
        );
    }
    assert_eq!(desk.state(), before);

    // A disabled superuser does not count.
    desk.run(&["user", "update", "ada", "--superuser", "true"]).done();
    desk.run(&["user", "disable", "ada"]).done();
    for line in lines {
        desk.refuses(line, RULE_VIOLATED);
    }
    desk.run(&["user", "enable", "ada"]).done();
    // Nor does one who cannot sign in.
    for line in lines {
        says(&desk.refuses(line, RULE_VIOLATED), &["with a password"]);
    }
    desk.run_with(
        &["user", "set-password", "ada", "--password-stdin"],
        MEMBER_PASSWORD,
    )
    .done();
    desk.run(&["user", "update", "root", "--superuser", "false"])
        .done();
}
