//! Which person or thing a name means, and which new names are allowed.

use serde_json::{Value, json};

use crate::test_app::{TestApp, dispatch, sign_in};

#[test]
fn a_name_that_only_looks_alike_means_nobody_and_says_whom_it_may_mean() {
    let office = TestApp::new();
    office.member("tom", &[]);
    office.done("group.create", json!({ "name": "RN" }));
    office.done("client.create", json!({ "name": "tom-app" }));
    for (command, request) in [
        ("user.disable", json!({ "user": "torn" })),
        ("user.delete", json!({ "user": "TORN" })),
        (
            "user.set_password",
            json!({ "user": "torn", "password": "other-crane-oboe-77" }),
        ),
        ("user.show", json!({ "user": "tоm" })),
        ("group.add_member", json!({ "group": "M", "user": "tom" })),
        ("group.delete", json!({ "group": "M" })),
        ("session.revoke", json!({ "user": "torn" })),
        ("client.delete", json!({ "client": "torn-app" })),
        ("token.issue", json!({ "client": "torn-app", "user": "tom" })),
        ("token.issue", json!({ "client": "tom-app", "user": "torn" })),
    ] {
        let error = office.ask(command, request.clone()).expect_err(command);
        assert_eq!(error.reason, "not_found", "{command} {request}");
        let hint = error.hint.unwrap_or_default();
        assert!(hint.contains("did you mean"), "{command} {request}: {hint}");
    }
    assert_eq!(
        office.done("user.show", json!({ "user": "TOM" }))["user"]["state"],
        "active"
    );
    let refusal = sign_in(&office.app, "r00t").unwrap_err();
    assert_eq!(refusal.reason, "wrong_credentials");
    assert!(sign_in(&office.app, "ROOT").is_ok());
}

#[test]
fn the_name_that_may_be_meant_is_told_only_to_those_who_could_list_it() {
    let office = TestApp::new();
    office.done("group.create", json!({ "name": "RN" }));
    office.done("client.create", json!({ "name": "tom-app" }));
    let clerk = office.member("tom", &["portreeve.change_group", "portreeve.change_client"]);
    let asked = |command: &str, request: &Value| {
        let error = dispatch(&office.app, Some(&clerk), command, request.clone()).expect_err(command);
        assert_eq!(error.reason, "not_found", "{command} {request}");
        error.hint.unwrap_or_default()
    };
    let group = json!({ "group": "M", "name": "Rest" });
    let client = json!({ "client": "torn-app", "name": "Rest" });
    let manager = json!({ "group": "RN", "user": "torn" });
    office.done("group.add_manager", json!({ "group": "RN", "user": "tom" }));
    for (command, request) in [
        ("group.rename", &group),
        ("client.update", &client),
        ("group.add_manager", &manager),
    ] {
        let hint = asked(command, request);
        assert_eq!(hint, "", "{command} {request}");
    }
    for (permission, command, request) in [
        ("portreeve.view_group", "group.rename", &group),
        ("portreeve.view_client", "client.update", &client),
        ("portreeve.view_user", "group.add_manager", &manager),
    ] {
        office.done("user.grant", json!({ "user": "tom", "permission": permission }));
        let hint = asked(command, request);
        assert!(hint.contains("did you mean"), "{command} {request}: {hint}");
    }
}

#[test]
fn a_filter_asks_what_may_be_meant_too() {
    let office = TestApp::new();
    office.member("tom", &[]);
    office.done("group.create", json!({ "name": "RN" }));
    let filter = json!({ "filter": "is:active group:M", "sort": "login", "descending": false, "page": { "offset": 0, "limit": 10 } });
    let error = office.ask("user.list", filter.clone()).unwrap_err();
    assert_eq!(error.hint.as_deref(), Some("did you mean `RN`?"));
    let reader = office.member("reader", &["portreeve.view_user"]);
    let error = dispatch(&office.app, Some(&reader), "user.list", filter).unwrap_err();
    assert_eq!(error.hint, None);
    let events = |filter: Value| office.notes("audit.list", json!({ "filter": filter }));
    assert_eq!(events(json!({ "actor": "torn" })), "did you mean `tom`?");
    assert_eq!(events(json!({ "target": "M" })), "did you mean `RN`?");
    assert_eq!(events(json!({ "actor": "nobody-like-it" })), "");
    // There are events of these.
    assert_eq!(events(json!({ "actor": "tom" })), "");
    assert_eq!(events(json!({ "target": "RN" })), "");
}

#[test]
fn a_permission_that_looks_like_another_by_name_or_label_is_noted() {
    let office = TestApp::new();
    let add = |permission: &str, label: &str| {
        office.notes(
            "permission.add",
            json!({ "permission": permission, "label": label }),
        )
    };
    assert_eq!(add("shop.alter_item", "Change st0ck"), "");
    assert_eq!(add("shop.alter_item", "Change stock"), "", "like itself");
    assert!(add("shop.aIter_item", "Other").contains("`shop.alter_item`"));
    assert!(add("shop.a1ter_item", "Yet another").contains("`shop.alter_item`"));
    assert!(add("store.stock", "Change st0ck").contains("\"Change stock\""));
    assert!(add("store.count", "Chаnge stock").contains("`shop.alter_item`"));
    assert!(add("store.ᴀsk", "Ask").contains("`ᴀ`"));
}

#[test]
fn an_address_in_letters_that_pass_for_those_of_anothers_is_noted() {
    let office = TestApp::new();
    let create =
        |login: &str, email: &str| office.notes("user.create", json!({ "login": login, "email": email }));
    assert_eq!(create("sora", "copa@example.com"), "");
    let told = create("other", "сора@example.com");
    assert!(
        told.contains("`copa@example.com`") && told.contains("sora"),
        "{told}"
    );
    let update = |email: &str| office.notes("user.update", json!({ "user": "other", "email": email }));
    assert_eq!(update("сора@example.com"), told, "not of oneself");
    assert_eq!(update("олена@example.com"), "");
    assert_eq!(update("c0pa@example.com"), "", "plain letters and digits");
}

#[test]
fn the_same_name_in_another_case_is_taken_whatever_the_script() {
    let office = TestApp::new();
    for (one, other) in [("straße", "STRASSE"), ("σίσυφος", "ΣΊΣΥΦΟΣ"), ("ada", "аda")] {
        office.done("user.create", json!({ "login": one }));
        assert_eq!(
            office.refused("user.create", json!({ "login": other })),
            "name_taken"
        );
        office.done("group.create", json!({ "name": one }));
        assert_eq!(
            office.refused("group.create", json!({ "name": other })),
            "name_taken"
        );
        office.done("client.create", json!({ "name": one }));
        assert_eq!(
            office.refused("client.create", json!({ "name": other })),
            "name_taken"
        );
    }
}

#[test]
fn letters_of_another_script_pass_for_nobody_in_capitals() {
    let office = TestApp::new();
    for (one, other) in [("TOM", "ТОМ"), ("АТОМ", "atom"), ("admin", "АDМIN")] {
        for kind in ["user", "group", "client"] {
            let field = if kind == "user" { "login" } else { "name" };
            office.done(&format!("{kind}.create"), json!({ field: one }));
            let refused = office.refused(&format!("{kind}.create"), json!({ field: other }));
            assert_eq!(refused, "name_taken", "{kind} {other} beside {one}");
        }
    }
}

#[test]
fn a_word_of_mixed_scripts_is_no_name_and_people_of_every_script_have_one() {
    let office = TestApp::new();
    for name in ["АDМIN", "rооt2", "ada.rοοt"] {
        for (command, field) in [
            ("user.create", "login"),
            ("group.create", "name"),
            ("client.create", "name"),
        ] {
            assert_eq!(
                office.refused(command, json!({ field: name })),
                "invalid_request",
                "{command} {name}"
            );
        }
    }
    for name in [
        "ada.παπαδακης18",
        "明.kierkegaard15",
        "олена",
        "山田たろう",
        "άννα",
    ] {
        office.done("user.create", json!({ "login": name }));
        office.done("group.create", json!({ "name": name }));
    }
}

#[test]
fn plain_names_that_look_alike_are_two_people_and_a_warning() {
    let office = TestApp::new();
    let notes = |command: &str, request: Value| office.notes(command, request);
    for (one, other) in [
        ("tom", "torn"),
        ("al", "a1"),
        ("tel10", "tello"),
        ("alice", "aIice"),
        ("IIsa", "lIsa"),
    ] {
        assert_eq!(notes("user.create", json!({ "login": one })), "");
        let told = notes("user.create", json!({ "login": other }));
        assert!(told.contains(&format!("`{one}`")), "{told}");
    }
    for odd in ["ᴛᴏᴍ", "🅣🅞🅜"] {
        let told = notes("user.create", json!({ "login": odd }));
        assert!(told.contains(&format!("`{odd}` holds")), "{told}");
    }
    assert_eq!(notes("group.create", json!({ "name": "Level 1" })), "");
    assert!(notes("group.create", json!({ "name": "Level l" })).contains("`Level 1`"));
    assert!(notes("group.rename", json!({ "group": "Level l", "name": "Level I" })).is_empty());
    assert!(notes("user.update", json!({ "user": "al", "login": "toml" })).is_empty());
}

#[test]
fn no_name_is_made_that_would_mean_something_else() {
    let office = TestApp::new();
    let victim = office.done("user.create", json!({ "login": "victim" }))["id"].clone();
    office.done("group.create", json!({ "name": "Editors" }));
    office.done("client.create", json!({ "name": "Wiki" }));
    for name in [victim.as_str().unwrap(), "--help", "-x", "\u{200b}", "a\u{202e}b"] {
        for (command, request) in [
            ("user.create", json!({ "login": name })),
            ("user.update", json!({ "user": "victim", "login": name })),
            ("group.create", json!({ "name": name })),
            ("group.rename", json!({ "group": "Editors", "name": name })),
            ("client.create", json!({ "name": name })),
            ("client.update", json!({ "client": "Wiki", "name": name })),
        ] {
            assert_eq!(
                office.refused(command, request),
                "invalid_request",
                "{command} {name:?}"
            );
        }
    }
}

#[test]
fn a_token_for_one_app_opens_no_other() {
    let office = TestApp::new();
    office.done(
        "client.create",
        json!({ "name": "Wiki", "audience": "wiki.example" }),
    );
    for request in [
        json!({ "name": "Toy", "audience": "wiki.example" }),
        json!({ "name": "Toy", "audience": "WIKI.example" }),
        json!({ "name": "Toy", "audience": "wiki.exаmple" }),
        json!({ "name": "Toy", "audience": "wiki" }),
        json!({ "name": "wiki.example", "audience": "toy" }),
    ] {
        assert_eq!(
            office.refused("client.create", request.clone()),
            "name_taken",
            "{request}"
        );
    }
    office.done("client.create", json!({ "name": "Toy" }));
    let moved = json!({ "client": "Toy", "audience": "wiki.example" });
    assert_eq!(office.refused("client.update", moved), "name_taken");
    // Another app takes the audience of a deleted app, so the deletion cannot be undone.
    office.done("client.delete", json!({ "client": "Wiki" }));
    let deletion = office.events();
    office.done(
        "client.update",
        json!({ "client": "Toy", "audience": "wiki.example" }),
    );
    assert_eq!(
        office.refused("undo.apply", json!({ "event": deletion })),
        "name_taken"
    );
}
